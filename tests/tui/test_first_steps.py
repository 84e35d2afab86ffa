"""The first start: four steps, each can be left out, and what is chosen is kept."""

from datetime import date

import pytest
from textual.events import Key

from simulator.audio.sound_check import SoundCheck
from simulator.errors import MissingPart
from simulator.tui import messages
from tests.fakes.services import FakeServices
from tests.tui.conftest import Stage, StageMaker

pytestmark = pytest.mark.tui


def kept(seen: Stage) -> dict[str, object]:
    """All that was saved, the last word counting."""
    return {name: value for change in seen.services.saved for name, value in change.items()}


async def test_a_first_start_opens_them_and_a_later_one_does_not(stage: StageMaker) -> None:
    async with stage(FakeServices(first=True)) as seen:
        assert "First steps Can you be heard? 1 of 4" in seen.words
    async with stage() as seen:
        assert "First steps" not in seen.words


async def test_a_sentence_is_recorded_judged_and_played_back(stage: StageMaker) -> None:
    async with stage(FakeServices(first=True)) as seen:
        await seen.press("r")
        assert "✓ You are heard well. Good level. (Built-in Microphone)" in seen.words
        assert seen.services.played == [(seen.services.sound_check.audio, 0.0, 4.0)]


@pytest.mark.parametrize(
    ("verdict", "said"), [("quiet", "Too quiet."), ("clipping", "Too loud."), ("zeros", "No sound at all.")]
)
async def test_a_bad_level_says_what_to_do_and_can_be_tried_again(stage: StageMaker, verdict: str, said: str) -> None:
    services = FakeServices(first=True)
    services.sound_check = SoundCheck(services.sound_check.audio, 4.0, verdict, "Turn it.", "mic")  # type: ignore[arg-type]
    async with stage(services) as seen:
        await seen.press("r", "r")
        assert f"! {said} Turn it. R tries again." in seen.words
        assert len(services.checks) == 2


async def test_with_one_microphone_nothing_is_asked_with_two_the_chosen_one_records(stage: StageMaker) -> None:
    services = FakeServices(first=True)
    async with stage(services) as seen:
        await seen.press("right", "right", "r")
        assert services.checks == ["usb"]
    one = FakeServices(first=True, devices=services.devices[:1])
    async with stage(one) as seen:
        assert "Microphone ‹" not in seen.words
        await seen.press("r")
        assert one.checks == [None]


async def test_without_a_microphone_it_says_so_and_the_first_answer_is_typed(stage: StageMaker) -> None:
    services = FakeServices(first=True, devices=(), microphone_fault="No microphone was found.")
    async with stage(services) as seen:
        assert "No microphone was found. You can type your answers." in seen.words
        await seen.press("r", "enter", "enter", "enter")
        assert services.checks == []
        assert "so you type it" in seen.words
        await seen.press("enter")
        (setup,) = services.setups
        assert setup.typed


async def test_a_microphone_that_fails_is_one_line(stage: StageMaker) -> None:
    async with stage(FakeServices(first=True)) as seen:
        seen.services.fault = MissingPart("the device is busy", remedy="Close the other program")
        await seen.press("r")
        assert "! the device is busy. Close the other program" in seen.words


async def test_a_voice_is_heard_before_it_is_chosen(stage: StageMaker) -> None:
    async with stage(FakeServices(first=True)) as seen:
        await seen.press("enter", "right", "h")
        assert seen.services.spoken_in == ["system"]
        await seen.press("enter")
        assert kept(seen)["voice"] == "system"


async def test_goal_and_day_are_kept_and_the_plan_is_made_towards_them(stage: StageMaker) -> None:
    async with stage(FakeServices(first=True)) as seen:
        await seen.press("s", "s", "right", "down", "right", "down", *["right"] * 2)
        assert "Tuesday, 6 January (tomorrow)" in seen.words
        await seen.press("enter", "s")
        assert kept(seen) == {
            "level": "senior", "company": "amazon", "interview": date(2026, 1, 6), "introduced": True,
        }  # fmt: skip
        assert "Tomorrow is the day: short and light" in seen.words


async def test_the_first_answer_is_one_question_without_follow_ups(stage: StageMaker) -> None:
    async with stage(FakeServices(first=True)) as seen:
        await seen.press("s", "s", "s", "enter")
        (setup,) = seen.services.setups
        assert (setup.questions, setup.probes, setup.typed) == (1, 0, False)
        assert kept(seen) == {"introduced": True}
        assert "The interviewer is speaking" in seen.words


async def test_they_can_be_left_at_once_and_taken_again(stage: StageMaker) -> None:
    async with stage(FakeServices(first=True)) as seen:
        await seen.press("escape")
        assert kept(seen)["introduced"] is True
        assert "Start a session" in seen.words
        assert seen.services.forgotten, "what was recorded is not kept"
        seen.app.post_message(messages.FirstStepsWanted())
        await seen.settle()
        assert "Can you be heard?" in seen.words


async def test_one_goes_back_as_well(stage: StageMaker) -> None:
    async with stage(FakeServices(first=True)) as seen:
        await seen.press("b", "enter", "enter", "b")
        assert "The interviewer's voice 2 of 4" in seen.words


@pytest.mark.parametrize("size", [(40, 10), (60, 18), (80, 24), (200, 50)])
async def test_every_step_can_be_taken_at_any_size(stage: StageMaker, size: tuple[int, int]) -> None:
    async with stage(FakeServices(first=True), size=size) as seen:
        for title in ("Can you be heard?", "The interviewer's voice", "What are you preparing", "A first answer"):
            assert title in seen.words
            await seen.press("enter")
        assert len(seen.services.setups) == 1


async def burst(seen: Stage, *keys: str) -> None:
    """All at once, as a paste or a slow line brings them."""
    for key in keys:
        seen.app.post_message(Key(key, None))
    await seen.settle()
    await seen.settle()


async def test_keys_in_one_burst_go_to_the_rows_and_the_steps_that_they_were_meant_for(stage: StageMaker) -> None:
    async with stage(FakeServices(first=True)) as seen:
        await seen.press("s", "s")
        await burst(seen, "right", "down", "right", "down", "right", "right", "enter")
        assert kept(seen) == {"level": "senior", "company": "amazon", "interview": date(2026, 1, 6)}
        assert "A first answer" in seen.words
    async with stage(FakeServices(first=True)) as seen:
        await burst(seen, "right", "right", "enter", "right", "enter", "right", "down", "right", "enter")
        assert kept(seen) == {
            "microphone": "usb", "voice": "system", "level": "senior", "company": "amazon", "interview": None,
        }  # fmt: skip
