"""Where a session stands: a frozen value, and the waits that the state machine is built on."""

from dataclasses import dataclass
from typing import Literal

from simulator.interview.plan import Prompt, SessionPlan

Phase = Literal[
    "waiting",  # not started
    "asking",  # the interviewer speaks; the microphone is deaf
    "preparing",  # time to think
    "opening",  # the microphone is being opened
    "listening",  # the candidate speaks
    "paused",
    "finishing",  # the last words are being heard, the next probe chosen
    "silent",  # nothing was heard in the take
    "between",  # an answer is complete; the next question waits for the candidate
    "finished",
]

HOLD_OFF_S = 0.25
"""After the interviewer's last sample the room still rings: the microphone stays deaf that long."""
WORDS_DEADLINE_S = 0.2
"""After the key the probe waits this long for the last words, so that it sounds within 0.3 s."""
UNATTENDED_DEADLINE_S = 120.0
"""With nobody waiting (files, the demo) all words are worth waiting for."""
BEHIND_S = 1.5
"""When hearing is further behind than this, a probe from the words so far could miss the point …"""
CATCH_UP_S = 4.0
"""… so it may take up to this long to catch up."""


@dataclass(frozen=True, slots=True)
class State:
    """Where a session stands. `turn` counts prompts asked, `take` the takes of this prompt, both from 1."""

    phase: Phase = "waiting"
    plan: SessionPlan | None = None
    question: int = -1
    """Index of the main question in the plan."""
    prompt: Prompt | None = None
    previous: tuple[Prompt, int, int] | None = None
    """The prompt before a probe, its turn and take: what Redo goes back to while the probe is being asked."""
    turn: int = 0
    take: int = 0
    turns: int = 0
    """Turns given out so far: numbers are never used twice, also after going back."""
    asked: tuple[str, ...] = ()
    """Probe families asked about this story."""
    replaced: tuple[str, ...] = ()
    """Takes that a later take of the same prompt replaces."""
    muted: bool = False
    interrupted: bool = False
    """The take is open but deaf while the prompt is asked again."""
    words_final: bool = False
    """All words of the take have arrived."""
    choosing: bool = False
    deaf: bool = False
    """Hearing is gone: recording goes on, words come later from the second pass."""
    more_sources: bool = True
    notice: str = ""
    disk: str = ""
    """What there is to say about the disk, empty when all is well."""
    takes_of: tuple[tuple[int, int], ...] = ()
    """(turn, takes begun) for every turn: a take id is never used twice."""

    @property
    def take_id(self) -> str:
        """The folder of the current take; empty before the first."""
        if not self.take:
            return ""
        name = f"turn-{self.turn:02d}"
        return name if self.take == 1 else f"{name}-take-{self.take}"

    @property
    def probes_asked(self) -> int:
        return len(self.asked)
