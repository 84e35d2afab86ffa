"""The set-up: sensible defaults, a live microphone, and Enter starts at once."""

import pytest

from simulator.audio.types import Level
from simulator.errors import MissingPart
from tests.fakes.services import FakeMeter, FakeServices
from tests.tui.conftest import Stage, StageMaker

pytestmark = pytest.mark.tui


async def _open(seen: Stage) -> None:
    await seen.press("enter")
    await seen.pilot.pause(0.2)
    await seen.settle()


async def test_enter_starts_at_once_with_the_plans_own_numbers(stage: StageMaker) -> None:
    async with stage() as seen:
        await _open(seen)
        await seen.press("enter")
        (setup,) = seen.services.setups
        assert (setup.plan_id, setup.questions, setup.probes, setup.prep_s) == ("quick", 3, 2, 0.0)
        assert (setup.level, setup.company, setup.voice, setup.microphone) == ("mid", None, "hibari", None)
        assert not setup.typed
        assert not setup.hide_question


async def test_left_and_right_change_the_marked_row_and_the_session_that_starts(stage: StageMaker) -> None:
    async with stage() as seen:
        await _open(seen)
        await seen.press("tab", "right", "tab", "right", "tab", "left", "down", "right", "enter")
        (setup,) = seen.services.setups
        assert (setup.company, setup.level, setup.questions, setup.probes) == ("amazon", "senior", 2, 3)


async def test_another_plan_brings_its_own_numbers_and_company(stage: StageMaker) -> None:
    async with stage() as seen:
        await _open(seen)
        await seen.press("right", "enter")
        (setup,) = seen.services.setups
        assert (setup.plan_id, setup.questions, setup.probes) == ("long", 5, 3)
        assert (setup.prep_s, setup.company) == (30.0, "amazon")


async def test_what_was_chosen_is_kept_for_the_next_start(stage: StageMaker) -> None:
    async with stage() as seen:
        await _open(seen)
        await seen.press("down", "down", "right", "enter")
        (kept,) = seen.services.saved
        assert kept["level"] == "senior"
        assert kept["questions"] is None  # as the plan says


@pytest.mark.parametrize(
    ("verdict", "words"),
    [("zeros", "no sound at all"), ("quiet", "too quiet"), ("good", "good"), ("clipping", "too loud")],
)
async def test_the_microphone_has_a_level_and_a_verdict_with_advice(
    stage: StageMaker, verdict: str, words: str
) -> None:
    meter = FakeMeter(Level(-20.0, -6.0), (verdict, "some advice [x]"))  # type: ignore[arg-type]
    async with stage(FakeServices(next_meter=lambda: meter)) as seen:
        await _open(seen)
        assert f"{words} some advice [x]" in seen.words
        assert "━" in seen.text


async def test_another_microphone_closes_the_one_before(stage: StageMaker) -> None:
    async with stage() as seen:
        await _open(seen)
        await seen.press("up", "right")
        first, second = seen.services.meters
        assert first.closed
        assert not second.closed
        await seen.press("enter")
        assert second.closed
        assert seen.services.setups[0].microphone == "builtin"


async def test_leaving_the_set_up_lets_the_microphone_go(stage: StageMaker) -> None:
    async with stage() as seen:
        await _open(seen)
        await seen.press("escape")
        assert [meter.closed for meter in seen.services.meters] == [True]
        assert "Quick question" in seen.text


async def test_a_microphone_that_cannot_be_opened_is_one_line_and_a_way_on(stage: StageMaker) -> None:
    services = FakeServices(fault=MissingPart("Built-in Microphone is in use", remedy="Close the other program"))
    async with stage(FakeServices()) as seen:
        seen.services.fault = services.fault
        await _open(seen)
        assert "! Built-in Microphone is in use. Close the other program" in seen.words
        await seen.press("enter")
        assert len(seen.services.setups) == 1


async def test_without_a_microphone_the_session_will_be_typed(stage: StageMaker) -> None:
    services = FakeServices(devices=(), microphone_fault="PortAudio is missing. Install libportaudio2")
    async with stage(services) as seen:
        await _open(seen)
        assert "PortAudio is missing. Install libportaudio2" in seen.words
        await seen.press("enter")
        assert seen.services.setups[0].typed
        assert seen.services.meters == []


async def test_typing_needs_no_open_microphone(stage: StageMaker) -> None:
    async with stage() as seen:
        await _open(seen)
        await seen.press("up", "up", "right")
        assert [meter.closed for meter in seen.services.meters] == [True]
        assert "answers are typed" in seen.words


async def test_a_hidden_question_is_hidden_from_the_start(stage: StageMaker) -> None:
    async with stage() as seen:
        await _open(seen)
        await seen.press("up", "up", "up", "right", "enter")
        assert seen.services.setups[0].hide_question
        assert "The question is hidden" in seen.words


async def test_every_row_fits_80_by_24(stage: StageMaker) -> None:
    async with stage() as seen:
        await _open(seen)
        for row in (
            "Plan", "Company", "Level", "Questions", "Follow-ups", "Time to think", "Interviewer's voice",
            "The question is", "You answer", "Microphone", "three questions from all over", "Enter Start",
        ):  # fmt: skip
            assert row in seen.text, row


async def test_the_question_mark_opens_help_and_the_microphone_is_let_go_meanwhile(stage: StageMaker) -> None:
    async with stage() as seen:
        await _open(seen)
        await seen.press("question_mark")
        assert seen.services.meters[0].closed
        await seen.press("escape")
        await seen.settle()
        assert len(seen.services.meters) == 2
