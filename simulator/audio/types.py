"""Sound as values, and what the rest of the program asks of microphones and speakers.

Inside the program all recorded sound is 16 kHz mono int16 (`RATE_HZ`); sound to be played has its own rate.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol

import numpy as np
import numpy.typing as npt

RATE_HZ = 16_000

Pcm = npt.NDArray[np.int16]
Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Sound:
    """A finished sound to play: mono float32 in −1…1, shape (n,)."""

    samples: npt.NDArray[np.float32]
    rate_hz: int

    @property
    def duration_s(self) -> float:
        return len(self.samples) / self.rate_hz


@dataclass(frozen=True, slots=True, eq=False)
class Feed:
    """A sound to be played while it is still being read: mono float32 blocks, gone through once."""

    blocks: Iterable[Floats]
    rate_hz: int
    duration_s: float
    """How long it will sound."""


LevelVerdict = Literal["zeros", "quiet", "good", "clipping"]


@dataclass(frozen=True, slots=True)
class Level:
    """Loudness of the last block: root mean square and peak in dBFS (−120 for digital silence)."""

    rms_db: float
    peak_db: float


@dataclass(frozen=True, slots=True)
class TakeAudio:
    """What a finished take left on disk, or will have left there once the disk takes it."""

    path: Path
    duration_s: float
    dropped_frames: int = 0
    gaps: tuple[tuple[float, float], ...] = ()
    """(at_s, lost_s): where the device was gone, in the take's own time."""
    waiting_s: float = 0.0
    """How much of it waits in memory for a disk that takes nothing."""


class RecorderListener(Protocol):
    """Called from the recorder's writer thread; must return quickly."""

    def on_listening(self) -> None:
        """The first block of this take has arrived: the cue may sound."""

    def on_audio(self, pcm: Pcm) -> None:
        """A block that is on disk already, or waits in memory for a disk that takes nothing."""

    def on_level(self, level: Level) -> None: ...

    def on_lost(self, reason: str) -> None:
        """The device is gone or stalled; what was recorded is safe."""

    def on_recovered(self) -> None: ...

    def on_disk(self, told: str) -> None:
        """What there is to say about the disk: nearly full, full, read-only. Empty when all that waited is on it."""

    def on_exhausted(self) -> None:
        """A file microphone has played its file to the end."""


class Recorder(Protocol):
    """A microphone (real or file-backed) that journals takes to disk before anyone else hears them."""

    @property
    def label(self) -> str:
        """The device's or file's name, for the screen."""

    def open(self, listener: RecorderListener) -> None:
        """Open the device and keep it open; it is deaf until `begin`. Raises MissingPart or BadInput."""

    def begin(self, path: Path) -> None:
        """Start a take into the WAV file `path` (created 0600)."""

    def pause(self) -> None: ...

    def resume(self) -> None: ...

    def end(self) -> TakeAudio:
        """End the take: the file is complete on disk and every block was passed on when this returns."""

    def unsaved(self) -> tuple[tuple[Path, Pcm], ...]:
        """Takes of which a part waits in memory for the disk, each whole: its file, all its samples."""

    def close(self) -> None:
        """Give the device back. What still waits for the disk is lost: see `unsaved`."""


class Playing(Protocol):
    """A sound on its way to the speaker."""

    def stop(self) -> None:
        """Stop now; `on_done` is still called once."""


class Player(Protocol):
    """A speaker. With no sound card a silent player keeps the time instead."""

    @property
    def label(self) -> str: ...

    @property
    def silent(self) -> bool: ...

    def play(self, sound: Sound, on_done: Callable[[], None]) -> Playing:
        """Start at once; `on_done` is called from another thread when the last sample is out or on `stop`."""

    def close(self) -> None: ...


class Streaming(Playing, Protocol):
    """A feed on its way to the speaker."""

    @property
    def sounded_s(self) -> float:
        """How much of it has left the speaker by now, by the device's own count of frames."""

    @property
    def lost(self) -> bool:
        """The speaker went away in the middle of it: the time goes on without a sound."""


class StreamPlayer(Player, Protocol):
    """A speaker that also plays sounds that are still being read."""

    def stream(self, feed: Feed, on_done: Callable[[], None]) -> Streaming:
        """Start as soon as the first block is there; `on_done` as in `play`."""
