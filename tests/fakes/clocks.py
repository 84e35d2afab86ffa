"""Clocks that jump, and machines that sleep: injected through the clock protocol, for no test may set a machine's
clock."""

import random
import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from simulator.archive.journal import Entry
from simulator.interview.events import Finish
from tests.fakes.house import PLAN, open_house

HOUR_S = 3600.0
DAY_S = 24 * HOUR_S


@dataclass
class JumpingClock:
    """`wall` is off by a new amount at each look; `monotonic_s` leaps ahead when the machine has slept."""

    die: random.Random
    most_s: float = 400 * DAY_S
    slept_s: float = 0.0
    started_s: float = field(default_factory=time.monotonic)

    def monotonic_s(self) -> float:
        return time.monotonic() + self.slept_s

    def wall(self) -> datetime:
        off_s = self.die.uniform(-self.most_s, self.most_s)
        return datetime(2026, 10, 25, 2, 30, tzinfo=UTC) + timedelta(seconds=off_s)


@dataclass(frozen=True, slots=True)
class Held:
    """A session that was held by such a clock."""

    state: str
    takes: int
    problem: str
    entries: Sequence[Entry]

    @property
    def in_order(self) -> bool:
        """The journal reads in the order in which things happened, whatever the wall clock said."""
        times = [entry.monotonic_s for entry in self.entries]
        return times == sorted(times)


def hold(folder: Path, seed: int, *, sleeps: bool = True) -> Held:
    """Two questions and a follow-up each; with `sleeps` the machine sleeps for hours in every answer and before it."""
    die = random.Random(seed)
    clock = JumpingClock(die)
    house = open_house(folder, replace(PLAN, prep_s=0.05), clock=clock)
    house.session.start()
    for answer in range(4):
        house.until(lambda view, wanted=answer + 1: view.phase == "listening" and len(view.records) == wanted)
        house.recorder.hear(2.0)
        if sleeps:
            clock.slept_s += die.uniform(0.0, 20 * HOUR_S)
        house.recorder.hear(2.0)
        house.session.send(Finish())
        if answer % 2:
            house.until(lambda view: view.phase in ("between", "finished"))
            house.session.send(Finish())
    house.until(lambda view: view.phase == "finished")
    house.session.wait_finished(10.0)
    house.session.leave_and_close()
    (summary,) = house.archive.list()
    reading = house.archive.open(summary.id).entries()
    assert reading.dropped == ()
    return Held(summary.state, summary.takes, summary.problem, reading.entries)
