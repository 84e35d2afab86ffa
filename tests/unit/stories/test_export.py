"""Stories as text, Markdown, page and JSON: nothing that was written becomes markup or steers a terminal."""

import json
from html.parser import HTMLParser

import pytest

from simulator.review.layout import WIDTH
from simulator.stories.draft import length_line, opening
from simulator.stories.markdown import stories_markdown
from simulator.stories.page import stories_page
from simulator.stories.record import bank_json, coverage_json
from simulator.stories.shelf import Shelf
from simulator.stories.text import coverage_lines, list_lines, story_lines
from simulator.stories.types import Bank, Story
from tests.fakes.stories import told, whole

NASTY = '<script>alert(1)</script> \x1b[2J [bold]x[/bold] *stars* `code` # no | \u202eturned & "quoted"'


def nasty() -> Shelf:
    """Every text of a story is out to do harm, as only a value made in memory can be."""
    story = whole(
        title=NASTY, discovered=NASTY, number=NASTY, lesson=NASTY, notes=f"{NASTY}\n\n{NASTY}", draft=NASTY,
        tags=(NASTY,), competencies={"initiative": NASTY}, told=(told(asked=NASTY),),
    )  # fmt: skip
    return Shelf(Bank((story,)))


class Tags(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.found.append(tag)


def test_the_page_has_no_script_whatever_was_written_and_a_policy_against_it() -> None:
    shelf = nasty()
    page = stories_page(shelf.stories, shelf.covered, shelf.steps)
    assert "script" not in Tags(page).found
    assert "&lt;script&gt;" in page
    assert "default-src &#x27;none&#x27;" in page
    assert "\x1b" not in page
    assert "\u202e" not in page


def test_markdown_holds_no_markup_of_the_writer() -> None:
    shelf = nasty()
    written = stories_markdown(shelf.stories, shelf.covered, shelf.steps)
    assert "<script>" not in written.replace("\\<script>", "")
    assert "\\*stars\\*" in written
    assert "\x1b" not in written


def test_lines_fit_80_columns_and_steer_nothing() -> None:
    shelf = nasty()
    said = [*story_lines(shelf.stories[0], {}), *coverage_lines(shelf.covered, shelf.steps)]
    assert all(line.isprintable() for line in said)
    assert max(map(len, said)) <= WIDTH


def test_the_page_tells_every_part_and_which_story_for_which_question() -> None:
    shelf = Shelf(Bank((whole(notes="First.\nSecond.", draft="One.\n\nTwo."), whole("b", "The runbook"))))
    page = stories_page(shelf.stories, shelf.covered, shelf.steps)
    for words in (
        "Nobody had asked.",
        "they feared deadlocks",
        "Second.",
        "eight failures",
        "The runbook",
        "Noticed before",
    ):
        assert words in page
    assert "What to prepare next" in page


def test_without_a_story_all_forms_say_how_to_begin() -> None:
    shelf = Shelf()
    assert "simulator stories new" in " ".join(list_lines(shelf.bank, {}))
    assert "Write down a first story" in stories_markdown((), shelf.covered, shelf.steps)
    assert "Write down a first story" in stories_page((), shelf.covered, shelf.steps)


def test_json_holds_the_file_and_what_there_is_to_say() -> None:
    shelf = Shelf(Bank((whole(draft="one two"), Story("b", "B"))))
    read = json.loads(bank_json(shelf.bank, {}))
    assert read["schema"] == 1
    assert read["stories"][0]["beats"]["discovered"].startswith("I saw")
    assert read["stories"][0]["draft_words"] == 2
    assert {remark["id"] for remark in read["stories"][1]["remarks"]} >= {"discovered", "number"}
    covered = json.loads(coverage_json(shelf.covered, shelf.steps))
    assert covered["grid"]["B"]["mid"] == ["export"]
    assert covered["next"][0]["why"]


@pytest.mark.parametrize(
    ("words", "says"), [(0, "200 to go"), (199, "1 to go to 200"), (250, "a good length"), (301, "1 over 300")]
)
def test_the_length_of_a_draft_is_told_with_what_is_short_or_long(words: int, says: str) -> None:
    assert says in length_line("word " * words + "– …", 140)


def test_a_draft_begins_with_the_beats_and_the_number_once() -> None:
    begun = opening(whole(number="five months"))
    assert begun.count("five months") == 1
    assert begun.startswith("I saw")
    assert begun.endswith("before the single case.")
