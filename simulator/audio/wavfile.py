"""WAV files as a journal: 16 kHz mono int16, playable and whole after every flush, whatever happens next."""

import contextlib
import errno
import os
import struct
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

import numpy as np

from simulator.audio.diskfile import DiskFile
from simulator.audio.types import RATE_HZ, Pcm
from simulator.errors import BadInput

HEADER_BYTES: Final = 44
FRAME_BYTES: Final = 2
FLUSH_S: Final = 0.2
"""Issue 2 asks for a flush at least every 250 ms; the writer looks every 10 ms."""
RETRY_S: Final = 0.5
BACKLOG_S: Final = 600.0
"""How much sound is kept in memory while the disk takes none (19 MB)."""
_SIZES = struct.Struct("<4sI4s4sIHHIIHH4sI")


def header(frames: int) -> bytes:
    """The 44 bytes that stand before `frames` samples of 16 kHz mono int16."""
    size = frames * FRAME_BYTES
    return _SIZES.pack(
        b"RIFF", 36 + size, b"WAVE", b"fmt ", 16, 1, 1, RATE_HZ, RATE_HZ * FRAME_BYTES, FRAME_BYTES, 16, b"data", size
    )


def as_wav(pcm: Pcm) -> bytes:
    """A whole file of these samples."""
    return header(len(pcm)) + pcm.astype("<i2", copy=False).tobytes()


class WavJournal:
    """Appends blocks to a new WAV file. A disk that takes no more is no error here: blocks wait in memory.

    Not thread-safe: one writer.
    """

    def __init__(
        self,
        path: Path,
        clock: Callable[[], float] = time.monotonic,
        *,
        patient: bool = False,
        most_waiting: int = int(BACKLOG_S * RATE_HZ),
    ) -> None:
        """Create `path`, mode 0600, and the folder it is in. Raises BadInput when it is there already.

        A file that cannot be made raises BadInput too, unless the journal is `patient`: then it waits for the disk from
        the start. `most_waiting` samples may wait in memory.
        """
        self.path = path
        self._clock = clock
        self._most_waiting = most_waiting
        self._file = DiskFile(path, header(0))
        self.remade = False
        """Somebody removed the file, and it was made again."""
        try:
            self._file.reach()
        except FileExistsError as error:
            raise BadInput("there is a recording already, and it is not overwritten", where=str(path)) from error
        except OSError as error:
            if not patient:
                raise BadInput(f"cannot be written: {_because(error)}", where=str(path)) from error
        self._backlog = bytearray()
        self._position = HEADER_BYTES
        self._clean = True
        self._flushed_at = self._tried_at = clock()
        self._dropped = 0
        self.trouble = ""
        """Why the disk takes nothing at the moment; empty when all is well."""
        self._drain()

    @property
    def frames(self) -> int:
        """Whole samples on disk."""
        return (self._position - HEADER_BYTES) // FRAME_BYTES

    @property
    def waiting(self) -> int:
        """Samples that wait in memory for the disk."""
        return len(self._backlog) // FRAME_BYTES

    @property
    def dropped(self) -> int:
        """Samples lost because more than `most_waiting` of them would have waited for the disk."""
        return self._dropped

    def write(self, pcm: Pcm) -> int:
        """Append a block; it is on disk when this returns, unless `trouble` says why not.

        Returns how many samples were taken: all, until `most_waiting` of them wait for the disk.
        """
        room = self._most_waiting - self.waiting
        kept = pcm[: max(0, room)]
        self._dropped += len(pcm) - len(kept)
        self._backlog += kept.astype("<i2", copy=False).tobytes()
        if not self.trouble or self._clock() - self._tried_at >= RETRY_S:
            self._drain()
        self.tick()
        return len(kept)

    def tick(self) -> None:
        """Call often: tries a full disk again, sees whether the file is still there, and flushes when it is time."""
        now = self._clock()
        if now - self._tried_at >= RETRY_S:
            self._drain()
        if not self._clean and now - self._flushed_at >= FLUSH_S:
            self.flush()

    def try_now(self) -> None:
        """Try the disk now, whenever it was tried last."""
        self._drain()

    def flush(self) -> None:
        """Make header and samples safe against a power cut."""
        self._flushed_at = self._clock()
        fd = self._file.fd
        if fd is None:
            return
        try:
            os.lseek(fd, 0, os.SEEK_SET)
            os.write(fd, header(self.frames))
            _sync(fd)
            self._clean = True
        except OSError as error:
            self.trouble = _because(error)
        finally:
            os.lseek(fd, self._position, os.SEEK_SET)

    def samples(self) -> Pcm:
        """All that was written so far, on disk or not."""
        with contextlib.suppress(OSError):
            whole = self._file.content()[: self._position] + bytes(self._backlog)
            return np.frombuffer(whole[HEADER_BYTES : len(whole) // FRAME_BYTES * FRAME_BYTES], dtype="<i2")
        return np.zeros(0, np.int16)

    def close(self) -> None:
        """Write what still waits, if the disk takes it, and close. The file is valid in any case."""
        self._drain()
        if self._file.fd is not None:
            with contextlib.suppress(OSError):
                os.ftruncate(self._file.fd, HEADER_BYTES + self.frames * FRAME_BYTES)
            self.flush()
        self._file.close()

    def _drain(self) -> None:
        self._tried_at = self._clock()
        try:
            before = self._file.fd
            fd = self._file.reach()
            self.remade = self.remade or before not in (None, fd)
            while self._backlog:
                written = os.write(fd, self._backlog)
                self._position += written
                del self._backlog[:written]
                self._clean = False
        except OSError as error:
            if not self.trouble:
                self.flush()  # what is there is safe before anybody is told
            self.trouble = _because(error)
        else:
            self.trouble = ""


def repair(path: Path) -> float:
    """Make the header of a cut-off recording of ours agree with the file's length. Returns its duration in seconds.

    No sample is lost; half a sample at the end is. Raises BadInput for a file that is not a recording of ours.
    """
    try:
        with path.open("r+b") as file:
            start = file.read(HEADER_BYTES)
            size = file.seek(0, os.SEEK_END)
            frames = max(0, size - HEADER_BYTES) // FRAME_BYTES
            if not _is_ours(start):
                raise BadInput("is not a recording of this program, and was left as it is", where=str(path))
            wanted = header(frames)
            if start != wanted or size != HEADER_BYTES + frames * FRAME_BYTES:
                file.truncate(HEADER_BYTES + frames * FRAME_BYTES)
                file.seek(0)
                file.write(wanted)
                file.flush()
                _sync(file.fileno())
    except OSError as error:
        raise BadInput(f"cannot be repaired: {_because(error)}", where=str(path)) from error
    return frames / RATE_HZ


def read_wav(path: Path) -> Pcm:
    """All samples of a recording of ours, also when its header is stale. Raises BadInput."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise BadInput(f"cannot be read: {_because(error)}", where=str(path)) from error
    if not _is_ours(data[:HEADER_BYTES]):
        raise BadInput("is not a recording of this program", where=str(path))
    whole = len(data) - (len(data) - HEADER_BYTES) % FRAME_BYTES if len(data) > HEADER_BYTES else HEADER_BYTES
    return np.frombuffer(data[HEADER_BYTES:whole], dtype="<i2").astype(np.int16)


def read_frames(path: Path, first: int, last: int) -> Pcm:
    """Samples `first` up to but not including `last` of a recording of ours, fewer where it ends. Raises BadInput."""
    try:
        with path.open("rb") as file:
            file.seek(HEADER_BYTES + first * FRAME_BYTES)
            data = file.read(max(0, last - first) * FRAME_BYTES)
    except OSError as error:
        raise BadInput(f"cannot be read: {_because(error)}", where=str(path)) from error
    return np.frombuffer(data[: len(data) // FRAME_BYTES * FRAME_BYTES], dtype="<i2").astype(np.int16)


def _is_ours(start: bytes) -> bool:
    """The first 44 bytes, or as many as there are, are our header but for the two sizes."""
    ours = header(0)
    count = len(start)
    return all(start[a : min(b, count)] == ours[a : min(b, count)] for a, b in ((0, 4), (8, 40)))


def _sync(fd: int) -> None:
    # fdatasync leaves out the access times and is there on Linux only.
    getattr(os, "fdatasync", os.fsync)(fd)


def _because(error: OSError) -> str:
    if error.errno == errno.ENOSPC:
        return "the disk is full"
    if error.errno == getattr(errno, "EDQUOT", -1):
        return "your share of the disk is used up"
    if error.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
        return "the folder of the recording cannot be written to"
    return (error.strerror or str(error)).lower()
