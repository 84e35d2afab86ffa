"""The commands while a sentence is corrected."""

from simulator.tui.commands.command import Command


class ToSituation(Command):
    """Correcting: the marked sentence tells the situation."""

    keys, shown, label, action = "s,S", "S", "Situation", "set_section('S')"


class ToTask(Command):
    """Correcting: the marked sentence tells the task."""

    keys, shown, label, action = "t,T", "T", "Task", "set_section('T')"


class ToAction(Command):
    """Correcting: the marked sentence tells what you did."""

    keys, shown, label, action = "a,A", "A", "Action", "set_section('A')"


class ToResult(Command):
    """Correcting: the marked sentence tells what came of it."""

    keys, shown, label, action = "r,R", "R", "Result", "set_section('R')"


class ToLesson(Command):
    """Correcting: the marked sentence tells what you learned."""

    keys, shown, label, action = "l,L", "L", "Lesson", "set_section('L')"


class ToOther(Command):
    """Correcting: the marked sentence is talk about the talk."""

    keys, shown, label, action = "o,O", "O", "Other", "set_section('O')"


class BeginEarlier(Command):
    """Correcting: the section of the marked sentence begins one sentence earlier (also <)."""

    keys, shown, label, action = "left_square_bracket,less_than_sign", "[", "Earlier", "begin_earlier"


class BeginLater(Command):
    """Correcting: the section of the marked sentence begins one sentence later (also >)."""

    keys, shown, label, action = "right_square_bracket,greater_than_sign", "]", "Later", "begin_later"


class TakeBack(Command):
    """Correcting: take back the last correction of this answer."""

    keys, shown, label, action = "u,U", "U", "Take back", "take_back"


class TakeBackAll(Command):
    """Correcting: take back every correction of this answer; asks first."""

    keys, shown, label, action = "x,X", "X", "All back", "take_back_all"


class LeaveCorrecting(Command):
    """Correcting: leave it as it is now."""

    keys, shown, label, action = "escape,c,C", "Esc", "Done", "leave_correcting"


CORRECTING: tuple[type[Command], ...] = (
    BeginEarlier, BeginLater, TakeBack, TakeBackAll, LeaveCorrecting,
    ToSituation, ToTask, ToAction, ToResult, ToLesson, ToOther,
)  # fmt: skip
"""On the summary, while a sentence is corrected; they go before the keys of the screen."""
