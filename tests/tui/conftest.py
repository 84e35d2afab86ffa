"""A stage: the real app over scripted services, driven by keys and read as the text on its screen."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from time import monotonic

import pytest
from textual.pilot import Pilot
from textual.worker import WorkerCancelled

from simulator.tui.app import SimulatorApp
from simulator.tui.messages import SessionChanged
from simulator.tui.screens.session import SessionScreen
from simulator.tui.services import Opening
from tests.fakes.services import FakeServices
from tests.fakes.session import FakeSession

Size = tuple[int, int]
LONGEST_S = 10.0


@dataclass
class Stage:
    """The running app. `settle` waits until workers and messages are done and the session was drawn."""

    app: SimulatorApp
    pilot: Pilot[int]
    services: FakeServices

    async def settle(self) -> None:
        for _ in range(2):
            await self._workers_are_done()
            for screen in self.app.screen_stack:
                if isinstance(screen, SessionScreen):
                    screen.post_message(SessionChanged())
            await self.pilot.pause()

    async def until(self, true: Callable[[], bool]) -> None:
        """Wait for what the app does by itself after a while, up to LONGEST_S; the test then asserts it."""
        deadline = monotonic() + LONGEST_S
        while not true() and monotonic() < deadline:
            await self.pilot.pause(0.05)

    async def _workers_are_done(self) -> None:
        """A look that a newer one took the place of is no fault: the newer one is waited for."""
        while True:
            try:
                await self.app.workers.wait_for_complete()
                return
            except WorkerCancelled:
                await self.pilot.pause()

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.settle()

    async def resize(self, width: int, height: int) -> None:
        await self.pilot.resize_terminal(width, height)
        await self.settle()

    @property
    def session(self) -> FakeSession:
        return self.services.sessions[-1]

    @property
    def rows(self) -> list[str]:
        """What stands on the screen, line by line."""
        return [strip.text for strip in self.app.screen._compositor.render_strips()]

    @property
    def text(self) -> str:
        return "\n".join(self.rows)

    @property
    def words(self) -> str:
        """The text with runs of white space, line ends and frames included, as single spaces."""
        return " ".join(self.text.translate({ord(line): " " for line in "│█"}).split())


StageMaker = Callable[..., AbstractAsyncContextManager[Stage]]


@pytest.fixture
def stage() -> StageMaker:
    """Makes a stage. With `session` the app opens on that running session."""

    @asynccontextmanager
    async def make(
        services: FakeServices | None = None,
        *,
        session: FakeSession | None = None,
        opening: Opening | None = None,
        size: Size = (80, 24),
    ) -> AsyncIterator[Stage]:
        services = services or FakeServices()
        if session is not None:
            services.sessions.append(session)
            opening = lambda: session  # noqa: E731 - the shortest way to start it
        app = SimulatorApp(services, opening)
        async with app.run_test(size=size, notifications=True) as pilot:
            made = Stage(app, pilot, services)
            await made.settle()
            yield made

    return make
