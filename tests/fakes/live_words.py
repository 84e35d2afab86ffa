"""Live words of a whole recording, without waiting for its time to pass."""

import time
from collections.abc import Callable

import numpy as np

from simulator.answer.types import Word
from simulator.audio.types import RATE_HZ, Pcm
from simulator.speech.hearing.recogniser import Recogniser
from simulator.speech.hearing.stream import LiveStream
from simulator.speech.hearing.voice_activity import VoiceActivity

BLOCK = RATE_HZ // 10


def hear_live(
    recogniser: Recogniser, voice: VoiceActivity, pcm: Pcm, clock: Callable[[], float] = time.process_time
) -> tuple[Word, ...]:
    """As a session hears it. `clock` tells what a redraw costs: one that stands still makes the course repeatable."""
    stream = LiveStream(recogniser, voice, clock)
    samples = pcm.astype(np.float32) / 32768
    for first in range(0, len(samples), BLOCK):
        stream.feed(samples[first : first + BLOCK])
        while stream.step() is not None:
            pass
    return stream.finish()
