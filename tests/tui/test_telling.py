"""Stories around a session: which fits the question, which one an answer was, and an answer made into one."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from simulator.answer.analyse import analyse_text
from simulator.answer.types import AnswerContext, Finding
from simulator.archive.store import Archive
from simulator.interview.history import load_records
from simulator.stories.types import Story
from simulator.wiring.stories import StoryDesk
from tests.fakes.minds import AllAction, StoredMind
from tests.fakes.practice import Asked, practise
from tests.fakes.services import FakeServices, session
from tests.fakes.stories import desk, whole
from tests.fakes.told import asked
from tests.tui.conftest import StageMaker

pytestmark = pytest.mark.tui

ANSWER = (
    "Our nightly export failed eight times a month. I saw that it only failed when a second job ran late, "
    "so I showed the owners a small lock. It has failed once in five months."
)


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path / "recordings")


@pytest.fixture
def take(archive: Archive) -> str:
    """ "SESSION/TAKE" of an answer that tells the export."""
    question = asked("What did you notice?", "noticed_first")
    analysis = analyse_text(ANSWER, AnswerContext(question=question.text), labeller=AllAction())
    noticed = Finding("noticed", "it only failed when a second job ran late", 5.0, 8.0, 0.9, "")
    folder = practise(
        archive, datetime(2026, 1, 2, tzinfo=UTC), [Asked(question, [replace(analysis, signals=(noticed,))])]
    )
    return f"{folder.id}/turn-01"


@pytest.fixture
def bank(tmp_path: Path, archive: Archive) -> StoryDesk:
    return desk(tmp_path, archive)


def services(bank: StoryDesk, archive: Archive, take: str, *stories: Story) -> FakeServices:
    for story in stories:
        bank.store.add(story)
    session_id = take.partition("/")[0]
    records = load_records(archive.open(session_id), StoredMind())
    return FakeServices(story_desk=bank, stored={session_id: records})


async def test_the_likely_story_is_named_and_enter_says_so(
    stage: StageMaker, bank: StoryDesk, archive: Archive, take: str
) -> None:
    fake = services(bank, archive, take, Story("", "Another"), whole())
    async with stage(fake, opening=take.partition("/")[0], size=(100, 36)) as seen:
        assert "Was this “The export that failed at night”? B says so" in seen.words
        await seen.press("b", "enter")
        assert "Story: “The export that failed at night”" in seen.words
    assert [one.take for one in bank.store.find("the-export-that-failed-at-night").told] == [take]


async def test_it_can_be_another_one_or_none(stage: StageMaker, bank: StoryDesk, archive: Archive, take: str) -> None:
    fake = services(bank, archive, take, Story("", "Another"), whole())
    async with stage(fake, opening=take.partition("/")[0], size=(100, 36)) as seen:
        await seen.press("b", "enter")
        await seen.press("b", "up", "enter")
        assert bank.store.find("another").told
        assert not bank.store.find("the-export-that-failed-at-night").told
        await seen.press("b", "end", "enter")
        assert not bank.store.find("another").told


async def test_an_answer_becomes_a_story_with_what_was_accepted(
    stage: StageMaker, bank: StoryDesk, archive: Archive, take: str
) -> None:
    async with stage(services(bank, archive, take), opening=take.partition("/")[0], size=(100, 36)) as seen:
        assert "B makes a story of this answer" in seen.words
        await seen.press("b")
        assert "Not heard: discovered, proposed, shipped." in seen.words
        assert "“it only failed when a second job ran late”" in seen.words
        await seen.press("enter", *", mine", "f2")
        await seen.press("k")
        assert ", mine" in seen.words
        await seen.press("escape")
        assert "B changes it" in seen.words
    (kept,) = bank.store.load().stories
    assert kept.title.endswith(", mine")
    assert kept.signals == ("noticed",)
    assert kept.told[0].quotes["noticed"] == "it only failed when a second job ran late"


async def test_a_part_that_is_left_out_is_not_kept_and_leaving_asks_first(
    stage: StageMaker, bank: StoryDesk, archive: Archive, take: str
) -> None:
    async with stage(services(bank, archive, take), opening=take.partition("/")[0], size=(100, 36)) as seen:
        await seen.press("b", "down", "space", "escape")
        assert "Leave without a story?" in seen.words
        await seen.press("n", "k")
    (kept,) = bank.store.load().stories
    assert kept.number == ""


async def test_in_a_session_b_tells_which_story_fits_and_why(stage: StageMaker, tmp_path: Path) -> None:
    bank = desk(tmp_path)
    bank.store.add(whole(families=("outside_scope",)))
    running = session()
    async with stage(FakeServices(story_desk=bank), session=running, size=(100, 36)) as seen:
        await seen.press("b")
        (notice,) = seen.app._notifications
        assert notice.message.startswith("1. The export that failed at night: meant for such questions")


async def test_in_a_session_without_a_fitting_story_it_says_so(stage: StageMaker) -> None:
    async with stage(session=session(), size=(100, 36)) as seen:
        await seen.press("b")
        (notice,) = seen.app._notifications
        assert notice.message.startswith("None of your stories fits it")


async def test_the_set_up_tells_what_the_bank_has_for_the_plan(stage: StageMaker, tmp_path: Path) -> None:
    bank = desk(tmp_path)
    bank.store.add(whole())
    async with stage(FakeServices(story_desk=bank), size=(100, 40)) as seen:
        await seen.press("enter")
        assert "Your stories: for 1 of 3 families it may ask; none yet for" in seen.words


async def test_the_answer_of_a_written_candidate_is_no_story_of_ones_own(
    stage: StageMaker, bank: StoryDesk, archive: Archive
) -> None:
    analysis = analyse_text(ANSWER, AnswerContext(question="Tell me about a time."), labeller=AllAction())
    demo = practise(archive, datetime(2026, 1, 3, tzinfo=UTC), [Asked(asked(), [analysis])], synthetic=True)
    async with stage(services(bank, archive, f"{demo.id}/turn-01"), opening=demo.id, size=(100, 36)) as seen:
        assert "story of this answer" not in seen.words
        await seen.press("b")
        assert any("a written candidate told this" in notice.message for notice in seen.app._notifications)
