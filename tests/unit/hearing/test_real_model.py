"""The shipped models on real recordings. Accuracy is printed; bounds leave room for other machines' arithmetic."""

import json
from pathlib import Path

import numpy as np
import pytest

from simulator.audio.decode import read_audio
from simulator.audio.types import RATE_HZ
from simulator.speech.hearing.batch import BatchRecogniser
from simulator.speech.hearing.voice_activity import SileroVoiceActivity
from simulator.speech.hearing.whisper import WhisperRecogniser
from tests.benchmarks.scoring import start_errors_s, word_errors
from tests.fakes.live_words import hear_live

pytestmark = pytest.mark.unit

AUDIO = Path(__file__).parents[2] / "data" / "audio"
NON_SPEECH = sorted(AUDIO.glob("ns_*.flac"))


@pytest.mark.parametrize("name", ["jfk", "csm_read_speech_b"])
def test_live_words_of_a_human_reading_are_right(
    name: str, whisper: WhisperRecogniser, silero: SileroVoiceActivity
) -> None:
    words = hear_live(whisper, silero, read_audio(AUDIO / f"{name}.flac"))
    errors = word_errors((AUDIO / f"{name}.txt").read_text(), words)
    print(f"{name}: live word error rate {errors.rate:.1%} ({errors})")
    assert errors.rate < 0.12


def test_the_full_pass_of_a_human_reading_is_right(batch: BatchRecogniser) -> None:
    words = batch.hear(read_audio(AUDIO / "jfk.flac"))
    errors = word_errors((AUDIO / "jfk.txt").read_text(), words)
    print(f"jfk: full pass word error rate {errors.rate:.1%} ({errors})")
    assert errors.rate < 0.12


def test_live_word_starts_agree_with_an_alignment(whisper: WhisperRecogniser, silero: SileroVoiceActivity) -> None:
    words = hear_live(whisper, silero, read_audio(AUDIO / "librivox_0870.flac"))
    rows = json.loads((AUDIO / "librivox_0870.json").read_text())
    errors = start_errors_s([(row["word"], row["start"]) for row in rows], words)
    mean_s = float(np.mean(np.abs(errors)))
    print(f"librivox_0870: mean error of {len(errors)} word starts {mean_s * 1000:.0f} ms")
    assert len(errors) > 15
    assert mean_s < 0.12


@pytest.mark.parametrize("path", NON_SPEECH, ids=lambda path: path.stem)
def test_no_words_come_from_sounds_that_are_not_speech(
    path: Path, whisper: WhisperRecogniser, silero: SileroVoiceActivity
) -> None:
    assert hear_live(whisper, silero, read_audio(path)) == ()


@pytest.mark.parametrize("level", [0, 30, 3000])
def test_no_words_come_from_silence_or_white_noise(
    level: int, whisper: WhisperRecogniser, silero: SileroVoiceActivity, batch: BatchRecogniser
) -> None:
    pcm = (np.random.default_rng(7).standard_normal(8 * RATE_HZ) * level).clip(-32768, 32767).astype(np.int16)
    assert hear_live(whisper, silero, pcm) == ()
    assert batch.hear(pcm) == ()


def test_silence_before_and_behind_a_question_adds_no_words(
    whisper: WhisperRecogniser, silero: SileroVoiceActivity
) -> None:
    words = hear_live(whisper, silero, read_audio(AUDIO / "brooklyn_padded.flac"))
    assert word_errors((AUDIO / "brooklyn_padded.txt").read_text(), words).insertions == 0
    assert words[-1].text == "Bridge?"


def test_an_empty_recording_has_no_words(batch: BatchRecogniser) -> None:
    assert batch.hear(np.zeros(0, np.int16)) == ()


def test_the_voice_detector_does_not_depend_on_the_size_of_the_blocks(silero: SileroVoiceActivity) -> None:
    samples = read_audio(AUDIO / "jfk.flac")[: 3 * RATE_HZ].astype(np.float32) / 32768
    silero.reset()
    whole = silero.feed(samples)
    silero.reset()
    pieces = [value for first in range(0, len(samples), 333) for value in silero.feed(samples[first : first + 333])]
    assert pieces == pytest.approx(whole, abs=1e-4)
    assert max(whole) > 0.8
