"""What the four first steps say and offer: pure."""

from collections.abc import Sequence
from datetime import date, timedelta

from textual.content import Content

from simulator.audio.sound_check import SoundCheck
from simulator.audio.types import LevelVerdict
from simulator.today.told import day_name
from simulator.tui.commands.everywhere import Change, Help, Move
from simulator.tui.commands.session import Finish
from simulator.tui.commands.set_up import HearVoice, LeaveSteps, NextStep, RecordSentence, SkipStep, StepBefore
from simulator.tui.text import join, one_line
from simulator.tui.widgets.choice_row import Option
from simulator.tui.widgets.key_bar import Key

STEPS = ("Can you be heard?", "The interviewer's voice", "What are you preparing for?", "A first answer")
SOUND, VOICE, GOAL, ANSWER = range(len(STEPS))
STORY_PLAN = "one-question"
"""A plan whose question asks for a story: an opinion has no lane."""
SAMPLE = "Hello. Tell me about a time you did something that nobody had asked you to do."
TYPED = "There is no microphone, so you type it: the lane grows all the same."
_FURTHEST_DAYS = 90
_VERDICTS: dict[LevelVerdict, tuple[str, str]] = {
    "good": ("✓ You are heard well. ", "bold $success"),
    "quiet": ("! Too quiet. ", "bold $warning"),
    "clipping": ("! Too loud. ", "bold $warning"),
    "zeros": ("! No sound at all. ", "bold $error"),
}


def about(step: int) -> str:
    """What a step is for, and how."""
    texts = {
        SOUND: f"{RecordSentence.key_shown()}, then say a sentence, as you would to an interviewer. You hear it "
        "again right away; it is not kept.",
        VOICE: f"←→ changes it, {HearVoice.key_shown()} speaks a sentence.",
        GOAL: "Questions, follow-ups and the plan for each day go by it. ←→ changes a line, ↑↓ goes from one to "
        "the next.",
        ANSWER: "One question, and about a minute for your answer. Watch the lane grow: S and T short, A long, R at "
        f"the end. {Finish.key_shown()} when you are done; then you see what was heard.",
    }
    return texts[step]


def keys(step: int) -> tuple[Key, ...]:
    """The keys of most use in a step."""
    own: dict[int, tuple[Key, ...]] = {
        SOUND: ((RecordSentence, "record"), (NextStep, "next")),
        VOICE: ((HearVoice, "hear it"), (Change, "change"), (NextStep, "next")),
        GOAL: ((Change, "change"), (Move, "move"), (NextStep, "next")),
        ANSWER: ((NextStep, "begin"),),
    }
    before: tuple[Key, ...] = ((StepBefore, "before"),) if step else ()
    return (*own[step], (SkipStep, "skip"), *before, (LeaveSteps, "not now"), (Help, "help"))


def verdict(found: SoundCheck) -> Content:
    """What the recording says, and what to do."""
    again = "" if found.verdict == "good" else f" {RecordSentence.key_shown()} tries again."
    return join(
        _VERDICTS[found.verdict], f"{one_line(found.advice)}{again}", (f"  ({one_line(found.device)})", "$quiet")
    )


def days(today: date) -> Sequence[Option[date | None]]:
    """No day yet, or one of the next three months."""
    names = {0: "today", 1: "tomorrow"}
    offered: list[Option[date | None]] = [
        Option(None, "not known yet", "a steady twenty minutes a day; it can be set at any time")
    ]
    for number in range(_FURTHEST_DAYS + 1):
        day = today + timedelta(days=number)
        away = names.get(number, f"in {number} days")
        offered.append(Option(day, f"{day_name(day)} ({away})", "today's plan is made towards it"))
    return offered
