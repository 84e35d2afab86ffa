"""Ears for typed answers: the same calls as `Ears`, with words from a text and estimated times."""

import threading
from collections.abc import Callable
from pathlib import Path

from simulator.audio.types import Level
from simulator.interview import events as ev
from simulator.interview.ears import Heard
from simulator.interview.mind import Mind


class TypedEars:
    """The duration of a typed answer is what it would take to say it, not the time spent typing."""

    status = "typed"
    model = "typed"
    microphone = "keyboard"

    def __init__(self, mind: Mind, post: Callable[[ev.Event], None], *, on_words: Callable[[Heard], None]) -> None:
        self._mind, self._post, self._on_words = mind, post, on_words
        self._lock = threading.Lock()
        self._heard = Heard()

    def open(self) -> None:
        """Nothing to open: a keyboard is always there."""

    def begin(self, take_id: str, path: Path) -> None:  # noqa: ARG002 - no audio is written
        with self._lock:
            self._heard = Heard(take_id)

    def type_text(self, text: str) -> None:
        """The whole text so far; it may have been edited anywhere."""
        words = self._mind.words_of(text)
        end_s = words[-1].end_s if words else 0.0
        with self._lock:
            self._heard = Heard(self._heard.take_id, end_s, end_s, words)
            heard = self._heard
        self._on_words(heard)

    def pause(self) -> None:
        """A typed answer is always at rest."""

    resume = pause

    def end(self, take_id: str, *, keep_words: bool) -> None:
        heard = self.heard()
        self._post(ev.TakeEnded(take_id, heard.recorded_s))
        if keep_words:
            self._post(ev.WordsFinal(take_id, heard.words))

    def heard(self) -> Heard:
        with self._lock:
            return self._heard

    def unsaved(self) -> tuple[()]:
        """Nothing is recorded."""
        return ()

    def level(self) -> Level | None:
        return None

    def close(self) -> None:
        """Nothing to close."""
