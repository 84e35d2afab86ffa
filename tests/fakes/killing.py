"""Sessions of the real program that are killed, or whose children are, and what is left of them on the disk."""

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soundfile

from simulator import paths
from simulator.audio.types import RATE_HZ, Pcm
from simulator.audio.wavfile import read_wav
from tests.fakes.witness import Noted, read_notes

ROOT = Path(__file__).parents[2]
JFK = ROOT / "tests" / "data" / "audio" / "jfk.flac"
LONG_S = 300.0
HEARING = ("live_child", "fullpass_child")
VOICE = ("spawn_main",)
"""What stands in the command line of a child."""


def new_home(folder: Path) -> Path:
    """A data folder; the models are those that are there."""
    folder.mkdir(parents=True)
    (folder / "cache").symlink_to(paths.cache_dir())
    return folder


def write_answer(path: Path, seconds: float = 3.0) -> Path:
    """“And so, my fellow Americans”."""
    soundfile.write(path, soundfile.read(JFK, dtype="int16", stop=int(seconds * RATE_HZ))[0], RATE_HZ)
    return path


@dataclass(frozen=True)
class Running:
    """A plain session with recordings as answers, and nobody at the keys."""

    process: "subprocess.Popen[bytes]"
    home: Path
    answers: Sequence[Path]
    began_s: float

    @property
    def told(self) -> str:
        return (self.home / "told").read_text(encoding="utf-8")

    def children(self, kinds: Sequence[str]) -> list[int]:
        """Process numbers of the children of some kinds that live now."""
        found = []
        for path in Path("/proc").iterdir():
            if path.name.isdecimal() and _parent(path) == self.process.pid:
                command = _read(path / "cmdline")
                if any(kind in command for kind in kinds):
                    found.append(int(path.name))
        return found

    def kill(self) -> float:
        """kill -9 of the program; when that was."""
        killed_s = time.monotonic()
        self.process.kill()
        self.process.wait(10)
        return killed_s

    def wait_begun(self) -> None:
        """Until the session is on the disk."""
        try:
            wait_until(lambda: any(self.home.glob("recordings/*/journal.jsonl")), "no session begins")
        except AssertionError:
            self.process.send_signal(signal.SIGABRT)  # it tells where it stands
            self.process.wait(10)
            raise AssertionError(f"no session begins: {self.told}") from None

    def notes(self) -> list[Noted]:
        return read_notes(self.home / "notes")


@contextmanager
def running(
    home: Path, answers: Sequence[Path], *, questions: int, probes: int, voice: str = "none", under: Sequence[str] = ()
) -> Iterator[Running]:
    """`under`: a program that runs it, such as strace."""
    command = (
        *under, sys.executable, "-X", "faulthandler", "-m", "tests.fakes.witness", home / "notes",
        "session", "--plain", "--voice", voice, "--model", "tiny.en",
        "--questions", str(questions), "--probes", str(probes), *(word for path in answers for word in ("--mic", path)),
    )  # fmt: skip
    env = os.environ | {paths.HOME_VARIABLE: str(home), "OMP_NUM_THREADS": "1"}
    with (home / "told").open("wb") as told:
        process = subprocess.Popen(
            list(map(str, command)), cwd=ROOT, env=env, stdin=subprocess.DEVNULL, stdout=told, stderr=told
        )
    try:
        yield Running(process, home, answers, time.monotonic())
    finally:
        process.kill()
        process.wait(10)


def moments(seed: int, count: int, upto_s: float) -> list[float]:
    """Seconds from the start of a session, the same for the same seed."""
    dice = random.Random(seed)
    return [round(dice.uniform(0.0, upto_s), 3) for _ in range(count)]


def wait_until(holds: Callable[[], bool], what: str) -> None:
    """For the state of other processes; there is nothing to wait on across that border."""
    deadline = time.monotonic() + LONG_S
    while not holds():
        assert time.monotonic() < deadline, what
        time.sleep(0.02)


def is_gone(pid: int) -> bool:
    return not Path(f"/proc/{pid}").exists() or ") Z " in _read(Path(f"/proc/{pid}/stat"))


# ---- what is left --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Left:
    """What is on the disk of a session that was killed at `killed_s`."""

    lost_s: float
    """Of what the source had delivered, the part that is not in the recordings."""
    delivered_s: float
    unreadable: tuple[str, ...]
    """Files that do not open, and recordings that hold something else than was said."""


def look(run: Running, killed_s: float) -> Left:
    """Before any other start of the program."""
    lost, delivered, unreadable = 0.0, 0.0, list(unreadable_files(run.home))
    said = {path: soundfile.read(path, dtype="int16")[0] for path in dict.fromkeys(run.answers)}
    for note, answer in zip(run.notes(), run.answers, strict=False):
        due = note.delivered(killed_s)
        recorded = _samples(note.path)
        delivered += due / RATE_HZ
        lost = max(lost, (due - len(recorded)) / RATE_HZ)
        if not np.array_equal(recorded, said[answer][: len(recorded)]):
            unreadable.append(f"{note.path.parent.name}: other sound than was said")
    return Left(lost, delivered, tuple(unreadable))


def unreadable_files(home: Path) -> Iterator[str]:
    """Files of the sessions below `home` that another program could not open."""
    for path in sorted((home / "recordings").rglob("*")):
        try:
            _open(path)
        except (OSError, ValueError, RuntimeError, sqlite3.Error) as error:
            yield f"{path.name}: {error}"


def _open(path: Path) -> None:
    if path.suffix == ".wav":
        soundfile.read(path)
    elif path.suffix == ".json":
        json.loads(path.read_bytes())
    elif path.suffix == ".jsonl":
        *whole, rest = path.read_bytes().split(b"\n")
        for line in whole:
            json.loads(line)
        if rest:
            raise ValueError("its last line is cut off")
    elif path.suffix == ".sqlite":
        with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as database:
            (found,) = database.execute("pragma quick_check").fetchone()
            if found != "ok":
                raise ValueError(found)


def contents(home: Path) -> Mapping[str, bytes]:
    """Every file of the sessions that a person would miss, by its path."""
    recordings = home / "recordings"
    return {
        str(path.relative_to(recordings)): path.read_bytes()
        for path in recordings.rglob("*")
        if path.is_file() and not path.name.startswith(".")
    }


def deleted(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> list[str]:
    """Files that are gone, and recordings and journals that became shorter."""
    grows = (".wav", ".jsonl")
    return [
        name
        for name, content in before.items()
        if name not in after or (name.endswith(grows) and len(after[name]) < len(content))
    ]


def _samples(path: Path) -> Pcm:
    return read_wav(path) if path.exists() else np.zeros(0, np.int16)


def _parent(process: Path) -> int:
    stat = _read(process / "stat")
    return int(stat.rpartition(")")[2].split()[1]) if stat else 0


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def end(pids: Sequence[int]) -> None:
    """kill -9; one that has ended meanwhile is none of our business."""
    for pid in pids:
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            continue
