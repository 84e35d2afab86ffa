"""`simulator --version`: the plain version first, then the models and voices that are installed; nothing is tried."""

from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest

from simulator import __version__
from simulator.cli import main
from simulator.errors import MissingPart

pytestmark = pytest.mark.unit


def test_the_version_stands_first_then_models_and_voices(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    first, models, voices = capsys.readouterr().out.splitlines()
    assert first == f"simulator {__version__}"
    assert models.startswith("hearing models: base, tiny.en")
    assert voices.startswith("voices: hibari (hibari-tts 0.")
    assert "system (pyttsx3 " in voices


def test_what_is_not_installed_is_not_claimed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    def gone(*_: object) -> str:
        raise PackageNotFoundError

    def no_model(_: object) -> None:
        raise MissingPart("a speech model package is missing")

    monkeypatch.setenv("SIMULATOR_HOME", str(tmp_path))
    monkeypatch.setattr("simulator.speech.voice.installed.version", gone)
    monkeypatch.setattr("simulator.speech.hearing.models._find", no_model)
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.splitlines()[1:] == ["hearing models: none", "voices: none"]
