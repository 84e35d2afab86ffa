"""A session as somebody looks at it: one frozen value, taken at any time, from any thread."""

from dataclasses import dataclass
from pathlib import Path

from simulator.answer.types import Analysis, LabelledSentence, Timing, Word
from simulator.archive.types import Correction
from simulator.audio.types import Level
from simulator.interview.plan import Prompt
from simulator.interview.state import Phase
from simulator.probing.types import ProbeChoice


@dataclass(frozen=True, slots=True)
class LiveReading:
    """What the words so far tell, while the candidate speaks."""

    sentences: tuple[LabelledSentence, ...] = ()
    timing: Timing | None = None
    words_per_minute: float | None = None
    """None until there is enough speech to tell."""
    cue: str = ""
    """One line of advice while speaking, empty when there is none or cues are off."""
    probe: ProbeChoice | None = None
    """What would be asked if the answer ended now."""


@dataclass(frozen=True, slots=True)
class TakeRecord:
    """One answered take. `analysis` is None for a take that was skipped, redone, or in which nothing was heard."""

    take_id: str
    prompt: Prompt
    duration_s: float
    words: tuple[Word, ...]
    analysis: Analysis | None
    probes: tuple[ProbeChoice, ...]
    audio: Path | None
    source: str
    """Where the words come from: "live", "full" (second pass), "typed", or "unknown" without a transcript."""
    kept: bool = True
    """False for a take that a later take of the same prompt replaces."""
    machine: Analysis | None = None
    """The analysis with the machine's own labels; `analysis` is this one with `corrections` applied."""
    corrections: tuple[Correction, ...] = ()
    """Sections set by hand, oldest first."""


@dataclass(frozen=True, slots=True)
class View:
    """Everything a screen shows of a session. Times in seconds; `recorded_s` is the take's own audio time."""

    phase: Phase
    prompt: Prompt | None
    question_number: int
    question_count: int
    probe_number: int
    probe_limit: int
    take_id: str
    take_number: int
    typed: bool
    muted: bool
    recorded_s: float
    committed: tuple[Word, ...]
    provisional: tuple[Word, ...]
    heard_s: float
    """How far the words reach into the take: `recorded_s - heard_s` is what hearing is behind."""
    silence_s: float
    """How long no word was heard, within a take."""
    level: Level | None
    reading: LiveReading
    records: tuple[TakeRecord, ...]
    prep_left_s: float
    notice: str
    """One line about the parts (microphone, hearing, voice), empty when all is well."""
    hearing: str
    """The model that hears, or "warming up", or why there are no captions."""
    microphone: str
    voice: str
    refining: int
    """Takes that the second pass still has to hear again."""
    disk: str = ""
    """One line about a disk that is nearly full or takes nothing, empty when all is well."""
