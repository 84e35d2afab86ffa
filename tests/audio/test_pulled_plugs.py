"""The microphone goes away in mid-answer and comes back: noticed at once, taken up at once, and marked."""

from pathlib import Path

import pytest

from tests.fakes.pulse import Pulse
from tests.soak.plugs import NOTICED_S, RESUMED_S, WAYS, change_defaults, pull_plugs

pytestmark = pytest.mark.audio


def test_a_microphone_that_goes_away_is_noticed_within_1_s_and_taken_up_within_3_s(
    pulse: Pulse, tmp_path: Path
) -> None:
    done = pull_plugs(pulse, len(WAYS), tmp_path / "a.wav")
    assert [cycle.way for cycle in done.cycles] == list(WAYS)
    assert done.worst_noticed_s <= NOTICED_S
    assert done.worst_resumed_s <= RESUMED_S
    assert all("the microphone is gone; what you said is safe" in cycle.reason for cycle in done.cycles)
    assert len(done.gaps) == len(WAYS)
    assert done.threads <= 1


def test_when_the_default_microphone_changes_and_the_old_one_is_pulled_recording_goes_on(
    pulse: Pulse, tmp_path: Path
) -> None:
    moved = change_defaults(pulse, 2, tmp_path / "a.wav")
    assert max(moved.silences_s) <= RESUMED_S
    assert moved.frames >= 16_000
