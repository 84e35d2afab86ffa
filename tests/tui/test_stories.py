"""The story bank on the screen: list, one story, draft, coverage; with stories, without, and with faults."""

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.widgets import Input, OptionList, TextArea

from simulator.errors import BadInput
from simulator.stories.types import Story
from simulator.tui.screens.draft import DraftScreen
from simulator.wiring.stories import StoryDesk
from tests.fakes.services import FakeServices
from tests.fakes.stories import desk, told, whole
from tests.tui.conftest import Stage, StageMaker

pytestmark = pytest.mark.tui


@pytest.fixture
def bank(tmp_path: Path) -> StoryDesk:
    return desk(tmp_path)


def with_bank(bank: StoryDesk, *stories: Story) -> FakeServices:
    for story in stories:
        bank.store.add(story)
    return FakeServices(story_desk=bank)


async def opened(seen: Stage) -> None:
    await choose(seen, "stories")


async def choose(seen: Stage, option: str) -> None:
    """Mark the option of this id, and open it."""
    listed = seen.app.screen.query_one(OptionList)
    listed.highlighted = listed.get_option_index(option)
    await seen.press("enter")


async def test_the_list_tells_where_each_story_stands_and_what_comes_next(stage: StageMaker, bank: StoryDesk) -> None:
    flagged = whole(title="The lead asked", discovered="My lead asked me to look into the queue.")
    async with stage(with_bank(bank, whole(), flagged), size=(120, 36)) as seen:
        await opened(seen)
        assert "2 stories; none yet in A, C, D" in seen.words
        assert "The export that failed at night B · mid · never told · whole" in seen.words
        assert "not yet a story of initiative: assigned" in seen.words
        assert "Next: Mend “The lead asked”, or leave it out" in seen.words


async def test_without_a_story_it_says_how_one_comes_about(stage: StageMaker, bank: StoryDesk) -> None:
    async with stage(with_bank(bank)) as seen:
        await opened(seen)
        assert "No story yet. N begins one" in seen.words


async def test_a_file_with_a_slip_is_a_line_and_the_others_are_there(stage: StageMaker, bank: StoryDesk) -> None:
    services = with_bank(bank, whole(), whole(title="Broken [bold]"))
    path = bank.path("broken-bold")
    path.write_text(path.read_text().replace("quadrant", "quadrnt"))
    async with stage(services, size=(160, 36)) as seen:
        await opened(seen)
        assert "did you mean “quadrant”?" in seen.words
        assert "The export that failed at night" in seen.words


async def test_a_new_story_is_begun_with_a_title_and_marked(stage: StageMaker, bank: StoryDesk) -> None:
    async with stage(with_bank(bank, whole(title="A"), whole(title="Z"))) as seen:
        await opened(seen)
        await seen.press("n", *"My [b]", "enter")
        assert bank.store.find("my-b").title == "My [b]"
        assert seen.app.screen.query_one("#stories", OptionList).highlighted_option.id == "my-b"  # type: ignore[union-attr]
        await seen.press("enter")
        assert "Not whole yet" in seen.words


async def test_a_story_is_deleted_only_after_a_question(stage: StageMaker, bank: StoryDesk) -> None:
    async with stage(with_bank(bank, whole())) as seen:
        await opened(seen)
        await seen.press("d", "n")
        assert bank.store.load().stories
        await seen.press("d", "y")
        assert not bank.store.load().stories
        assert "No story yet" in seen.words


async def test_w_writes_the_page_and_says_where(stage: StageMaker, bank: StoryDesk, tmp_path: Path) -> None:
    async with stage(with_bank(bank, whole())) as seen:
        await opened(seen)
        await seen.press("w")
        assert "The page is written" in seen.words
    assert (tmp_path / "pages" / "stories.html").read_text().startswith("<!doctype html>")


# ---- one story


async def test_a_text_is_changed_and_kept_in_the_file(stage: StageMaker, bank: StoryDesk) -> None:
    async with stage(with_bank(bank, Story("", "The runbook")), size=(120, 36)) as seen:
        await opened(seen)
        await seen.press("enter")
        await choose(seen, "discovered")
        await seen.press(*"I saw it.", "f2")
        assert bank.store.find("the-runbook").discovered == "I saw it."
        assert "I saw it." in seen.words


async def test_leaving_a_text_that_was_changed_asks_first(stage: StageMaker, bank: StoryDesk) -> None:
    async with stage(with_bank(bank, whole()), size=(120, 36)) as seen:
        await opened(seen)
        await seen.press("enter")
        await choose(seen, "lesson")
        await seen.press("x", "escape")
        assert "Leave it as it was?" in seen.words
        await seen.press("n", "f2")
        assert bank.store.find("the-export-that-failed-at-night").lesson.endswith("case.x")


async def test_a_quadrant_and_signals_are_chosen_from_lists(stage: StageMaker, bank: StoryDesk) -> None:
    async with stage(with_bank(bank, whole()), size=(120, 40)) as seen:
        await opened(seen)
        await seen.press("enter")
        await choose(seen, "quadrant")
        await seen.press("down", "enter")
        await choose(seen, "signals")
        await seen.press("space", "enter")
    story = bank.store.find("the-export-that-failed-at-night")
    assert (story.quadrant, story.signals) == ("C", ("unasked", "measured"))


async def test_a_reality_check_is_answered_and_then_asks_why(stage: StageMaker, bank: StoryDesk) -> None:
    async with stage(with_bank(bank, whole(checks={})), size=(120, 40)) as seen:
        await opened(seen)
        await seen.press("enter")
        assert "Did anybody have to be convinced?" in seen.words
        await choose(seen, "check:resistance")
        await seen.press("enter")
        await seen.press(*"two teams", "enter")
        checked = bank.store.find("the-export-that-failed-at-night").checks["resistance"]
        assert (checked.answer, checked.because) == ("yes", "two teams")
        assert "yes. two teams" in seen.words


async def test_a_competency_brings_a_line_for_its_framing(stage: StageMaker, bank: StoryDesk) -> None:
    async with stage(with_bank(bank, whole(competencies={"influence": ""})), size=(120, 40)) as seen:
        await opened(seen)
        await seen.press("enter")
        await choose(seen, "framing:influence")
        await seen.press(*"Neither team was mine.", "f2")
    assert bank.store.find("the-export-that-failed-at-night").competencies == {"influence": "Neither team was mine."}


async def test_what_cannot_be_kept_comes_up_again_with_its_words(stage: StageMaker, bank: StoryDesk) -> None:
    async with stage(with_bank(bank, whole()), size=(120, 40)) as seen:
        await opened(seen)
        await seen.press("enter")
        path = bank.path("the-export-that-failed-at-night")
        good = path.read_text()
        path.write_text(good.replace("quadrant", "quadrnt"))
        await choose(seen, "lesson")
        await seen.press(*" More.", "f2")
        assert seen.app.screen.query_one(TextArea).text.endswith("More.")
        path.write_text(good)
        await seen.press("f2")
    assert bank.store.find("the-export-that-failed-at-night").lesson.endswith("case. More.")


async def test_a_story_deleted_by_hand_meanwhile_is_one_line(stage: StageMaker, bank: StoryDesk) -> None:
    async with stage(with_bank(bank, whole()), size=(120, 40)) as seen:
        await opened(seen)
        await seen.press("enter")
        bank.path("the-export-that-failed-at-night").unlink()
        await choose(seen, "title")
        await seen.press("x", "enter")
        assert seen.app.screen.query_one(Input).value.endswith("nightx")
        await seen.press("escape")
        assert "This story is no longer there." in seen.words


async def test_the_best_take_is_marked_and_unmarked(stage: StageMaker, bank: StoryDesk) -> None:
    async with stage(with_bank(bank, whole(told=(told(), told("b/turn-01")))), size=(120, 40)) as seen:
        await opened(seen)
        await seen.press("enter", "b")
        assert bank.store.find("the-export-that-failed-at-night").best_take == ""
        listed = seen.app.screen.query_one(OptionList)
        listed.highlighted = listed.get_option_index("take:b/turn-01")
        await seen.press("b")
        assert bank.store.find("the-export-that-failed-at-night").best_take == "b/turn-01"
        await seen.press("b")
        assert bank.store.find("the-export-that-failed-at-night").best_take == ""


@pytest.mark.parametrize("size", [(60, 18), (80, 24)])
async def test_on_a_small_screen_what_is_to_do_is_reached_at_the_end_of_the_list(
    stage: StageMaker, bank: StoryDesk, size: tuple[int, int]
) -> None:
    flagged = whole(discovered="My lead asked me to look into the queue.")
    async with stage(with_bank(bank, flagged), size=size) as seen:
        await opened(seen)
        await seen.press("enter")
        assert "1 to do, at the end" in seen.words
        await seen.press("end")
        assert "Somebody gave you this work" in seen.words
        assert "would not have happened without you." in seen.words
        await seen.press("enter")
        assert "Somebody gave you this work" in seen.words


# ---- the draft


async def until(seen: Stage, holds: Callable[[], bool]) -> None:
    """The draft is read a moment after the last key."""
    for _ in range(200):
        if holds():
            return
        await seen.pilot.pause(0.02)
    raise AssertionError(seen.text)


async def test_a_draft_is_counted_labelled_and_kept(stage: StageMaker, bank: StoryDesk) -> None:
    async with stage(with_bank(bank, whole()), size=(120, 40)) as seen:
        await opened(seen)
        await seen.press("enter", "t")
        assert "0 words" in seen.words
        await seen.press("f4")
        await until(seen, lambda: "Action" in seen.text and "A I saw that" in seen.words)
        assert "words, about" in seen.words
        assert "to go to 200" in seen.words
        await seen.press(*" Yes?", "escape")
    assert bank.store.find("the-export-that-failed-at-night").draft.endswith("single case. Yes?")


async def test_own_keys_of_the_draft_are_told_and_work(stage: StageMaker, bank: StoryDesk) -> None:
    services = with_bank(bank, whole())
    services.settings = services.settings.model_copy(update={"keys": {"begin_draft": "f8", "leave_draft": "f7"}})
    async with stage(services, size=(120, 40)) as seen:
        await opened(seen)
        await seen.press("enter", "t")
        assert "F8 begins with the beats" in seen.words
        assert "F8 Begin with the beats" in seen.words
        await seen.press("f8")
        assert "Begin with the beats" not in seen.words, "the draft is no longer empty"
        await until(seen, lambda: "words, about" in seen.words)
        await seen.press("f7")
        assert not isinstance(seen.app.screen, DraftScreen)
    assert bank.store.find("the-export-that-failed-at-night").draft


async def test_a_draft_that_cannot_be_kept_stays_on_the_screen(
    stage: StageMaker, bank: StoryDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> Story:
        raise BadInput("the disk is full")

    async with stage(with_bank(bank, whole()), size=(120, 40)) as seen:
        await opened(seen)
        await seen.press("enter", "t", *"Mine")
        monkeypatch.setattr(bank, "change", refused)
        await seen.press("escape")
        assert "the disk is full. The draft is still here" in seen.words
        seen.app.screen.post_message(DraftScreen.WasRead("Mine", None, ""))
        await seen.settle()
        assert "the disk is full. The draft is still here" in seen.words
        assert seen.app.screen.query_one(TextArea).text == "Mine"
        monkeypatch.undo()
        await seen.press("escape")
    assert bank.store.find("the-export-that-failed-at-night").draft == "Mine"


# ---- coverage


async def test_the_coverage_tells_grid_gaps_and_reasons(stage: StageMaker, bank: StoryDesk) -> None:
    async with stage(with_bank(bank, whole()), size=(120, 40)) as seen:
        await opened(seen)
        await seen.press("o")
        said = " ".join(" ".join(str(line.content) for line in seen.app.screen.query(".panel")).split())  # type: ignore[attr-defined]
        assert "Find a story in A: how you do your own work" in said
        assert "Above and beyond: none; perhaps The export that failed at night" in said
        assert "Noticed before others: The export that failed at night" in said
        assert "B · 1 · ·" in said
        assert "Put a number on the problem first: none" in said
        await seen.press("escape", "escape")
        assert "Mock interview" in seen.text


@pytest.mark.parametrize("size", [(40, 10), (80, 24), (200, 50)])
async def test_every_screen_opens_at_any_size(stage: StageMaker, bank: StoryDesk, size: tuple[int, int]) -> None:
    async with stage(with_bank(bank, whole(told=(told(),))), size=size) as seen:
        await opened(seen)
        assert "The export" in seen.text
        await seen.press("o", "escape", "enter", "t")
        assert "draft" in seen.text.lower() or size[1] < 15
        await seen.press("escape", "escape", "escape")
        assert "Start a session" in seen.text


async def test_the_help_names_the_keys_of_these_screens(stage: StageMaker, bank: StoryDesk) -> None:
    async with stage(with_bank(bank, whole()), size=(100, 60)) as seen:
        await opened(seen)
        await seen.press("question_mark")
        assert "What your stories cover, what they do not" in seen.words
