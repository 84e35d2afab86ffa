"""The story bank as a page, printed by a real browser."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from simulator.stories.page import stories_page
from simulator.stories.shelf import Shelf
from simulator.stories.types import Bank
from tests.fakes.chromium import opened
from tests.fakes.stories import whole

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("number", [1, 8, 12])
def test_a_dozen_stories_print_on_one_sheet_and_in_full_where_that_is_wanted(
    browser: Browser, tmp_path: Path, number: int
) -> None:
    stories = tuple(whole(f"s{at}", f"Story {at}", draft="One more sentence. " * 80) for at in range(number))
    shelf, path = Shelf(Bank(stories)), tmp_path / "stories.html"
    path.write_text(stories_page(shelf.stories, shelf.covered, shelf.steps), encoding="utf-8")
    with opened(browser, path) as one:
        assert sheets(one.page.pdf(format="A4")) == sheets(one.page.pdf(format="Letter")) == 1
        one.page.check("#whole")
        assert sheets(one.page.pdf(format="A4")) > 1
        assert one.complaints == []


def sheets(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))
