"""The commands of the drill."""

from simulator.tui.commands.command import Command
from simulator.tui.commands.everywhere import Back, Choose, Move
from simulator.tui.commands.session import AskAgain, Finish, LeaveSession, Mute, Pause, Redo, Skip


class GradeAgain(Command):
    """Drill: you had no answer, or the wrong one. It comes again tomorrow."""

    keys, shown, label, action = "1", "1", "Again", "grade('again')"


class GradeHard(Command):
    """Drill: an answer came, with effort."""

    keys, shown, label, action = "2", "2", "Hard", "grade('hard')"


class GradeGood(Command):
    """Drill: a good answer came."""

    keys, shown, label, action = "3", "3", "Good", "grade('good')"


class GradeEasy(Command):
    """Drill: a good answer came without thinking. It comes again late."""

    keys, shown, label, action = "4", "4", "Easy", "grade('easy')"


class TypeInstead(Command):
    """Type the answers of the drill, or speak them."""

    keys, shown, label, action = "t,T", "T", "Typed or aloud", "type_instead"


DRILL: tuple[type[Command], ...] = (
    Finish, Redo, GradeAgain, GradeHard, GradeGood, GradeEasy, Pause, AskAgain, Skip, Mute, LeaveSession,
)  # fmt: skip
DRILLS: tuple[type[Command], ...] = (Move, Choose, TypeInstead, Back)
