"""What an import works with, as it is handed in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from simulator.answer.types import Level, Word
from simulator.archive.store import Archive
from simulator.audio.types import Pcm
from simulator.content.models import Question
from simulator.importing.sound import Blocks
from simulator.interview.clock import Clock
from simulator.interview.mind import Mind
from simulator.speech.hearing.voice_activity import VoiceActivity

Hear = Callable[[Pcm, Callable[[float], None]], tuple[Word, ...]]
"""All words of a sound; the second argument is told the share (0–1) that is done."""


@dataclass(frozen=True, slots=True)
class Parts:
    """`voice`, `mind` and `hear` may load models at their first call, which raises MissingPart or BadInput."""

    archive: Archive
    clock: Clock
    blocks: Blocks
    declared_s: Callable[[Path], float | None]
    """How long a file says it is, None where it does not tell."""
    voice: Callable[[], VoiceActivity]
    hear: Hear
    model: str
    """The name of what hears."""
    mind: Callable[[], Mind]
    question: Callable[[str], Question]
    """The question with this text, or of this id."""
    settings: Mapping[str, Any]
    versions: Mapping[str, str]
    level: Level
    company: str | None
    probes: int
    """How often a question is followed up when it is asked again."""
    keep_audio: bool
    """False: the session keeps only the words, once its answers were heard."""
