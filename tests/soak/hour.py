"""Recording from the virtual microphone for as long as one likes, with every frame counted."""

import time
from dataclasses import dataclass
from pathlib import Path

from simulator.audio.microphone import Microphone
from simulator.audio.types import Level, Pcm
from simulator.audio.wavfile import HEADER_BYTES
from tests.soak.memory import resident_mb


@dataclass(frozen=True, slots=True)
class Recorded:
    """What a recording gave, beside the clock of the machine."""

    clock_s: float
    duration_s: float
    dropped_frames: int
    overflows: int
    gaps: int
    file_bytes: int
    grown_mb: float
    """Memory at the end less memory after the first tenth."""

    @property
    def computed_bytes(self) -> int:
        return HEADER_BYTES + round(self.duration_s * 16_000) * 2

    @property
    def off_s(self) -> float:
        """What the sound lacks against the clock."""
        return self.clock_s - self.duration_s


class Counting:
    """Listens and keeps nothing."""

    def __init__(self) -> None:
        self.frames = 0
        self.first_at_s = 0.0

    def on_listening(self) -> None:
        self.first_at_s = time.monotonic()

    def on_audio(self, pcm: Pcm) -> None:
        self.frames += len(pcm)

    def on_level(self, level: Level) -> None: ...

    def on_lost(self, reason: str) -> None: ...

    def on_recovered(self) -> None: ...

    def on_disk(self, told: str) -> None: ...

    def on_exhausted(self) -> None: ...


def record(seconds: float, path: Path) -> Recorded:
    """Record from the default microphone. Raises MissingPart without one."""
    listener, recorder = Counting(), Microphone()
    recorder.open(listener)
    try:
        recorder.begin(path)
        time.sleep(seconds / 10)  # this long is recorded; nothing is waited for
        before_mb = resident_mb()
        time.sleep(seconds * 9 / 10)
        grown_mb = resident_mb() - before_mb
        take = recorder.end()
        clock_s = time.monotonic() - listener.first_at_s
        overflows = recorder.overflows
    finally:
        recorder.close()
    size = path.stat().st_size
    return Recorded(clock_s, take.duration_s, take.dropped_frames, overflows, len(take.gaps), size, grown_mb)
