"""A microphone that goes away in mid-answer, 100 times, and a default device that changes.

PulseAudio's virtual microphone is unplugged (module unloaded), silently stalled (sink suspended), and plugged in
again with another sample rate, each in turn within one take; it stays away for up to 5 seconds. Then the default
microphone is changed 20 times to another one and the old one pulled. Device numbers that move, a driver that hangs
while it is closed, and a device that comes back with a rate that it must be recorded at, are scripted in
tests/unit/audio/test_microphone.py.
"""

import tempfile
from collections.abc import Iterable
from pathlib import Path
from statistics import median

from tests.fakes.pulse import virtual_sound
from tests.soak.plugs import NOTICED_S, RESUMED_S, change_defaults, pull_plugs
from tests.soak.row import Row

GUARD = "tests/audio/test_pulled_plugs.py"
TEST = f"{GUARD}::test_a_microphone_that_goes_away_is_noticed_within_1_s_and_taken_up_within_3_s"
CYCLES, CHANGES = 100, 20
AWAY_S = (0.0, 0.3, 0.8, 1.5, 3.0, 5.0, 2.2)


def measure() -> Iterable[Row]:
    with virtual_sound() as pulse, tempfile.TemporaryDirectory() as folder:
        done = pull_plugs(pulse, CYCLES, Path(folder) / "a.wav", AWAY_S)
        moved = change_defaults(pulse, CHANGES, Path(folder) / "b.wav")
    noticed = [cycle.noticed_s for cycle in done.cycles]
    resumed = [cycle.resumed_s for cycle in done.cycles]
    yield Row(
        "a microphone that goes away is noticed by the watchdog on its samples, and said",
        f"{max(noticed):.2f} s at worst, {median(noticed):.2f} s at the median, of {len(noticed)}",
        f"{NOTICED_S:.0f} s",
        max(noticed) <= NOTICED_S and all(cycle.reason for cycle in done.cycles),
        TEST,
    )
    yield Row(
        "recording goes on after its return",
        f"{max(resumed):.2f} s at worst, {median(resumed):.2f} s at the median, of {len(resumed)}",
        f"{RESUMED_S:.0f} s",
        max(resumed) <= RESUMED_S,
        TEST,
    )
    yield Row(
        "each gap is marked in the timeline, and nothing hangs",
        f"{len(done.gaps)} gaps of {CYCLES}, {max(0, done.threads - 1)} threads left over",
        f"{CYCLES}, 0",
        len(done.gaps) == CYCLES and done.threads <= 1,
        "tests/unit/replay/test_load.py::test_a_gap_of_the_microphone_is_marked_where_it_was_and_stays_after_a_correction",
    )
    silences = moved.silences_s
    yield Row(
        "recording goes on when the default microphone changes and the old one is pulled",
        f"{max(silences):.2f} s without sound at worst, of {len(silences)} changes",
        f"{RESUMED_S:.0f} s",
        max(silences) <= RESUMED_S,
        f"{GUARD}::test_when_the_default_microphone_changes_and_the_old_one_is_pulled_recording_goes_on",
    )
