"""A few seconds of the microphone to hear oneself: recorded, judged, and not kept."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from simulator.audio.level import LevelMeter, advice
from simulator.audio.types import Level, LevelVerdict, Pcm, Recorder
from simulator.errors import BadInput

FIRST_BLOCK_S = 6.0
"""How long a device may take to its first block."""


@dataclass(frozen=True, slots=True)
class SoundCheck:
    """What was recorded: `verdict` on its level with one line of advice, and where it lies to be played back."""

    audio: Path
    duration_s: float
    verdict: LevelVerdict
    advice: str
    device: str


def check_sound(
    recorder: Recorder,
    audio: Path,
    seconds: float,
    told: Callable[[Level], None],
    stop: threading.Event,
) -> SoundCheck:
    """Record `seconds` into `audio`, telling each level; `stop` ends it early. Waits.

    Raises MissingPart or BadInput when the microphone cannot be opened or sends nothing.
    """
    listener = _Listener(seconds, told)
    recorder.open(listener)
    try:
        recorder.begin(audio)
        if not listener.heard.wait(FIRST_BLOCK_S):
            raise BadInput("the microphone sends no sound", where=recorder.label, remedy="Plug it in again")
        stop.wait(seconds)
        take = recorder.end()
    finally:
        recorder.close()
    verdict = listener.meter.verdict() or "zeros"
    return SoundCheck(take.path, take.duration_s, verdict, listener.lost or advice(verdict), recorder.label)


class _Listener:
    """Called from the recorder's thread. The whole recording is judged, not its last seconds."""

    def __init__(self, seconds: float, told: Callable[[Level], None]) -> None:
        self.meter = LevelMeter(window_s=seconds)
        self.heard = threading.Event()
        self.lost = ""
        self._told = told

    def on_listening(self) -> None:
        self.heard.set()

    def on_level(self, level: Level) -> None:
        if self.heard.is_set():
            self.meter.add(level)
        self._told(level)

    def on_lost(self, reason: str) -> None:
        self.lost = reason

    def on_recovered(self) -> None:
        self.lost = ""

    def on_disk(self, told: str) -> None:
        self.lost = told

    def on_audio(self, pcm: Pcm) -> None:
        """It is on its way to the disk."""

    def on_exhausted(self) -> None:
        """A file that was played as a microphone has ended."""
