"""A long sound on its way to the speaker: read, stretched and resampled a fraction of a second ahead of the ear."""

import logging
import threading
from collections.abc import Iterator
from typing import Any, Final

import numpy as np

from simulator.audio.mixer import StreamVoice
from simulator.audio.types import Feed, Floats
from simulator.errors import SimulatorError

AHEAD_S: Final = 0.4
"""Sound that waits for the device: a busy machine may be late by so much. 77 kB at 48 kHz."""
GLANCE_S: Final = 0.05
STALL_S: Final = 0.5
"""A device that took no block for so long is gone: the time goes on without it."""

_log = logging.getLogger(__name__)


class Feeder:
    """Puts the blocks of a feed into a voice, from a thread of its own, until `stop`."""

    def __init__(self, feed: Feed, voice: StreamVoice, rate_hz: int) -> None:
        self._feed, self._voice, self._rate_hz = feed, voice, rate_hz
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="feed-speaker", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._stopped.set()

    def _run(self) -> None:
        try:
            for block in self._resampled(iter(self._feed.blocks)):
                self._voice.put(block)
                while self._voice.waiting > AHEAD_S * self._rate_hz:
                    if self._stopped.wait(GLANCE_S):
                        return
        except SimulatorError as error:  # what was read so far is played, then the sound is over
            _log.info("a recording ended early: %s", error)
        finally:
            self._voice.complete = True

    def _resampled(self, blocks: Iterator[Floats]) -> Iterator[Floats]:
        if self._feed.rate_hz == self._rate_hz:
            yield from blocks
            return
        import soxr

        stream: Any = soxr.ResampleStream(self._feed.rate_hz, self._rate_hz, 1, dtype="float32")
        for block in blocks:
            yield stream.resample_chunk(block)
        yield stream.resample_chunk(np.zeros(0, np.float32), last=True)


def sounded_s(voice: StreamVoice, rate_hz: int, latency_s: float, now_s: float) -> float:
    """Seconds of the voice that have left the speaker at `now_s`, by the last block that the device took.

    `latency_s` is the device's usual delay, for drivers that do not tell it block by block. A device that takes no
    block any more has ended in the middle of its sound: from there the time is kept as a clock would.
    """
    handed = voice.handed
    if handed is None:
        return 0.0
    since_s = now_s - handed.at_s
    delay_s = latency_s if handed.delay_s is None else handed.delay_s
    at_s = handed.first / rate_hz + since_s - delay_s
    return max(0.0, at_s if lost(voice, now_s) else min(at_s, handed.last / rate_hz))


def lost(voice: StreamVoice, now_s: float) -> bool:
    """Whether the device took a part of the voice, and takes no more."""
    handed = voice.handed
    return handed is not None and now_s - handed.at_s > STALL_S and not voice.finished
