"""The commands of setting up: a session, the first steps, the settings."""

from simulator.tui.commands.command import Command
from simulator.tui.commands.everywhere import Back, Change, Move


class Begin(Command):
    """Start the session as it is set up."""

    keys, shown, label, action = "enter", "Enter", "Start", "begin"


class NextStep(Command):
    """Go on to the next step with what is chosen."""

    keys, shown, label, action = "enter", "Enter", "Next", "next_step"


class StepBefore(Command):
    """The step before this one."""

    keys, shown, label, action = "b,B", "B", "Before", "step_before"


class RecordSentence(Command):
    """Record a sentence and hear it again."""

    keys, shown, label, action = "r,R", "R", "Record", "record"


class HearVoice(Command):
    """Hear the voice that is chosen."""

    keys, shown, label, action = "h,H", "H", "Hear it", "hear_voice"


class SkipStep(Command):
    """Leave this step out."""

    keys, shown, label, action = "s,S", "S", "Skip", "skip_step"


class LeaveSteps(Command):
    """Leave the first steps. They are in the list of all commands, to be taken again."""

    keys, shown, label, action = "escape", "Esc", "Not now", "leave_steps"


class ToDefault(Command):
    """Give the marked setting its default."""

    keys, shown, label, action = "d,D,delete", "D", "Default", "to_default"


SET_UP: tuple[type[Command], ...] = (Begin, Move, Change, Back)
FIRST_STEPS: tuple[type[Command], ...] = (
    NextStep, SkipStep, RecordSentence, HearVoice, Move, Change, StepBefore, LeaveSteps,
)  # fmt: skip
SETTINGS: tuple[type[Command], ...] = (Move, Change, ToDefault, Back)
