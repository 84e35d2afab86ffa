"""Live hearing and the plain ways to do it, and the follow-up, as parts of the table."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from simulator.audio.types import RATE_HZ
from simulator.speech.hearing.models import DEFAULT_MODEL
from tests.benchmarks import follow_up, live
from tests.benchmarks.figures import Figure, Part
from tests.benchmarks.measure import Recording, live_hearing

AUDIO = Path(__file__).parents[1] / "data" / "audio"
RECORDINGS = ("bush_election_gb0", "csm_conversational_a", "mfa_acoustic_corpus", "jfk", "librivox_0870")
WANTED = {
    "caption_lag_p50_s": 0.5,
    "caption_lag_p95_s": 1.2,
    "final_words_p50_s": 0.25,
    "final_words_p95_s": 0.6,
    "cpu_per_audio_s": 0.4,
    "rss_mb": 450,
    "word_start_error_s": 0.06,
    "word_start_p95_s": 0.2,
}
_NO_SPEEDS = ("rss_mb", "wer_live", "wer_batch", "word_start_error_s", "word_start_p95_s")
_SIDES = {"": "live", "peer_": "after stop", "peer_stream_": "30 s a second"}
_ROUNDS = 6
_SILENCE_S = 20.0
_FAINT = 20.0
"""Standard deviation, of a full scale of 32768."""


def measure_live() -> Sequence[Figure]:
    result = live.measure([live.load(AUDIO / f"{name}.flac") for name in RECORDINGS], DEFAULT_MODEL, peers=True)
    figures = []
    for prefix, side in _SIDES.items():
        for key, label in live.ROWS.items():
            wanted = WANTED.get(key) if not prefix else None
            unit = "MB" if key == "rss_mb" else "s" if key.endswith("_s") and key != "cpu_per_audio_s" else ""
            name = f"{side}: {label.removesuffix(' (s)').removesuffix(' (MB)')}"
            value = result.get(f"{prefix}{key}")
            figures.append(Figure(f"{prefix}{key}", name, value, unit, wanted, is_speed=key not in _NO_SPEEDS))
    batch = result["wer_batch"]
    assert batch is not None, "the recordings have transcripts"
    figures.append(Figure("cpu_in_silence", "live: CPU seconds a second of silence", _cost_of_silence(), "", 0.05))
    return [one if one.key != "wer_live" else _at_most_behind(one, batch) for one in figures]


def _cost_of_silence() -> float | None:
    """Of a quiet room: faint noise, in which nobody speaks."""
    noise = np.random.default_rng(0).normal(0.0, _FAINT, round(_SILENCE_S * RATE_HZ)).astype(np.int16)
    used = live_hearing(Recording("silence", noise, "", []), DEFAULT_MODEL).cpu_s
    return None if used is None else round(used / _SILENCE_S, 3)


def _at_most_behind(live_words: Figure, batch: float) -> Figure:
    """Live words may be 1.5 points worse than one batch pass of the same model."""
    return replace(live_words, wanted=round(batch + 0.015, 4))


def measure_follow_up() -> Sequence[Figure]:
    result = follow_up.measure(_ROUNDS)
    p50, p95 = result["key_to_follow_up_p50_s"], result["key_to_follow_up_p95_s"]
    assert isinstance(p50, float)
    assert isinstance(p95, float)
    return [
        Figure("key_to_probe_p50_s", "key → first sample of the follow-up, p50", p50, "s"),
        Figure("key_to_probe_p95_s", "key → first sample of the follow-up, p95", p95, "s", follow_up.TARGET_S),
    ]


LIVE = Part(
    "live",
    "Hearing",
    f"{', '.join(RECORDINGS)} of tests/data/audio (201 s), model {DEFAULT_MODEL}, fed in real time. Beside it, in "
    "the same run: the plain `WhisperModel.transcribe` on the whole recording after its end, and the last 30 s decoded "
    "every second, as streaming wrappers do. A caption's lag runs from the end of the word in the sound to the moment "
    "it is first shown as it stays; one that only moves along, because a word before it was put in or left out, stays "
    "(the stricter count takes it for a new one). The live words' error rate may be 1.5 points above that of the batch "
    "pass. Memory is the most that the process held once the model was loaded. Silence is 20 s of faint noise.",
    measure_live,
)
FOLLOW_UP = Part(
    "follow_up",
    "The follow-up",
    f"{_ROUNDS} real sessions on a virtual sound card: a candidate's answer is spoken into the microphone, the key is "
    "pressed after its last word, the first sound is looked for in what the speaker plays.",
    measure_follow_up,
)
