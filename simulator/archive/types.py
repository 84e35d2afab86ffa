"""What the archive keeps of a session, as values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from simulator.answer.types import Analysis, Section, Word
from simulator.probing.types import ProbeChoice

Heard = Literal["live", "full"]
Where = Literal["said", "asked", "noted"]
SessionState = Literal["finished", "cut off", "in use", "unreadable"]


@dataclass(frozen=True, slots=True)
class SessionMeta:
    """What is in session.json. `started`, `ended`: ISO wall times with offset; `ended` None: not yet over."""

    title: str
    started: str
    ended: str | None
    plan: Mapping[str, Any]
    settings: Mapping[str, Any]
    versions: Mapping[str, str]
    models: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class StoredTranscript:
    """The words of a take, which model heard them, and whether live or in the full pass afterwards."""

    take_id: str
    words: tuple[Word, ...]
    model: str
    heard: Heard


@dataclass(frozen=True, slots=True)
class StoredAnalysis:
    """A take as the machine analysed it (corrections apart), and the probes chosen from that, best first."""

    take_id: str
    analysis: Analysis
    probes: tuple[ProbeChoice, ...]


@dataclass(frozen=True, slots=True)
class Correction:
    """A section set by hand, anchored by the time and the words of the sentence as they were when corrected."""

    start_s: float
    end_s: float
    section: Section
    text: str = ""


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A moment of a take to come back to, with what was noted about it; `note` may be empty."""

    at_s: float
    note: str = ""


@dataclass(frozen=True, slots=True)
class Marks:
    """What a person put on a take while replaying it. At most one take of a turn is the `best`."""

    bookmarks: tuple[Bookmark, ...] = ()
    best: bool = False


NO_MARKS = Marks()


@dataclass(frozen=True, slots=True)
class SessionSummary:
    """One line of the list of sessions.

    `seconds_spoken`, `action_share`, `flags` and `questions` count one take of each turn: the one marked as best, else
    the last. `action_share` is that of the answers to main questions together, None where there is no analysis;
    `questions` is how many those are. `problem` says what is wrong, empty when nothing is.
    """

    id: str
    started: str
    title: str
    seconds_spoken: float
    action_share: float | None
    flags: int
    takes: int
    state: SessionState
    problem: str = ""
    questions: int = 0


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence or a note. `at_s`: seconds into the audio of its take."""

    text: str
    at_s: float


@dataclass(frozen=True, slots=True)
class Spoken:
    """One take: what was asked, what was answered, and what was noted about it by hand."""

    take_id: str
    asked: str
    said: tuple[Said, ...]
    noted: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A sentence that was found. `marks` are where in `text` the words are (begin, end).

    `where`: in the answer, in the question or in a note of one's own. `at_s` is its time in the audio of the take, of a
    question the beginning.
    """

    session_id: str
    started: str
    title: str
    take_id: str
    question: str
    where: Where
    text: str
    marks: tuple[tuple[int, int], ...]
    at_s: float


@dataclass(frozen=True, slots=True)
class Found:
    """`hits`: the newest session first, the sentences of an answer in order. `sessions`: id → how many answers."""

    hits: tuple[Hit, ...] = ()
    sessions: Mapping[str, int] = field(default_factory=dict)

    @property
    def answers(self) -> int:
        """In how many answers it was found, shown or not."""
        return sum(self.sessions.values())


@dataclass(frozen=True, slots=True)
class RecoveredSession:
    """A session that was cut off, as found. `unheard` are the takes with audio but no transcript from the full pass.

    `repaired` are those whose WAV header did not fit the audio and was mended; `problems` are lines for the person.
    """

    id: str
    title: str
    started: str
    takes: tuple[str, ...]
    unheard: tuple[str, ...]
    repaired: tuple[str, ...]
    problems: tuple[str, ...]
