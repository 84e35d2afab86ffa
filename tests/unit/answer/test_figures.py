"""Numbers as a listener would write them down."""

import pytest

from simulator.answer.quantities import find_figures
from tests.fakes.answer_models import spoken

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It went from one in five to one in thirty.", [("one in five", 20.0), ("one in thirty", 100 / 30)]),
        ("Three out of four agreed.", [("Three out of four", 75.0)]),
        ("It'd save about a third of the moves.", [("a third", 100 / 3)]),
        ("Rejections were down by two thirds.", [("two thirds", 200 / 3)]),
        ("They lost a quarter of an hour.", [("a quarter", 25.0)]),
        ("one week later", [("one week", 1.0)]),
        ("forty-one strings", [("forty-one", 41.0)]),
    ],
)
def test_a_part_of_a_whole_is_one_figure(text: str, found: list[tuple[str, float]]) -> None:
    assert [(one.text, one.value) for one in find_figures(spoken(text))] == [
        (words, pytest.approx(value)) for words, value in found
    ]


@pytest.mark.parametrize(
    "text",
    [
        "We merged them into the one log.",
        "They turned down one like it.",
        "a quarter later it broke",
        "a third person came",
    ],
)
def test_one_as_a_word_and_a_quarter_as_a_time_are_no_figures(text: str) -> None:
    assert find_figures(spoken(text)) == ()


def test_two_numbers_that_are_no_part_of_each_other_stay_two() -> None:
    assert [one.text for one in find_figures(spoken("ten of them in two days"))] == ["ten", "two days"]
