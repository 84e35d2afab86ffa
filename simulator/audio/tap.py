"""A microphone opened only for its level: the meter before a session, and the doctor's ear."""

import threading

from simulator.audio.level import LevelMeter, advice
from simulator.audio.types import Level, LevelVerdict, Pcm, Recorder


class LevelTap:
    """Opens `recorder` without recording anything. Raises MissingPart or BadInput as `Recorder.open` does."""

    def __init__(self, recorder: Recorder) -> None:
        self._recorder, self._meter = recorder, LevelMeter()
        self._level: Level | None = None
        self._lost = ""
        self._judged = threading.Event()
        recorder.open(self)

    def level(self) -> Level | None:
        """The last block's level, None before the first block."""
        return self._level

    def verdict(self) -> tuple[LevelVerdict, str] | None:
        """What the last seconds say, with one line of advice; None until there is enough to tell."""
        verdict = self._meter.verdict()
        return (verdict, self._lost or advice(verdict)) if verdict else None

    def wait_for_verdict(self, timeout_s: float) -> tuple[LevelVerdict, str] | None:
        self._judged.wait(timeout_s)
        return self.verdict()

    def close(self) -> None:
        self._recorder.close()

    # ---- from the recorder's thread

    def on_level(self, level: Level) -> None:
        self._level = level
        self._meter.add(level)
        if self._meter.verdict():
            self._judged.set()

    def on_lost(self, reason: str) -> None:
        self._lost = reason

    def on_disk(self, told: str) -> None:
        """Nothing is written here."""

    def on_recovered(self) -> None:
        self._lost = ""

    def on_listening(self) -> None:
        """No take is recorded here."""

    def on_exhausted(self) -> None:
        """Nor is a file played."""

    def on_audio(self, pcm: Pcm) -> None:
        """Without a take no audio arrives."""
