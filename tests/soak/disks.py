"""Small disks, really mounted, to be filled up."""

import contextlib
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from simulator.audio.room import RoomWatch
from simulator.audio.wavfile import WavJournal


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
