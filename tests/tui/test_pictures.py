"""A few whole screens, colours included, against stored pictures. After a wanted change: pytest --snapshot-update."""

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import TextArea

from simulator.replay.types import Place
from simulator.stories.propose import Offer, Proposal
from simulator.stories.types import Story
from simulator.tui.app import SimulatorApp
from simulator.tui.choices import LearnSetup, ReplaySetup
from simulator.tui.messages import SessionChanged, StoriesWanted
from simulator.tui.screens.proposal import ProposalScreen
from simulator.tui.screens.replay import ReplayScreen
from simulator.tui.widgets.lane import StarLane
from simulator.tui.widgets.script import Script
from tests.fakes.past import weeks_of_practice
from tests.fakes.services import QUESTIONS, FakeServices, scripted_replay
from tests.fakes.session import FakeSession
from tests.fakes.stories import desk, told, whole
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


def _bank(tmp_path: Path) -> FakeServices:
    """Three stories: a whole one, one that was assigned, one just begun."""
    services = FakeServices(story_desk=desk(tmp_path))
    services.stories.store.add(whole(told=(told(best=True, quotes={"number": "once in five months"}),)))
    services.stories.store.add(
        whole(
            title="The queue that my lead gave me",
            discovered="My lead asked me to look into the queue.",
            quadrant="A",
            level="junior",
            competencies={"execution": ""},
        )
    )
    services.stories.store.add(Story("", "The runbook for new joiners"))
    return services


async def _to_stories(pilot: Pilot[int]) -> None:
    pilot.app.post_message(StoriesWanted())
    await _drawn()(pilot)


def _in_stories(*keys: str) -> Callable[[Pilot[int]], Awaitable[None]]:
    async def run(pilot: Pilot[int]) -> None:
        await _to_stories(pilot)
        await _drawn(*keys)(pilot)

    return run


def test_stories_at_100_by_26(snap_compare: Compare, tmp_path: Path) -> None:
    assert snap_compare(SimulatorApp(_bank(tmp_path)), terminal_size=(100, 26), run_before=_in_stories())


def test_a_story_at_120_by_40(snap_compare: Compare, tmp_path: Path) -> None:
    shown = _in_stories("down", "enter", "down", "down")
    assert snap_compare(SimulatorApp(_bank(tmp_path)), terminal_size=(120, 40), run_before=shown)


def test_a_choice_for_a_story_at_80_by_24(snap_compare: Compare, tmp_path: Path) -> None:
    shown = _in_stories("enter", "down", "down", "down", "down", "down", "down", "enter")
    assert snap_compare(SimulatorApp(_bank(tmp_path)), terminal_size=(80, 24), run_before=shown)


def test_the_coverage_of_stories_at_120_by_40(snap_compare: Compare, tmp_path: Path) -> None:
    assert snap_compare(SimulatorApp(_bank(tmp_path)), terminal_size=(120, 40), run_before=_in_stories("o"))


def test_a_draft_at_120_by_30(snap_compare: Compare, tmp_path: Path) -> None:
    async def shown(pilot: Pilot[int]) -> None:
        await _in_stories("enter", "t")(pilot)
        area = pilot.app.screen.query_one(TextArea)
        area.cursor_blink = False
        await pilot.press("f4")
        while not pilot.app.screen.query_one(StarLane).parts:
            await pilot.pause(0.02)
        await pilot.pause()

    assert snap_compare(SimulatorApp(_bank(tmp_path)), terminal_size=(120, 30), run_before=shown)


SMALL = pytest.mark.parametrize("size", [(80, 24), (60, 18)], ids=["80_by_24", "60_by_18"])


@SMALL
@pytest.mark.parametrize(
    "keys", [(), ("down", "enter"), ("down", "enter", "end"), ("o",)], ids=["list", "story", "to_do", "coverage"]
)
def test_stories_on_a_small_screen(
    snap_compare: Compare, tmp_path: Path, size: tuple[int, int], keys: tuple[str, ...]
) -> None:
    assert snap_compare(SimulatorApp(_bank(tmp_path)), terminal_size=size, run_before=_in_stories(*keys))


def test_a_proposal_at_100_by_30(snap_compare: Compare, tmp_path: Path) -> None:
    assert _proposed(snap_compare, tmp_path, (100, 30))


@SMALL
def test_a_proposal_on_a_small_screen(snap_compare: Compare, tmp_path: Path, size: tuple[int, int]) -> None:
    assert _proposed(snap_compare, tmp_path, size)


def _proposed(snap_compare: Compare, tmp_path: Path, size: tuple[int, int]) -> bool:
    offers = (
        Offer("title", "Title", "Our nightly export failed about twice a week"),
        Offer(
            "discovered", "Discovered", "I saw that it only failed when a second job ran late.", "it only failed", 5.0
        ),
        Offer("number", "Number", "once in five months", "once in five months", 60.0),
        Offer("signal:noticed", "Signal", "Noticed what others had missed", "I saw that it only failed", 5.0),
        Offer("draft", "Draft", "Our nightly export failed about twice a week.", accepted=False),
    )
    services = FakeServices(story_desk=desk(tmp_path))
    proposal = Proposal(told(), "mid", offers, ("proposed", "shipped"))

    async def shown(pilot: Pilot[int]) -> None:
        pilot.app.push_screen(ProposalScreen(services, proposal))
        await _drawn("down", "space")(pilot)

    return snap_compare(SimulatorApp(services), terminal_size=size, run_before=shown)


def test_today_at_80_by_24(snap_compare: Compare) -> None:
    assert snap_compare(_app(), terminal_size=(80, 24), run_before=_drawn("t"))


def test_the_goal_of_the_first_steps_at_80_by_24(snap_compare: Compare) -> None:
    app = SimulatorApp(FakeServices(first=True))
    assert snap_compare(app, terminal_size=(80, 24), run_before=_drawn("s", "s", "right"))


def test_settings_at_100_by_30(snap_compare: Compare, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("simulator.tui.screens.settings.settings_file", lambda: Path("/config/settings.toml"))
    assert snap_compare(_app(), terminal_size=(100, 30), run_before=_drawn("comma", "down"))


def test_pages_to_learn_from_at_80_by_24(snap_compare: Compare) -> None:
    app = SimulatorApp(FakeServices(), LearnSetup())
    assert snap_compare(app, terminal_size=(80, 24), run_before=_drawn("down"))
