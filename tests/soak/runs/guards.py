"""What the guards against made-up words cost where somebody speaks

Recordings of people who speak (`tests/data/audio`), each heard with and without the guards in the same run. Without
them nothing that the model writes is doubted, and the second pass takes no notice of where voice is; live hearing
cannot do without, since voice opens its windows.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from simulator.answer.types import Word
from simulator.audio.decode import read_audio
from simulator.audio.types import RATE_HZ, Pcm
from simulator.speech.hearing import models
from simulator.speech.hearing.batch import BatchRecogniser
from simulator.speech.hearing.models import DEFAULT_MODEL
from simulator.speech.hearing.recogniser import Hypothesis, Recogniser, Window
from simulator.speech.hearing.voice_activity import Samples, SileroVoiceActivity
from simulator.speech.hearing.whisper import WhisperRecogniser
from tests.benchmarks.scoring import word_errors
from tests.fakes.live_words import hear_live
from tests.soak.row import Row

_AUDIO = Path(__file__).parents[2] / "data" / "audio"
_MOST_POINTS = 0.5
_LONGEST_S = 60.0
_READING = "tests/unit/hearing/test_real_model.py::test_live_words_of_a_human_reading_are_right"
_FULL_READING = "tests/unit/hearing/test_real_model.py::test_the_full_pass_of_a_human_reading_is_right"


def measure() -> Iterable[Row]:
    spoken, silero = list(_spoken()), SileroVoiceActivity()
    live = WhisperRecogniser(DEFAULT_MODEL, models.locate(DEFAULT_MODEL), threads=1)
    full = BatchRecogniser(DEFAULT_MODEL, threads=1)
    bare = BatchRecogniser(DEFAULT_MODEL, threads=1, guarded=False)
    seconds = sum(len(pcm) for _, pcm in spoken) / RATE_HZ

    def row(heard: str, guarded: float, unguarded: float, guarded_by: str) -> Row:
        points = (guarded - unguarded) * 100
        figures = f"{points:+.2f} points of word error rate ({guarded:.2%} with, {unguarded:.2%} without)"
        return Row(
            f"on speech the guards cost hardly a word, {heard}",
            f"{figures}, {len(spoken)} recordings, {seconds:.0f} s",
            f"{_MOST_POINTS} points",
            points <= _MOST_POINTS,
            guarded_by,
        )

    with_guards = _rate((text, hear_live(live, silero, pcm, lambda: 0.0)) for text, pcm in spoken)
    without = _rate((text, hear_live(_Trusting(live), silero, pcm, lambda: 0.0)) for text, pcm in spoken)
    yield row("live", with_guards, without, _READING)
    with_guards = _rate((text, full.plain_pass(_samples(pcm))) for text, pcm in spoken)
    without = _rate((text, bare.plain_pass(_samples(pcm))) for text, pcm in spoken)
    yield row("in the second pass", with_guards, without, _FULL_READING)


def _spoken() -> Iterator[tuple[str, Pcm]]:
    for row in json.loads((_AUDIO / "manifest.json").read_text(encoding="utf-8")):
        if row["kind"] != "nonspeech" and row["seconds"] <= _LONGEST_S:
            yield (_AUDIO / row["transcript"]).read_text(encoding="utf-8"), read_audio(_AUDIO / row["file"])


def _rate(heard: Iterable[tuple[str, tuple[Word, ...]]]) -> float:
    """Word error rate over all recordings together."""
    errors = [word_errors(text, words) for text, words in heard]
    return sum(one.rate * one.words for one in errors) / sum(one.words for one in errors)


def _samples(pcm: Pcm) -> Samples:
    return pcm.astype("float32") / 32768


class _Trusting:
    """A recogniser that never suspects silence."""

    def __init__(self, recogniser: Recogniser) -> None:
        self._recogniser = recogniser

    def recognise(self, window: Window) -> Hypothesis:
        return replace(self._recogniser.recognise(window), no_speech=0.0)
