"""Time as a part that is handed in, so that tests can run an hour of dialogue at once."""

import time
from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """`monotonic_s` never jumps and orders everything; `wall` is for people and file names."""

    def monotonic_s(self) -> float: ...

    def wall(self) -> datetime: ...


class SystemClock:
    """The machine's clocks."""

    def monotonic_s(self) -> float:
        return time.monotonic()

    def wall(self) -> datetime:
        return datetime.now(UTC)
