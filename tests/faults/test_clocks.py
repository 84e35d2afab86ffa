"""The wall clock jumps, the machine sleeps: sessions end as they should, and no sound is lost.

Jumps and sleep are injected through the clocks that are handed in; only the stopping of the processes is real.
"""

import os
import signal
import time
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from simulator.audio.filemic import FileMicrophone
from simulator.audio.types import RATE_HZ, Level, Pcm
from simulator.audio.wavfile import read_wav
from simulator.speech.hearing import child
from simulator.speech.hearing.process import LiveHearing
from simulator.speech.hearing.types import FinalWords, HearingEvent, HearingFailed, HearingReady
from tests.fakes.clocks import DAY_S, hold
from tests.fakes.killing import HEARING, new_home, running, wait_until, write_answer
from tests.fakes.signals import recording

pytestmark = pytest.mark.fault


@pytest.mark.parametrize("seed", range(3))
def test_a_session_is_whole_though_the_wall_clock_jumps_at_every_look_and_the_machine_sleeps_in_every_answer(
    seed: int, tmp_path: Path
) -> None:
    held = hold(tmp_path, seed)
    assert (held.state, held.takes, held.problem) == ("finished", 4, "")
    assert held.in_order
    ended = [entry.data["duration_s"] for entry in held.entries if entry.kind == "take_ended"]
    assert ended == [4.0] * 4


class Ears:
    def __init__(self) -> None:
        self.heard = 0

    def on_listening(self) -> None: ...

    def on_audio(self, pcm: Pcm) -> None:
        self.heard += len(pcm)

    def on_level(self, level: Level) -> None: ...

    def on_lost(self, reason: str) -> None: ...

    def on_recovered(self) -> None: ...

    def on_exhausted(self) -> None: ...


def test_a_recording_goes_on_after_a_sleep_with_all_that_came(tmp_path: Path) -> None:
    ears, slept_s = Ears(), [0.0]
    said = recording("jfk")
    microphone = FileMicrophone(lambda: said, clock=lambda: time.monotonic() + slept_s[0])
    microphone.open(ears)
    microphone.begin(tmp_path / "a.wav")
    wait_until(lambda: ears.heard > RATE_HZ // 2, "nothing is heard")
    slept_s[0] = DAY_S
    wait_until(lambda: ears.heard == len(said), "the rest does not come")
    assert microphone.end().dropped_frames == 0
    microphone.close()
    assert np.array_equal(read_wav(tmp_path / "a.wav"), said)


def wake_a_day_later(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The looks at the clock since then."""
    looks: list[float] = []
    now = time.monotonic

    def monotonic() -> float:
        looks.append(now() + DAY_S)
        return looks[-1]

    monkeypatch.setattr(child, "time", SimpleNamespace(monotonic=monotonic))
    return looks


def test_a_hearing_that_slept_with_the_machine_is_not_taken_to_hang(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[HearingEvent] = []
    hearing = LiveHearing("tiny.en")
    hearing.open(told.append)
    try:
        wait_until(lambda: HearingReady("tiny.en") in told, "hearing does not get ready")
        assert hearing.pid
        os.kill(hearing.pid, signal.SIGSTOP)
        hearing.begin("turn-01")
        hearing.feed(recording("jfk"))
        hearing.finish()
        looks = wake_a_day_later(monkeypatch)
        wait_until(lambda: len(looks) > 2, "nobody watches")
        os.kill(hearing.pid, signal.SIGCONT)
        wait_until(lambda: any(isinstance(event, FinalWords | HearingFailed) for event in told), "no words come")
    finally:
        hearing.close()
    final = told[-1]
    assert isinstance(final, FinalWords), final
    assert "country" in " ".join(word.text for word in final.words)


def test_a_program_that_is_stopped_and_continued_in_mid_answer_ends_with_every_word(tmp_path: Path) -> None:
    answer = write_answer(tmp_path / "answer.wav", 6.0)
    with running(new_home(tmp_path / "home"), [answer], questions=1, probes=0) as run:
        wait_until(lambda: bool(run.notes()), "no answer begins")
        pids = [run.process.pid, *run.children(HEARING)]
        for pid in pids:
            os.kill(pid, signal.SIGSTOP)
        time.sleep(1.0)  # so long it stands still
        for pid in pids:
            os.kill(pid, signal.SIGCONT)
        assert run.process.wait(90) == 0
        (note,) = run.notes()
        assert len(read_wav(note.path)) == note.frames
        assert "fellow" in run.told
        assert "Summary: 1 answer" in run.told
