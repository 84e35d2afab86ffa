"""How long a model takes for a redraw of live captions, tried on this machine."""

import time

import numpy as np

from simulator.audio.types import RATE_HZ
from simulator.speech.hearing import models
from simulator.speech.hearing.process import THREADS
from simulator.speech.hearing.recogniser import Recogniser, Window
from simulator.speech.hearing.voice_activity import Samples

WINDOW_S = 6.0
_TIMES = 3
_TEXT = "So I looked at the numbers again, and I asked the two people who had built it why we did it that way at all."
_VOICE_WAIT_S = 20.0


def redraw_cost_s(name: str) -> float | None:
    """The fastest of three redraws of six seconds of speech.

    None when no voice speaks here. Raises what `models.locate` raises.
    """
    from simulator.speech.hearing.whisper import WhisperRecogniser

    speech = _speech()
    if speech is None:
        return None
    recogniser = WhisperRecogniser(name, models.locate(name), threads=THREADS)
    recogniser.warm_up()
    return min(_once(recogniser, Window(speech)) for _ in range(_TIMES))


def _once(recogniser: Recogniser, window: Window) -> float:
    """Seconds it took; no more than our own processor time, for others may have the processor meanwhile."""
    started, cpu = time.perf_counter(), time.process_time()
    recogniser.recognise(window)
    return min(time.perf_counter() - started, time.process_time() - cpu)


def _speech() -> Samples | None:
    """Six seconds of it, by the interviewer's voice."""
    import soxr

    from simulator.speech.voice.voice import InterviewerVoice

    voice = InterviewerVoice()
    try:
        sound = voice.speak(_TEXT, _VOICE_WAIT_S)
    finally:
        voice.close()
    if sound is None:
        return None
    samples = soxr.resample(sound.samples, sound.rate_hz, RATE_HZ)
    return np.asarray(np.resize(samples, round(WINDOW_S * RATE_HZ)), np.float32)
