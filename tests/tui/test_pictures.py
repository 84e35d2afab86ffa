"""A few whole screens, colours included, against stored pictures. After a wanted change: pytest --snapshot-update."""

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from simulator.replay.types import Place
from simulator.tui.app import SimulatorApp
from simulator.tui.messages import SessionChanged
from simulator.tui.screens.replay import ReplayScreen
from simulator.tui.services import LearnSetup, ReplaySetup
from simulator.tui.widgets.script import Script
from tests.fakes.past import weeks_of_practice
from tests.fakes.services import QUESTIONS, FakeServices, scripted_replay
from tests.fakes.session import FakeSession
from tests.tui.phases import at
from tests.tui.test_past import services as searched_services

pytestmark = pytest.mark.tui

Compare = Callable[..., bool]


def _drawn(*keys: str) -> Callable[[Pilot[int]], Awaitable[None]]:
    async def run(pilot: Pilot[int]) -> None:
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        for key in keys:
            await pilot.press(key)
            await pilot.app.workers.wait_for_complete()
            await pilot.pause()
        pilot.app.screen.post_message(SessionChanged())
        await pilot.pause()

    return run


def _app(session: FakeSession | None = None) -> SimulatorApp:
    return SimulatorApp(FakeServices(), (lambda: session) if session else None)


def test_listening_at_80_by_24(snap_compare: Compare) -> None:
    assert snap_compare(_app(at("listening")), terminal_size=(80, 24), run_before=_drawn())


def test_listening_at_120_by_40(snap_compare: Compare) -> None:
    assert snap_compare(_app(at("listening")), terminal_size=(120, 40), run_before=_drawn())


def test_replay_at_80_by_24(snap_compare: Compare) -> None:
    assert snap_compare(_replay(), terminal_size=(80, 24), run_before=_in_the_story)


def test_replay_at_120_by_40(snap_compare: Compare) -> None:
    assert snap_compare(_replay(), terminal_size=(120, 40), run_before=_in_the_story)


def _replay() -> SimulatorApp:
    return SimulatorApp(FakeServices(replays={"scripted": scripted_replay()}), ReplaySetup("scripted"))


async def _in_the_story(pilot: Pilot[int]) -> None:
    """In the middle of the words that a flag rests on."""
    while not isinstance(screen := pilot.app.screen, ReplayScreen) or not screen.query_one(Script).size.width:
        await pilot.pause()
    screen.go(Place(1, 45.7))
    await pilot.pause()


def test_progress_at_120_by_40(snap_compare: Compare, tmp_path: Path) -> None:
    services = FakeServices(glances=weeks_of_practice(tmp_path, QUESTIONS).glances())
    app = SimulatorApp(services)
    shown = _drawn("down", "down", "down", "down", "down", "enter")
    assert snap_compare(app, terminal_size=(120, 40), run_before=shown)


def test_takes_side_by_side_at_120_by_40(snap_compare: Compare, tmp_path: Path) -> None:
    services = FakeServices(archive=weeks_of_practice(tmp_path, QUESTIONS))
    app = SimulatorApp(services)
    shown = _drawn("down", "down", "down", "enter", "v", "enter")
    assert snap_compare(app, terminal_size=(120, 40), run_before=shown)


def test_home_at_60_by_18(snap_compare: Compare) -> None:
    assert snap_compare(_app(), terminal_size=(60, 18), run_before=_drawn("down"))


def test_past_sessions_searched_at_100_by_24(snap_compare: Compare) -> None:
    app = SimulatorApp(searched_services())
    shown = _drawn("down", "down", "down", "enter", "slash", *"backups", "enter")
    assert snap_compare(app, terminal_size=(100, 24), run_before=shown)


def test_a_page_to_learn_from_at_100_by_34(snap_compare: Compare) -> None:
    app = SimulatorApp(FakeServices(), LearnSetup("sizing"))
    assert snap_compare(app, terminal_size=(100, 34), run_before=_drawn())


def test_a_card_at_80_by_24(snap_compare: Compare) -> None:
    app = SimulatorApp(FakeServices(), LearnSetup("sizing"))
    assert snap_compare(app, terminal_size=(80, 24), run_before=_drawn("c", "space"))
