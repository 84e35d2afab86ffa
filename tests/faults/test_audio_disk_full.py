"""The disk fills up in mid-answer, on a real small file system and by injected errors of the operating system."""

import errno
import os
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
import soundfile

from simulator.audio import wavfile
from simulator.audio.filemic import FileMicrophone
from simulator.audio.wavfile import WavJournal, read_wav
from tests.fakes.listening import Listener
from tests.fakes.signals import recording

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
    size = f"size={_ROOM * 8}"
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", size, "tmpfs", str(tmp_path)], capture_output=True, check=False
    )
    if mounted.returncode != 0:
        pytest.skip("mounting a file system is not permitted here; the injected variant runs")
    try:
        ballast = tmp_path / "ballast"
        ballast.write_bytes(b"\0" * _ROOM * 7)
        yield SmallDisk(tmp_path, ballast.unlink)
    finally:
        subprocess.run(["umount", "--lazy", str(tmp_path)], check=True)


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
    lost = listener.wait_for("lost")
    assert lost.reason.startswith("the disk is full; what was recorded is safe")
    on_disk = read_wav(path)
    assert np.array_equal(on_disk, source[: len(on_disk)])
    assert soundfile.info(path).frames >= len(listener.pcm) > 16_000
    assert np.array_equal(listener.pcm, source[: len(listener.pcm)])
    disk.make_room()
    listener.wait_for("recovered")
    listener.wait_for("exhausted")
    take = microphone.end()
    microphone.close()
    assert np.array_equal(read_wav(path), source)
    assert np.array_equal(listener.pcm, source)
    assert take.dropped_frames == 0
    assert len(listener.said("lost")) == 1


def test_a_disk_that_stays_full_leaves_a_valid_file_and_says_how_much_is_missing(disk: SmallDisk) -> None:
    source, listener = recording("jfk"), Listener()
    microphone = FileMicrophone(lambda: source, speed=20.0)
    microphone.open(listener)
    microphone.begin(disk.folder / "a.wav")
    listener.wait_for("exhausted")
    take = microphone.end()
    microphone.close()
    recorded = read_wav(take.path)
    assert np.array_equal(recorded, source[: len(recorded)])
    assert soundfile.info(take.path).frames == len(recorded)
    assert take.duration_s == pytest.approx(len(recorded) / 16_000)
    assert len(recorded) + take.dropped_frames == len(source)
    assert take.dropped_frames > 0


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
