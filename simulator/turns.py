"""Programs that take turns at a file: locks that the system holds for a living process and lets go of when it ends.

Some network drives have no locks: there all is as if nobody else were at it.
"""

import contextlib
import errno
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

_UNSUPPORTED: Final = (errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS)

if sys.platform == "win32":
    import msvcrt

    def _take(descriptor: int) -> None:
        # Windows locks a range of bytes: one far behind the text, so that others can still read that.
        os.lseek(descriptor, 1 << 20, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

    def _wait_for(descriptor: int) -> None:
        os.lseek(descriptor, 1 << 20, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_LOCK, 1)
else:
    import fcntl

    def _take(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _wait_for(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX)


def taken(descriptor: int) -> bool:
    """Hold an open file until it is closed; False when somebody else has it. Never waits."""
    try:
        _take(descriptor)
    except OSError as error:
        return error.errno in _UNSUPPORTED
    return True


@contextlib.contextmanager
def in_turn(path: Path) -> Iterator[None]:
    """Hold the lock file `path` (0600) while the block runs, after whoever holds it; for blocks that take a moment.

    Raises OSError when the disk refuses. Where the system has no locks the block runs all the same.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        path.chmod(0o600)
        try:
            _wait_for(descriptor)
        except OSError as error:
            if error.errno not in _UNSUPPORTED:
                raise
        yield
    finally:
        os.close(descriptor)
