"""The commands of a session."""

from simulator.tui.commands.command import Command


class Finish(Command):
    """You are done with your answer. While the interviewer speaks: skip the rest of it. In the time to think: begin.
    After an answer: on to the next question.
    """

    keys, shown, label, action = "space,enter,f2,ctrl+enter", "Space", "Done", "finish"


class Pause(Command):
    """Stop the clock and the recording for a moment, or go on."""

    keys, shown, label, action = "p", "P", "Pause", "pause"


class Redo(Command):
    """Answer the same question again. The earlier take is kept."""

    keys, shown, label, action = "r", "R", "Redo", "redo"


class Skip(Command):
    """On to the next question without an answer to this one."""

    keys, shown, label, action = "s", "S", "Skip", "skip"


class AskAgain(Command):
    """Hear the question once more; your answer goes on where it was."""

    keys, shown, label, action = "a", "A", "Ask again", "ask_again"


class Hide(Command):
    """Hide the question, as in a real interview, or show it."""

    keys, shown, label, action = "h", "H", "Hide", "hide"


class Mute(Command):
    """Silence the interviewer's voice, or let it speak again."""

    keys, shown, label, action = "m", "M", "Mute", "mute"


class WhichStory(Command):
    """Which of your stories fits this question: those that suit it best, with the reasons."""

    keys, shown, label, action = "b,B", "B", "Story", "which_story"


class LeaveSession(Command):
    """Leave the session; asks first."""

    keys, shown, label, action = "escape", "Esc", "Leave", "leave"


class EndSession(Command):
    """End the session now and see its summary. Nothing that you said is lost."""

    keys, shown, label, action = "q", "Q", "End now", "end"


class SaveElsewhere(Command):
    """Save the whole session in another folder as well, with what waits in memory while the disk is full."""

    keys, shown, label, action = "ctrl+s", "Ctrl+S", "Save elsewhere", "save_elsewhere"


SESSION: tuple[type[Command], ...] = (
    Finish, Pause, Redo, Skip, AskAgain, Hide, Mute, WhichStory, LeaveSession, EndSession, SaveElsewhere,
)  # fmt: skip
