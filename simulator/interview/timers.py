"""What is due later in a session, soonest first."""

import heapq
import itertools

from simulator.interview.clock import Clock
from simulator.interview.effects import SetTimer
from simulator.interview.events import TimeUp


class Timers:
    """Used by the session's own thread; `prep_left_s` by any."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._due: list[tuple[float, int, TimeUp]] = []
        self._order = itertools.count()
        self._prep_until_s = 0.0

    def set(self, timer: SetTimer) -> None:
        due_s = self._clock.monotonic_s() + timer.seconds
        if timer.name == "prep":
            self._prep_until_s = due_s
        heapq.heappush(self._due, (due_s, next(self._order), TimeUp(timer.name, timer.turn, timer.take)))

    def next_s(self) -> float | None:
        """Seconds until the next one is due, 0 when it is; None when none is set."""
        return max(0.0, self._due[0][0] - self._clock.monotonic_s()) if self._due else None

    def pop(self) -> TimeUp:
        """The one that is due first."""
        return heapq.heappop(self._due)[2]

    def prep_left_s(self) -> float:
        """Seconds that are left of the time to think, 0 when there is none."""
        return max(0.0, self._prep_until_s - self._clock.monotonic_s())
