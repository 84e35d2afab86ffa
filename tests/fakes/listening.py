"""A recorder's listener for tests: keeps all that it is told, and can be waited on."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from simulator.audio.types import Level, Pcm


@dataclass(frozen=True, slots=True)
class Told:
    """Something that the recorder said, and when (monotonic seconds)."""

    what: str
    at_s: float
    reason: str = ""


class Listener:
    """Implements RecorderListener."""

    def __init__(self) -> None:
        self.told: list[Told] = []
        self.levels: list[Level] = []
        self.blocks: list[Pcm] = []
        self.threads: set[str] = set()
        # Reentrant, because what is waited for asks the listener again.
        self._changed = threading.Condition(threading.RLock())

    def on_listening(self) -> None:
        self._note("listening")

    def on_audio(self, pcm: Pcm) -> None:
        with self._changed:
            self.threads.add(threading.current_thread().name)
            self.blocks.append(pcm)
            self._changed.notify_all()

    def on_level(self, level: Level) -> None:
        with self._changed:
            self.levels.append(level)
            self._changed.notify_all()

    def on_lost(self, reason: str) -> None:
        self._note("lost", reason)

    def on_recovered(self) -> None:
        self._note("recovered")

    def on_disk(self, told: str) -> None:
        self._note("disk", told)

    def on_exhausted(self) -> None:
        self._note("exhausted")

    @property
    def pcm(self) -> Pcm:
        with self._changed:
            return np.concatenate([np.zeros(0, np.int16), *self.blocks])

    @property
    def heard_s(self) -> float:
        return len(self.pcm) / 16_000

    def said(self, what: str) -> list[Told]:
        with self._changed:
            return [told for told in self.told if told.what == what]

    def wait(self, until: Callable[["Listener"], bool], timeout_s: float = 10.0) -> None:
        with self._changed:
            done = self._changed.wait_for(lambda: until(self), timeout_s)
            assert done, f"waited {timeout_s} s in vain; told so far: {[told.what for told in self.told]}"

    def wait_for(self, what: str, times: int = 1, timeout_s: float = 10.0) -> Told:
        """Wait until `what` was said `times` times; the last of them."""
        self.wait(lambda me: len(me.said(what)) >= times, timeout_s)
        return self.said(what)[times - 1]

    def wait_to_hear(self, seconds: float, timeout_s: float = 10.0) -> None:
        self.wait(lambda me: sum(map(len, me.blocks)) >= seconds * 16_000, timeout_s)

    def _note(self, what: str, reason: str = "") -> None:
        with self._changed:
            self.told.append(Told(what, time.monotonic(), reason))
            self._changed.notify_all()
