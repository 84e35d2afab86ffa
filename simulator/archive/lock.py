"""One writer a session: a lock on a file in its folder, held by the operating system for a living process.

The system lets go of it when the process ends, however it ends, so that the lock of a dead program never stands in the
way and a reused process number fools nobody. Pid and time are in the file only to be shown.
"""

import contextlib
import os
import re
import threading
from collections.abc import Iterator
from pathlib import Path

from simulator import turns
from simulator.archive import files
from simulator.errors import BadInput

LOCK_FILE = ".lock"
_PID = re.compile(rb'"pid": (\d+)')

_guard = threading.Lock()
_held: dict[Path, tuple[int, int]] = {}
"""Lock file → (descriptor, how often this process holds it)."""


def acquire(folder: Path, since: str = "") -> None:
    """Hold the session in `folder` for this process; may be nested. `since` (a wall time) is shown to others.

    Raises BadInput when another living program holds it, or the disk refuses.
    """
    path = _path(folder)
    with _guard, files.reporting(path, "lock the session"):
        if path in _held:
            descriptor, times = _held[path]
            _held[path] = (descriptor, times + 1)
            return
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, files.FILE_MODE)
        try:
            path.chmod(files.FILE_MODE)
            if not turns.taken(descriptor):
                raise _busy(descriptor)
            _sign(descriptor, since)
        except BaseException:
            os.close(descriptor)
            raise
        _held[path] = (descriptor, 1)


def release(folder: Path) -> None:
    """Let go of a session that this process holds."""
    path = _path(folder)
    with _guard:
        descriptor, times = _held[path]
        if times > 1:
            _held[path] = (descriptor, times - 1)
            return
        del _held[path]
        os.close(descriptor)


@contextlib.contextmanager
def held(folder: Path) -> Iterator[None]:
    """Hold the session while the block runs."""
    acquire(folder)
    try:
        yield
    finally:
        release(folder)


@contextlib.contextmanager
def in_turn(path: Path) -> Iterator[None]:
    """Hold the lock file `path` while the block runs, after whoever holds it; for blocks that take a moment.

    Raises BadInput when the disk refuses. Where the system has no locks the block runs all the same.
    """
    with contextlib.ExitStack() as stack:
        with files.reporting(path, "lock a file"):
            stack.enter_context(turns.in_turn(path))
        yield


def in_use(folder: Path) -> bool:
    """Whether any living program, this one included, holds the session. Changes nothing."""
    path = _path(folder)
    with _guard:
        if path in _held:
            return True
        try:
            descriptor = os.open(path, os.O_RDWR)
        except OSError:
            return False  # never locked, or not ours to lock
        try:
            return not turns.taken(descriptor)
        finally:
            os.close(descriptor)


def _path(folder: Path) -> Path:
    return folder.resolve() / LOCK_FILE


def _sign(descriptor: int, since: str) -> None:
    os.ftruncate(descriptor, 0)
    os.lseek(descriptor, 0, os.SEEK_SET)
    os.write(descriptor, files.encode({"pid": os.getpid(), "since": since}))


def _busy(descriptor: int) -> BadInput:
    """In few words, so that what to do fits on a screen; which session is known to who asked for it."""
    os.lseek(descriptor, 0, os.SEEK_SET)
    found = _PID.search(os.read(descriptor, 200))
    holder = f" (process {found[1].decode()})" if found else ""
    return BadInput(f"It is in use by another program{holder}", remedy="Close that one first.")
