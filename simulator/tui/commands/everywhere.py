"""The commands of every screen, and those that many screens share."""

from textual.binding import BindingType

from simulator.tui.commands.command import Command, bindings


class Help(Command):
    """The keys, and what the figures mean."""

    keys, shown, label, action = "question_mark,f1", "?", "Help", "help"


class Palette(Command):
    """All commands, by name."""

    keys, shown, label, action = "ctrl+p", "Ctrl+P", "All commands", "app.command_palette"


class QuitApp(Command):
    """Leave the program. A session that runs is ended and kept."""

    keys, shown, label, action = "ctrl+q", "Ctrl+Q", "Quit", "app.quit"


class Back(Command):
    """Back to where you came from."""

    keys, shown, label, action = "escape,q", "Esc", "Back", "back"


class Choose(Command):
    """Open what is marked."""

    keys, shown, label, action = "enter", "Enter", "Open", "choose"


class Move(Command):
    """Up and down through the list."""

    keys, shown, label, action = "", "↑↓", "Move", ""


class Change(Command):
    """The value before or after this one."""

    keys, shown, label, action = "", "←→", "Change", ""


class Scroll(Command):
    """Up and down; Page Up and Page Down by a screen."""

    keys, shown, label, action = "", "↑↓", "Scroll", ""


GLOBAL: tuple[type[Command], ...] = (Help, Palette, QuitApp)
"""Work on every screen."""


def list_bindings(*commands: type[Command]) -> list[BindingType]:
    """The keys of a screen with a list: that one takes Enter itself."""
    return bindings(*(command for command in commands if command is not Choose))
