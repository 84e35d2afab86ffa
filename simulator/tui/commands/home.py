"""The commands of the first screen, and of what there is to do today."""

from simulator.tui.commands.command import Command
from simulator.tui.commands.everywhere import Back, Choose, Move


class ShowToday(Command):
    """What to do today towards your interview, and why."""

    keys, shown, label, action = "t,T", "T", "Today", "today"


class ShowSettings(Command):
    """Everything that can be set."""

    keys, shown, label, action = "comma", ",", "Settings", "settings"


class QuitHome(Command):
    """Leave the program."""

    keys, shown, label, action = "q", "Q", "Quit", "app.quit"


class SetDate(Command):
    """Say when your interview is: 2026-12-05, how many days are left, or none."""

    keys, shown, label, action = "d,D", "D", "Date", "set_date"


HOME: tuple[type[Command], ...] = (Move, Choose, ShowToday, ShowSettings, QuitHome)
TODAY: tuple[type[Command], ...] = (Move, Choose, SetDate, Back)
