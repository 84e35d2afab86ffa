"""The drill on the screen: what is due, the story, the answer, the judgement, another try, the grade, the next one."""

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from simulator.drill.run import DrillRun
from simulator.drill.store import DrillStore
from simulator.drill.types import Progress
from simulator.errors import MissingPart
from tests.fakes.drilling import TODAY, drilled, family, open_run
from tests.fakes.services import LIBRARY, FakeServices
from tests.tui.conftest import Stage, StageMaker

pytestmark = pytest.mark.tui
FAMILIES = tuple(family(name) for name in ("impact", "risks", "motive"))


class Drilling(FakeServices):
    """Services whose drills are real sessions over scripted parts, with their memory on disk."""

    runs: list[DrillRun]
    root: Path

    def drill_overview(self):  # type: ignore[no-untyped-def]
        stores = [DrillStore(run._store.path.parent) for run in self.runs]
        families = {name: one for store in stores for name, one in store.load().families.items()}
        self.drilled = replace(self.drilled, families={**self.drilled.families, **families})
        return super().drill_overview()


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Drilling]:
    made = Drilling(library=replace(LIBRARY, families=FAMILIES))
    made.runs = []

    def open_drill(name: str | None, typed: bool) -> DrillRun:
        root = tmp_path / str(len(made.runs))
        root.mkdir()
        run, _ = open_run(root, name or "impact", typed=typed)
        made.runs.append(run)
        return run

    made.open_drill = open_drill
    yield made
    for run in made.runs:
        run.leave_and_close()


async def until(seen: Stage, holds: Callable[[], bool]) -> None:
    """The session runs on a thread of its own: wait until the screen shows what it has come to."""
    ends = time.monotonic() + 5
    while not holds():
        assert time.monotonic() < ends, seen.text
        await seen.pilot.pause(0.01)


async def shown(seen: Stage, text: str) -> None:
    await until(seen, lambda: text in seen.words)


async def open_typed(seen: Stage) -> None:
    """From the first screen into a typed drill of what is due first."""
    await seen.press("down", "down", "down", "down", "enter")
    await shown(seen, "3 follow-ups due today")
    await seen.press("t", "enter")
    await shown(seen, "Read the story. Space when you want to be asked")


async def say(seen: Stage, text: str) -> None:
    await shown(seen, "Type your answer. F2 when you are done")
    await seen.press(*text, "f2")
    await shown(seen, "How did it go?")


@pytest.mark.parametrize("size", [(80, 24), (60, 18), (120, 40)])
async def test_a_whole_drill_read_asked_answered_tried_again_graded_and_on_to_the_next(
    stage: StageMaker, services: Drilling, size: tuple[int, int]
) -> None:
    async with stage(services, size=size) as seen:
        await open_typed(seen)
        assert services.drills == [("impact", True)]
        assert "You are a nurse who drew a sheet." in seen.words
        assert "Tell me about the impact." not in seen.words
        await seen.press("space")
        await shown(seen, "Tell me about the impact.")
        await say(seen, "it was fine")
        assert "Try 1 weak" in seen.words
        assert "Nothing is measured." in seen.words
        assert "1 again 2 hard 3 good 4 easy" in seen.words
        await seen.press("r")
        await say(seen, "it saved 12 minutes")
        assert "Try 2 strong" in seen.words
        assert "Grade weak → strong" in seen.words
        assert "Gained: A number on the result, a number: 12 minutes" in seen.words
        await seen.press("4")
        await shown(seen, "Noted: easy, counted as hard. It comes again tomorrow.")
        assert "Space for the next: About risks" in seen.words
        await seen.press("space")
        await shown(seen, "Drill · About risks")
        assert services.drills[-1] == ("risks", True)


async def test_the_sketches_come_after_the_answer_and_not_before(stage: StageMaker, services: Drilling) -> None:
    async with stage(services) as seen:
        await open_typed(seen)
        assert "A strong impact." not in seen.words
        await seen.press("space")
        await say(seen, "well")
        assert "weak A weak impact." in seen.words
        assert "strong A strong impact." in seen.words
        assert "It has a number." in seen.words


async def test_what_the_machine_cannot_tell_is_called_that(stage: StageMaker, services: Drilling) -> None:
    async with stage(services) as seen:
        await open_typed(seen)
        await seen.press("space")
        await say(seen, "maybe")
        assert "Try 1 cannot tell" in seen.words


async def test_space_before_the_own_grade_asks_for_it_and_moves_nowhere(stage: StageMaker, services: Drilling) -> None:
    async with stage(services) as seen:
        await open_typed(seen)
        await seen.press("space")
        await say(seen, "well")
        await seen.press("space")
        assert "Your own grade first" in seen.words
        assert "How did it go?" in seen.words


async def test_there_is_nothing_to_save_in_a_drill_unless_the_disk_takes_nothing(
    stage: StageMaker, services: Drilling, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with stage(services) as seen:
        await open_typed(seen)
        await seen.press("ctrl+s")
        assert "your answers are kept by" in seen.words
        assert "in this folder" not in seen.words
        run = services.runs[-1]
        view = run.view
        monkeypatch.setattr(run, "view", lambda: replace(view(), disk="The disk is full."))
        await seen.press("ctrl+s")
        assert "Save what you said in this drill in this folder too:" in seen.words


async def test_after_the_last_one_it_is_back_to_the_overview_with_nothing_due(
    stage: StageMaker, services: Drilling
) -> None:
    services.drilled = Progress({name: drilled(TODAY - timedelta(days=1)) for name in ("risks", "motive")})
    async with stage(services) as seen:
        await seen.press("down", "down", "down", "down", "enter")
        await shown(seen, "1 follow-up due today")
        await seen.press("t", "enter")
        await shown(seen, "Read the story")
        await seen.press("space")
        await say(seen, "12 things")
        await seen.press("3")
        await shown(seen, "That was the last one due")
        await seen.press("space")
        await shown(seen, "Nothing is due today; the next comes in 2 days")
        assert "2 days in a row" in seen.words
        assert "strong · good" in seen.words


async def test_leaving_before_the_question_keeps_no_session(stage: StageMaker, services: Drilling) -> None:
    async with stage(services) as seen:
        await open_typed(seen)
        await seen.press("escape")
        await shown(seen, "3 follow-ups due today")
        assert list(services.runs[0]._store.path.parent.iterdir()) == []


async def test_leaving_in_the_middle_asks_and_keeps_the_answer(stage: StageMaker, services: Drilling) -> None:
    async with stage(services) as seen:
        await open_typed(seen)
        await seen.press("space")
        await shown(seen, "Type your answer")
        await seen.press("o", "n", "e", "escape")
        assert "Leave this drill?" in seen.words
        await seen.press("n", "x", "escape", "y")
        await shown(seen, "follow-ups due today")
        (folder,) = [path for path in services.runs[0]._store.path.parent.iterdir() if path.is_dir()]
        assert "onex" in (folder / "turn-01" / "transcript.json").read_text()


async def test_another_story_can_be_had_before_the_question(stage: StageMaker, services: Drilling) -> None:
    async with stage(services) as seen:
        await open_typed(seen)
        await seen.press("s")
        await until(seen, lambda: len(services.drills) == 2 and "About risks" in seen.words)
        assert "Read the story" in seen.words


async def test_a_drill_that_cannot_start_is_one_line_over_the_first_screen(
    stage: StageMaker, services: Drilling
) -> None:
    async with stage(services) as seen:
        await seen.press("down", "down", "down", "down", "enter")
        await shown(seen, "3 follow-ups due today")
        services.fault = MissingPart("the hearing model is damaged", remedy="Run: simulator models list")
        await seen.press("enter")
        await shown(seen, "the hearing model is damaged")


async def test_the_first_screen_tells_how_many_are_due(stage: StageMaker, services: Drilling) -> None:
    async with stage(services) as seen:
        await shown(seen, "Drill follow-ups 3 due today")
        await seen.resize(60, 18)
        await shown(seen, "Drill follow-ups: 3 due today")


async def test_a_damaged_memory_is_said_on_the_overview(stage: StageMaker, services: Drilling) -> None:
    services.drilled = Progress(notice="The drill's memory was damaged.")
    async with stage(services) as seen:
        await seen.press("down", "down", "down", "down", "enter")
        await shown(seen, "The drill's memory was damaged.")


async def test_the_help_says_why_one_drills(stage: StageMaker, services: Drilling) -> None:
    async with stage(services, size=(120, 60)) as seen:
        await seen.press("down", "down", "down", "down", "enter", "question_mark")
        await shown(seen, "Keys on this screen")
        help_text = seen.app.screen.query_one("#help")
        help_text.scroll_end(animate=False)
        await seen.settle()
        assert "What the drill is for" in seen.words


async def test_a_wide_drill_shows_no_table_of_sections_either(stage: StageMaker, services: Drilling) -> None:
    async with stage(services, size=(120, 40)) as seen:
        await open_typed(seen)
        await shown(seen, "Space when you want to be asked")
        assert seen.app.screen.query_one("#sections").display is False
        assert "Where the time goes" not in seen.words
