"""What the state machine wants done. Only `interview/session.py` carries effects out."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Say:
    """Let the interviewer speak; `Spoken(turn)` must follow, whatever happens."""

    text: str
    turn: int


@dataclass(frozen=True, slots=True)
class StopSaying:
    pass


@dataclass(frozen=True, slots=True)
class SetTimer:
    """`TimeUp(name, turn, take)` after `seconds`."""

    name: str
    seconds: float
    turn: int
    take: int


@dataclass(frozen=True, slots=True)
class BeginTake:
    """Open the ears: a recording `take_id`, its words live. `FirstBlock` follows."""

    take_id: str


@dataclass(frozen=True, slots=True)
class SoundCue:
    pass


@dataclass(frozen=True, slots=True)
class PauseTake:
    pass


@dataclass(frozen=True, slots=True)
class ResumeTake:
    pass


@dataclass(frozen=True, slots=True)
class EndTake:
    """Complete the recording. With `keep_words` its words are wanted: `TakeEnded` and `WordsFinal` follow."""

    take_id: str
    keep_words: bool = True


@dataclass(frozen=True, slots=True)
class ChooseProbes:
    """Analyse the take with the words at hand; `ProbesChosen` follows."""

    take_id: str


@dataclass(frozen=True, slots=True)
class EndSession:
    """Everything asked is done: complete the archive."""

    reason: str


Effect = (
    Say | StopSaying | SetTimer | BeginTake | SoundCue | PauseTake | ResumeTake | EndTake | ChooseProbes | EndSession
)
