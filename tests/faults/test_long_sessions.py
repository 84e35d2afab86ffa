"""Long answers and long waits: memory stays where it was, files have the size that was computed."""

from pathlib import Path

import pytest

from tests.soak.long import record_long, wait_long

pytestmark = pytest.mark.fault

GROWN_BYTES = 100_000


def test_a_long_answer_takes_its_size_on_disk_and_none_in_memory(tmp_path: Path) -> None:
    done = record_long(60, tmp_path / "a.wav")
    assert done.file_bytes == done.computed_bytes
    assert done.frames == 60 * 16_000
    assert done.grown_bytes <= GROWN_BYTES


def test_a_microphone_that_waits_takes_no_memory_and_loses_nothing() -> None:
    done = wait_long(600)
    assert done.grown_bytes <= GROWN_BYTES
    assert done.frames == 0
