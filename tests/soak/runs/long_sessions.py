"""An answer of 60 minutes and 12 hours of waiting: memory flat, file sizes as computed.

Accelerated, with a virtual clock: the hour of sound goes through the take's own writer onto a real disk, the 12 hours
of device blocks through the real callback, ring, level meter and watchdog. An hour by the machine's clock is in
`hour_of_sound`. Memory is what Python and numpy hold (tracemalloc).
"""

import tempfile
from collections.abc import Iterable
from pathlib import Path

from tests.soak.long import record_long, wait_long
from tests.soak.row import Row

GUARD = "tests/faults/test_long_sessions.py"
MINUTES, HOURS = 60, 12
GROWN_BYTES = 100_000


def measure() -> Iterable[Row]:
    with tempfile.TemporaryDirectory() as folder:
        spoken = record_long(MINUTES * 60, Path(folder) / "a.wav")
    answer = f"{GUARD}::test_a_long_answer_takes_its_size_on_disk_and_none_in_memory"
    yield Row(
        f"an answer of {MINUTES} minutes has the size that its length asks for",
        f"{spoken.file_bytes} bytes",
        f"{spoken.computed_bytes} bytes",
        spoken.file_bytes == spoken.computed_bytes,
        answer,
    )
    yield Row(
        f"an answer of {MINUTES} minutes takes no more memory than one of {MINUTES // 10}",
        f"{spoken.grown_bytes:+} bytes",
        f"{GROWN_BYTES} bytes",
        spoken.grown_bytes <= GROWN_BYTES,
        answer,
    )
    idle = wait_long(HOURS * 3600)
    yield Row(
        f"{HOURS} hours of waiting with an open microphone take no memory, and no frame is lost",
        f"{idle.grown_bytes:+} bytes, {idle.frames} frames lost",
        f"{GROWN_BYTES} bytes, 0",
        idle.grown_bytes <= GROWN_BYTES and not idle.frames,
        f"{GUARD}::test_a_microphone_that_waits_takes_no_memory_and_loses_nothing",
    )
