"""Hours in minutes: long answers and long waits, with the clock turned by hand."""

import gc
import tracemalloc
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from simulator.audio.loop import RecorderLoop
from simulator.audio.microphone import MicrophoneSource
from simulator.audio.take import TakeWriter
from simulator.audio.types import RATE_HZ
from simulator.audio.wavfile import HEADER_BYTES
from tests.fakes.sound_module import FakeSound
from tests.soak.hour import Counting

BLOCKS_A_SECOND = 50
_WARM_UP = 0.1
"""Part of the time after which memory is looked at first."""


@dataclass(frozen=True, slots=True)
class Long:
    """`grown_bytes`: what Python and numpy hold at the end more than after a tenth of the time."""

    seconds: int
    grown_bytes: int
    file_bytes: int
    computed_bytes: int
    frames: int


class _Clock:
    now_s = 0.0

    def __call__(self) -> float:
        return self.now_s


def _memory() -> int:
    gc.collect()
    return tracemalloc.get_traced_memory()[0]


def record_long(seconds: int, path: Path) -> Long:
    """One answer of so many seconds through the take's own writer, with its journal, flushes and looks at the disk."""
    clock, listener = _Clock(), Counting()
    take = TakeWriter(path, listener, clock)
    block = np.arange(RATE_HZ // BLOCKS_A_SECOND, dtype=np.int16)
    tracemalloc.start()
    try:
        before = 0
        for second in range(seconds):
            for _ in range(BLOCKS_A_SECOND):
                take.write(block)
                take.tick()
                clock.now_s += 1 / BLOCKS_A_SECOND
            if second == int(seconds * _WARM_UP):
                before = _memory()
        grown = _memory() - before
    finally:
        tracemalloc.stop()
    take.finish()
    return Long(seconds, grown, path.stat().st_size, HEADER_BYTES + seconds * RATE_HZ * 2, listener.frames)


def wait_long(seconds: int) -> Long:
    """An open microphone and nobody who speaks: the device's blocks go through callback, ring, level and watchdog."""
    clock, listener, sound = _Clock(), Counting(), FakeSound()
    source = MicrophoneSource(None, sound.load, clock)
    loop = RecorderLoop(source, listener, clock)
    loop.close()  # its thread; what it does is done here, in the clock's time
    block = np.zeros((RATE_HZ // BLOCKS_A_SECOND, 1), np.int16)
    tracemalloc.start()
    try:
        before = 0
        for second in range(seconds):
            for _ in range(BLOCKS_A_SECOND):
                sound.streams[0].send(block)
                clock.now_s += 1 / BLOCKS_A_SECOND
            loop._pump()
            if second == int(seconds * _WARM_UP):
                before = _memory()
        grown = _memory() - before
    finally:
        tracemalloc.stop()
        source.close()
    return Long(seconds, grown, 0, 0, source.lost_frames)
