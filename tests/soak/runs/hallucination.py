"""No words where nobody speaks

Clips of nine kinds made by arithmetic (`tests/fakes/noises.py`) and recordings of typing, a laptop, an office and noise
(`tests/data/audio`, and a folder of more of them named by SIMULATOR_NO_SPEECH), whole, from their middle on and more
quietly, through the live hearing and the second pass with the model of sessions. A word is a word, however improbable.
"""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from simulator.answer.types import Word
from simulator.audio.decode import read_audio
from simulator.audio.types import RATE_HZ, Pcm
from simulator.speech.hearing import models
from simulator.speech.hearing.batch import BatchRecogniser
from simulator.speech.hearing.models import DEFAULT_MODEL
from simulator.speech.hearing.voice_activity import SileroVoiceActivity
from simulator.speech.hearing.whisper import WhisperRecogniser
from tests.benchmarks.scoring import text_of
from tests.fakes.live_words import hear_live
from tests.fakes.noises import clips
from tests.soak.row import Row

_AUDIO = Path(__file__).parents[2] / "data" / "audio"
_OF_EACH_KIND = 70
_GUARD = "tests/unit/hearing/test_no_speech.py::test_no_word_is_heard_where_nobody_speaks"


def measure() -> Iterable[Row]:
    live = WhisperRecogniser(DEFAULT_MODEL, models.locate(DEFAULT_MODEL), threads=1)
    full, silero = BatchRecogniser(DEFAULT_MODEL, threads=1), SileroVoiceActivity()
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
