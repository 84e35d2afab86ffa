"""No words where nobody speaks

Clips of nine kinds made by arithmetic (`tests/fakes/noises.py`) and recordings of typing, a laptop, an office and noise
(`tests/data/audio`, and a folder of more of them named by SIMULATOR_NO_SPEECH), whole, from their middle on and more
quietly, through the live hearing and the second pass with the model of sessions. A word is a word, however improbable.

What the guards cost is measured on recordings of people who speak, each heard with and without them in the same run.
Without them nothing detects voice, silence is never suspected and everything that the model writes is taken.
"""

import json
import os
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
from simulator.speech.hearing.voice_activity import FRAME, Samples, SileroVoiceActivity
from simulator.speech.hearing.whisper import WhisperRecogniser
from tests.benchmarks.scoring import text_of, word_errors
from tests.fakes.live_words import hear_live
from tests.fakes.noises import clips
from tests.soak.row import Row

_AUDIO = Path(__file__).parents[2] / "data" / "audio"
_OF_EACH_KIND = 70
_GUARD = "tests/unit/hearing/test_no_speech.py::test_no_word_is_heard_where_nobody_speaks"
_MOST_POINTS = 0.5
_LONGEST_S = 60.0


def measure() -> Iterable[Row]:
    live = WhisperRecogniser(DEFAULT_MODEL, models.locate(DEFAULT_MODEL), threads=1)
    full, silero = BatchRecogniser(DEFAULT_MODEL, threads=1), SileroVoiceActivity()
    yield from _no_words(live, full, silero)
    yield from _cost(live, full, silero)


def _no_words(live: Recogniser, full: BatchRecogniser, silero: SileroVoiceActivity) -> Iterator[Row]:
    made_live, made_full, count = list[str](), list[str](), 0
    for count, (name, pcm) in enumerate(_without_speech(), start=1):  # noqa: B007 - counted to the end
        made_live += _told(name, hear_live(live, silero, pcm, lambda: 0.0))
        made_full += _told(name, full.hear(pcm))
    for heard, made in (("live", made_live), ("in the second pass", made_full)):
        measured = f"{len(made)} of {count} clips gave words{': ' if made else ''}{'; '.join(made)}"
        yield Row(f"no words are heard {heard} where nobody speaks", measured, "0 words", not made, _GUARD)


def _without_speech() -> Iterator[tuple[str, Pcm]]:
    yield from ((clip.name, clip.pcm) for clip in clips(_OF_EACH_KIND))
    folders = [_AUDIO, *map(Path, filter(None, [os.environ.get("SIMULATOR_NO_SPEECH")]))]
    for path in {path.name: path for folder in folders for path in sorted(folder.glob("ns_*.flac"))}.values():
        pcm = read_audio(path)
        for start in (0, len(pcm) // 2):
            for part in (1, 4):
                yield f"{path.stem} from {start / RATE_HZ:.1f} s, 1/{part}", pcm[start:] // part


def _told(name: str, words: tuple[Word, ...]) -> list[str]:
    return [f"{name} “{text_of(words)}”"] if words else []


def _cost(live: Recogniser, full: BatchRecogniser, silero: SileroVoiceActivity) -> Iterator[Row]:
    bare = BatchRecogniser(DEFAULT_MODEL, threads=1, guarded=False)
    spoken = list(_spoken())
    pairs = {
        "live": (
            _rate((text, hear_live(live, silero, pcm, lambda: 0.0)) for text, pcm in spoken),
            _rate((text, hear_live(_Trusting(live), _AlwaysVoice(), pcm, lambda: 0.0)) for text, pcm in spoken),
        ),
        "in the second pass": (
            _rate((text, full.plain_pass(_samples(pcm))) for text, pcm in spoken),
            _rate((text, bare.plain_pass(_samples(pcm))) for text, pcm in spoken),
        ),
    }
    for heard, (guarded, unguarded) in pairs.items():
        points = (guarded - unguarded) * 100
        yield Row(
            f"on speech the guards cost hardly a word, {heard}",
            f"{points:+.2f} points of word error rate ({guarded:.2%} with, {unguarded:.2%} without) "
            f"on {len(spoken)} recordings, {sum(len(pcm) for _, pcm in spoken) / RATE_HZ:.0f} s",
            f"{_MOST_POINTS} points",
            points <= _MOST_POINTS,
            "tests/unit/hearing/test_real_model.py::test_live_words_of_a_human_reading_are_right",
        )


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


class _AlwaysVoice:
    """A voice detector that hears voice everywhere."""

    def __init__(self) -> None:
        self._rest = 0

    def feed(self, samples: Samples) -> list[float]:
        whole, self._rest = divmod(self._rest + len(samples), FRAME)
        return [1.0] * whole

    def reset(self) -> None:
        self._rest = 0
