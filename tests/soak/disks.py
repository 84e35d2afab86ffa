"""Small disks, really mounted, to be filled up."""

import contextlib
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soundfile

from simulator.audio.room import RoomWatch
from simulator.audio.take import TakeWriter
from simulator.audio.wavfile import WavJournal, read_wav
from tests.fakes.listening import Listener


class MountRefused(Exception):
    """Mounting a file system is not permitted here."""


@contextlib.contextmanager
def small_disk(folder: Path, size: int) -> Iterator[None]:
    """A file system of `size` bytes at `folder`. Raises MountRefused."""
    words = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    if subprocess.run(words, capture_output=True, check=False).returncode:
        raise MountRefused
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def remount(folder: Path, mode: str) -> None:
    """Make the small disk read-only ("ro"), or writable again ("rw")."""
    subprocess.run(["mount", "-o", f"remount,{mode}", str(folder)], check=True, capture_output=True)


@dataclass(frozen=True, slots=True)
class Ahead:
    """How long before the disk was full it was said first, and how."""

    warned_s: float
    told: str
    full_at_s: float
    valid: bool
    """What fitted is on the disk as it was recorded."""


def fill_up(folder: Path, others_bytes_s: int) -> Ahead:
    """Record until the disk is full while others write too. The clock is a virtual one; disk and files are real."""
    now, warned_at, told = 0.0, None, ""
    journal, room = WavJournal(folder / "a.wav", lambda: now), RoomWatch(folder)
    second = np.arange(16_000, dtype=np.int16)
    with (folder / "others").open("ab", buffering=0) as others:
        while not journal.trouble:
            room.look(now)
            if room.told and warned_at is None:
                warned_at, told = now, room.told
            journal.write(second)
            with contextlib.suppress(OSError):
                others.write(bytes(others_bytes_s))
            now += 1.0
    on_disk = journal.frames
    samples = journal.samples()[:on_disk]
    valid = np.array_equal(samples, np.resize(second, on_disk))
    return Ahead(now - warned_at if warned_at is not None else 0.0, told, now, valid)


@dataclass(frozen=True, slots=True)
class Filled:
    """A take on a disk that was full for a while: what was heard of it meanwhile, and what is on disk in the end."""

    held_s: float
    """The most that waited in memory."""
    heard: bool
    valid: bool
    """What was on disk while it was full is the beginning of what was said, in a file that others can read."""
    written: bool


def fill_and_clear(folder: Path, fits_s: float, said_s: float) -> Filled:
    """Record `said_s` on a small disk with room for `fits_s`, then make room. Disk, files and journal are real."""
    ballast = folder / "ballast"
    ballast.write_bytes(bytes(max(0, shutil.disk_usage(folder).free - int(fits_s * 32_000))))
    listener = Listener()
    take = TakeWriter(folder / "turn-01" / "audio.wav", listener)
    said = np.arange(int(said_s * 16_000)).astype(np.int16)
    for at in range(0, len(said), 800):
        take.write(said[at : at + 800])
    held_s, path = take.journal.waiting / 16_000, take.journal.path
    on_disk = read_wav(path)
    valid = soundfile.info(path).frames <= len(on_disk) and np.array_equal(on_disk, said[: len(on_disk)])
    heard = np.array_equal(listener.pcm, said)
    ballast.unlink()
    take.journal.try_now()
    take.finish()
    return Filled(held_s, heard, valid, np.array_equal(read_wav(path), said))
