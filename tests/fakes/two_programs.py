"""Two programs at one archive: holders of a session that are killed, and races for one. For a test and a soak."""

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
    racers = [_start(_RACE, folder.path) for _ in range(programs)]
    try:
        assert [_line(racer) for racer in racers] == ["ready"] * programs
        for racer in racers:
            _press_enter(racer)
        return [_line(racer) for racer in racers]
    finally:
        for racer in racers:
            racer.kill()
            racer.wait(10)


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


def _start(code: str, path: Path) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", code, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
    )


def _line(process: "subprocess.Popen[str]") -> str:
    assert process.stdout is not None
    return process.stdout.readline().rstrip("\n")


def _press_enter(process: "subprocess.Popen[str]") -> None:
    assert process.stdin is not None
    process.stdin.write("\n")
