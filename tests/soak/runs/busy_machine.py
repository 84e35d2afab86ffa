"""Both cores kept busy by other work for 10 minutes, while one records and another types.

Two processes for each core never rest. The real microphone path records from PulseAudio's virtual microphone; the real
app runs on a real pty, and a typist's keys go into a typed answer.
"""

import tempfile
from collections.abc import Iterable
from pathlib import Path

from tests.fakes.pulse import virtual_sound
from tests.soak.busy import record_and_type, saturated
from tests.soak.row import Row

GUARD = "tests/faults/test_busy_machine.py::test_on_a_busy_machine_no_frame_and_no_key_is_lost"
MINUTES = 10
OFF_S = 0.5


def measure() -> Iterable[Row]:
    with virtual_sound(), tempfile.TemporaryDirectory() as folder, saturated(2):
        recorded, typed = record_and_type(MINUTES * 60, Path(folder))
    whole = not recorded.dropped_frames and not recorded.overflows and not recorded.gaps
    yield Row(
        f"{MINUTES} minutes with all cores busy: no frame is lost",
        f"{recorded.dropped_frames} dropped, {recorded.overflows} overflow flags, {recorded.gaps} gaps, "
        f"{recorded.off_s:+.2f} s against the clock",
        f"0, 0, 0, {OFF_S} s",
        whole and abs(recorded.off_s) <= OFF_S,
        GUARD,
    )
    yield Row(
        f"{MINUTES} minutes with all cores busy: no key is lost",
        f"{typed.keys} keys typed, the answer {'is' if typed.kept else 'is not'} what was typed",
        "all",
        typed.kept,
        GUARD,
    )
