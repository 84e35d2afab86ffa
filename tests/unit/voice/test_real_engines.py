"""The two real voices, each in its own process, as a session uses them."""

import socket
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from simulator.audio.types import Sound
from simulator.speech.voice.catalogue import voices
from simulator.speech.voice.hibari import HibariEngine
from simulator.speech.voice.voice import InterviewerVoice

pytestmark = pytest.mark.unit
LONG_S = 60.0
QUESTION = "Tell me about a time you noticed a problem before anyone else did."
PROBE = 'You said "we rebuilt it" four times; which part did you build yourself, and who asked for it?'
ANSWER = " ".join(
    [
        "Every Monday the same report reached our dispatchers two hours late, and nobody had asked why.",
        "I kept a small log for three weeks and found that 14 of 21 runs waited for one lock.",
        "I wrote down what the delay cost us, about $3,000 a week, and showed it to both teams that shared the table.",
        "They did not want to touch it before the summer; so I asked for one evening and a copy of the data.",
    ]
    * 3
)


@pytest.fixture(scope="module", params=["hibari", "system"])
def voice(request: pytest.FixtureRequest) -> Iterator[InterviewerVoice]:
    made = InterviewerVoice((request.param,))
    yield made
    made.close()


def heard(voice: InterviewerVoice, text: str) -> Sound:
    sound = voice.speak(text, LONG_S)
    assert sound is not None, voice.failure
    return sound


def loudness_db(samples: np.ndarray) -> float:
    return float(20 * np.log10(np.sqrt(np.mean(np.square(samples)))))


@pytest.mark.parametrize("text", [QUESTION, PROBE])
def test_a_question_lasts_as_long_as_its_words_and_can_be_heard(voice: InterviewerVoice, text: str) -> None:
    sound = heard(voice, text)
    words_per_minute = 60 * len(text.split()) / sound.duration_s
    assert 110 < words_per_minute < 260
    assert loudness_db(sound.samples) > -28
    assert np.abs(sound.samples).max() <= 0.9
    assert sound.samples.dtype == np.float32


def test_the_speech_begins_within_a_twentieth_of_a_second(voice: InterviewerVoice) -> None:
    sound = heard(voice, QUESTION)
    loud = np.flatnonzero(np.abs(sound.samples) > 0.03)
    assert loud[0] / sound.rate_hz < 0.05
    assert (len(sound.samples) - loud[-1]) / sound.rate_hz < 0.4


def test_a_whole_spoken_answer_is_one_sound(voice: InterviewerVoice) -> None:
    words = len(ANSWER.split())
    assert words > 220
    start = time.monotonic()
    sound = heard(voice, ANSWER)
    print(f"{voice.name}: {words} words, {sound.duration_s:.1f} s of sound in {time.monotonic() - start:.2f} s")
    assert 110 < 60 * words / sound.duration_s < 260
    tenths = sound.samples[: len(sound.samples) // 10 * 10].reshape(10, -1)
    assert min(loudness_db(part) for part in tenths) > -30, "a part of the answer is missing"


def test_numbers_signs_and_abbreviations_are_all_spoken(voice: InterviewerVoice) -> None:
    plain = heard(voice, "It cost us.").duration_s
    assert heard(voice, "It cost us $10,250 a week, 12.5% of the CI/CD budget.").duration_s > plain + 3.0


def test_texts_one_after_the_other_are_each_spoken_whole(voice: InterviewerVoice) -> None:
    texts = ["Why?", QUESTION, "And then?", PROBE, "Why did you do that?"]
    lengths = [heard(voice, text).duration_s for text in texts]
    assert sorted(range(5), key=lambda index: lengths[index]) == sorted(range(5), key=lambda i: len(texts[i]))


def test_the_natural_voice_pauses_briefly_between_sentences() -> None:
    engine = HibariEngine(Path())
    apart = sum(engine.synthesise(text).duration_s for text in ("It was late.", "I asked why."))
    assert engine.synthesise("It was late. I asked why.").duration_s == pytest.approx(apart + 0.4, abs=0.05)


def test_the_natural_voice_says_the_same_text_the_same_way_and_needs_no_network(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the voice reached for the network")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    engine = HibariEngine(Path())
    first, second = engine.synthesise(QUESTION), engine.synthesise(QUESTION)
    assert first.rate_hz == 24_000
    assert np.array_equal(first.samples, second.samples)


def test_the_catalogue_has_tried_both_voices() -> None:
    found = voices()
    assert [(voice.name, voice.usable) for voice in found] == [("hibari", True), ("system", True)]
    assert all("spoken in" in voice.detail for voice in found)
