"""What the streaming logic asks of a speech recogniser, and what it is given."""

from dataclasses import dataclass
from typing import Protocol

from simulator.answer.types import Word
from simulator.speech.hearing.voice_activity import Samples


@dataclass(frozen=True, slots=True, eq=False)
class Window:
    """A stretch of sound to be recognised. `prefix` are words at its start that are already certain."""

    audio: Samples
    prefix: tuple[str, ...] = ()
    context: str = ""
    """What was said just before the window."""
    final: bool = False
    """Whether the words will be taken as they are: worth more care than those of a redraw."""
    has_more: bool = False
    """Whether so much voice follows the prefix that there must be words. A decoder likes to end after a full stop."""


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """The words after the prefix, timed in seconds from the window's start."""

    words: tuple[Word, ...]
    probability: float = 1.0
    """Geometric mean of the token probabilities (0–1)."""
    no_speech: float = 0.0
    """The model's own guess that nobody speaks (0–1)."""
    looped: bool = False
    """Whether the decoder ran in circles; the words are those before it did."""


class Recogniser(Protocol):
    def recognise(self, window: Window) -> Hypothesis: ...
