"""Live hearing in a process of its own: the program feeds sound, events come back."""

import itertools
import struct
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from simulator.answer.types import Word
from simulator.audio.types import Pcm
from simulator.speech.hearing import wire
from simulator.speech.hearing.child import Child
from simulator.speech.hearing.models import DEFAULT_MODEL
from simulator.speech.hearing.types import Caption, FinalWords, HearingEvent, HearingFailed, HearingReady

_PATIENCE_S = 30.0
"""A window takes well under a second; loading the model from a slow disk takes a few."""
THREADS = 1
"""Of live hearing: on windows this short a second thread costs a quarter more processor time, and the program has the
other core."""


@dataclass(slots=True)
class _Take:
    """An utterance that was begun and not yet answered with its final words."""

    utterance: str
    committed: list[Word] = field(default_factory=list)


class LiveHearing:
    """Implements `Hearing`. After a failure the next `begin` starts a new process, which hears from there on."""

    def __init__(self, model: str = DEFAULT_MODEL, *, patience_s: float = _PATIENCE_S) -> None:
        """A silence of `patience_s` seconds counts as hung."""
        self._model, self._patience_s = model, patience_s
        self._on_event: Callable[[HearingEvent], None] = lambda _event: None
        self._lock = threading.RLock()
        self._child: Child | None = None
        self._numbers = itertools.count(1)
        self._takes: dict[int, _Take] = {}
        self._open: int | None = None

    @property
    def pid(self) -> int | None:
        """The hearing process, for measuring its memory and time; None when there is none."""
        child = self._child
        return child.pid if child else None

    def open(self, on_event: Callable[[HearingEvent], None]) -> None:
        self._on_event = on_event
        with self._lock:
            self._start()

    def begin(self, utterance: str) -> None:
        with self._lock:
            self.drop()
            child = self._child or self._start()
            if child is not None:
                number = next(self._numbers)
                self._takes[number] = _Take(utterance)
                self._open = number
                child.send(wire.pack(wire.BEGIN, struct.pack("<I", number)), wants_answer=False)

    def feed(self, pcm: Pcm) -> None:
        with self._lock:
            if self._child is not None and self._open is not None:
                self._child.send(wire.pack(wire.AUDIO, pcm.tobytes()))

    def finish(self) -> None:
        with self._lock:
            if self._child is not None and self._open is not None:
                self._open = None
                self._child.send(wire.pack(wire.FINISH))

    def drop(self) -> None:
        with self._lock:
            if self._open is not None:
                self._takes.pop(self._open, None)
                self._open = None
                if self._child is not None:
                    self._child.send(wire.pack(wire.DROP), wants_answer=False)

    def close(self) -> None:
        with self._lock:
            child, self._child = self._child, None
            self._takes.clear()
            self._open = None
        if child is not None:
            child.kill()

    def _start(self) -> Child | None:
        child = Child(
            "simulator.speech.hearing.live_child",
            (self._model, THREADS),
            lambda report: self._report(child, report),
            lambda reason: self._failed(child, reason),
            self._patience_s,
        )
        try:
            child.start()
        except OSError as error:
            self._on_event(HearingFailed(None, f"the hearing process could not be started ({error.strerror})"))
            return None
        self._child = child
        return child

    def _report(self, child: Child, report: dict[str, Any]) -> None:
        with self._lock:
            event = self._event(report) if child is self._child else None
        if event is not None:
            self._on_event(event)

    def _event(self, report: dict[str, Any]) -> HearingEvent | None:
        """None for signs of life, and for what is said about an utterance that was dropped meanwhile."""
        kind = report["type"]
        if kind == "ready":
            return HearingReady(report["model"])
        take = self._takes.get(report.get("take", 0))
        if take is None:
            return None
        take.committed.extend(wire.words_from_json(report["committed"]))
        committed = tuple(take.committed)
        if kind == "final":
            del self._takes[report["take"]]
            return FinalWords(take.utterance, committed)
        return Caption(take.utterance, committed, wire.words_from_json(report["provisional"]), report["heard_s"])

    def _failed(self, child: Child, reason: str) -> None:
        with self._lock:
            if child is not self._child:
                return
            self._child, self._open = None, None
            lost = [take.utterance for take in self._takes.values()]
            self._takes.clear()
        for utterance in lost:
            self._on_event(HearingFailed(utterance, reason))
        if not lost:
            self._on_event(HearingFailed(None, reason))
