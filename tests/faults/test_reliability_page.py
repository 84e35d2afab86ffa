"""docs/reliability.md is what the soaks measured, and each promise on it has a quick test."""

import pytest

from tests.soak.page import PAGE, as_page
from tests.soak.results import ROOT, Result, load_all
from tests.soak.row import Row

pytestmark = pytest.mark.fault


def test_the_page_is_written_from_the_kept_results_and_by_no_hand() -> None:
    assert PAGE.read_text(encoding="utf-8") == as_page(load_all())


def test_each_promise_on_the_page_is_guarded_by_a_test_that_is_there() -> None:
    for row in (row for result in load_all() for row in result.rows):
        file, _, name = row.guarded_by.partition("::")
        assert not name or f"def {name}(" in (ROOT / file).read_text(encoding="utf-8"), row
        assert (ROOT / file).is_file(), row


def test_a_promise_that_was_not_held_stands_at_the_head_of_the_page() -> None:
    rows = (
        Row("nothing is lost", "0 of 9", "0", True, "tests/a.py"),
        Row("kept | whole", "8 of 9", "9", False, "tests/b.py"),
    )
    page = as_page([Result("kills", "Killed", "Of the app.", "2026-11-28", "Linux, 2 cores", 61.0, rows)])
    assert "2 promises, 1 of them held.\nNot held: kept | whole." in page
    assert "| kept \\| whole | 8 of 9 | 9 | **no** | `tests/b.py` |" in page
