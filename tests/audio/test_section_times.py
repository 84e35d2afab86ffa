"""Section times of speech whose times are known: sentences spoken one by one and put together with known gaps."""

import itertools
from dataclasses import dataclass

import numpy as np
import pytest

from simulator.answer.lane import stretches
from simulator.answer.types import Analysis, AnswerContext, Section
from simulator.audio.types import RATE_HZ, Pcm
from simulator.demo.source import to_pcm
from simulator.speech.hearing.fullpass import transcribe
from simulator.speech.voice.voice import InterviewerVoice
from simulator.wiring.brain import Analysing, open_analyst
from simulator.wiring.library import open_library

pytestmark = pytest.mark.audio

LEAD_S, TAIL_S = 0.6, 1.1
ANSWER: tuple[tuple[Section, str, float], ...] = (
    ("S", "Last year I was on the payments team, and every Monday our nightly export to the bank was late.", 0.5),
    ("S", "The finance people had to send the missing rows by hand, which took them two hours each week.", 1.4),
    ("T", "Nobody had asked me to look at it, but I decided to find the cause and get rid of it.", 0.9),
    ("A", "First I read the logs of four weeks and found that two jobs were waiting for the same table.", 0.4),
    ("A", "Then I wrote a small change that split the lock, and I tested it on a copy of the database.", 0.7),
    ("A", "I showed the numbers to the owner of the other job and convinced him to move his start time.", 1.2),
    ("R", "As a result the export has been on time for six months, and finance saves two hours a week.", 0.0),
)
"""Section, sentence, and the silence after it in seconds."""
_SILENT = 300
"""Samples up to here (−41 dBFS) are the rustle before and after a sentence of the voice."""


@dataclass(frozen=True)
class Spoken:
    pcm: Pcm
    voiced_s: tuple[tuple[float, float], ...]
    """Of each sentence of ANSWER: where its voice starts and ends."""

    @property
    def duration_s(self) -> float:
        return len(self.pcm) / RATE_HZ


@pytest.fixture(scope="module")
def spoken() -> Spoken:
    voice = InterviewerVoice(("hibari",))
    pieces, voiced = [silence(LEAD_S)], []
    try:
        for _section, text, gap_s in ANSWER:
            sound = voice.speak(text, 60.0)
            assert sound is not None, voice.failure
            pcm = to_pcm(sound)
            loud = np.flatnonzero(np.abs(pcm) > _SILENT)
            start_s = sum(map(len, pieces)) / RATE_HZ
            voiced.append((start_s + loud[0] / RATE_HZ, start_s + loud[-1] / RATE_HZ))
            pieces += [pcm, silence(gap_s)]
    finally:
        voice.close()
    return Spoken(np.concatenate([*pieces, silence(TAIL_S)]), tuple(voiced))


@pytest.fixture(scope="module")
def analysis(spoken: Spoken) -> Analysis:
    transcript = transcribe(spoken.pcm)
    analyst = open_analyst(open_library(), Analysing())
    return analyst.analyse(transcript.words, transcript.duration_s, AnswerContext(question="Tell me about initiative."))


def silence(seconds: float) -> Pcm:
    return np.zeros(round(seconds * RATE_HZ), np.int16)


def test_section_boundaries_are_within_half_a_second_on_average(spoken: Spoken, analysis: Analysis) -> None:
    wanted = [
        (before, after, spoken.voiced_s[index][0])
        for index, ((before, *_), (after, *_)) in enumerate(itertools.pairwise(ANSWER), start=1)
        if before != after
    ]
    parts = stretches(analysis.sentences)
    found = [(one.section, other.section, other.start_s) for one, other in itertools.pairwise(parts)]
    errors = [
        abs(found_s - truth_s)
        for before, after, truth_s in wanted
        for here, there, found_s in found
        if (here, there) == (before, after)
    ]
    assert [(here, there) for here, there, _ in found] == [("S", "T"), ("T", "A"), ("A", "R")]
    assert sum(errors) / len(errors) <= 0.5, errors


def test_seconds_of_each_section_are_those_of_its_sentences_and_the_pauses_in_it(
    spoken: Spoken, analysis: Analysis
) -> None:
    starts = [start_s for start_s, _ in spoken.voiced_s]
    ends = [*starts[1:], spoken.voiced_s[-1][1]]
    truth: dict[Section, float] = dict.fromkeys(analysis.timing.seconds, 0.0)
    for (section, *_), start_s, end_s in zip(ANSWER, starts, ends, strict=True):
        truth[section] += end_s - start_s
    assert analysis.timing.seconds == pytest.approx(truth, abs=0.5)


def test_no_word_starts_long_before_there_is_voice(spoken: Spoken, analysis: Analysis) -> None:
    loud_s = np.flatnonzero(np.abs(spoken.pcm) > _SILENT) / RATE_HZ
    early = []
    for word in analysis.words:
        next_voice = np.searchsorted(loud_s, word.start_s)
        if next_voice == len(loud_s) or loud_s[next_voice] - word.start_s > 0.3:
            early.append(word)
    assert len(analysis.words) > 100
    assert early == []


def test_sections_and_silence_make_the_duration_of_the_audio(spoken: Spoken, analysis: Analysis) -> None:
    total_s = sum(analysis.timing.seconds.values()) + analysis.timing.silence_s
    assert total_s == pytest.approx(spoken.duration_s, abs=0.010)
    assert analysis.timing.silence_s == pytest.approx(
        spoken.voiced_s[0][0] + spoken.duration_s - spoken.voiced_s[-1][1], abs=0.5
    )
