"""A sentence into the microphone: recorded to be heard, judged, and what goes wrong."""

import threading
from pathlib import Path

import pytest

from simulator.audio.filemic import FileMicrophone
from simulator.audio.sound_check import check_sound
from simulator.audio.span import measure
from simulator.audio.types import Level
from simulator.errors import BadInput, SimulatorError

pytestmark = pytest.mark.unit
SPEECH = Path(__file__).parents[2] / "data" / "audio" / "jfk.flac"


def test_what_was_said_is_on_disk_and_judged(tmp_path: Path) -> None:
    levels: list[Level] = []
    enough, stop = 15, threading.Event()

    def told(level: Level) -> None:
        levels.append(level)
        if len(levels) == enough:
            stop.set()

    found = check_sound(FileMicrophone(lambda: SPEECH, 8.0), tmp_path / "check.wav", 30.0, told, stop)
    assert found.audio.stat().st_mode & 0o077 == 0
    assert measure(found.audio)[1] == pytest.approx(found.duration_s, abs=0.1)
    assert found.duration_s > 0.4
    assert len(levels) >= enough


def test_a_microphone_that_cannot_be_opened_is_the_error_of_that(tmp_path: Path) -> None:
    with pytest.raises(SimulatorError):
        check_sound(
            FileMicrophone(lambda: tmp_path / "no.wav", 8.0), tmp_path / "check.wav", 1.0, print, threading.Event()
        )


def test_a_microphone_that_sends_nothing_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("simulator.audio.sound_check.FIRST_BLOCK_S", 0.0)
    microphone = FileMicrophone(lambda: SPEECH, 1.0)
    monkeypatch.setattr(FileMicrophone, "begin", lambda self, path: None)
    with pytest.raises(BadInput, match="sends no sound"):
        check_sound(microphone, tmp_path / "check.wav", 1.0, print, threading.Event())
