"""What all screens share: fitting the terminal, the key bar, and one line when there is no room."""

from collections.abc import Iterable
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget

from simulator.tui.commands.command import Command, bindings
from simulator.tui.commands.everywhere import GLOBAL
from simulator.tui.widgets.key_bar import KeyBar
from simulator.tui.widgets.line import Line

MIN_WIDTH, MIN_HEIGHT = 40, 10
"""Under this nothing useful can be shown."""
NARROW, WIDE = 70, 110
FLAT, SHORT, TALL = 15, 22, 34


class AppScreen(Screen[None]):
    """A screen with commands. Subclasses give `COMMANDS_HERE`, their `BINDINGS`, and `body`."""

    ABOUT: ClassVar[str] = ""
    """What the screen is for, in a sentence or two: the beginning of its help."""
    COMMANDS_HERE: ClassVar[tuple[type[Command], ...]] = ()
    KEYS_SHOWN: ClassVar[tuple[type[Command], ...]] = ()
    """The key bar, most used first; empty: the commands in their order, then those of every screen."""
    AUTO_FOCUS = ""
    """Screens focus what they mean to: a hidden text field must not swallow keys."""
    GLOBAL_HERE: ClassVar[tuple[type[Command], ...]] = GLOBAL
    BINDINGS = bindings(*GLOBAL)

    def compose(self) -> ComposeResult:
        yield Line(Content("Make me larger"), id="too-small")
        yield from self.body()
        yield KeyBar(self.KEYS_SHOWN or (*self.COMMANDS_HERE, *GLOBAL))

    def body(self) -> Iterable[Widget]:
        raise NotImplementedError

    def on_resize(self, event: events.Resize) -> None:
        self._fit(event.size.width, event.size.height)

    def on_screen_resume(self) -> None:
        self._fit(self.app.size.width, self.app.size.height)

    def _fit(self, width: int, height: int) -> None:
        """Classes for the style sheet to say what is left out at this size."""
        was_tiny, was_shape = self.has_class("-tiny"), self._shape()
        tiny = width < MIN_WIDTH or height < MIN_HEIGHT
        self.set_class(tiny, "-tiny")
        self.set_class(width < NARROW, "-narrow")
        self.set_class(width >= WIDE, "-wide")
        self.set_class(height < SHORT, "-short")
        self.set_class(height < FLAT, "-flat")
        self.set_class(height >= TALL, "-tall")
        if was_tiny and not tiny:
            self.call_after_refresh(self.on_room)
        if was_shape != self._shape():
            self.call_after_refresh(self.on_shape)

    def on_room(self) -> None:
        """There is room again after there was none: put the focus back."""
        if self.focused is None:
            self.focus_next()

    def on_shape(self) -> None:
        """The screen became narrow, wide or tall, or is no longer."""

    def _shape(self) -> tuple[bool, ...]:
        return tuple(self.has_class(name) for name in ("-narrow", "-wide", "-tall"))

    @property
    def wide(self) -> bool:
        return self.has_class("-wide")

    @property
    def tall(self) -> bool:
        return self.has_class("-tall")

    def action_help(self) -> None:
        from simulator.tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(self.COMMANDS_HERE, self.ABOUT))

    def action_back(self) -> None:
        self.dismiss(None)
