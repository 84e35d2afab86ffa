"""Everything that can happen in a session. Events are journalled as they are, and a state is a replay of them.

Names are in the past tense for what the parts report and in the imperative for what the candidate asks.
"""

from dataclasses import dataclass
from typing import Literal

from simulator.answer.types import Word
from simulator.interview.plan import SessionPlan
from simulator.probing.types import ProbeChoice

# ---- what the candidate asks ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Start:
    plan: SessionPlan
    kind: Literal["start"] = "start"


@dataclass(frozen=True, slots=True)
class Finish:
    """The candidate is done (Space or Enter); between two questions: go on; in the time to think: begin.

    `behind_s` is what hearing was behind at the key.
    """

    behind_s: float = 0.0
    kind: Literal["finish"] = "finish"


@dataclass(frozen=True, slots=True)
class Pause:
    """Pause, or go on after a pause."""

    kind: Literal["pause"] = "pause"


@dataclass(frozen=True, slots=True)
class Redo:
    """Answer the same prompt again; the earlier take is kept."""

    kind: Literal["redo"] = "redo"


@dataclass(frozen=True, slots=True)
class Skip:
    kind: Literal["skip"] = "skip"


@dataclass(frozen=True, slots=True)
class AskAgain:
    kind: Literal["ask_again"] = "ask_again"


@dataclass(frozen=True, slots=True)
class Mute:
    """Mute the interviewer's voice, or let it speak again."""

    kind: Literal["mute"] = "mute"


@dataclass(frozen=True, slots=True)
class Leave:
    kind: Literal["leave"] = "leave"


# ---- what the parts report -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Spoken:
    """The interviewer has finished speaking, was stopped, or had no voice (`failure` says why)."""

    turn: int
    failure: str = ""
    kind: Literal["spoken"] = "spoken"


@dataclass(frozen=True, slots=True)
class TimeUp:
    """A timer that the state machine set has run out."""

    timer: str
    turn: int
    take: int
    kind: Literal["time_up"] = "time_up"


@dataclass(frozen=True, slots=True)
class FirstBlock:
    """The first block of the take is on disk: the microphone listens."""

    take_id: str
    kind: Literal["first_block"] = "first_block"


@dataclass(frozen=True, slots=True)
class TakeEnded:
    """The recording of a take is complete on disk, but for the last `waiting_s`, which wait in memory for it.

    `gaps`: (at_s, lost_s) while the device was gone.
    """

    take_id: str
    duration_s: float
    dropped_frames: int = 0
    gaps: tuple[tuple[float, float], ...] = ()
    waiting_s: float = 0.0
    kind: Literal["take_ended"] = "take_ended"


@dataclass(frozen=True, slots=True)
class WordsFinal:
    """The live words of a take, complete."""

    take_id: str
    words: tuple[Word, ...]
    kind: Literal["words_final"] = "words_final"


@dataclass(frozen=True, slots=True)
class ProbesChosen:
    """What to ask next about the story, best first; empty when nothing is left to ask."""

    take_id: str
    probes: tuple[ProbeChoice, ...]
    words: int
    """How many words the choice was made from; 0 when nothing was heard."""
    kind: Literal["probes_chosen"] = "probes_chosen"


@dataclass(frozen=True, slots=True)
class SourceExhausted:
    """A file microphone has played its file to the end, or has no file left (`more` False)."""

    more: bool
    kind: Literal["source_exhausted"] = "source_exhausted"


@dataclass(frozen=True, slots=True)
class MicrophoneLost:
    reason: str
    kind: Literal["microphone_lost"] = "microphone_lost"


@dataclass(frozen=True, slots=True)
class MicrophoneBack:
    kind: Literal["microphone_back"] = "microphone_back"


@dataclass(frozen=True, slots=True)
class DiskTold:
    """What there is to say about the disk; empty when all that waited for it is written."""

    told: str
    kind: Literal["disk_told"] = "disk_told"


@dataclass(frozen=True, slots=True)
class HearingLost:
    """Transcription has stopped; recording goes on."""

    reason: str
    kind: Literal["hearing_lost"] = "hearing_lost"


@dataclass(frozen=True, slots=True)
class HearingBack:
    model: str
    kind: Literal["hearing_back"] = "hearing_back"


@dataclass(frozen=True, slots=True)
class Refined:
    """The second, full pass has replaced a take's words in the archive (`error` when it could not)."""

    take_id: str
    words: int
    error: str = ""
    kind: Literal["refined"] = "refined"


Event = (
    Start
    | Finish
    | Pause
    | Redo
    | Skip
    | AskAgain
    | Mute
    | Leave
    | Spoken
    | TimeUp
    | FirstBlock
    | TakeEnded
    | WordsFinal
    | ProbesChosen
    | SourceExhausted
    | MicrophoneLost
    | MicrophoneBack
    | DiskTold
    | HearingLost
    | HearingBack
    | Refined
)
Command = Finish | Pause | Redo | Skip | AskAgain | Mute | Leave
