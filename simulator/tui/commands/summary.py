"""The commands of a session's summary."""

from simulator.tui.commands.command import Command
from simulator.tui.commands.everywhere import Back, Move


class Play(Command):
    """Play the piece of your answer that is marked."""

    keys, shown, label, action = "", "Enter", "Play", "play"


class Replay(Command):
    """Hear the session again, both voices, with the word that is being said."""

    keys, shown, label, action = "p,P", "P", "Replay", "replay"


class WriteReport(Command):
    """Write the session as a page with its sound, to keep or to send; it says where."""

    keys, shown, label, action = "w,W", "W", "Write report", "write_report"


class TellStory(Command):
    """Say which of your stories this answer was, or make a new one of it."""

    keys, shown, label, action = "b,B", "B", "Story", "tell_story"


class StopPlaying(Command):
    """Stop the playback."""

    keys, shown, label, action = "s", "S", "Stop", "stop_playing"


class Compare(Command):
    """Put takes of the same question side by side."""

    keys, shown, label, action = "v,V", "V", "Compare", "compare"


class EarlierAnswer(Command):
    """The answer before this one."""

    keys, shown, label, action = "left", "←", "Earlier", "earlier"


class LaterAnswer(Command):
    """The answer after this one."""

    keys, shown, label, action = "right", "→", "Later", "later"


class OtherAnswer(Command):
    """The answer before or after this one."""

    keys, shown, label, action = "", "←→", "Answer", ""


class Correct(Command):
    """Correct the section of a sentence, or where a section begins. The machine's own labels are kept beside yours."""

    keys, shown, label, action = "c,C", "C", "Correct", "correct"


SUMMARY: tuple[type[Command], ...] = (
    Move, Play, Replay, Correct, Compare, EarlierAnswer, LaterAnswer, Back, TellStory, StopPlaying, WriteReport,
)  # fmt: skip
