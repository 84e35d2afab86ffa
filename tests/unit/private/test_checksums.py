"""A model file is held against its checksum before each load that follows a change, however small."""

import os
from pathlib import Path

import pytest

from simulator import checksums, paths
from simulator.errors import BadInput, MissingPart
from simulator.labelling import weights
from simulator.speech.hearing import voice_activity
from simulator.speech.hearing.voice_activity import SileroVoiceActivity
from simulator.speech.voice import hibari

pytestmark = pytest.mark.unit


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(paths.HOME_VARIABLE, str(tmp_path / "home"))


@pytest.fixture
def model(tmp_path: Path) -> Path:
    path = tmp_path / "model.bin"
    path.write_bytes(b"weights")
    return path


def test_a_file_that_was_not_touched_is_read_once(model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sha256 = checksums.sha256_of(model)
    assert checksums.is_intact(model, sha256)
    monkeypatch.setattr(checksums, "sha256_of", lambda path: pytest.fail(f"{path} was read again"))
    assert checksums.is_intact(model, sha256)


def test_a_change_of_the_same_size_with_its_time_set_back_is_noticed(model: Path) -> None:
    sha256, before = checksums.sha256_of(model), model.stat()
    assert checksums.is_intact(model, sha256)
    model.write_bytes(b"WEIGHTS")
    os.utime(model, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert not checksums.is_intact(model, sha256)


def test_a_file_that_another_one_took_the_place_of_is_read_again(model: Path) -> None:
    sha256 = checksums.sha256_of(model)
    assert checksums.is_intact(model, sha256)
    other = model.with_name("other")
    other.write_bytes(b"WEIGHTS")
    other.replace(model)
    assert not checksums.is_intact(model, sha256)


def test_shipped_weights_are_held_against_their_manifest_each_time(tmp_path: Path) -> None:
    weights.save_json("small.json", {"a": 1}, tmp_path)
    assert weights.load_json("small.json", tmp_path) == {"a": 1}
    (tmp_path / "small.json").write_text('{"a": 2}')
    with pytest.raises(BadInput, match="checksum differs"):
        weights.load_json("small.json", tmp_path)


def test_the_voice_detector_is_not_loaded_from_other_weights(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(voice_activity, "_SHA256", "0" * 64)
    with pytest.raises(BadInput, match="voice detector's weights are damaged"):
        SileroVoiceActivity()


@pytest.mark.parametrize("name", ["hibari.onnx", "oov.onnx"])
def test_the_natural_voice_is_not_loaded_from_other_weights(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(hibari._SHA256, name, "0" * 64)
    with pytest.raises(MissingPart, match=f"{name} of the natural voice is damaged"):
        hibari.HibariEngine(Path())
