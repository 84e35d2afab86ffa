"""What it costs to refuse a file: processor time, and memory above what the program had before."""

import gc
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from simulator.answer.types import AnswerContext
from simulator.archive.bundle import unpack
from simulator.archive.store import Archive
from simulator.audio.decode import iter_audio
from simulator.content.check import check
from simulator.errors import SimulatorError
from simulator.importing.marks import read_marks
from simulator.review.inputs import read_lines, read_text
from simulator.settings import load_settings, settings_file
from tests.fakes.replaying import past_session
from tests.fuzz import corpus
from tests.fuzz.kinds_content import too_much
from tests.fuzz.kinds_zips import by_hand
from tests.fuzz.sound_files import odd_files

_T = TypeVar("_T")
_TRIES = 3
_LARGE = 300_000_000


@dataclass(frozen=True)
class Cost:
    """Of one file that was refused."""

    name: str
    cpu_s: float
    """Processor seconds of this process, the least of three: the machine may be at other work."""
    grown_bytes: int


def refusals(folder: Path) -> Iterator[Cost]:
    """Every file that is refused, of all that are kept or made by hand, and some of 300 MB."""
    for path, refused in _given(folder):
        if not refused():
            continue
        _, grown = growth_bytes(refused)
        cpu_s = min(_cpu_s(refused) for _ in range(_TRIES))
        yield Cost(path.name, cpu_s, grown)


def _given(folder: Path) -> Iterator[tuple[Path, Callable[[], bool]]]:
    sounds = [*odd_files().items(), *corpus.files("sound")]
    for name, content in sounds:
        yield from _one(folder / "sound" / name, content, lambda path: next(iter_audio(path)))
    for name, content in [*too_much(), *corpus.files("content")]:
        path = folder / "own" / name
        yield from _one(path, content, lambda path: _if(check([path])))
    session = past_session(folder / "made")
    archive = Archive(folder / "home" / "recordings")
    zips = [(f"{number}.zip", content) for number, content in enumerate(by_hand(session.id))]
    for name, content in [*zips, *corpus.files("zips")]:
        yield from _one(folder / "zips" / name, content, lambda path: unpack(archive, path))
    for name, content in [*corpus.files("texts"), ("long.txt", b"word " * 2_000_000), ("deep.jsonl", b"[" * 500_000)]:
        yield from _one(folder / "texts" / name, content, _read)
    for _, content in [*corpus.files("settings"), ("10-mb.toml", b"#" * 10_000_000)]:
        yield from _one(settings_file(), content, lambda _: load_settings())
    for name, read in (("huge.mp3", _sound), ("huge.wav", _sound), ("huge.m4a", _sound), ("huge.txt", _read)):
        path = folder / name
        with path.open("wb") as file:
            file.truncate(_LARGE)
        yield path, lambda path=path, read=read: _refused(lambda: read(path))  # type: ignore[misc]
        path.unlink()


def _one(path: Path, content: bytes, read: Callable[[Path], object]) -> Iterator[tuple[Path, Callable[[], bool]]]:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    yield path, lambda: _refused(lambda: read(path))
    path.unlink()


def _sound(path: Path) -> object:
    return next(iter_audio(path))


def _read(path: Path) -> object:
    if path.suffix == ".csv":
        return read_marks(path)
    if path.suffix == ".txt":
        return read_text(path)
    for line in read_lines(path, AnswerContext()):
        if isinstance(line, SimulatorError):
            raise line
    return None


def _if(problems: list[object]) -> None:
    if problems:
        raise SimulatorError("refused")


def _refused(read: Callable[[], object]) -> bool:
    try:
        read()
    except SimulatorError:
        return True
    return False


def _cpu_s(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def growth_bytes(work: Callable[[], _T]) -> tuple[_T, int]:
    """What came of the work, and how far the memory of this process rose above what it was. Linux only."""
    gc.collect()
    Path("/proc/self/clear_refs").write_text("5")  # the peak begins anew
    before = _status("VmRSS")
    done = work()
    return done, max(0, _status("VmHWM") - before)


def _status(key: str) -> int:
    lines = Path("/proc/self/status").read_text().splitlines()
    return 1024 * int(next(line for line in lines if line.startswith(key)).split()[1])
