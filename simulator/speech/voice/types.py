"""The interviewer's voice, as the rest of the program sees it."""

from typing import Protocol

from simulator.audio.types import Sound


class Voice(Protocol):
    """Turns text into sound in a child process. Never raises: one that fails gives None and says why in `failure`."""

    @property
    def name(self) -> str:
        """The voice that is serving now, e.g. "hibari" or "system"."""

    @property
    def failure(self) -> str:
        """One line on what failed last, empty when all is well."""

    def prepare(self, text: str) -> None:
        """Synthesise ahead; returns at once."""

    def ready(self, text: str) -> Sound | None:
        """The sound if it is already there, without waiting."""

    def speak(self, text: str, timeout_s: float = 10.0) -> Sound | None:
        """The sound, waiting for it; None when no voice worked within the timeout."""

    def close(self) -> None: ...
