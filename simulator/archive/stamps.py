"""Whether a session folder is still as it was: times and sizes of its folders and files, none of which is opened.

This program replaces files whole, which changes the time of their folder; an editor may write into them.
"""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from simulator.archive import ids
from simulator.archive.names import (
    ANALYSIS_FILE,
    CORRECTIONS_FILE,
    LIVE_TRANSCRIPT_FILE,
    MARKS_FILE,
    SESSION_FILE,
    TRANSCRIPT_FILE,
)

_TAKE_FILES = frozenset((ANALYSIS_FILE, CORRECTIONS_FILE, LIVE_TRANSCRIPT_FILE, MARKS_FILE, TRANSCRIPT_FILE))
_JUST_NOW_NS = 2_000_000_000
"""A file changed this short ago may change again within the same tick of the disk's clock."""


@dataclass(frozen=True, slots=True)
class Watched:
    """What to look at: `folders` tell of files that come, go or are replaced; `files` of those written into."""

    folders: tuple[str, ...]
    files: tuple[str, ...]


def watched(folder: Path) -> Watched:
    """Below `folder`, the parts that a summary and a search read. Raises OSError."""
    folders, files = [""], [SESSION_FILE]
    with os.scandir(folder) as entries:
        takes = sorted(one.name for one in entries if ids.is_valid(one.name) and one.is_dir(follow_symlinks=False))
    for take in takes:
        folders.append(take)
        with os.scandir(folder / take) as entries:
            files += sorted(f"{take}/{one.name}" for one in entries if one.name in _TAKE_FILES)
    return Watched(tuple(folders), tuple(files))


def stamp(folder: str, names: Iterable[str]) -> int:
    """Changes when one of `names` below `folder` does. Numbers hash the same in every run of the program."""
    return hash(tuple([_state(f"{folder}/{name}") for name in names]))


def is_settled(folder: str, names: Iterable[str], now_ns: int) -> bool:
    """Whether none of `names` changed just before `now_ns` (of the wall clock): only then can a stamp be trusted."""
    times = [time for name in names for time in _state(f"{folder}/{name}")[:2]]
    return all(abs(now_ns - time) > _JUST_NOW_NS for time in times)


def _state(path: str) -> tuple[int, int, int]:
    try:
        found = os.stat(path)  # noqa: PTH116 - tens of thousands of them: a Path each would take twice as long
    except OSError:
        return 0, 0, 0
    return found.st_mtime_ns, found.st_ctime_ns, found.st_size
