"""The parts a session is made of, handed in by `wiring` (or by a test)."""

from collections.abc import Callable
from dataclasses import dataclass

from simulator.archive.folder import SessionFolder
from simulator.audio.types import Player, Recorder, Sound
from simulator.interview.clock import Clock
from simulator.interview.mind import Mind
from simulator.speech.hearing.types import FullPass, Hearing
from simulator.speech.voice.types import Voice


@dataclass(frozen=True, slots=True)
class Parts:
    """`recorder` and `hearing` are None in a typed session, `full_pass` when takes are not heard again."""

    mind: Mind
    voice: Voice
    player: Player
    clock: Clock
    folder: SessionFolder
    cue: Sound
    recorder: Recorder | None = None
    hearing: Hearing | None = None
    full_pass: FullPass | None = None
    sources_left: Callable[[], bool] | None = None
    """For file microphones: whether there is a file for another take."""
