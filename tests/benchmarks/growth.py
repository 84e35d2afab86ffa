"""What live hearing costs as an answer gets longer: the same work as in real time, without waiting for it."""

import os
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import numpy as np

from simulator.audio.decode import read_audio
from simulator.audio.types import RATE_HZ
from simulator.speech.hearing.child import LEAN
from simulator.speech.hearing.models import DEFAULT_MODEL, locate
from simulator.speech.hearing.process import THREADS
from simulator.speech.hearing.stream import LiveStream
from simulator.speech.hearing.voice_activity import Samples, SileroVoiceActivity
from simulator.speech.hearing.whisper import WhisperRecogniser
from tests.benchmarks.figures import Figure, Part
from tests.benchmarks.measure import BLOCK
from tests.benchmarks.process_cost import rss_mb

AUDIO = Path(__file__).parents[1] / "data" / "audio"
RECORDINGS = ("bush_election_gb0", "csm_conversational_a", "mfa_acoustic_corpus", "dg_spacewalk", "csm_read_speech_a")
MINUTES = (1, 5, 20, 60)


def measure() -> Sequence[Figure]:
    """In a process of its own, as hearing is."""
    os.environ.update(LEAN)
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(hear_an_hour).result()


def hear_an_hour() -> Sequence[Figure]:
    """One answer of an hour; the cost of each stretch up to a mark, so that growth would show."""
    recogniser = WhisperRecogniser(DEFAULT_MODEL, locate(DEFAULT_MODEL), threads=THREADS)
    recogniser.warm_up()
    clock = _Clock()
    stream = LiveStream(recogniser, SileroVoiceActivity(), clock)
    sound = np.concatenate([read_audio(AUDIO / f"{name}.flac") for name in RECORDINGS])
    samples = sound.astype(np.float32) / np.float32(32768)
    figures: list[Figure] = []
    before_s, before_cpu = 0.0, time.process_time()
    for minutes in MINUTES:
        _feed(stream, samples, round(before_s * RATE_HZ), round(minutes * 60 * RATE_HZ))
        cpu, memory = time.process_time(), rss_mb(os.getpid())
        rate = round((cpu - before_cpu) / (60 * minutes - before_s), 3)
        figures.append(
            Figure(f"live_cpu_to_{minutes}_min", f"live: CPU s a second of sound, up to {minutes} min", rate, "")
        )
        figures.append(
            Figure(
                f"live_rss_at_{minutes}_min_mb",
                f"live: memory at {minutes} min",
                memory and round(memory),
                "MB",
            )
        )
        before_s, before_cpu = 60.0 * minutes, cpu
    return figures


class _Clock:
    """Our own processor time: what a redraw costs on a machine with nothing else to do."""

    def __call__(self) -> float:
        return time.process_time() / THREADS


def _feed(stream: LiveStream, samples: Samples, start: int, end: int) -> None:
    """From sample `start` to `end` of the recordings, over and over, in blocks as a microphone gives them."""
    for at in range(start, end, BLOCK):
        stream.feed(np.take(samples, range(at, min(at + BLOCK, end)), mode="wrap"))
        while stream.step() is not None:
            pass


PART = Part(
    "growth",
    "An answer of an hour",
    f"{', '.join(RECORDINGS)} one after the other, over and over, model {DEFAULT_MODEL}, in blocks of 50 ms: faster "
    "than real time, with the redraws that real time would bring. Each row is the stretch from the mark before.",
    measure,
)
