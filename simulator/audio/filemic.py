"""A file as a microphone: the same writer thread, journal and listener as the real one, in the file's own pace."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import numpy as np

from simulator.audio.decode import iter_audio
from simulator.audio.loop import Arrival, Exhausted, LoopRecorder, RecorderLoop
from simulator.audio.types import RATE_HZ, Pcm, RecorderListener
from simulator.errors import BadInput

STEP_S: Final = 0.04
"""A block, in time of the file's pace, as a sound card would send them."""

NextTake = Callable[[], "Path | Pcm | None"]


class Tape:
    """Samples in order, of which only the next ones are in memory: a file may last for hours."""

    def __init__(self, blocks: Iterator[Pcm]) -> None:
        self._blocks = blocks
        self._rest = np.zeros(0, np.int16)

    def take(self, count: int) -> Pcm:
        """The next `count` samples, fewer at the end."""
        while len(self._rest) <= count and (block := self._next()) is not None:
            self._rest = np.concatenate((self._rest, block))
        taken, self._rest = self._rest[:count], self._rest[count:]
        return taken

    @property
    def ended(self) -> bool:
        """Whether the last `take` took the last sample."""
        return not len(self._rest)

    def _next(self) -> Pcm | None:
        try:
            return next(self._blocks, None)
        except BadInput:  # changed since it was looked through: the answer ends with what could be read
            return None


class FileSource:
    """Gives out a take's samples as their time comes. See loop.Source."""

    def __init__(self, next_take: NextTake, speed: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._next_take = next_take
        self._speed = speed
        self._clock = clock
        self._next: Iterator[Pcm] = iter(())
        self._tape: Tape | None = None
        self._given = 0
        self._run_from: tuple[float, int] | None = None
        """(clock, sample) since which the tape runs; None while it stands."""
        self.label = "file"
        self.frames = 0
        """How long the take is, in samples."""

    lost_frames = 0

    def prepare(self) -> None:
        """Look the next take through, so that a damaged file is told before it is begun. Raises BadInput."""
        take = self._next_take()
        self.frames = 0
        if isinstance(take, Path):
            self.frames = sum(map(len, iter_audio(take)))
            self._next, self.label = iter_audio(take), take.name
        elif take is not None:
            self.frames = len(take)
            self._next, self.label = iter((take,)), "synthetic voice"

    def begin(self) -> None:
        self._tape, self._next = Tape(self._next), iter(())
        self._given = 0
        self.resume()

    def end(self) -> None:
        self._tape = None

    def pause(self) -> None:
        self._run_from = None

    def resume(self) -> None:
        self._run_from = (self._clock(), self._given)

    def read(self) -> list[Arrival]:
        """Whole blocks whose time has come; Exhausted once, after the last."""
        if self._tape is None or self._run_from is None:
            return []
        since, first = self._run_from
        step = int(STEP_S * RATE_HZ)
        due = first + int((self._clock() - since) * self._speed * RATE_HZ) // step * step
        block = self._tape.take(max(0, due - self._given))
        self._given += len(block)
        arrivals: list[Arrival] = [block] if len(block) else []
        if self._tape.ended:
            self._tape = None
            arrivals.append(Exhausted())
        return arrivals


class FileMicrophone(LoopRecorder):
    """Plays sound as if somebody spoke it into a microphone. See types.Recorder."""

    def __init__(self, next_take: NextTake, speed: float = 1.0, *, clock: Callable[[], float] = time.monotonic) -> None:
        """`next_take` is asked at each `begin` for a file, or 16 kHz mono samples; None means that there are no more.

        `speed` 4 plays four times as fast.
        """
        self._source = FileSource(next_take, speed, clock)
        self._clock = clock

    @property
    def label(self) -> str:
        return self._source.label

    def open(self, listener: RecorderListener) -> None:
        """There is no device; levels follow once a take plays."""
        self._loop = RecorderLoop(self._source, listener, self._clock)

    def close(self) -> None:
        """Finish an open take."""
        if self._loop is not None:
            self._loop.close()
