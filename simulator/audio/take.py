"""One take: every block goes to the disk first, then to the listener."""

import time
from collections import deque
from collections.abc import Callable
from pathlib import Path

from simulator.audio.guard import call_safely
from simulator.audio.types import RATE_HZ, Pcm, RecorderListener, TakeAudio
from simulator.audio.wavfile import WavJournal


class TakeWriter:
    """Journals a take and passes it on. While the disk takes nothing, the listener gets nothing either: words without
    their audio could be neither replayed nor transcribed again.
    """

    def __init__(self, path: Path, listener: RecorderListener, clock: Callable[[], float] = time.monotonic) -> None:
        """Create the file. Raises BadInput when that is not possible."""
        self._path = path
        self._listener = listener
        self._clock = clock
        self._journal = WavJournal(path, clock)
        self._held: deque[Pcm] = deque()
        self._started = False
        self._troubled = False
        self._accepted = 0
        self._gaps: list[tuple[float, float]] = []

    @property
    def duration_s(self) -> float:
        """Time of the take so far."""
        return self._accepted / RATE_HZ

    def write(self, pcm: Pcm) -> None:
        """Journal a block, then pass it on."""
        if not self._started:
            self._started = True
            call_safely(self._listener.on_listening)
        kept = self._journal.write(pcm)
        self._accepted += kept
        self._held.append(pcm[:kept])
        self._pass_on()

    def tick(self) -> None:
        """Call often, also when no sound comes: flushes, and tries a full disk again."""
        self._journal.tick()
        self._pass_on()

    def gap(self, lost_s: float) -> None:
        """The device was gone for `lost_s` seconds at this point of the take."""
        self._gaps.append((self.duration_s, lost_s))

    def finish(self, lost_frames: int = 0) -> TakeAudio:
        """Close the file. `lost_frames` were lost before they came here."""
        self._journal.close()
        self._pass_on()
        dropped = self._journal.dropped + self._journal.waiting + lost_frames
        return TakeAudio(self._path, self._journal.frames / RATE_HZ, dropped, tuple(self._gaps))

    def snapshot(self) -> TakeAudio:
        """What is known now, for when the writer does not come to an end."""
        return TakeAudio(self._path, self._journal.frames / RATE_HZ, self._journal.dropped, tuple(self._gaps))

    def _pass_on(self) -> None:
        trouble = self._journal.trouble
        if trouble and not self._troubled:
            reason = f"{trouble}; what was recorded is safe, new sound waits in memory"
            call_safely(lambda: self._listener.on_lost(reason))
        elif self._troubled and not trouble:
            call_safely(self._listener.on_recovered)
        self._troubled = bool(trouble)
        if self._journal.waiting == 0:
            while self._held:
                pcm = self._held.popleft()
                call_safely(lambda pcm=pcm: self._listener.on_audio(pcm))  # type: ignore[misc]
