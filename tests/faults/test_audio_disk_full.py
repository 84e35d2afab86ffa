"""The disk fills up in mid-answer, on a real small file system and by injected errors of the operating system."""

import contextlib
import errno
import os
import shutil
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
import soundfile

from simulator.audio import wavfile
from simulator.audio.filemic import FileMicrophone
from simulator.audio.take import TakeWriter
from simulator.audio.wavfile import WavJournal, read_wav
from tests.fakes.listening import Listener
from tests.fakes.signals import recording
from tests.soak.disks import MountRefused, fill_up, remount, small_disk

pytestmark = pytest.mark.fault

_ROOM = 96 * 1024
"""Bytes: about three seconds."""


@dataclass(frozen=True)
class SmallDisk:
    folder: Path
    make_room: Callable[[], None]


@pytest.fixture(params=["tmpfs", "injected"])
def disk(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SmallDisk]:
    if request.param == "injected":
        yield injected(tmp_path, monkeypatch)
        return
    with mounted(tmp_path, _ROOM * 8) as small:
        ballast = small.folder / "ballast"
        ballast.write_bytes(b"\0" * _ROOM * 7)
        yield SmallDisk(tmp_path, ballast.unlink)


@contextlib.contextmanager
def mounted(folder: Path, size: int) -> Iterator[SmallDisk]:
    try:
        with small_disk(folder, size):
            yield SmallDisk(folder, lambda: None)
    except MountRefused:
        pytest.skip("mounting a file system is not permitted here; the injected variant runs")


def wait_for_disk(listener: Listener, start: str) -> str:
    """Wait until the last that was said about the disk begins so."""
    listener.wait(lambda me: bool(me.said("disk")) and me.said("disk")[-1].reason.startswith(start))
    return listener.said("disk")[-1].reason


def wait_until_written(listener: Listener) -> None:
    listener.wait(lambda me: bool(me.said("disk")) and "wait in memory" not in me.said("disk")[-1].reason)


def injected(folder: Path, monkeypatch: pytest.MonkeyPatch) -> SmallDisk:
    """os.write takes _ROOM bytes, the last of them as a short write, then says ENOSPC."""
    room = [_ROOM]
    write = os.write

    def limited(fd: int, data: bytes) -> int:
        if os.lseek(fd, 0, os.SEEK_CUR) == 0 and len(data) == wavfile.HEADER_BYTES:
            return write(fd, data)  # the header is written in place
        if room[0] == 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        taken = write(fd, data[: room[0]])
        room[0] -= taken
        return taken

    monkeypatch.setattr(wavfile.os, "write", limited)
    return SmallDisk(folder, lambda: room.__setitem__(0, 10**9))


def test_a_full_disk_is_told_and_everything_is_there_once_it_has_room_again(disk: SmallDisk) -> None:
    source, listener = recording("jfk"), Listener()
    microphone = FileMicrophone(lambda: source, speed=4.0)
    microphone.open(listener)
    path = disk.folder / "a.wav"
    microphone.begin(path)
    told = wait_for_disk(listener, "the disk is full")
    assert told == "the disk is full; what was recorded is safe, up to 10 minutes more wait in memory"
    on_disk = read_wav(path)
    assert np.array_equal(on_disk, source[: len(on_disk)])
    assert soundfile.info(path).frames == pytest.approx(len(on_disk), abs=1)
    listener.wait_to_hear(len(on_disk) / 16_000 + 1.0)  # what waits in memory is heard
    assert np.array_equal(listener.pcm, source[: len(listener.pcm)])
    disk.make_room()
    wait_until_written(listener)
    listener.wait_for("exhausted")
    take = microphone.end()
    microphone.close()
    assert np.array_equal(read_wav(path), source)
    assert np.array_equal(listener.pcm, source)
    assert (take.dropped_frames, take.waiting_s) == (0, 0.0)
    assert listener.said("lost") == []


def test_a_disk_that_stays_full_leaves_a_valid_file_and_says_how_much_is_missing(disk: SmallDisk) -> None:
    source, listener = recording("jfk"), Listener()
    microphone = FileMicrophone(lambda: source, speed=20.0)
    microphone.open(listener)
    microphone.begin(disk.folder / "a.wav")
    listener.wait_for("exhausted")
    take = microphone.end()
    ((path, whole),) = microphone.unsaved()
    recorded = read_wav(take.path)
    assert np.array_equal(recorded, source[: len(recorded)])
    assert soundfile.info(take.path).frames == len(recorded)
    assert take.duration_s == pytest.approx(len(source) / 16_000)
    assert take.waiting_s == pytest.approx((len(source) - len(recorded)) / 16_000, abs=0.01)
    assert take.dropped_frames == 0
    assert path == take.path
    assert np.array_equal(whole, source)
    microphone.close()
    assert np.array_equal(read_wav(take.path), recorded)


def test_an_answer_that_ended_on_a_full_disk_is_written_when_there_is_room_and_the_next_one_too(
    disk: SmallDisk,
) -> None:
    source, listener = recording("jfk"), Listener()
    microphone = FileMicrophone(lambda: source, speed=20.0)
    microphone.open(listener)
    for number, name in enumerate("ab", start=1):
        microphone.begin(disk.folder / name / "audio.wav")
        listener.wait_for("exhausted", times=number)
        assert microphone.end().waiting_s > 0
    assert len(microphone.unsaved()) == 2
    disk.make_room()
    wait_until_written(listener)
    assert microphone.unsaved() == ()
    assert all(np.array_equal(read_wav(disk.folder / name / "audio.wav"), source) for name in "ab")
    microphone.close()


def test_memory_is_bounded_while_the_disk_is_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    injected(tmp_path, monkeypatch)
    journal = WavJournal(tmp_path / "a.wav")
    minute = np.ones(60 * 16_000, np.int16)
    taken = [journal.write(minute) for _ in range(12)]
    assert journal.waiting <= wavfile.BACKLOG_S * 16_000
    assert sum(taken) + journal.dropped == 12 * len(minute)
    assert journal.dropped > 60 * 16_000
    journal.close()


def test_another_fault_of_the_disk_is_named_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    journal = WavJournal(tmp_path / "a.wav")

    def fail(_fd: int, _data: bytes) -> int:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    with monkeypatch.context() as patch:
        patch.setattr(wavfile.os, "write", fail)
        journal.write(np.ones(100, np.int16))
        assert journal.trouble == "input/output error"
    journal.close()
    assert len(read_wav(tmp_path / "a.wav")) == 100


def test_a_quota_that_is_used_up_is_named_as_such(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    journal = WavJournal(tmp_path / "a.wav")

    def refuse(_fd: int, _data: bytes) -> int:
        raise OSError(errno.EDQUOT, os.strerror(errno.EDQUOT))

    with monkeypatch.context() as patch:
        patch.setattr(wavfile.os, "write", refuse)
        assert journal.write(np.ones(100, np.int16)) == 100
        assert journal.trouble == "your share of the disk is used up"
    journal.close()
    assert len(read_wav(tmp_path / "a.wav")) == 100


def test_an_answer_begun_in_a_folder_that_cannot_be_written_to_waits_in_memory_until_it_can(tmp_path: Path) -> None:
    source, listener = recording("jfk"), Listener()
    microphone = FileMicrophone(lambda: source, speed=20.0)
    microphone.open(listener)
    with mounted(tmp_path, 1 << 20) as disk:
        remount(disk.folder, "ro")
        microphone.begin(disk.folder / "turn-01" / "audio.wav")
        assert wait_for_disk(listener, "the folder of the recording cannot be written to").endswith("wait in memory")
        listener.wait_for("exhausted")
        take = microphone.end()
        assert (take.duration_s, take.waiting_s) == (pytest.approx(11.0), pytest.approx(11.0, abs=0.01))
        assert np.array_equal(listener.pcm, source)
        remount(disk.folder, "rw")
        wait_until_written(listener)
        assert np.array_equal(read_wav(take.path), source)
        microphone.close()


def test_a_folder_that_is_removed_in_mid_answer_is_made_again_with_the_whole_answer(tmp_path: Path) -> None:
    source, listener = recording("jfk"), Listener()
    microphone = FileMicrophone(lambda: source, speed=4.0)
    microphone.open(listener)
    path = tmp_path / "session" / "turn-01" / "audio.wav"
    microphone.begin(path)
    listener.wait_to_hear(4.0)
    shutil.rmtree(tmp_path / "session")
    wait_for_disk(listener, "the folder of this session was removed; it was made again")
    listener.wait_for("exhausted")
    assert microphone.end().duration_s == pytest.approx(11.0)
    microphone.close()
    assert np.array_equal(read_wav(path), source)
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_folder_that_is_removed_and_cannot_be_made_again_keeps_the_answer_until_it_can(tmp_path: Path) -> None:
    journal = WavJournal(tmp_path / "session" / "audio.wav", patient=True)
    journal.write(np.ones(1000, np.int16))
    shutil.rmtree(tmp_path / "session")
    (tmp_path / "session").write_text("a file where the folder was")
    journal.write(np.full(1000, 2, np.int16))
    assert journal.trouble
    assert np.array_equal(journal.samples(), np.repeat(np.array([1, 2], np.int16), 1000))
    (tmp_path / "session").unlink()
    journal.try_now()
    journal.close()
    assert np.array_equal(read_wav(journal.path), np.repeat(np.array([1, 2], np.int16), 1000))


def test_what_no_longer_fits_into_memory_is_counted_and_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    injected(tmp_path, monkeypatch)
    listener = Listener()
    take = TakeWriter(tmp_path / "a.wav", listener, most_waiting=16_000)
    second = np.ones(16_000, np.int16)
    for _ in range(6):
        take.write(second)
    assert take.told == (
        "the disk is full, and the 10 minutes that fit into memory are used up: what you say now is not kept"
    )
    audio = take.finish()
    assert audio.duration_s + audio.dropped_frames / 16_000 == pytest.approx(6.0)
    assert audio.duration_s == pytest.approx(len(listener.pcm) / 16_000)
    take.journal.close()


def test_a_disk_that_fills_up_is_told_a_minute_ahead(tmp_path: Path) -> None:
    with mounted(tmp_path, 8 << 20) as disk:
        ahead = fill_up(disk.folder, others_bytes_s=0)
        assert ahead.warned_s >= 60.0
        assert ahead.told.startswith("the disk will be full in 3 minutes or less")


def test_a_disk_that_others_fill_up_is_told_a_minute_ahead_too(tmp_path: Path) -> None:
    with mounted(tmp_path, 32 << 20) as disk:
        assert fill_up(disk.folder, others_bytes_s=150_000).warned_s >= 60.0
