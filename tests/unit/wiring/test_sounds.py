"""What the screens are told of microphones."""

import pytest

from simulator.audio import devices
from simulator.errors import MissingPart
from simulator.wiring.sounds import Sounds

pytestmark = pytest.mark.unit


def test_where_there_is_no_microphone_it_is_a_fault_so_that_answers_are_typed(monkeypatch: pytest.MonkeyPatch) -> None:
    sounds = Sounds()
    monkeypatch.setattr(devices, "microphones", lambda: [])
    assert sounds.microphones() == ()
    assert sounds.microphone_fault == "No microphone was found."


def test_a_sound_system_that_is_missing_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> list[devices.Device]:
        raise MissingPart("PortAudio is missing", remedy="Install libportaudio2")

    sounds = Sounds()
    monkeypatch.setattr(devices, "microphones", missing)
    assert sounds.microphones() == ()
    assert sounds.microphone_fault.startswith("PortAudio is missing")
