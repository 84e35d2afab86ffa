"""The second, full pass over finished recordings: in a child of its own, or right here."""

import itertools
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from simulator.audio.decode import iter_audio
from simulator.audio.types import Pcm
from simulator.speech.hearing import wire
from simulator.speech.hearing.batch import BatchRecogniser
from simulator.speech.hearing.child import Child
from simulator.speech.hearing.long import hear_long
from simulator.speech.hearing.models import DEFAULT_MODEL
from simulator.speech.hearing.types import Transcript

_PATIENCE_S = 180.0
"""A 30 s window takes seconds; at low priority beside live hearing on an old machine it may take far longer."""


def transcribe(
    sound: Path | Pcm, model: str = DEFAULT_MODEL, *, utterance: str = "", recogniser: BatchRecogniser | None = None
) -> Transcript:
    """Hear a whole recording (a file, or 16 kHz mono int16 samples) in this process, at full priority.

    With many recordings hand in one `recogniser` of `model`, so that it is loaded once. Raises BadInput for a file
    that cannot be read, and what `models.locate` raises.
    """
    words, duration_s = hear_long(
        recogniser or BatchRecogniser(model), iter_audio(sound) if isinstance(sound, Path) else (sound,)
    )
    return Transcript(utterance, words, model, duration_s)


class BackgroundFullPass:
    """Implements `FullPass`. The process is started with the first recording, and anew after a failure."""

    def __init__(self, model: str = DEFAULT_MODEL, *, threads: int = 1, patience_s: float = _PATIENCE_S) -> None:
        self._model, self._threads, self._patience_s = model, threads, patience_s
        self._on_done: Callable[[Transcript], None] = lambda _transcript: None
        self._lock = threading.RLock()
        self._child: Child | None = None
        self._held = False
        self._closed = False
        self._numbers = itertools.count(1)
        self._waiting: dict[int, tuple[str, Path]] = {}
        """Submitted and not yet done, in order: the first is the one being heard."""

    @property
    def pid(self) -> int | None:
        """The process, for measuring; None when there is none."""
        child = self._child
        return child.pid if child else None

    def open(self, on_done: Callable[[Transcript], None]) -> None:
        self._on_done = on_done

    def submit(self, utterance: str, path: Path) -> None:
        with self._lock:
            number = next(self._numbers)
            self._waiting[number] = (utterance, path)
            if self._child is None:
                self._start()
            else:
                self._send(number)

    def hold(self, on: bool) -> None:
        with self._lock:
            self._held = on
            if self._child is not None:
                self._child.send(wire.pack(wire.HOLD if on else wire.GO), wants_answer=not on and bool(self._waiting))

    def close(self) -> None:
        with self._lock:
            child, self._child = self._child, None
            self._closed = True
            self._waiting.clear()
        if child is not None:
            child.kill()

    def _start(self) -> None:
        """A new process gets everything that is still waiting."""
        child = Child(
            "simulator.speech.hearing.fullpass_child",
            (self._model, self._threads),
            lambda report: self._report(child, report),
            lambda reason: self._failed(child, reason),
            self._patience_s,
            low_priority=True,
        )
        try:
            child.start()
        except OSError as error:
            self._give_up(f"the full pass could not be started ({error.strerror})")
            return
        self._child = child
        if self._held:
            child.send(wire.pack(wire.HOLD), wants_answer=False)
        for number in self._waiting:
            self._send(number)

    def _give_up(self, reason: str) -> None:
        lost = [utterance for utterance, _ in self._waiting.values()]
        self._waiting.clear()
        for utterance in lost:
            self._on_done(Transcript(utterance, (), self._model, 0.0, error=reason))

    def _send(self, number: int) -> None:
        assert self._child is not None
        order = {"number": number, "path": str(self._waiting[number][1])}
        self._child.send(wire.pack_json(wire.SUBMIT, order), wants_answer=not self._held)

    def _report(self, child: Child, report: dict[str, Any]) -> None:
        with self._lock:
            taken = self._waiting.pop(report.get("number", 0), None) if child is self._child else None
        if taken is None:
            return
        if report["type"] == "done":
            words = wire.words_from_json(report["words"])
            self._on_done(Transcript(taken[0], words, self._model, report["duration_s"]))
        else:
            self._on_done(Transcript(taken[0], (), self._model, 0.0, error=report["reason"]))

    def _failed(self, child: Child, reason: str) -> None:
        """The recording that was being heard is given up; the ones behind it are tried in a new process."""
        with self._lock:
            if child is not self._child:
                return
            self._child = None
            first = next(iter(self._waiting), None)
            lost = self._waiting.pop(first) if first is not None else None
            if self._waiting and not self._closed:
                self._start()
        if lost is not None:
            self._on_done(Transcript(lost[0], (), self._model, 0.0, error=reason))
