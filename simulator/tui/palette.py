"""What the palette of all commands offers on a screen."""

from collections.abc import Iterable
from functools import partial

from textual.app import App, SystemCommand
from textual.screen import Screen

from simulator.tui.screens.base import AppScreen
from simulator.tui.theme import DARK, LIGHT


def system_commands(app: App[int], screen: Screen[object]) -> Iterable[SystemCommand]:
    """Every command of the screen, then Textual's own."""
    if isinstance(screen, AppScreen):
        for command in (*screen.COMMANDS_HERE, *screen.GLOBAL_HERE):
            if command.action and not command.action.startswith("app.command"):
                run = partial(app.run_action, command.action, screen)
                yield SystemCommand(f"{command.label} ({command.shown})", command.help(), run)
    yield SystemCommand("Dark colours", "Light letters on a dark ground", partial(_use_theme, app, DARK.name))
    yield SystemCommand("Light colours", "Dark letters on a light ground", partial(_use_theme, app, LIGHT.name))
    yield SystemCommand("All themes", "Choose other colours", app.action_change_theme)


def _use_theme(app: App[int], name: str) -> None:
    app.theme = name
