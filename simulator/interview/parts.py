"""The parts a session is made of, handed in by `wiring` (or by a test)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from simulator.answer.types import Analysis, Word
from simulator.audio.types import Player, Recorder, Sound
from simulator.interview.clock import Clock
from simulator.interview.mind import Mind
from simulator.probing.types import ProbeChoice
from simulator.speech.hearing.types import FullPass, Hearing
from simulator.speech.voice.types import Voice


class SessionStore(Protocol):
    """One session's folder, as far as a running session needs it. All writes are atomic; each may raise OSError."""

    @property
    def id(self) -> str: ...

    def log(self, kind: str, data: Mapping[str, Any], *, monotonic_s: float, wall: str) -> None:
        """Append one event to the journal and flush it to disk."""

    def take_path(self, take_id: str) -> Path: ...

    def save_transcript(self, take_id: str, words: Sequence[Word], *, model: str, source: str) -> None: ...

    def save_analysis(self, take_id: str, analysis: Analysis, probes: Sequence[ProbeChoice]) -> None: ...

    def correct(self, take_id: str, analysis: Analysis) -> Analysis:
        """The analysis with the candidate's own corrections of its labels applied."""

    def finish(self, wall: str) -> None:
        """Mark the session as complete."""


@dataclass(frozen=True, slots=True)
class Parts:
    """`recorder` and `hearing` are None in a typed session, `full_pass` when takes are not heard again."""

    mind: Mind
    voice: Voice
    player: Player
    clock: Clock
    store: SessionStore
    cue: Sound
    recorder: Recorder | None = None
    hearing: Hearing | None = None
    full_pass: FullPass | None = None
    sources_left: Callable[[], bool] | None = None
    """For file microphones: whether there is a file for another take."""
