"""The first screen: ways in, parts that are missing, sessions that were cut off."""

import threading
from typing import cast

import pytest

from simulator.errors import MissingPart
from simulator.interview.view import TakeRecord
from simulator.settings import Settings
from simulator.tui import messages
from simulator.tui.app import SimulatorApp
from simulator.tui.services import Services
from simulator.wiring.late import LateServices
from simulator.wiring.services import RealServices
from tests.fakes.services import LIBRARY, FakeServices, session, summary
from tests.fakes.session import FakeSession
from tests.tui.conftest import StageMaker
from tests.tui.phases import between

pytestmark = pytest.mark.tui

NO_MICROPHONE = "No microphone was found. Plug one in, or choose typed answers"


def _record() -> tuple[TakeRecord, ...]:
    return tuple(between().records)


async def test_it_says_in_a_sentence_what_this_is_and_offers_five_ways_in(stage: StageMaker) -> None:
    async with stage() as seen:
        assert "Answer aloud, see where your time goes" in seen.words
        for choice in ("Start a session", "Quick question", "Demo", "Past sessions", "Help"):
            assert choice in seen.text


async def test_a_quick_question_is_one_question_and_starts_at_once(stage: StageMaker) -> None:
    async with stage() as seen:
        await seen.press("down", "enter")
        assert [setup.questions for setup in seen.services.setups] == [1]
        assert "The interviewer is speaking" in seen.words


async def test_without_a_microphone_the_quick_question_is_typed(stage: StageMaker) -> None:
    async with stage(FakeServices(devices=(), microphone_fault=NO_MICROPHONE)) as seen:
        assert NO_MICROPHONE in seen.words
        assert "You can type your answers instead" in seen.words
        await seen.press("down", "enter")
        assert seen.services.setups[0].typed


async def test_a_quick_question_before_anybody_looked_for_a_microphone_is_typed_where_there_is_none(
    stage: StageMaker,
) -> None:
    async with stage(FakeServices(devices=(), microphone_fault="")) as seen:
        await seen.press("down", "enter")
        assert seen.services.setups[0].typed


async def test_the_demo_offers_its_candidates(stage: StageMaker) -> None:
    async with stage() as seen:
        await seen.press("down", "down", "enter")
        assert "A flawed candidate" in seen.text
        await seen.press("down", "enter")
        assert "Question 1 of 2" in seen.text


async def test_a_cut_off_session_is_offered_first_and_opens_its_summary(stage: StageMaker) -> None:
    services = FakeServices(past=(summary("cut", state="cut off", title="Friday practice"),), stored={"cut": _record()})
    async with stage(services) as seen:
        assert "Finish a cut-off session" in seen.text
        await seen.press("enter")
        assert services.recovered == ["cut"]
        assert "Friday practice answer 1 of 1" in seen.words
        await seen.press("escape")
        assert "Finish a cut-off session" not in seen.text


async def test_a_cut_off_session_is_offered_though_the_sound_system_does_not_answer(stage: StageMaker) -> None:
    services, answering = FakeServices(), threading.Event()
    async with stage(services) as seen:
        services.past = (summary("cut", state="cut off"),)
        services.microphones = lambda: answering.wait(10) and ()  # type: ignore[method-assign]
        seen.app.screen.on_screen_resume()  # type: ignore[attr-defined]
        for _ in range(100):
            await seen.pilot.pause()
            if "Finish a cut-off session" in seen.text:
                break
        offered = seen.text
        answering.set()
    assert "Finish a cut-off session" in offered


async def test_a_session_that_cannot_start_is_one_line_and_home_again(stage: StageMaker) -> None:
    services = FakeServices(fault=MissingPart("the hearing model is damaged", remedy="Run: simulator models download"))
    async with stage(services) as seen:
        await seen.press("down", "enter")
        assert "the hearing model is damaged. Run: simulator models" in seen.words
        await seen.press("enter")
        assert "Start a session" in seen.text
        assert services.sessions == []


async def test_a_session_asked_for_at_the_start_that_cannot_be_had_ends_the_app_with_its_code(
    stage: StageMaker,
) -> None:
    fault = MissingPart("no such device")

    def begin() -> None:
        raise fault

    async with stage(opening=begin) as seen:  # type: ignore[arg-type]
        pass
    assert seen.app.return_value == 3
    assert seen.app.fault is fault


async def test_what_is_asked_for_twice_at_once_starts_one_session(stage: StageMaker) -> None:
    async with stage() as seen:
        seen.app.post_message(messages.QuickWanted())
        seen.app.post_message(messages.QuickWanted())
        await seen.settle()
        assert len(seen.services.sessions) == 1


async def test_what_is_asked_for_twice_at_once_opens_one_screen(stage: StageMaker) -> None:
    async with stage() as seen:
        seen.app.post_message(messages.PastWanted())
        seen.app.post_message(messages.PastWanted())
        await seen.settle()
        await seen.press("escape")
        assert "Quick question" in seen.text


async def test_quitting_while_a_session_is_being_made_closes_it_too(stage: StageMaker) -> None:
    quitting, closed, made = threading.Event(), threading.Event(), session()
    close = made.leave_and_close

    def closing() -> None:
        close()
        closed.set()

    def begin() -> FakeSession:
        assert quitting.wait(10)
        return made

    made.leave_and_close = closing  # type: ignore[method-assign]
    async with stage() as seen:
        seen.app.post_message(messages.QuickWanted())
        seen.services.make_session = lambda setup: begin()
        await seen.pilot.pause()
        assert "Getting ready" in seen.text
        await seen.pilot.press("ctrl+q")
        quitting.set()
    assert closed.wait(10)
    assert made.closed == 1


async def test_broken_content_of_the_person_is_named(stage: StageMaker) -> None:
    library = type(LIBRARY)(LIBRARY.questions, LIBRARY.families, LIBRARY.plans, ("my.toml:3: unknown key [x]",))
    async with stage(FakeServices(library=library)) as seen:
        assert "! my.toml:3: unknown key [x]" in seen.words


async def test_what_was_deleted_by_age_is_said_where_one_looks(stage: StageMaker) -> None:
    services = FakeServices(gone_by_age="Deleted 2 sessions older than 30 days, as you set it (keep_days).")
    async with stage(services) as seen:
        assert "Deleted 2 sessions older than 30 days, as you set it" in seen.words


async def test_without_any_plan_it_says_how_to_find_out(stage: StageMaker) -> None:
    async with stage(FakeServices(library=type(LIBRARY)((), ()))) as seen:
        await seen.press("enter")
        assert "simulator check" in seen.words


async def test_a_terminal_that_changes_shape_keeps_the_marked_choice(stage: StageMaker) -> None:
    async with stage() as seen:
        await seen.press("down", "down", "down")
        await seen.resize(120, 40)
        await seen.press("enter")
        assert "Past sessions" in seen.rows[2] or "Past sessions" in seen.text
        assert "No session yet" in seen.words


async def test_q_quits(stage: StageMaker) -> None:
    async with stage() as seen:
        await seen.pilot.press("q")
        await seen.app.workers.wait_for_complete()
    assert seen.app.return_code == 0


async def test_a_session_can_be_what_the_app_opens_with(stage: StageMaker) -> None:
    async with stage(session=session()) as seen:
        assert "Question 1 of 2" in seen.text


class OpenedLate(FakeServices):
    def catch_up(self) -> None:
        pass


async def test_the_first_picture_stands_before_the_services_are_opened() -> None:
    pictures: list[str] = []

    def opened(settings: Settings) -> RealServices:
        pictures.append("\n".join(strip.text for strip in app.screen._compositor.render_strips()))
        return cast(RealServices, OpenedLate(settings=settings))

    app = SimulatorApp(cast(Services, LateServices(Settings(), opened)))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await app.workers.wait_for_complete()
    assert "Start a session" in pictures[0]
