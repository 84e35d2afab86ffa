"""Bring in a recording: name it, see how far it is, leave at any time."""

from collections.abc import Iterable
from pathlib import Path

from textual import work
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input

from simulator.errors import SimulatorError
from simulator.paths import expanded
from simulator.tui.commands.command import bindings
from simulator.tui.commands.past import BRINGING_IN
from simulator.tui.screens.base import AppScreen
from simulator.tui.services import Services
from simulator.tui.text import join, lines, plain
from simulator.tui.widgets.line import Line

_ABOUT = (
    "A wav, mp3, m4a, ogg, webm or flac file, or a folder of them: each becomes a session. It is only read. "
    "All that is heard counts as your answer, for voices are not told apart. "
    "Leaving stops it; name it again, and it goes on from there. "
    "More is in the command line: simulator import --help"
)


class BringingInScreen(AppScreen):
    """The work is done elsewhere; this shows what is told of it."""

    ABOUT = (
        "Recordings that you have become sessions like any other. It may take minutes; what was stopped goes "
        "on where it was."
    )
    COMMANDS_HERE = BRINGING_IN
    BINDINGS = bindings(*BRINGING_IN)

    class Told(Message):
        def __init__(self, line: str) -> None:
            self.line = line
            super().__init__()

    class Done(Message):
        """`text`: what came of it; of a `fault`, what went wrong."""

        def __init__(self, text: str, *, fault: bool) -> None:
            self.text, self.fault = text, fault
            super().__init__()

    def __init__(self, services: Services) -> None:
        self._services = services
        super().__init__()

    def body(self) -> Iterable[Widget]:
        yield Line(join(("Bring in a recording", "bold $primary")), id="bring-title")
        yield Line(plain(_ABOUT, "$quiet"), id="bring-about")
        yield Input(placeholder="~/recordings/answer.m4a", id="bring-path")
        yield Line(id="bring-now")

    def on_mount(self) -> None:
        self.query_one(Input).focus()

    def on_unmount(self) -> None:
        self._services.stop_bringing_in()

    def on_input_submitted(self) -> None:
        self.action_bring_in()

    def action_bring_in(self) -> None:
        field = self.query_one(Input)
        named = field.value.strip().strip("'\"")  # a file that is dropped on a terminal comes in quotes
        if named and not field.disabled:
            field.disabled = True
            self._show(f"Bringing in {named} …", "$quiet")
            self._bring_in(Path(named))

    @work(thread=True)
    def _bring_in(self, path: Path) -> None:
        try:
            came = self._services.bring_in(expanded(path), self._tell)
        except SimulatorError as error:
            self.post_message(self.Done(str(error), fault=True))
        else:
            self.post_message(self.Done(came, fault=False))

    def _tell(self, line: str) -> None:
        """From the worker's thread."""
        self.post_message(self.Told(line))

    def on_bringing_in_screen_told(self, message: Told) -> None:
        self._show(message.line, "$quiet")

    def on_bringing_in_screen_done(self, message: Done) -> None:
        field = self.query_one(Input)
        field.disabled = False
        field.focus()
        if not message.fault:
            field.value = ""
        self._show(message.text, "$warning" if message.fault else "")

    def _show(self, text: str, style: str) -> None:
        self.query_one("#bring-now", Line).show(lines([plain(line, style) for line in text.splitlines()]))
