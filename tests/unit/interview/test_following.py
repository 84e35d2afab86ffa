"""A hearing that failed in mid-answer hears it again from the disk, in order, and what is recorded meanwhile too."""

import threading
from pathlib import Path

import numpy as np
import pytest

from simulator.audio.types import Level, Pcm
from simulator.audio.wavfile import WavJournal
from simulator.interview import events as ev
from simulator.interview.ears import Ears
from simulator.interview.following import MOST_RESTARTS, Following
from simulator.speech.hearing.types import HearingFailed, HearingReady
from tests.fakes import parts as fake
from tests.fakes.parts import words

pytestmark = pytest.mark.unit

SAID = words("I wrote a check")


class Stage:
    """Ears over a scripted hearing and a recording that is really on disk."""

    def __init__(self, path: Path) -> None:
        self.hearing = fake.FakeHearing([SAID] * 9, answers_at_once=False)
        self.recorder = fake.FakeRecorder()
        self.posted: list[ev.Event] = []
        self.ears = Ears(self.recorder, self.hearing, self.posted.append, on_words=lambda _: None)
        self.ears.open()
        self.path = path
        self.ears.begin("turn-01", path)
        path.unlink()
        self.journal = WavJournal(path)
        self.said = np.zeros(0, np.int16)

    def say(self, seconds: float) -> None:
        block = np.arange(len(self.said), len(self.said) + int(seconds * 16_000)).astype(np.int16)
        self.said = np.concatenate((self.said, block))
        self.journal.write(block)
        self.ears.on_audio(block)

    def fail(self, reason: str = "it ended") -> None:
        assert self.hearing.on_event
        self.hearing.on_event(HearingFailed("turn-01", reason))
        for thread in threading.enumerate():
            if thread.name == "hear-again":
                thread.join(5)

    def ready(self) -> None:
        assert self.hearing.on_event
        self.hearing.on_event(HearingReady("base"))

    @property
    def fed(self) -> Pcm:
        return np.concatenate((np.zeros(0, np.int16), *self.hearing.fed))

    def told(self, kind: type[ev.Event]) -> list[ev.Event]:
        return [event for event in self.posted if isinstance(event, kind)]


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    return Stage(tmp_path / "a.wav")


def test_after_a_failure_the_answer_is_heard_again_from_its_beginning_and_on(stage: Stage) -> None:
    stage.say(12.0)
    stage.fail()
    assert np.array_equal(stage.fed, stage.said)
    stage.say(3.0)
    assert np.array_equal(stage.fed, stage.said)
    assert stage.hearing.begun == 2
    (lost,) = stage.told(ev.HearingLost)
    assert "starts again and hears your answer from the recording" in str(lost)
    assert stage.told(ev.WordsFinal) == []
    stage.ready()
    assert stage.told(ev.HearingBack) == [ev.HearingBack("base")]


def test_a_failure_after_the_end_of_the_answer_still_brings_its_last_words(stage: Stage) -> None:
    stage.say(2.0)
    stage.ears.end("turn-01", keep_words=True)
    stage.fail()
    assert stage.hearing.calls == ["finish", "finish"]
    stage.hearing.say()
    assert stage.told(ev.WordsFinal) == [ev.WordsFinal("turn-01", SAID)]


def test_what_stood_in_the_captions_stays_until_hearing_has_come_so_far_again(stage: Stage) -> None:
    stage.say(9.0)
    stage.hearing.caption(SAID, heard_s=8.0)
    stage.fail()
    stage.hearing.caption(SAID[:1], heard_s=2.0)
    assert stage.ears.heard().words == SAID
    stage.say(3.0)
    assert stage.ears.heard().behind_s == 4.0
    stage.hearing.caption(SAID[:3], heard_s=8.5)
    assert stage.ears.heard().words == SAID[:3]


def test_a_hearing_that_fails_at_its_start_is_given_up_and_the_words_so_far_stand(stage: Stage) -> None:
    stage.say(2.0)
    stage.hearing.caption(SAID, heard_s=2.0)
    stage.fail()
    stage.fail("the model is damaged")
    assert str(stage.told(ev.HearingLost)[-1]).count("the model is damaged'") == 1
    assert stage.told(ev.WordsFinal) == [ev.WordsFinal("turn-01", SAID)]
    stage.ears.end("turn-01", keep_words=True)
    assert stage.hearing.calls == []


def test_a_hearing_that_fails_again_and_again_is_given_up_in_this_answer(stage: Stage) -> None:
    stage.say(1.0)
    for _ in range(MOST_RESTARTS + 1):
        assert stage.told(ev.WordsFinal) == []
        stage.ready()
        stage.fail()
    assert stage.hearing.begun == 1 + MOST_RESTARTS
    assert len(stage.told(ev.WordsFinal)) == 1


def test_the_last_words_of_the_answer_before_are_kept_when_hearing_fails_in_the_next(
    stage: Stage, tmp_path: Path
) -> None:
    stage.say(1.0)
    stage.hearing.caption(SAID, heard_s=1.0)
    stage.ears.end("turn-01", keep_words=True)
    stage.ears.begin("turn-02", tmp_path / "b.wav")
    stage.fail()
    assert stage.told(ev.WordsFinal) == [ev.WordsFinal("turn-01", SAID)]
    assert stage.hearing.begun == 2


def test_what_cannot_be_read_from_the_disk_is_silence_of_the_same_length(tmp_path: Path) -> None:
    hearing = fake.FakeHearing([])
    following = Following(hearing)
    following.begin("turn-01", tmp_path / "gone.wav")
    following.feed(np.ones(16_000, np.int16))
    assert following.hear_again("turn-01")
    for thread in threading.enumerate():
        if thread.name == "hear-again":
            thread.join(5)
    assert np.array_equal(np.concatenate(hearing.fed), np.zeros(16_000, np.int16))


def test_what_is_said_while_hearing_catches_up_waits_for_its_turn(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Following, "_give", lambda *_: None)
    stage.say(12.0)
    stage.fail()
    following = stage.ears._following
    assert following
    while following._give_a_piece("turn-01", 1):
        if len(stage.said) < 14 * 16_000:
            stage.say(1.0)
            stage.ears.end("turn-01", keep_words=True)
            assert stage.hearing.calls == []
    assert np.array_equal(stage.fed, stage.said)
    assert stage.hearing.calls == ["finish"]


def test_the_level_goes_on_while_hearing_is_away(stage: Stage) -> None:
    stage.fail()
    stage.ears.on_level(Level(-20.0, -10.0))
    assert stage.ears.level() == Level(-20.0, -10.0)
