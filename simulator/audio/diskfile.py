"""The file of a recording under its name: made as soon as the disk lets it, and made again when somebody removes it."""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from simulator.paths import private_dir, sync_folder

_FLAGS: Final = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_PIECE_BYTES: Final = 1 << 20


class DiskFile:
    """A new file, mode 0600. Not thread-safe: one writer."""

    def __init__(self, path: Path) -> None:
        self._path = path
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
            return b""
        return b"".join(self._pieces(self._fd))

    def close(self) -> None:
        if self._fd is not None:
            os.close(self._fd)
        self._fd = None

    def _made(self) -> int:
        private_dir(self._path.parent)
        fd = os.open(self._path, _FLAGS, 0o600)
        with contextlib.suppress(OSError):  # the sound matters more than its name after a power cut
            sync_folder(self._path.parent)
        return fd

    def _copy_to(self, fresh: int) -> None:
        assert self._fd is not None
        for piece in self._pieces(self._fd):
            rest = memoryview(piece)
            while rest:
                rest = rest[os.write(fresh, rest) :]

    @staticmethod
    def _pieces(fd: int) -> Iterator[bytes]:
        """Leaves the place for the next write at the end."""
        os.lseek(fd, 0, os.SEEK_SET)
        while piece := os.read(fd, _PIECE_BYTES):
            yield piece
