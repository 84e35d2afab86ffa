"""The journal of a session: every event as one line of JSON, on the disk before anything else happens.

A program that dies may leave the last line cut off at any byte; reading tells what was lost and goes on.
"""

import contextlib
import json
import os
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from simulator.archive import files
from simulator.archive.records import Record
from simulator.paths import sync_folder

_FLAGS = os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0)
"""On Windows a file is otherwise text, and a line end two bytes."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One event. `monotonic_s` is comparable within one run of the program, `wall` is an ISO time."""

    kind: str
    data: Mapping[str, Any]
    monotonic_s: float
    wall: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What a journal holds. `dropped` has one line for each piece that could not be read."""

    entries: tuple[Entry, ...]
    dropped: tuple[str, ...]


class _Line(Record):
    kind: str
    monotonic_s: float
    wall: str
    data: dict[str, Any]


class Journal:
    """An open journal. Any thread may append; entries of one thread keep their order."""

    def __init__(self, path: Path) -> None:
        """Open `path` for appending (made 0600). A cut-off last line is closed, so that the next one stands alone.

        Raises BadInput when the disk refuses.
        """
        self.path = path
        self._guard = threading.Lock()
        with files.reporting(path, "open the journal"):
            self._descriptor: int | None = os.open(path, _FLAGS, files.FILE_MODE)
            path.chmod(files.FILE_MODE)
            sync_folder(path.parent)
            self._torn = _ends_in_a_cut_line(self._descriptor)

    def append(self, kind: str, data: Mapping[str, Any], *, monotonic_s: float, wall: str) -> None:
        """Write one entry and flush it to the disk. Raises BadInput when the disk refuses; earlier entries are safe."""
        line = files.encode({"kind": kind, "monotonic_s": monotonic_s, "wall": wall, "data": dict(data)}) + b"\n"
        with self._guard, files.reporting(self.path, "write the journal"):
            if self._descriptor is None:
                raise OSError(0, "the journal is closed")
            self._write(self._descriptor, line)

    def _write(self, descriptor: int, line: bytes) -> None:
        before = os.fstat(descriptor).st_size
        rest = memoryview(b"\n" + line if self._torn else line)
        try:
            while rest:
                rest = rest[os.write(descriptor, rest) :]
            os.fsync(descriptor)
        except OSError:
            self._torn = True
            with contextlib.suppress(OSError):
                os.ftruncate(descriptor, before)
                self._torn = _ends_in_a_cut_line(descriptor)
            raise
        self._torn = False

    def close(self) -> None:
        """Close the file; closing twice does no harm."""
        with self._guard:
            if self._descriptor is not None:
                os.close(self._descriptor)
            self._descriptor = None


def _ends_in_a_cut_line(descriptor: int) -> bool:
    size = os.lseek(descriptor, 0, os.SEEK_END)
    if size == 0:
        return False
    os.lseek(descriptor, size - 1, os.SEEK_SET)
    return os.read(descriptor, 1) != b"\n"


def read(path: Path) -> list[Entry]:
    """All whole entries, in order; see `inspect` for what was dropped. Raises BadInput when the file cannot be read."""
    return list(inspect(path).entries)


def inspect(path: Path) -> Reading:
    """All whole entries and what was dropped. Raises BadInput when the file cannot be read at all."""
    with files.reporting(path, "read the journal"):
        content = path.read_bytes()
    entries: list[Entry] = []
    dropped: list[str] = []
    for number, line in enumerate(content.split(b"\n"), start=1):
        if not line.strip():
            continue
        try:
            found = _Line.model_validate(json.loads(line))
        except (ValueError, RecursionError):  # a ValidationError is a ValueError
            dropped.append(f"{path.name}, line {number}: cut off or damaged, {len(line)} bytes left out")
            continue
        entries.append(Entry(found.kind, found.data, found.monotonic_s, found.wall))
    return Reading(tuple(entries), tuple(dropped))
