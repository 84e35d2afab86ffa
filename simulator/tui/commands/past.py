"""The commands of the past: the list of sessions, bringing recordings in, takes side by side, progress."""

from simulator.tui.commands.command import Command
from simulator.tui.commands.everywhere import Back, Choose, Help, Move, Palette, QuitApp, Scroll
from simulator.tui.commands.summary import Compare, Replay


class Find(Command):
    """Narrow the list while you type: by title and day, and by everything that was said, asked or noted. "Words in
    quotes" stand side by side. Enter or ↓ goes to the list, “Back” shows all again.
    """

    keys, shown, label, action = "slash", "/", "Search", "find"


class Delete(Command):
    """Delete the session that is marked, with its recordings; asks first."""

    keys, shown, label, action = "d,D,delete", "D", "Delete", "delete"


class PickTake(Command):
    """Take the marked take into the comparison, or leave it out."""

    keys, shown, label, action = "space", "Space", "In or out", "pick"


class OtherPart(Command):
    """From the takes to the comparison, and back."""

    keys, shown, label, action = "", "Tab", "Takes, figures", ""


class WithDemos(Command):
    """Count the demos in, where a written candidate answered, or leave them out."""

    keys, shown, label, action = "d,D", "D", "Demos", "demos"


class DrillDue(Command):
    """Drill the follow-ups that are due."""

    keys, shown, label, action = "f,F", "F", "Drill", "drill"


class ImportRecording(Command):
    """Bring in a recording that you have, as a session like any other."""

    keys, shown, label, action = "b,B", "B", "Bring in", "bring_in"


class ImportNamed(Command):
    """Bring in the recording, or the folder of recordings, that is named."""

    keys, shown, label, action = "", "Enter", "Bring it in", "bring_in"


PAST: tuple[type[Command], ...] = (Move, Choose, Find, Replay, Compare, ImportRecording, Delete, Back)
PAST_BAR: tuple[type[Command], ...] = (
    Choose, Find, Replay, Compare, Delete, Help, Back, ImportRecording, Move, Palette, QuitApp,
)  # fmt: skip
"""The key bar: at 80 columns it ends with the help and the way back."""
BRINGING_IN: tuple[type[Command], ...] = (ImportNamed, Back)
QUESTIONS: tuple[type[Command], ...] = (Move, Choose, Back)
COMPARE: tuple[type[Command], ...] = (Move, PickTake, OtherPart, Back)
PROGRESS: tuple[type[Command], ...] = (Scroll, WithDemos, DrillDue, Back)
