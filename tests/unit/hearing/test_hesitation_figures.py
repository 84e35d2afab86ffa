"""How the published figures of heard hesitations are counted."""

import pytest

from tests.benchmarks.hesitations import PAGE, Heard, as_page, count

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("said", "heard", "right"),
    [
        ("so um I left", "So, uh, I left.", (1, 1, 1)),
        ("so um I left", "So I left.", (1, 0, 0)),
        ("so I left", "So, um, I left.", (0, 1, 0)),
        ("so um I left it there", "so I left it um there", (1, 1, 0)),
        ("um", "", (1, 0, 0)),
    ],
)
def test_a_hesitation_is_right_where_it_stands_at_the_same_place(
    said: str, heard: str, right: tuple[int, int, int]
) -> None:
    found = count("a", 3.0, said, heard)
    assert (found.said, found.heard, found.right) == right


def test_the_page_has_precision_and_recall_over_all_recordings() -> None:
    page = as_page([Heard("a", 10, 3, 2, 2), Heard("b", 5, 1, 2, 1)], "base")
    assert "Precision: **0.75** (3 of the 4 heard were said)" in page
    assert "Recall: **0.75** (3 of the 4 said were heard)" in page


def test_the_figures_are_published() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert "Precision: **" in page
    assert "| dg_spacewalk |" in page
