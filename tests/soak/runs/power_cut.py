"""Power cuts, simulated

Sessions of two spoken answers run under strace, which notes every change to the disk and its time. Then a disk is
made as a cut just before the end of each change may leave it: of file contents what a finished fsync covers, of
names what a finished fsync of their folder covers, and of the rest nothing, or (several times, by a seeded die)
some writes whole, some in part, some not at all. Each disk is given to the recovery of the next start. The power
itself is not cut.
"""

import tempfile
from collections.abc import Iterable
from pathlib import Path

from tests.fakes.power_cut import Cut, cuts, record
from tests.soak.row import Row

SESSIONS = 2
DICE = 6
SEED = 2026
GUARD = "tests/faults/test_power_cut.py"


def measure() -> Iterable[Row]:
    made: list[Cut] = []
    for number in range(SESSIONS):
        with tempfile.TemporaryDirectory() as folder:
            made += cuts(record(Path(folder)), Path(folder), SEED + number, every=1, dice=DICE)
    worst = max(cut.lost_s for cut in made)
    yield Row(
        "power cut: sound lost of what the source had delivered",
        f"{worst:.2f} s at worst, of {len(made)} cuts", "1 s", worst <= 1.0, GUARD,
    )  # fmt: skip
    lost = [take for cut in made for take in cut.finished_lost]
    yield Row(
        "power cut: an answer that was over is whole",
        f"{len(lost)} lost of {sum(cut.finished for cut in made)} times that one was over", "0", not lost, GUARD,
    )  # fmt: skip
    faults = [fault for cut in made for fault in cut.faults]
    yield Row(
        "power cut: the next start looks after what is left",
        f"{len(faults)} faults in {len(made)} starts" + (f", such as: {faults[0]}" if faults else ""),
        "0", not faults, GUARD,
    )  # fmt: skip
