"""The finished recordings of a running session, held open: the system keeps a removed file for as long as it is.

Where an open file cannot be removed (Windows) nothing is ever missing.
"""

import threading
from collections.abc import Iterator
from io import FileIO
from pathlib import Path
from typing import Final

from simulator.archive.folder import SessionFolder
from simulator.paths import write_pieces

MOST_HELD: Final = 100
"""Open files; a program may have 256 of them on some systems. The oldest is let go for one more."""
_PIECE_BYTES: Final = 1 << 20


class Recordings:
    """Recordings by take. Any thread may call it."""

    def __init__(self) -> None:
        self._held: dict[str, FileIO] = {}
        self._guard = threading.Lock()

    def hold(self, take_id: str, path: Path) -> bool:
        """Hold the recording of a take; False when there is none, or the system opens no more files."""
        try:
            file = path.open("rb", buffering=0)
        except OSError:
            return False
        with self._guard:
            self._let_go(take_id)
            self._held[take_id] = file
            if len(self._held) > MOST_HELD:
                self._let_go(next(iter(self._held)))
        return True

    def put_back(self, take_id: str, folder: SessionFolder, *, copy: bool) -> None:
        """Give `folder` the recording of a take (0600), unless it has it or it is not held.

        Unless that is a `copy` of the session it is the one held from now on: the disk is rid of the removed one.
        Raises BadInput or OSError when the disk refuses.
        """
        with self._guard:
            file = self._held.get(take_id)
            if file is None or folder.audio(take_id) is not None:
                return
            try:
                write_pieces(path := folder.take_path(take_id), _pieces(file))
            except _Unreadable:  # a network drive may not keep what was removed: no reason to wait for ever
                self._let_go(take_id)
                return
            if not copy:
                self._held[take_id] = path.open("rb", buffering=0)
                file.close()

    def forget(self, take_id: str) -> None:
        """The recording of a take is not to come back."""
        with self._guard:
            self._let_go(take_id)

    def close(self) -> None:
        """Hold nothing any more."""
        with self._guard:
            for take_id in tuple(self._held):
                self._let_go(take_id)

    def _let_go(self, take_id: str) -> None:
        if take_id in self._held:
            self._held.pop(take_id).close()


class _Unreadable(Exception):
    """The system no longer has what a held file held."""


def _pieces(file: FileIO) -> Iterator[bytes]:
    try:
        file.seek(0)
        while piece := file.read(_PIECE_BYTES):
            yield piece
    except OSError as error:
        raise _Unreadable from error
