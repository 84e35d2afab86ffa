"""What runs while somebody speaks, as the screens see it: a microphone's level, a session, a drill.

`simulator.wiring` makes the real ones. A call marked *waits* may take seconds: the app makes it from a worker thread.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:  # this file is read before the first paint: it must not pull in numpy and pydantic
    from pathlib import Path

    from simulator.audio.types import Level, LevelVerdict
    from simulator.drill.compare import Comparison
    from simulator.drill.run import Kept, Stage
    from simulator.drill.types import Attempt, DrillItem, OwnGrade
    from simulator.interview.events import Command
    from simulator.interview.view import TakeRecord, View


class Meter(Protocol):
    """A microphone opened only for its level."""

    def level(self) -> Level | None:
        """The last block's level, None before the first block."""

    def verdict(self) -> tuple[LevelVerdict, str] | None:
        """What the last seconds say, with one line of advice; None until there is enough to tell."""

    def close(self) -> None: ...


class LiveSession(Protocol):
    """A session that is running. All calls but `leave_and_close` return at once, from any thread."""

    on_change: Callable[[], None] | None
    """Called from another thread when the phase or the records changed."""

    @property
    def session_id(self) -> str: ...

    def view(self) -> View: ...

    def send(self, command: Command) -> None: ...

    def type_text(self, text: str) -> None:
        """The whole typed answer so far."""

    def recheck(self, take_id: str) -> None:
        """The corrections of a take have changed: its record follows soon."""

    def save_elsewhere(self, parent: Path) -> Path:
        """Save the whole session in a folder of `parent` too; gives that folder. Waits. Raises BadInput."""

    @property
    def farewell(self) -> str:
        """After the end: where the session is that its own folder took no more; empty when all is well."""

    def leave_and_close(self) -> None:
        """End the session if it still runs, complete its archive, let all parts go. Waits, under a second."""


class LiveDrill(LiveSession, Protocol):
    """A drill that is running: a session of one follow-up, and the grade that closes it."""

    @property
    def item(self) -> DrillItem: ...

    @property
    def kept(self) -> Kept | None:
        """What was noted, None while the last answer has no grade."""

    def ask(self) -> None:
        """The story is read."""

    def stage(self, view: View) -> Stage: ...

    def records(self, view: View) -> tuple[TakeRecord, ...]: ...

    def attempts(self, view: View) -> tuple[Attempt, ...]: ...

    def comparison(self, view: View) -> Comparison | None: ...

    def grade(self, own: OwnGrade | None) -> Kept: ...
