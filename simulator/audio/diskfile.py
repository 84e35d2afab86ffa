"""The file of a recording under its name: never without its first bytes, and made again when removed."""

import contextlib
import errno
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from simulator.paths import HALF_WRITTEN, private_dir, sync_folder

_OPEN: Final = os.O_RDWR | getattr(os, "O_BINARY", 0)
_PIECE_BYTES: Final = 1 << 20


class DiskFile:
    """A new file, mode 0600. Not thread-safe: one writer."""

    def __init__(self, path: Path, start: bytes) -> None:
        """`start` is what stands in it from the moment on that it bears its name."""
        self._path = path
        self._start = start
        self._fd: int | None = None

    @property
    def fd(self) -> int | None:
        """The descriptor; None while there is no file."""
        return self._fd

    def reach(self) -> int:
        """The descriptor of the file that bears the name now, with all that was written so far.

        Raises OSError while that is not possible; what was written before stays readable through `fd`.
        """
        if self._fd is None:
            self._fd = self._made()
        elif os.fstat(self._fd).st_nlink == 0:  # the system keeps a removed file for as long as it is open
            fresh = self._made()
            try:
                self._copy_to(fresh)
            except OSError:
                os.close(fresh)
                with contextlib.suppress(OSError):
                    self._path.unlink()
                raise
            os.close(self._fd)
            self._fd = fresh
        return self._fd

    def content(self) -> bytes:
        """All that was written, also when the file was removed since. Raises OSError."""
        if self._fd is None:
            return self._start
        return b"".join(self._pieces(self._fd))

    def close(self) -> None:
        if self._fd is not None:
            os.close(self._fd)
        self._fd = None

    def _made(self) -> int:
        """A file of its own, open behind its first bytes. Raises FileExistsError where there is one, and OSError."""
        folder = private_dir(self._path.parent)
        if self._path.exists():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(self._path))
        # A program killed between making a file and writing its header would leave one that no player opens.
        unborn = self._path.with_name(f".{self._path.name}{HALF_WRITTEN}")
        fd = os.open(unborn, _OPEN | os.O_CREAT | os.O_TRUNC, 0o600)
        try:
            _write(fd, self._start)
        finally:
            os.close(fd)
        unborn.rename(self._path)
        with contextlib.suppress(OSError):  # the sound matters more than its name after a power cut
            sync_folder(folder)
        fd = os.open(self._path, _OPEN)
        os.lseek(fd, 0, os.SEEK_END)
        return fd

    def _copy_to(self, fresh: int) -> None:
        assert self._fd is not None
        os.lseek(fresh, 0, os.SEEK_SET)
        for piece in self._pieces(self._fd):
            _write(fresh, piece)

    @staticmethod
    def _pieces(fd: int) -> Iterator[bytes]:
        """Leaves the place for the next write at the end."""
        os.lseek(fd, 0, os.SEEK_SET)
        while piece := os.read(fd, _PIECE_BYTES):
            yield piece


def _write(fd: int, content: bytes) -> None:
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(fd, rest) :]
