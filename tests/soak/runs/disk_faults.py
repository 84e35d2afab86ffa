"""The disk fills up while somebody speaks: warned ahead, what is there is valid, the session goes on in memory.

Small disks (tmpfs) are really mounted and really filled. For the warning the clock is a virtual one, a second of sound
at a time; sound, files and the disk's own figures are real. A quota cannot be had here: the refusal of the system
(EDQUOT) is injected in the quick test, as are the folders that are removed or read-only.
"""

import tempfile
from collections.abc import Iterable
from pathlib import Path

from simulator.audio.wavfile import BACKLOG_S
from tests.soak.disks import Ahead, Filled, fill_and_clear, fill_up, small_disk
from tests.soak.row import Row

GUARD = "tests/faults/test_audio_disk_full.py"
AHEAD_S = 60.0
DISKS_MB = (8, 16, 32, 64)
OTHERS_BYTES_S = (0, 20_000, 50_000, 90_000)
FITS_S = (1.0, 3.0, 10.0, 30.0, 60.0)
SAID_S = 300.0


def measure() -> Iterable[Row]:
    ahead = [_filled(size_mb << 20, others) for size_mb in DISKS_MB for others in OTHERS_BYTES_S]
    worst_s = min(one.warned_s for one in ahead)
    yield Row(
        "a disk that fills up, by this recording alone or by other programs too, is told ahead by the remaining rate",
        f"{worst_s:.0f} s ahead at worst, of {len(ahead)} disks",
        f"{AHEAD_S:.0f} s",
        worst_s >= AHEAD_S,
        f"{GUARD}::test_a_disk_that_others_fill_up_is_told_a_minute_ahead_too",
    )
    taken = [_cleared(fits_s) for fits_s in FITS_S]
    valid = sum(one.valid for one in taken)
    yield Row(
        "disk full in mid-answer: the recording so far is a valid file of what was said",
        f"{valid} of {len(taken)}",
        "all",
        valid == len(taken),
        f"{GUARD}::test_a_disk_that_stays_full_leaves_a_valid_file_and_says_how_much_is_missing",
    )
    held_s = max(one.held_s for one in taken)
    heard, written = sum(one.heard for one in taken), sum(one.written for one in taken)
    yield Row(
        f"disk full in mid-answer: up to {BACKLOG_S / 60:.0f} minutes more are held in memory and heard, and are "
        "written when there is room",
        f"heard whole {heard}, written whole {written} of {len(taken)}; up to {held_s:.0f} s held",
        "all",
        heard == written == len(taken),
        f"{GUARD}::test_a_full_disk_is_told_and_everything_is_there_once_it_has_room_again",
    )


def _filled(size: int, others_bytes_s: int) -> Ahead:
    with tempfile.TemporaryDirectory() as folder, small_disk(Path(folder), size):
        return fill_up(Path(folder), others_bytes_s)


def _cleared(fits_s: float) -> Filled:
    with tempfile.TemporaryDirectory() as folder, small_disk(Path(folder), 16 << 20):
        return fill_and_clear(Path(folder), fits_s, SAID_S)
