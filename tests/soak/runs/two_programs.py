"""Two programs at one archive

A program that holds a session is killed, many times, each time after a second one was refused and before that one
writes; three programs want one session at the same moment, many times.
"""

import tempfile
from collections.abc import Iterable
from pathlib import Path

from tests.fakes.two_programs import BUSY, make_session, race, take_over
from tests.soak.row import Row

TAKEN_OVER = 100
RACES = 60
GUARD = "tests/faults/test_two_programs.py"


def measure() -> Iterable[Row]:
    with tempfile.TemporaryDirectory() as root:
        folder = make_session(Path(root))
        taken = list(take_over(folder, TAKEN_OVER))
        told = sum(one.told.startswith(BUSY) for one in taken)
        yield Row(
            "a second program is told that the session is in use, and changes nothing",
            f"{told} of {len(taken)}", "all", told == len(taken), GUARD,
        )  # fmt: skip
        worst = max(one.after_s for one in taken)
        yield Row(
            "the lock of a dead program is taken over",
            f"{len(taken)} of {len(taken)}, {worst:.2f} s after the kill at worst", "all, 2 s", worst <= 2.0, GUARD,
        )  # fmt: skip
        won = [sum(line == "mine" for line in race(folder, 3)) for _ in range(RACES)]
        yield Row(
            "of three programs that want a session at once, one gets it",
            f"{won.count(1)} of {len(won)}", "all", won.count(1) == len(won), GUARD,
        )  # fmt: skip
