"""A hearing that follows a recording: fed block by block, and after a failure from the disk, from the beginning."""

import threading
from pathlib import Path
from typing import Final

import numpy as np

from simulator.audio.types import RATE_HZ, Pcm
from simulator.audio.wavfile import read_frames
from simulator.errors import SimulatorError
from simulator.speech.hearing.types import Hearing

MOST_RESTARTS: Final = 3
"""In one take: a hearing that fails more often is given up until the next one."""
PIECE_S: Final = 5.0
"""How much is read from the disk in one go."""


class Following:
    """Any thread may call it; what one thread fed before another began or ended the take goes first."""

    def __init__(self, hearing: Hearing) -> None:
        self._hearing = hearing
        self._order = threading.RLock()
        self._take, self._path = "", Path()
        self._recorded = 0
        self._given: int | None = None
        """Samples given from the disk so far; None while hearing is in step with the recording."""
        self._ended = False
        self._restarts = 0

    def begin(self, take_id: str, path: Path) -> None:
        """A take is about to be recorded into `path`."""
        with self._order:
            self._take, self._path = take_id, path
            self._recorded, self._given, self._ended, self._restarts = 0, None, False, 0
            self._hearing.begin(take_id)

    def feed(self, pcm: Pcm) -> None:
        """A block that is already on disk."""
        with self._order:
            self._recorded += len(pcm)
            if self._given is None:
                self._hearing.feed(pcm)

    def finish(self) -> None:
        with self._order:
            self._ended = True
            if self._given is None:
                self._hearing.finish()

    def drop(self) -> None:
        with self._order:
            self._take = ""
            self._hearing.drop()

    def hear_again(self, take_id: str) -> bool:
        """Start again and hear the take from its beginning, from the disk. False when that was tried too often."""
        with self._order:
            if take_id != self._take or self._restarts >= MOST_RESTARTS:
                return False
            self._restarts += 1
            self._given = 0
            self._hearing.begin(take_id)
            number = self._restarts
        threading.Thread(target=self._give, args=(take_id, number), name="hear-again", daemon=True).start()
        return True

    def _give(self, take_id: str, number: int) -> None:
        while self._give_a_piece(take_id, number):
            pass

    def _give_a_piece(self, take_id: str, number: int) -> bool:
        """False when hearing is in step again, or follows something else."""
        with self._order:
            if self._given is None or (take_id, number) != (self._take, self._restarts):
                return False
            if self._given == self._recorded:
                self._given = None
                if self._ended:
                    self._hearing.finish()
                return False
            last = min(self._recorded, self._given + int(PIECE_S * RATE_HZ))
            self._hearing.feed(self._read(self._given, last))
            self._given = last
            return True

    def _read(self, first: int, last: int) -> Pcm:
        """Silence stands for what cannot be read, so that all times stay right."""
        try:
            found = read_frames(self._path, first, last)
        except SimulatorError:
            found = np.zeros(0, np.int16)
        return np.concatenate((found, np.zeros(last - first - len(found), np.int16)))
