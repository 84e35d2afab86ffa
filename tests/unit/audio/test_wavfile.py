import os
import stat
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile
from hypothesis import given
from hypothesis import strategies as st

from simulator.audio import diskfile, wavfile
from simulator.audio.wavfile import HEADER_BYTES, WavJournal, read_wav, repair
from simulator.errors import BadInput
from tests.fakes.signals import tone

pytestmark = pytest.mark.unit


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_a_journal_is_a_wav_file_that_other_programs_read(tmp_path: Path) -> None:
    journal = WavJournal(tmp_path / "a.wav")
    journal.write(tone(0.5))
    journal.close()
    pcm, rate_hz = soundfile.read(tmp_path / "a.wav", dtype="int16")
    assert rate_hz == 16_000
    assert np.array_equal(pcm, tone(0.5))


def test_it_is_for_its_owner_only_whatever_the_umask_says(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        WavJournal(tmp_path / "a.wav").close()
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a.wav").stat().st_mode) == 0o600


def test_a_recording_is_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / "a.wav").write_bytes(b"dear")
    with pytest.raises(BadInput, match=r"a\.wav: there is a recording already"):
        WavJournal(tmp_path / "a.wav")
    assert (tmp_path / "a.wav").read_bytes() == b"dear"


def test_a_recording_is_whole_from_the_moment_it_bears_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, seen = tmp_path / "a.wav", []
    for call in ("open", "write", "close"):
        real = getattr(os, call)

        def after(*arguments: Any, _real: Any = real, **options: Any) -> Any:
            result = _real(*arguments, **options)
            seen.append(path.stat().st_size if path.exists() else None)
            return result

        monkeypatch.setattr(diskfile.os, call, after)
    WavJournal(path).close()
    assert None in seen
    assert all(size is None or size >= HEADER_BYTES for size in seen)
    assert [one.name for one in tmp_path.iterdir()] == ["a.wav"]


def test_a_folder_that_is_not_there_is_made_for_its_owner_only(tmp_path: Path) -> None:
    WavJournal(tmp_path / "gone" / "a.wav").close()
    assert stat.S_IMODE((tmp_path / "gone").stat().st_mode) == 0o700


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(BadInput, match=r"file.a\.wav: cannot be written: not a directory"):
        WavJournal(tmp_path / "file" / "a.wav")


def test_samples_are_in_the_file_as_soon_as_write_returns(tmp_path: Path) -> None:
    journal = WavJournal(tmp_path / "a.wav", Clock())
    journal.write(tone(0.1))
    assert (tmp_path / "a.wav").stat().st_size == HEADER_BYTES + 2 * 1600
    journal.close()


def test_it_is_flushed_at_least_every_quarter_second(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clock, synced = Clock(), []
    monkeypatch.setattr(wavfile, "_sync", lambda _fd: synced.append(clock.now))
    journal = WavJournal(tmp_path / "a.wav", clock)
    for _ in range(200):
        clock.now += 0.02
        journal.write(tone(0.02))
    assert max(np.diff([100.0, *synced])) <= 0.25
    assert soundfile.info(tmp_path / "a.wav").duration >= 4.0 - 0.25
    journal.close()


def test_the_last_block_is_flushed_also_when_no_more_come(tmp_path: Path) -> None:
    clock = Clock()
    journal = WavJournal(tmp_path / "a.wav", clock)
    journal.write(tone(0.02))
    assert soundfile.info(tmp_path / "a.wav").frames == 0
    clock.now += 0.25
    journal.tick()
    assert soundfile.info(tmp_path / "a.wav").frames == 320
    journal.close()


@given(st.integers(0, 400), st.integers(0, 3))
def test_repair_keeps_every_whole_sample_of_a_file_that_was_cut_off(
    tmp_path_factory: pytest.TempPathFactory, frames: int, odd: int
) -> None:
    path = tmp_path_factory.mktemp("cut") / "a.wav"
    pcm = np.arange(frames, dtype=np.int16)
    path.write_bytes(wavfile.header(7) + pcm.tobytes() + b"x" * (odd % 2))
    assert repair(path) == frames / 16_000
    assert soundfile.info(path).frames == frames
    assert np.array_equal(read_wav(path), pcm)


@pytest.mark.parametrize("length", [0, 3, 20, 43])
def test_a_file_cut_off_within_its_header_becomes_an_empty_recording(tmp_path: Path, length: int) -> None:
    path = tmp_path / "a.wav"
    path.write_bytes(wavfile.header(0)[:length])
    assert repair(path) == 0.0
    assert soundfile.info(path).frames == 0


def test_a_whole_file_is_not_touched_by_repair(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    journal = WavJournal(path)
    journal.write(tone(0.2))
    journal.close()
    os.utime(path, (1, 1))
    assert repair(path) == pytest.approx(0.2)
    assert path.stat().st_mtime == 1


def test_repair_leaves_a_stranger_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    soundfile.write(path, np.zeros((100, 2)), 44_100)
    before = path.read_bytes()
    with pytest.raises(BadInput, match="not a recording of this program"):
        repair(path)
    assert path.read_bytes() == before


def test_read_wav_reads_on_behind_a_stale_header(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    path.write_bytes(wavfile.header(2) + tone(0.1).tobytes() + b"x")
    assert np.array_equal(read_wav(path), tone(0.1))


def test_read_wav_says_what_is_wrong(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"no\.wav: cannot be read: no such file"):
        read_wav(tmp_path / "no.wav")
    (tmp_path / "text.wav").write_text("once upon a time there was no sound at all in this file")
    with pytest.raises(BadInput, match=r"text\.wav: is not a recording of this program"):
        read_wav(tmp_path / "text.wav")
