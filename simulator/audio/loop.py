"""The writer thread that every recorder shares: source → journal → listener, with begin, pause, resume and end."""

import queue
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Protocol

import numpy as np

from simulator.audio.guard import call_safely
from simulator.audio.level import LEVELS_HZ, level_of
from simulator.audio.take import MOST_WAITING, TakeWriter, trouble_of
from simulator.audio.types import RATE_HZ, Pcm, RecorderListener, TakeAudio
from simulator.audio.wavfile import WavJournal
from simulator.errors import SimulatorError

POLL_S: Final = 0.01
COMMAND_S: Final = 4.0
"""No command waits longer for the writer thread."""
BLOCK_FRAMES: Final = RATE_HZ // 20
"""Longest block passed on: 50 ms."""
SETTLE_S: Final = 0.5
"""Sound that was late comes in a burst; so long after its first block is counted what it makes up for."""
LEAST_GAP_S: Final = 0.15
"""Less than this is missing by the size of the device's blocks alone."""


class WriterStuck(SimulatorError):
    """The writer thread did not answer in time, as on a dead network disk."""

    def __init__(self) -> None:
        super().__init__("the disk does not answer", remedy="What was recorded so far is kept; check the disk")


@dataclass(frozen=True, slots=True)
class Lost:
    """No sound comes any more; the last came at `since` of the loop's clock."""

    reason: str
    since: float


@dataclass(frozen=True, slots=True)
class Recovered:
    """Sound comes again. `late`: from the device as it was open all the time, so that nothing needs to be missing."""

    late: bool = False


@dataclass(frozen=True, slots=True)
class Exhausted:
    """There will be no more sound."""


Arrival = Pcm | Lost | Recovered | Exhausted


@dataclass(slots=True)
class _Late:
    """Sound that came after all: what it does not make up for is a gap at `position_s` of the take."""

    since: float
    back_at: float
    position_s: float
    frames: int = 0

    def lost_s(self, now: float) -> float:
        return now - self.since - self.frames / RATE_HZ


class Source(Protocol):
    """Where sound comes from. All calls are made on the writer thread but for `prepare`."""

    def prepare(self) -> None:
        """A take is about to begin; called by the one who asked for it. May raise a SimulatorError."""

    def begin(self) -> None:
        """The take begins now: sound from before is not part of it."""

    def pause(self) -> None: ...

    def resume(self) -> None: ...

    def end(self) -> None:
        """The take is over."""

    def read(self) -> Sequence[Arrival]:
        """Everything that has arrived, in order; returns at once."""

    @property
    def lost_frames(self) -> int:
        """Frames (at 16 kHz) that came but were lost, since the source was opened."""


class RecorderLoop:
    """Runs a source on one thread. Commands are carried out on that thread, between two reads."""

    def __init__(self, source: Source, listener: RecorderListener, clock: Callable[[], float] = time.monotonic) -> None:
        self._source = source
        self._listener = listener
        self._clock = clock
        self._commands: queue.SimpleQueue[tuple[Callable[[], Any], Future[Any]]] = queue.SimpleQueue()
        self._stopping = threading.Event()
        self._take: TakeWriter | None = None
        self._shelf: list[WavJournal] = []
        """Takes that are over and wait for the disk."""
        self._disk_told = ""
        self._paused = False
        self._live_since = 0.0
        self._lost_before = 0
        self._down_since: float | None = None
        self._late: _Late | None = None
        self._level: list[Pcm] = []
        self._level_at = clock()
        self._thread = threading.Thread(target=self._run, name="recorder", daemon=True)
        self._thread.start()

    def begin(self, path: Path) -> None:
        """Start a take. Raises BadInput when the file cannot be made."""
        self._source.prepare()
        self._call(lambda: self._begin(path))

    def pause(self) -> None:
        self._call(self._pause)

    def resume(self) -> None:
        self._call(self._resume)

    def unsaved(self) -> tuple[tuple[Path, Pcm], ...]:
        """See types.Recorder."""
        try:
            found: tuple[tuple[Path, Pcm], ...] = self._call(self._unsaved)
        except (WriterStuck, RuntimeError):
            return ()
        return found

    def end(self) -> TakeAudio:
        """End the take. A writer stuck on a dead disk is left behind after COMMAND_S, with what is known so far."""
        take = self._take
        if take is None:
            raise RuntimeError("end without begin")
        try:
            finished: TakeAudio = self._call(self._end)
        except WriterStuck:
            return take.snapshot()
        return finished

    def close(self) -> None:
        """Finish a take that is still open and end the thread, within COMMAND_S."""
        self._stopping.set()
        if threading.current_thread() is not self._thread:
            self._thread.join(COMMAND_S)

    def _call(self, command: Callable[[], Any]) -> Any:
        if threading.current_thread() is self._thread:
            return command()
        if not self._thread.is_alive():
            raise RuntimeError("the recorder is closed")
        future: Future[Any] = Future()
        self._commands.put((command, future))
        try:
            return future.result(COMMAND_S)
        except TimeoutError as error:
            raise WriterStuck from error

    def _run(self) -> None:
        while not self._stopping.is_set():
            self._obey()
            call_safely(self._pump)
        if self._take is not None:
            self._end()
        for journal in self._shelf:
            journal.close()

    def _obey(self) -> None:
        try:
            command, future = self._commands.get(timeout=POLL_S)
        except queue.Empty:
            return
        try:
            future.set_result(command())
        except Exception as error:  # noqa: BLE001 - handed to the caller
            future.set_exception(error)

    def _begin(self, path: Path) -> None:
        if self._take is not None:
            raise RuntimeError("begin within a take")
        self._pump()
        waiting = sum(journal.waiting for journal in self._shelf)
        self._take = TakeWriter(path, self._listener, self._clock, MOST_WAITING - waiting)
        self._paused = False
        self._live_since = self._clock()
        self._lost_before = self._source.lost_frames
        self._source.begin()

    def _pause(self) -> None:
        self._pump()
        self._close_gap(self._clock())
        self._paused = True
        self._source.pause()

    def _resume(self) -> None:
        self._pump()
        self._paused = False
        self._live_since = self._clock()
        self._source.resume()

    def _end(self) -> TakeAudio:
        self._pump()
        self._close_gap(self._clock())
        self._source.end()
        take, self._take = self._take, None
        if take is None:
            raise RuntimeError("end without begin")
        finished = take.finish(self._source.lost_frames - self._lost_before)
        if finished.waiting_s:
            self._shelf.append(take.journal)
        return finished

    def _unsaved(self) -> tuple[tuple[Path, Pcm], ...]:
        open_ones = [self._take.journal] if self._take is not None else []
        return tuple((one.path, one.samples()) for one in (*self._shelf, *open_ones) if one.waiting)

    def _pump(self) -> None:
        for arrival in self._source.read():
            match arrival:
                case Lost(reason, since):
                    self._count_late(self._clock())
                    self._down_since = since
                    call_safely(lambda reason=reason: self._listener.on_lost(reason))  # type: ignore[misc]
                case Recovered(late):
                    self._end_loss(self._clock(), late=late)
                    call_safely(self._listener.on_recovered)
                case Exhausted():
                    call_safely(self._listener.on_exhausted)
                case _:
                    self._take_in(arrival)
        if self._late is not None and self._clock() - self._late.back_at >= SETTLE_S:
            self._count_late(self._clock())
        if self._take is not None:
            self._take.tick()
        self._tend_shelf()
        self._tell_disk()

    def _tend_shelf(self) -> None:
        for journal in tuple(self._shelf):
            journal.tick()
            if not journal.waiting:
                journal.close()
                self._shelf.remove(journal)

    def _tell_disk(self) -> None:
        waiting = next((trouble_of(journal) for journal in self._shelf), "")
        told = (self._take.told if self._take is not None else "") or waiting
        if told != self._disk_told:
            self._disk_told = told
            call_safely(lambda: self._listener.on_disk(told))

    def _take_in(self, pcm: Pcm) -> None:
        self._measure(pcm)
        if self._take is None or self._paused:
            return
        if self._late is not None:
            self._late.frames += len(pcm)
        for at in range(0, len(pcm), BLOCK_FRAMES):
            self._take.write(pcm[at : at + BLOCK_FRAMES])

    def _end_loss(self, now: float, *, late: bool) -> None:
        if late and self._down_since is not None and self._take is not None and not self._paused:
            self._late = _Late(max(self._down_since, self._live_since), now, self._take.duration_s)
        else:
            self._close_gap(now)
        self._down_since = None

    def _close_gap(self, now: float) -> None:
        """Note the part of a loss that fell into the running take."""
        self._count_late(now)
        if self._down_since is None or self._take is None or self._paused:
            return
        self._take.gap(self._take.duration_s, now - max(self._down_since, self._live_since))
        self._down_since = now

    def _count_late(self, now: float) -> None:
        late, self._late = self._late, None
        if late is not None and self._take is not None and late.lost_s(now) > LEAST_GAP_S:
            self._take.gap(late.position_s, late.lost_s(now))

    def _measure(self, pcm: Pcm) -> None:
        self._level.append(pcm)
        now = self._clock()
        if now - self._level_at >= 1 / LEVELS_HZ:
            self._level_at = now
            level = level_of(np.concatenate(self._level))
            self._level.clear()
            call_safely(lambda: self._listener.on_level(level))


class LoopRecorder:
    """What Microphone and FileMicrophone have in common: the commands, once they are open."""

    _loop: RecorderLoop | None = None

    def begin(self, path: Path) -> None:
        """Start a take into a new file. Raises BadInput."""
        self._opened.begin(path)

    def pause(self) -> None:
        """Sound from now on is not part of the take."""
        self._opened.pause()

    def resume(self) -> None:
        self._opened.resume()

    def end(self) -> TakeAudio:
        """The take is whole on disk, but for what waits in memory for it, and was passed on in full."""
        return self._opened.end()

    def unsaved(self) -> tuple[tuple[Path, Pcm], ...]:
        """Takes of which a part waits in memory for the disk."""
        return self._loop.unsaved() if self._loop is not None else ()

    @property
    def _opened(self) -> RecorderLoop:
        if self._loop is None:
            raise SimulatorError("the microphone is not open")
        return self._loop
