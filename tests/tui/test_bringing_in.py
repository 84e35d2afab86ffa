"""Bringing in a recording from the list of past sessions."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.widgets import Input

from simulator.errors import BadInput
from simulator.tui.messages import PastWanted
from tests.fakes.services import FakeServices, summary
from tests.tui.conftest import Stage, StageMaker

pytestmark = pytest.mark.tui


async def _open(seen: Stage) -> None:
    seen.app.post_message(PastWanted())
    await seen.settle()
    await seen.press("b")


async def test_b_opens_it_and_the_named_file_becomes_a_session(stage: StageMaker) -> None:
    async with stage(FakeServices(past=(summary("old"),))) as seen:
        await _open(seen)
        assert "voices are not told apart" in seen.words
        await seen.press(*"'/a q/b.m4a'", "enter")
        assert seen.services.brought_in == [Path("/a q/b.m4a")]
        assert "b.m4a: now session x" in seen.text
        assert seen.app.screen.query_one(Input).value == ""
        await seen.press("escape")
        assert "Past sessions" in seen.text


async def test_nothing_is_brought_in_without_a_name(stage: StageMaker) -> None:
    async with stage(FakeServices()) as seen:
        await _open(seen)
        await seen.press("space", "enter")
        assert seen.services.brought_in == []


async def test_what_went_wrong_is_shown_as_it_is_and_can_be_put_right(stage: StageMaker) -> None:
    async with stage(FakeServices()) as seen:
        await _open(seen)
        seen.services.fault = BadInput("is not a sound file [b]that[/x] can be read", where="/x.wav")
        await seen.press(*"/x.wav", "enter")
        assert "/x.wav: is not a sound file [b]that[/x] can be read" in seen.words
        assert seen.app.screen.query_one(Input).value == "/x.wav"
        assert seen.app.screen.query_one(Input).has_focus


async def test_it_tells_how_far_it_is_and_leaving_stops_it(stage: StageMaker) -> None:
    told, stopped = threading.Event(), threading.Event()

    def slowly(_path: Path, tell: Callable[[str], None]) -> str:
        tell("b.mp3: hearing 1:00 of 9:00")
        told.set()
        stopped.wait(5)
        return ""

    services = FakeServices(bringing_in=slowly)
    async with stage(services) as seen:
        await _open(seen)
        await seen.pilot.press(*"/b.mp3", "enter")
        assert told.wait(5)
        await seen.pilot.pause()
        assert "b.mp3: hearing 1:00 of 9:00" in seen.text
        await seen.pilot.press("enter")  # a second time changes nothing
        assert len(services.brought_in) == 1
        before = services.stops_of_bringing_in
        await seen.pilot.press("escape")
        await seen.pilot.pause()
        assert services.stops_of_bringing_in == before + 1
        stopped.set()
        await seen.settle()
        assert "Past sessions" in seen.text
