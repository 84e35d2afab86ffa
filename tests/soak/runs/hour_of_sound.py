"""An hour of recording: no frame lost, memory flat, the callback only copies.

The real microphone path (PortAudio, ALSA, PulseAudio's virtual microphone) records for 60 minutes by the clock; the
sound's own length is held against the machine's clock, which shows frames that nobody flagged. The callback's calls,
instructions and memory are counted with sys.setprofile, sys.settrace and tracemalloc.
"""

import tempfile
from collections.abc import Iterable
from pathlib import Path

from tests.fakes.pulse import virtual_sound
from tests.soak.discipline import VIEWS_BYTES, traced_callback
from tests.soak.hour import record
from tests.soak.row import Row

GUARD = "tests/faults/test_callback.py"
MINUTES = 60
OFF_S = 0.5
"""The device hands over a tenth of a second at a time, and PulseAudio's clock is not the machine's."""
GROWN_MB = 5.0


def measure() -> Iterable[Row]:
    seen = traced_callback(20_000)
    yield Row(
        "the callback copies into a ring that is there already: no lock, no I/O, no logging",
        f"{', '.join(sorted(seen.calls))}; nothing else, {sum(seen.instructions.values())} instructions a block",
        "the copy and the counters",
        not seen.strangers,
        f"{GUARD}::test_the_callback_calls_nothing_but_the_copy",
    )
    yield Row(
        "the callback allocates nothing beyond its views",
        f"{seen.peak_bytes} bytes at most for a block of 32,000; {seen.grown_bytes} bytes more after {seen.blocks}",
        f"{VIEWS_BYTES} bytes, 512 bytes",
        seen.peak_bytes <= VIEWS_BYTES and seen.grown_bytes <= 512,
        f"{GUARD}::test_the_callback_allocates_nothing_but_its_views",
    )
    with virtual_sound(), tempfile.TemporaryDirectory() as folder:
        done = record(MINUTES * 60, Path(folder) / "a.wav")
    yield Row(
        f"{MINUTES} minutes of recording: no frame is lost",
        f"{done.dropped_frames} dropped, {done.overflows} overflow flags, {done.gaps} gaps, "
        f"{done.off_s:+.2f} s against the clock",
        f"0, 0, 0, {OFF_S} s",
        not done.dropped_frames and not done.overflows and not done.gaps and abs(done.off_s) <= OFF_S,
        f"{GUARD}::test_what_is_recorded_lasts_as_long_as_the_clock_says",
    )
    yield Row(
        f"{MINUTES} minutes of recording: the file has the size that its length asks for",
        f"{done.file_bytes} bytes for {done.duration_s:.2f} s",
        f"{done.computed_bytes} bytes",
        done.file_bytes == done.computed_bytes,
        f"{GUARD}::test_what_is_recorded_lasts_as_long_as_the_clock_says",
    )
    yield Row(
        f"{MINUTES} minutes of recording: memory stays flat",
        f"{done.grown_mb:+.1f} MB from minute {MINUTES // 10} to the end",
        f"{GROWN_MB:.0f} MB",
        done.grown_mb <= GROWN_MB,
        f"{GUARD}::test_what_is_recorded_lasts_as_long_as_the_clock_says",
    )
