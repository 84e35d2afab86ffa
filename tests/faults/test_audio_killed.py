"""The program is killed in mid-answer: what was said up to a quarter of a second before is on the disk."""

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile

from simulator.audio.wavfile import read_wav, repair
from tests.fakes.pulse import Pulse, virtual_sound
from tests.fakes.signals import AUDIO, alignment, recording

pytestmark = pytest.mark.fault

_CHILD = """
import sys, time
from pathlib import Path
from simulator.audio.filemic import FileMicrophone
from simulator.audio.microphone import Microphone

class Listener:
    def on_listening(self): print("listening", flush=True)
    def on_audio(self, pcm): ...
    def on_level(self, level): ...
    def on_lost(self, reason): ...
    def on_recovered(self): ...
    def on_disk(self, told): ...
    def on_exhausted(self): ...

target, source = Path(sys.argv[1]), sys.argv[2]
recorder = FileMicrophone(lambda: Path(source)) if source else Microphone()
recorder.open(Listener())
recorder.begin(target)
time.sleep(60)
"""
_SAID_S = 1.3


@pytest.fixture(scope="module")
def pulse() -> Iterator[Pulse]:
    with virtual_sound() as daemon:
        yield daemon


def record_and_kill(target: Path, source: str) -> float:
    """How long the child had been recording when it was killed (SIGKILL on POSIX)."""
    child = subprocess.Popen([sys.executable, "-c", _CHILD, str(target), source], stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    assert child.stdout.readline() == "listening\n"
    started = time.monotonic()
    time.sleep(_SAID_S)  # this much is said; nothing is waited for
    child.kill()
    said_s = time.monotonic() - started
    child.wait(10)
    return said_s


def test_a_killed_recording_of_a_file_lacks_a_quarter_of_a_second_at_most(tmp_path: Path) -> None:
    said_s = record_and_kill(tmp_path / "a.wav", str(AUDIO / "jfk.flac"))
    # Other programs see it too, before any repair: the header is of the last flush.
    assert soundfile.info(tmp_path / "a.wav").duration >= said_s - 0.25
    assert repair(tmp_path / "a.wav") >= said_s - 0.25
    recorded = read_wav(tmp_path / "a.wav")
    assert np.array_equal(recorded, recording("jfk")[: len(recorded)])


@pytest.mark.audio
def test_a_killed_recording_of_a_voice_lacks_a_quarter_of_a_second_at_most(pulse: Pulse, tmp_path: Path) -> None:
    speaking = pulse.speak(AUDIO / "jfk.flac")
    said_s = record_and_kill(tmp_path / "a.wav", "")
    speaking.terminate()
    speaking.wait(5)
    assert repair(tmp_path / "a.wav") >= said_s - 0.25
    recorded = read_wav(tmp_path / "a.wav")
    assert alignment(recording("jfk"), recorded[-8000:])[0] > 0.95
