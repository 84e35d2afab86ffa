from pathlib import Path

import pytest
import soundfile

from simulator.audio.length import declared_s
from simulator.audio.types import RATE_HZ
from tests.fakes.importing import encode
from tests.fakes.signals import tone

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(("name", "codec"), [("a.mp3", "libmp3lame"), ("a.webm", "libopus")])
def test_lossy_files_tell_their_length_also_when_their_end_is_missing(tmp_path: Path, name: str, codec: str) -> None:
    path = encode(tmp_path / name, tone(4.0), codec, 48_000)
    assert declared_s(path) == pytest.approx(4.0, abs=0.1)
    path.write_bytes(path.read_bytes()[: path.stat().st_size * 6 // 10])
    assert declared_s(path) == pytest.approx(4.0, abs=0.1)


def test_a_wav_tells_what_its_header_says_not_what_is_there(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    soundfile.write(path, tone(4.0), RATE_HZ)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    assert declared_s(path) == pytest.approx(4.0, abs=0.1)


@pytest.mark.parametrize("size", [b"\xff\xff\xff\xff", b"\0\0\0\0"])
def test_a_wav_whose_writer_did_not_know_claims_nothing(tmp_path: Path, size: bytes) -> None:
    path = tmp_path / "a.wav"
    soundfile.write(path, tone(4.0), RATE_HZ)
    content = path.read_bytes()
    path.write_bytes(content[:4] + size + content[8:])
    assert declared_s(path) == pytest.approx(4.0, abs=0.1)


@pytest.mark.parametrize("content", [b"", b"RIFF", b"RIFF\x10\0\0\0WAVE", b"hello, this is text"])
def test_what_is_no_sound_has_no_length(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.wav").write_bytes(content)
    assert declared_s(tmp_path / "a.wav") is None
    assert declared_s(tmp_path / "none.wav") is None
