"""Two programs at once: holders of a session that are killed, races for one, and settings. For tests and a soak."""

import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from simulator.archive.folder import SessionFolder
from simulator.archive.store import Archive
from simulator.archive.types import Marks
from simulator.errors import BadInput

_HOLD = """
import sys, time
from pathlib import Path
from simulator.archive.folder import SessionFolder
SessionFolder(Path(sys.argv[1])).lock("2026-11-28T20:00:00+00:00")
print("held", flush=True)
time.sleep(60)
"""
_RACE = """
import sys
from pathlib import Path
from simulator.archive.folder import SessionFolder
from simulator.errors import BadInput
folder = SessionFolder(Path(sys.argv[1]))
print("ready", flush=True)
sys.stdin.readline()
try:
    folder.lock()
    print("mine", flush=True)
except BadInput as error:
    print(error, flush=True)
sys.stdin.readline()
"""
_CHANGE = """
import sys
from simulator.settings import change_settings, load_settings
name, times = sys.argv[1], int(sys.argv[2])
print("ready", flush=True)
sys.stdin.readline()
mine, lost = getattr(load_settings(), name), 0
for turn in range(times):
    settings = load_settings()
    lost += getattr(settings, name) != mine
    mine = 100 + turn
    change_settings(settings, {name: mine})
print(lost, flush=True)
"""
BUSY = "It is in use by another program"


@dataclass(frozen=True, slots=True)
class TakenOver:
    """A session whose holder was killed. `told` is what a second program heard while it lived."""

    told: str
    after_s: float
    """From the kill to the first change by the second program."""


def make_session(root: Path) -> SessionFolder:
    """One that was cut off."""
    folder = Archive(root).create("Friday", {}, {}, {}, {}, datetime.now(UTC))
    folder.close()
    return folder


def take_over(folder: SessionFolder, times: int) -> Iterator[TakenOver]:
    """Kill the program that holds the session, and change it at once from here."""
    for _ in range(times):
        holder = _start(_HOLD, folder.path)
        try:
            assert _line(holder) == "held"
            told = _refusal(folder)
        finally:
            holder.kill()
            killed_s = time.monotonic()
            holder.wait(10)
        folder.save_marks("turn-01", Marks(best=True))
        yield TakenOver(told, time.monotonic() - killed_s)


def race(folder: SessionFolder, programs: int) -> Sequence[str]:
    """Programs that want the session at the same moment; what each was told, "mine" for the one that got it."""
    return _at_once([_start(_RACE, folder.path) for _ in range(programs)])


def change_at_once(names: Sequence[str], times: int) -> Sequence[str]:
    """A program a setting, each changes its own so often; how many of its changes each did not find again."""
    return _at_once([_start(_CHANGE, name, times) for name in names])


def _at_once(programs: "Sequence[subprocess.Popen[str]]") -> Sequence[str]:
    """Let them go when all are ready; what each says next."""
    try:
        assert [_line(one) for one in programs] == ["ready"] * len(programs)
        for one in programs:
            _press_enter(one)
        return [_line(one) for one in programs]
    finally:
        for one in programs:
            one.kill()
            one.wait(10)


@contextmanager
def holding(folder: SessionFolder) -> Iterator[int]:
    """Another living program has the session; its process number."""
    holder = _start(_HOLD, folder.path)
    try:
        assert _line(holder) == "held"
        yield holder.pid
    finally:
        holder.kill()
        holder.wait(10)


def _refusal(folder: SessionFolder) -> str:
    try:
        folder.save_marks("turn-01", Marks(best=True))
    except BadInput as error:
        return str(error)
    return ""


def _start(code: str, *given: object) -> "subprocess.Popen[str]":
    call = [sys.executable, "-c", code, *map(str, given)]
    return subprocess.Popen(call, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1)


def _line(process: "subprocess.Popen[str]") -> str:
    assert process.stdout is not None
    return process.stdout.readline().rstrip("\n")


def _press_enter(process: "subprocess.Popen[str]") -> None:
    assert process.stdin is not None
    process.stdin.write("\n")
