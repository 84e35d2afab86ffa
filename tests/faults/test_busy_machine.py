"""Other programs take all the machine: nothing that was said or typed is lost."""

from pathlib import Path

import pytest

from tests.fakes.pulse import virtual_sound
from tests.soak.busy import record_and_type, saturated

pytestmark = [pytest.mark.fault, pytest.mark.audio]


def test_on_a_busy_machine_no_frame_and_no_key_is_lost(tmp_path: Path) -> None:
    with virtual_sound(), saturated(1):
        recorded, typed = record_and_type(4.0, tmp_path)
    assert (recorded.dropped_frames, recorded.overflows) == (0, 0)
    assert typed.keys > 40
    assert typed.kept
