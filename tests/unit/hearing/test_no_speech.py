"""No words where nobody speaks. `python -m tests.soak hallucination` does the same with hundreds of clips."""

import pytest

from simulator.speech.hearing import no_speech
from simulator.speech.hearing.batch import BatchRecogniser
from simulator.speech.hearing.voice_activity import SileroVoiceActivity
from simulator.speech.hearing.whisper import WhisperRecogniser
from tests.fakes.live_words import hear_live
from tests.fakes.noises import KINDS, clip

pytestmark = pytest.mark.unit

# Each of these made words before there was a guard against them: "I'm sorry.", "Let's go.", "Okay.", "You", full stops.
MISTAKEN = [("music", 13), ("music", 17), ("street", 21), ("things", 5), ("things", 28), ("things", 55)]
SAMPLE = [*((kind, 100) for kind in KINDS), *MISTAKEN]


@pytest.mark.parametrize(("kind", "number"), SAMPLE)
def test_no_word_is_heard_where_nobody_speaks(
    kind: str, number: int, whisper: WhisperRecogniser, silero: SileroVoiceActivity, base: BatchRecogniser
) -> None:
    sound = clip(kind, number).pcm
    assert hear_live(whisper, silero, sound, lambda: 0.0) == ()
    assert base.hear(sound) == ()


def test_an_unsure_word_is_only_doubted_where_silence_is_likely() -> None:
    assert no_speech.LIVE.covers(0.6, 0.2)
    assert not no_speech.LIVE.covers(0.1, 0.2)
    assert not no_speech.LIVE.covers(0.6, 0.8)


def test_a_mark_alone_is_no_word() -> None:
    assert not no_speech.is_word(" . ")
    assert no_speech.is_word("3")


def test_a_clip_is_the_same_each_time_it_is_made() -> None:
    assert clip("breath", 3).pcm.tobytes() == clip("breath", 3).pcm.tobytes()
    assert clip("breath", 3).pcm.tobytes() != clip("breath", 7).pcm.tobytes()
