"""Pictures of the app for the README: the real screens over a scripted session, as SVG files in docs/pictures/.

Run from the checkout: `python scripts/screenshots.py`.
"""

import asyncio
import os
import re
import sys
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
SIZE = (112, 32)
"""Wide enough for the table of the sections."""
sys.path.insert(0, str(ROOT))

from textual.pilot import Pilot  # noqa: E402 - the checkout has to be importable first

from simulator.paths import HOME_VARIABLE  # noqa: E402
from simulator.stories.types import Story  # noqa: E402
from simulator.tui import messages  # noqa: E402
from simulator.tui.app import SimulatorApp  # noqa: E402
from simulator.tui.screens.set_up_choices import quick  # noqa: E402
from tests.fakes.past import weeks_of_practice  # noqa: E402
from tests.fakes.services import QUESTIONS, FakeServices, scripted_replay, session, summary  # noqa: E402
from tests.fakes.stories import desk, told, whole  # noqa: E402

Scene = Callable[[SimulatorApp, FakeServices, Pilot[int]], Awaitable[None]]
_FONT_FACES = re.compile(r"@font-face\s*\{[^}]*\}\s*")


async def home(_app: SimulatorApp, _services: FakeServices, _pilot: Pilot[int]) -> None:
    """The first screen as it comes up."""


async def set_up(app: SimulatorApp, _services: FakeServices, _pilot: Pilot[int]) -> None:
    app.post_message(messages.SetUpWanted())


async def listening(app: SimulatorApp, services: FakeServices, pilot: Pilot[int]) -> None:
    app.post_message(messages.StartWanted(quick(services.library, services.settings, typed=False)))
    await _settled(app, pilot)
    services.sessions[-1].until_listening()
    services.sessions[-1].advance(47.0)


async def follow_up(app: SimulatorApp, services: FakeServices, pilot: Pilot[int]) -> None:
    await listening(app, services, pilot)
    services.sessions[-1].advance(20.0)
    await pilot.press("space")
    services.sessions[-1].advance(1.0)


async def summarised(app: SimulatorApp, services: FakeServices, pilot: Pilot[int]) -> None:
    await follow_up(app, services, pilot)
    await pilot.press("q")


async def replayed(app: SimulatorApp, services: FakeServices, pilot: Pilot[int]) -> None:
    services.replays = {"scripted": scripted_replay()}
    app.post_message(messages.ReplayWanted("scripted", take_id="turn-01", at_s=45.7))
    await _settled(app, pilot)
    await pilot.press("space")


async def past(app: SimulatorApp, services: FakeServices, _pilot: Pilot[int]) -> None:
    services.past = (
        summary("c", title="Full mock interview", seconds_spoken=1460.0, action_share=0.63, takes=14, flags=3),
        summary("b", title="Quick round", started="2026-01-03T18:40:00+00:00", action_share=0.55, takes=4, flags=5),
        summary("a", title="Quick round", started="2026-01-02T08:05:00+00:00", action_share=0.41, takes=3, flags=7),
    )
    app.post_message(messages.PastWanted())


async def progress(app: SimulatorApp, services: FakeServices, _pilot: Pilot[int]) -> None:
    with TemporaryDirectory() as folder:
        services.glances = weeks_of_practice(Path(folder), QUESTIONS).glances()
    app.post_message(messages.ProgressWanted())


async def compared(app: SimulatorApp, services: FakeServices, pilot: Pilot[int]) -> None:
    with TemporaryDirectory() as folder:
        services.archive = weeks_of_practice(Path(folder), QUESTIONS)
        app.post_message(messages.CompareWanted())
        await _settled(app, pilot)
        await pilot.press("enter")
        await _settled(app, pilot)


async def stories(app: SimulatorApp, services: FakeServices, pilot: Pilot[int]) -> None:
    """Three stories: a whole one, one that was assigned, one just begun."""
    with TemporaryDirectory() as folder:
        services.story_desk = desk(Path(folder))
        for story in (
            whole(told=(told(best=True),)),
            whole(
                title="The queue that my lead gave me",
                discovered="My lead asked me to look into the queue.",
                quadrant="A",
                competencies={"execution": ""},
            ),
            Story("", "The runbook for new joiners"),
        ):
            services.stories.store.add(story)
        app.post_message(messages.StoriesWanted())
        await _settled(app, pilot)


async def learning(app: SimulatorApp, _services: FakeServices, pilot: Pilot[int]) -> None:
    """A page, scrolled to the examples with their lanes."""
    app.post_message(messages.LearnWanted())
    await _settled(app, pilot)
    await pilot.press("down", "enter")


async def today(app: SimulatorApp, services: FakeServices, _pilot: Pilot[int]) -> None:
    """Twelve days before the interview, after weeks of practice."""
    with TemporaryDirectory() as folder:
        services.glances = weeks_of_practice(Path(folder), QUESTIONS).glances()
    services.settings = services.settings.model_copy(update={"interview": services.day + timedelta(days=12)})
    app.post_message(messages.TodayWanted())


async def first_steps(app: SimulatorApp, _services: FakeServices, pilot: Pilot[int]) -> None:
    """The third step: what one prepares for."""
    app.post_message(messages.FirstStepsWanted())
    await _settled(app, pilot)
    await pilot.press("s", "s")


async def settings(app: SimulatorApp, _services: FakeServices, _pilot: Pilot[int]) -> None:
    app.post_message(messages.SettingsWanted())


SCENES: dict[str, Scene] = {
    "home": home,
    "set-up": set_up,
    "session": listening,
    "follow-up": follow_up,
    "summary": summarised,
    "replay": replayed,
    "past-sessions": past,
    "compare": compared,
    "progress": progress,
    "stories": stories,
    "learn": learning,
    "today": today,
    "first-steps": first_steps,
    "settings": settings,
}


async def _settled(app: SimulatorApp, pilot: Pilot[int]) -> None:
    """Everything that was asked for is done and drawn."""
    for _ in range(3):
        await pilot.pause()
        await app.workers.wait_for_complete()
    await pilot.pause(0.3)


async def picture(scene: Scene) -> str:
    """One scene as SVG, without links to fonts elsewhere."""
    services = FakeServices(make_session=lambda _: session(questions=3, probes=2))
    app = SimulatorApp(services)
    async with app.run_test(size=SIZE) as pilot:
        await _settled(app, pilot)
        await scene(app, services, pilot)
        await _settled(app, pilot)
        return _FONT_FACES.sub("", app.export_screenshot(title="Mock interview"))


def main() -> None:
    os.environ.pop(HOME_VARIABLE, None)  # no folder of the one who makes them is shown
    PICTURES.mkdir(parents=True, exist_ok=True)
    for name, scene in SCENES.items():
        path = PICTURES / f"{name}.svg"
        path.write_text(asyncio.run(picture(scene)), encoding="utf-8")
        print(path.relative_to(ROOT))


if __name__ == "__main__":
    main()
