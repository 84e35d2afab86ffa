"""What hearing tells the rest of the program, and what it is asked."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from simulator.answer.types import Word
from simulator.audio.types import Pcm


@dataclass(frozen=True, slots=True)
class HearingReady:
    """The model is loaded and warm; `model` is its name."""

    model: str


@dataclass(frozen=True, slots=True)
class Caption:
    """Live words of an utterance: `committed` are all final ones so far, `provisional` may still change."""

    utterance: str
    committed: tuple[Word, ...]
    provisional: tuple[Word, ...]
    heard_s: float
    """How far into the utterance's audio these words reach."""


@dataclass(frozen=True, slots=True)
class FinalWords:
    """All live words of an utterance after `finish`."""

    utterance: str
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class HearingFailed:
    """Hearing has stopped; the audio on disk is not touched. `reason` is one line for the screen."""

    utterance: str | None
    reason: str


HearingEvent = HearingReady | Caption | FinalWords | HearingFailed


class Hearing(Protocol):
    """Live hearing in its own process. Events arrive on a reader thread, in order."""

    def open(self, on_event: Callable[[HearingEvent], None]) -> None:
        """Start the process and warm the model; returns at once, `HearingReady` or `HearingFailed` follows."""

    def begin(self, utterance: str) -> None:
        """A new utterance starts; blocks fed from now on are its audio, from time 0."""

    def feed(self, pcm: Pcm) -> None: ...

    def finish(self) -> None:
        """No more audio: `FinalWords` follows."""

    def drop(self) -> None:
        """Forget the current utterance; no `FinalWords` follows."""

    def close(self) -> None:
        """End the process within a second, also in mid-inference."""


@dataclass(frozen=True, slots=True)
class Transcript:
    """The second, full pass over an answer. `error` is set (and `words` empty) when it could not be done."""

    utterance: str
    words: tuple[Word, ...]
    model: str
    duration_s: float
    error: str = ""


class FullPass(Protocol):
    """Hears finished recordings again in full, in a low-priority process, one after the other."""

    def open(self, on_done: Callable[[Transcript], None]) -> None: ...

    def submit(self, utterance: str, path: Path) -> None: ...

    def hold(self, on: bool) -> None:
        """While held (the candidate is speaking) no new window is decoded."""

    def close(self) -> None: ...
