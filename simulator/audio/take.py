"""One take: every block goes to the disk first, then to the listener."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from simulator.audio.guard import call_safely
from simulator.audio.room import RoomWatch
from simulator.audio.types import RATE_HZ, Pcm, RecorderListener, TakeAudio
from simulator.audio.wavfile import BACKLOG_S, WavJournal

MOST_WAITING: Final = int(BACKLOG_S * RATE_HZ)
"""Samples of all takes together that may wait for a disk that takes nothing."""
_MINUTES: Final = int(BACKLOG_S / 60)


class TakeWriter:
    """Journals a take and passes it on. While the disk takes nothing the sound waits in memory, and is heard too."""

    def __init__(
        self,
        path: Path,
        listener: RecorderListener,
        clock: Callable[[], float] = time.monotonic,
        most_waiting: int = MOST_WAITING,
    ) -> None:
        """Create the file, now or as soon as the disk lets it. Raises BadInput for a file that is there already."""
        self._listener = listener
        self._clock = clock
        self.journal = WavJournal(path, clock, patient=True, most_waiting=most_waiting)
        self._room = RoomWatch(path.parent)
        self._started = False
        self._accepted = 0
        self._gaps: list[tuple[float, float]] = []

    @property
    def duration_s(self) -> float:
        """Time of the take so far."""
        return self._accepted / RATE_HZ

    def write(self, pcm: Pcm) -> None:
        """Journal a block, then pass it on. What finds no room, neither on disk nor in memory, is not heard either."""
        if not self._started:
            self._started = True
            call_safely(self._listener.on_listening)
        kept = self.journal.write(pcm)
        self._accepted += kept
        if kept:
            call_safely(lambda: self._listener.on_audio(pcm[:kept]))

    def tick(self) -> None:
        """Call often, also when no sound comes: flushes, tries a full disk again, looks how much room there is."""
        self.journal.tick()
        self._room.look(self._clock())

    @property
    def told(self) -> str:
        """What there is to say about the disk, empty when all is well."""
        return trouble_of(self.journal) or self._room.told

    def gap(self, at_s: float, lost_s: float) -> None:
        """The device was gone for `lost_s` seconds at this time of the take."""
        self._gaps.append((at_s, lost_s))

    def finish(self, lost_frames: int = 0) -> TakeAudio:
        """Close the file, unless a part of it still waits: then the journal stays open and whoever calls tends it.

        `lost_frames` were lost before they came here.
        """
        self.journal.try_now()
        if not self.journal.waiting:
            self.journal.close()
        return self._audio(lost_frames)

    def snapshot(self) -> TakeAudio:
        """What is known now, for when the writer does not come to an end."""
        return self._audio(0)

    def _audio(self, lost_frames: int) -> TakeAudio:
        waiting_s = self.journal.waiting / RATE_HZ
        dropped = self.journal.dropped + lost_frames
        return TakeAudio(self.journal.path, self.duration_s, dropped, tuple(self._gaps), waiting_s)


def trouble_of(journal: WavJournal) -> str:
    """One line about a journal whose disk takes nothing, or took nothing for a while."""
    if journal.trouble and journal.dropped:
        full = f"the {_MINUTES} minutes that fit into memory are used up"
        return f"{journal.trouble}, and {full}: what you say now is not kept"
    if journal.trouble:
        return f"{journal.trouble}; what was recorded is safe, up to {_MINUTES} minutes more wait in memory"
    if journal.remade:
        return "the folder of this session was removed; it was made again, with all of this answer"
    return ""
