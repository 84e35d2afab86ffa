"""The commands of the pages and cards to learn from."""

from simulator.tui.commands.command import Command
from simulator.tui.commands.drill import GradeAgain, GradeEasy, GradeGood, GradeHard
from simulator.tui.commands.everywhere import Back, Choose, Move, Scroll
from simulator.tui.commands.summary import StopPlaying


class HearGood(Command):
    """Hear the good answer."""

    keys, shown, label, action = "g,G", "G", "Hear good", "hear('good')"


class HearBad(Command):
    """Hear the weak answer to the same question."""

    keys, shown, label, action = "b,B", "B", "Hear weak", "hear('bad')"


class CheckYourself(Command):
    """Cards to check yourself with: those of this page, or all that are due."""

    keys, shown, label, action = "c,C", "C", "Cards", "check"


class NextPage(Command):
    """The page after this one."""

    keys, shown, label, action = "n,N,right", "N", "Next", "turn(1)"


class PageBefore(Command):
    """The page before this one."""

    keys, shown, label, action = "left", "←", "Before", "turn(-1)"


class ShowAnswer(Command):
    """Show the answer of the card, when you have said yours."""

    keys, shown, label, action = "space,enter", "Space", "Answer", "show_answer"


LEARN: tuple[type[Command], ...] = (Move, Choose, CheckYourself, Back)
PAGE: tuple[type[Command], ...] = (HearGood, HearBad, CheckYourself, NextPage, Back, Scroll, StopPlaying, PageBefore)
CARDS: tuple[type[Command], ...] = (ShowAnswer, GradeAgain, GradeHard, GradeGood, GradeEasy, Back)
