"""Clock jumps, suspend and resume

Injected through the clock protocol: sessions of four answers on scripted parts, in which the wall clock is off by
up to 400 days in either direction, anew at each look, and the monotonic clock leaps up to 20 hours ahead in every
answer, as that of some systems does after a sleep. Real: the processes of a session (program and hearing) stopped
for 35 s, longer than a hearing may be silent, and continued.
"""

import os
import signal
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

from tests.fakes.clocks import hold
from tests.fakes.killing import HEARING, LONG_S, new_home, running, unreadable_files, wait_until, write_answer
from tests.soak.row import Row

SESSIONS = 200
STOPPED = 3
STOPPED_S = 35.0
GUARD = "tests/faults/test_clocks.py"


def measure() -> Iterable[Row]:
    with tempfile.TemporaryDirectory() as folder:
        held = [hold(Path(folder) / str(seed), seed) for seed in range(SESSIONS)]
    whole = sum((one.state, one.takes, one.problem, one.in_order) == ("finished", 4, "", True) for one in held)
    yield Row(
        "clock jumps and sleeps (injected): the session is over, its takes all there, its journal in order",
        f"{whole} of {len(held)}", "all", whole == len(held), GUARD,
    )  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        going_on = [_stopped_and_continued(Path(folder) / str(number)) for number in range(STOPPED)]
    good = sum(going_on)
    yield Row(
        f"stopped for {STOPPED_S:.0f} s in mid-answer and continued (real): all sound and words there",
        f"{good} of {len(going_on)}", "all", good == len(going_on), GUARD,
    )  # fmt: skip


def _stopped_and_continued(folder: Path) -> bool:
    home = new_home(folder)
    answer = write_answer(folder / "answer.wav", 6.0)
    with running(home, [answer], questions=1, probes=0) as run:
        wait_until(lambda: bool(run.notes()), "no answer begins")
        pids = [run.process.pid, *run.children(HEARING)]
        _to_all(pids, signal.SIGSTOP)
        time.sleep(STOPPED_S)
        _to_all(pids, signal.SIGCONT)
        code = run.process.wait(LONG_S)
        whole = all(note.path.stat().st_size == 44 + 2 * note.frames for note in run.notes())
        return code == 0 and whole and "fellow" in run.told and not list(unreadable_files(home))


def _to_all(pids: Iterable[int], number: int) -> None:
    for pid in pids:
        os.kill(pid, number)
