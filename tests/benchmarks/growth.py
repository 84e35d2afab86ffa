"""What live hearing costs as an answer gets longer: the same work as in real time, without waiting for it."""

import math
import os
import statistics
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from unittest.mock import patch

import numpy as np

from simulator.audio.decode import read_audio
from simulator.audio.types import RATE_HZ
from simulator.speech.hearing.child import LEAN
from simulator.speech.hearing.memory import give_back
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
    with patch.dict(os.environ, LEAN), ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
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
    held: list[float] = []
    before_s, before_cpu = 0.0, time.process_time()
    for minutes in MINUTES:
        memory = _feed(stream, samples, round(before_s * RATE_HZ), round(minutes * 60 * RATE_HZ))
        cpu = time.process_time()
        rate = round((cpu - before_cpu) / (60 * minutes - before_s), 3)
        held.append(statistics.mean(memory) if memory else math.nan)
        figures += [
            Figure(f"live_cpu_to_{minutes}_min", f"live: CPU s a second of sound, up to {minutes} min", rate, ""),
            _megabytes(f"live_rss_to_{minutes}_min_mb", f"live: memory up to {minutes} min, mean", held[-1]),
            _megabytes(
                f"live_rss_most_to_{minutes}_min_mb",
                f"live: memory up to {minutes} min, most after a redraw",
                max(memory, default=math.nan),
                450,
            ),
        ]
        before_s, before_cpu = 60.0 * minutes, cpu
    grown = held[-1] - held[1]
    return [*figures, _megabytes("live_rss_growth_mb", "live: mean memory, last row less that of 5 min", grown, 10)]


def _megabytes(key: str, what: str, value: float, wanted: float | None = None) -> Figure:
    """`value` nan: memory cannot be read here."""
    return Figure(key, what, None if math.isnan(value) else round(value), "MB", wanted, is_speed=False)


class _Clock:
    """Our own processor time: what a redraw costs on a machine with nothing else to do."""

    def __call__(self) -> float:
        return time.process_time() / THREADS


def _feed(stream: LiveStream, samples: Samples, start: int, end: int) -> Sequence[float]:
    """From sample `start` to `end` of the recordings, over and over, in blocks as a microphone gives them, heard as the
    hearing process does it; memory in MB after each recognition.
    """
    memory: list[float | None] = []
    final = len(stream.heard.committed)
    for at in range(start, end, BLOCK):
        stream.feed(np.take(samples, range(at, min(at + BLOCK, end)), mode="wrap"))
        while heard := stream.step():
            memory.append(rss_mb(os.getpid()))
            if len(heard.committed) > final:
                final = len(heard.committed)
                give_back()
    return [held for held in memory if held is not None]


PART = Part(
    "growth",
    "An answer of an hour",
    f"{', '.join(RECORDINGS)} one after the other, over and over, model {DEFAULT_MODEL}, in blocks of 50 ms: faster "
    "than real time, with the redraws that real time would bring. Each row is the stretch from the mark before; all "
    "recordings have been heard once after 3.8 minutes, so that growth is counted from 5 minutes on.",
    measure,
)
