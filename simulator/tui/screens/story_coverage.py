"""What the stories cover and what they do not, and what to prepare next, with the reasons."""

from collections.abc import Iterable

from textual import work
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from simulator.errors import SimulatorError
from simulator.stories.shelf import Shelf
from simulator.tui import coverage_panels as panels
from simulator.tui import story_words as words
from simulator.tui.commands.command import bindings
from simulator.tui.commands.stories import COVERAGE
from simulator.tui.screens.base import AppScreen
from simulator.tui.screens.tell_box import TellBox
from simulator.tui.services import Services
from simulator.tui.text import join, plain, shown_path, warned
from simulator.tui.widgets.line import Line

_MARGINS = 8
_LEAST_WIDTH = 30


class StoryCoverageScreen(AppScreen):
    """Panels to scroll through, in two columns where there is room."""

    ABOUT = "What your stories cover, by quadrant and level, competency, family and signal, and what none of them does."
    COMMANDS_HERE = COVERAGE
    BINDINGS = bindings(*COVERAGE)

    class Found(Message):
        def __init__(self, shelf: Shelf, fault: str) -> None:
            self.shelf, self.fault = shelf, fault
            super().__init__()

    def __init__(self, services: Services) -> None:
        self._services = services
        self._shelf: Shelf | None = None
        super().__init__()

    def body(self) -> Iterable[Widget]:
        yield Line(join(("What your stories cover", "bold $primary")), id="coverage-title")
        yield Line(plain("Looking…", "$quiet"), id="coverage-note")
        yield VerticalScroll(*(Line(classes="panel") for _ in range(5)), id="panels")

    def on_mount(self) -> None:
        self.query_one("#panels").focus()
        self._look()

    def on_room(self) -> None:
        self.query_one("#panels").focus()

    @work(thread=True, exclusive=True, group="look")
    def _look(self) -> None:
        try:
            self.post_message(self.Found(self._services.stories.shelf(), ""))
        except SimulatorError as error:
            self.post_message(self.Found(Shelf(), str(error)))

    def on_story_coverage_screen_found(self, message: Found) -> None:
        self._shelf = message.shelf
        note = warned(message.fault) if message.fault else Content("")
        told = plain(words.standing_line(message.shelf) if message.shelf.stories else words.empty_bank(), "$quiet")
        self.query_one("#coverage-note", Line).show(note if message.fault else told)
        self._draw()

    def on_shape(self) -> None:
        self.call_later(self._draw)

    def _draw(self) -> None:
        if self._shelf is None:
            return
        room = self.app.size.width - _MARGINS
        width = max(_LEAST_WIDTH, (room - 8) // 2 if self.wide else room)
        for line, panel in zip(self.query(".panel").results(Line), self._panels(self._shelf, width), strict=True):
            line.show(panel)

    @staticmethod
    def _panels(shelf: Shelf, width: int) -> tuple[Content, ...]:
        covered, titles = shelf.covered, {story.id: story.title for story in shelf.stories}
        return (
            panels.next_panel(shelf.steps, width),
            panels.grid_panel(covered, titles, width),
            panels.rows_panel("Questions", covered.families, titles, width),
            panels.rows_panel("Signals", covered.signals, titles, width),
            panels.rows_panel("Competencies", covered.competencies, titles, width),
        )

    def action_write_page(self) -> None:
        self._write_page()

    @work(thread=True)
    def _write_page(self) -> None:
        self.app.call_from_thread(self.app.push_screen, written(self._services))


def written(services: Services) -> TellBox:
    """Write the page of all stories, and say where it is or why it is not."""
    try:
        return TellBox("The page is written", f"Open it in a browser: {shown_path(services.stories.save_page())}")
    except SimulatorError as error:
        return TellBox("No page was written", str(error))
