"""A file as a microphone: the same writer thread, journal and listener as the real one, in the file's own pace."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

import numpy as np

from simulator.audio.decode import read_audio
from simulator.audio.loop import Arrival, Exhausted, LoopRecorder, RecorderLoop
from simulator.audio.types import RATE_HZ, Pcm, Player, Playing, RecorderListener, Sound

STEP_S: Final = 0.04
"""A block, in time of the file's pace, as a sound card would send them."""

NextTake = Callable[[], "Path | Pcm | None"]


class FileSource:
    """Gives out a take's samples as their time comes. See loop.Source."""

    def __init__(
        self, next_take: NextTake, speed: float, monitor: Player | None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._next_take = next_take
        self._speed = speed
        self._monitor = monitor
        self._clock = clock
        self._next: Pcm | None = None
        self._pcm: Pcm | None = None
        self._given = 0
        self._playing: Playing | None = None
        self._run_from: tuple[float, int] | None = None
        """(clock, sample) since which the tape runs; None while it stands."""
        self.label = "file"

    lost_frames = 0

    def prepare(self) -> None:
        """Read the next take. Raises BadInput."""
        take = self._next_take()
        self._next = read_audio(take) if isinstance(take, Path) else take
        if take is not None:
            self.label = take.name if isinstance(take, Path) else "synthetic voice"

    def begin(self) -> None:
        self._pcm, self._next = self._next if self._next is not None else np.zeros(0, np.int16), None
        self._given = 0
        self.resume()

    def end(self) -> None:
        self._pcm = None
        self.silence()

    def pause(self) -> None:
        self._run_from = None
        self.silence()

    def resume(self) -> None:
        if self._pcm is None:
            return
        self._run_from = (self._clock(), self._given)
        rest = self._pcm[self._given :]
        if self._monitor is not None and self._speed == 1.0 and len(rest):
            self._playing = self._monitor.play(Sound((rest / np.float32(32768)).astype(np.float32), RATE_HZ), _nothing)

    def silence(self) -> None:
        """Stop the monitor."""
        if self._playing is not None:
            self._playing.stop()
            self._playing = None

    def read(self) -> list[Arrival]:
        """Whole blocks whose time has come; Exhausted once, after the last."""
        if self._pcm is None or self._run_from is None:
            return []
        since, first = self._run_from
        step = int(STEP_S * RATE_HZ)
        due = first + int((self._clock() - since) * self._speed * RATE_HZ) // step * step
        block = self._pcm[self._given : max(self._given, min(due, len(self._pcm)))]
        self._given += len(block)
        arrivals: list[Arrival] = [block] if len(block) else []
        if due >= len(self._pcm):
            self._pcm = None
            arrivals.append(Exhausted())
        return arrivals


def _nothing() -> None: ...


class FileMicrophone(LoopRecorder):
    """Plays sound as if somebody spoke it into a microphone. See types.Recorder."""

    def __init__(
        self,
        next_take: NextTake,
        speed: float = 1.0,
        monitor: Player | None = None,
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """`next_take` is asked at each `begin` for a file, or 16 kHz mono samples; None means that there are no more.

        `speed` 4 plays four times as fast. With a `monitor` a person hears the file too (at speed 1 only).
        """
        self._source = FileSource(next_take, speed, monitor, clock)
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
        self._source.silence()
