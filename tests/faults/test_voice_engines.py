"""The real voices with a part of them missing."""

from pathlib import Path

import pytest

from simulator.speech.voice.engine import HIBARI, SYSTEM
from simulator.speech.voice.voice import InterviewerVoice
from tests.fakes.voice_engines import spec

pytestmark = pytest.mark.fault
LONG_S = 30.0
TEXT = "What risks did you weigh?"


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        ("HibariWithoutPackage", "the natural voice is not installed"),
        ("HibariWithoutModel", "the model of the natural voice is missing"),
        ("HibariWithDamagedModel", "of the natural voice is damaged"),
    ],
)
def test_without_the_natural_voice_the_system_voice_speaks_and_says_why(broken: str, reason: str) -> None:
    voice = InterviewerVoice((spec(broken), SYSTEM))
    try:
        assert voice.speak(TEXT, LONG_S) is not None
        assert voice.name == "system"
        assert reason in voice.failure
        assert "\n" not in voice.failure
    finally:
        voice.close()


def test_without_espeak_the_text_is_only_shown_and_the_remedy_named() -> None:
    voice = InterviewerVoice((spec("SystemWithoutLibrary"),))
    try:
        assert voice.speak(TEXT, LONG_S) is None
        assert voice.name == "none"
        assert "the system has no voice" in voice.failure
        assert "libespeak-ng1" in voice.failure
    finally:
        voice.close()


def test_espeak_without_its_data_ends_only_its_own_process(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "espeak-ng-data").mkdir()
    monkeypatch.setenv("ESPEAK_DATA_PATH", str(tmp_path))
    voice = InterviewerVoice((SYSTEM, HIBARI))
    try:
        assert voice.speak(TEXT, LONG_S) is not None
        assert voice.name == "hibari"
        assert "system voice (pyttsx3): the voice process ended by itself (exit code 1)" in voice.failure
        assert "apt-get install espeak-ng-data" in voice.failure
    finally:
        voice.close()


def test_a_text_in_another_script_goes_to_the_voice_that_knows_it() -> None:
    voice = InterviewerVoice((HIBARI, SYSTEM))
    try:
        assert voice.speak("日本語", LONG_S) is not None
        assert "knows no sound for this text" in voice.failure
        assert voice.speak(TEXT, LONG_S) is not None
        assert (voice.name, voice.failure) == ("hibari", "")
    finally:
        voice.close()
