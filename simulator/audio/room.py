"""How long the disk has room for a recording, by what it loses a second; said before it is full."""

import shutil
from collections import deque
from pathlib import Path
from typing import Final

from simulator.audio.types import RATE_HZ

OWN_BYTES_S: Final = 2 * RATE_HZ * 1.1
"""What a recording takes, and a tenth for the journal and the words."""
WARN_S: Final = (180, 120, 90, 60, 30, 10)
"""Seconds left at which it is said, and said again."""
LOOK_S: Final = 1.0
_WINDOW_S: Final = 10.0
"""What other programs write is judged by this much of the past."""


def free_bytes(folder: Path) -> int:
    """Free bytes for this user where `folder` is, or will be. Raises OSError. Quotas are seen where the system says."""
    there = next(place for place in (folder, *folder.parents) if place.exists())
    return shutil.disk_usage(there).free


class RoomWatch:
    """`look` often; `told` is what there is to say, empty while there is room enough."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._seen: deque[tuple[float, int]] = deque()
        self.told = ""

    def look(self, now: float) -> None:
        """Look at the disk, once in LOOK_S at most."""
        if self._seen and now - self._seen[-1][0] < LOOK_S:
            return
        try:
            free = free_bytes(self._folder)
        except OSError:
            return  # whoever writes will be told why
        self._seen.append((now, free))
        while self._seen[0][0] < now - _WINDOW_S:
            self._seen.popleft()
        self.told = _words(self.left_s)

    @property
    def left_s(self) -> float:
        """Seconds of room at the rate at which the disk fills, which is at least that of a recording."""
        if not self._seen:
            return float("inf")
        (since, before), (now, free) = self._seen[0], self._seen[-1]
        losing = (before - free) / (now - since) if now > since else 0.0
        return free / max(OWN_BYTES_S, losing)


def _words(left_s: float) -> str:
    step = min((step for step in WARN_S if left_s <= step), default=None)
    if step is None:
        return ""
    length = f"{step // 60} minutes" if step > 90 else f"{step} seconds"
    return f"the disk will be full in {length} or less; make room on it"
