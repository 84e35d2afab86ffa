"""What there is to learn: the pages in their order, and the cards that are due."""

from collections.abc import Iterable

from textual import work
from textual.message import Message
from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from simulator.errors import SimulatorError
from simulator.learning import told
from simulator.learning.types import LearningOverview
from simulator.tui import learn_words as words
from simulator.tui.commands.command import bindings
from simulator.tui.commands.learn import LEARN, CheckYourself
from simulator.tui.screens.base import AppScreen
from simulator.tui.services import Services
from simulator.tui.text import join, one_line, plain
from simulator.tui.widgets.line import Line

DUE = "due"
_MARGINS = 8
_LEAST_WIDTH = 34


class LearnScreen(AppScreen):
    """Enter reads the marked page."""

    ABOUT = (
        "Short pages on what an interviewer listens for. A page counts as read when its cards were answered "
        "once; they come back when you are about to forget them."
    )
    COMMANDS_HERE = LEARN
    BINDINGS = bindings(*(command for command in LEARN if command.action != "choose"))

    class Found(Message):
        def __init__(self, overview: LearningOverview | None, fault: str) -> None:
            self.overview, self.fault = overview, fault
            super().__init__()

    def __init__(self, services: Services, page: str | None = None, *, cards: bool = False) -> None:
        """`page`: read this one at once; `cards`: check oneself at once."""
        self._services, self._page, self._cards = services, page, cards
        self._seen: LearningOverview | None = None
        super().__init__()

    def body(self) -> Iterable[Widget]:
        yield Line(join(("Learn", "bold $primary")), id="learn-title")
        yield Line(plain("Looking…", "$quiet"), id="learn-note")
        yield OptionList(id="pages", markup=False)

    def on_mount(self) -> None:
        self.query_one(OptionList).focus()

    def on_screen_resume(self) -> None:
        super().on_screen_resume()
        self._look()

    @work(thread=True, exclusive=True, group="look")
    def _look(self) -> None:
        try:
            self.post_message(self.Found(self._services.learning.overview(), ""))
        except SimulatorError as error:
            self.post_message(self.Found(None, str(error)))

    def on_learn_screen_found(self, message: Found) -> None:
        self._seen = message.overview
        fault = message.fault or (message.overview.notice if message.overview else "")
        if fault:
            self.query_one("#learn-note", Line).show(join(("! ", "bold $warning"), one_line(fault)))
        elif message.overview:
            self.query_one("#learn-note", Line).show(plain(told.standing_line(message.overview), "$quiet"))
        self._draw()
        page, self._page = self._page, None
        cards, self._cards = self._cards, False
        if page is not None:
            self._read(page)
        elif cards:
            self.action_check()

    def on_shape(self) -> None:
        self._draw()

    def _draw(self) -> None:
        seen, listed = self._seen, self.query_one(OptionList)
        if seen is None:
            return
        marked = listed.highlighted_option
        width = max(_LEAST_WIDTH, self.app.size.width - _MARGINS)
        options = [Option(words.due_row(len(seen.due)), id=DUE)] if seen.due else []
        options += [
            Option(words.row(at, row, seen.today, width), id=row.page.id) for at, row in enumerate(seen.rows, 1)
        ]
        listed.set_options(options)
        wanted = marked.id if marked else self._first(seen)
        listed.highlighted = next((at for at, option in enumerate(options) if option.id == wanted), 0)

    @staticmethod
    def _first(seen: LearningOverview) -> str:
        """What comes next: cards that are due, else the first page that is not read."""
        page = seen.next_page()
        return DUE if seen.due or page is None else page.id

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        if event.option.id == DUE:
            self.action_check()
        else:
            self._read(event.option.id or "")

    def _read(self, page_id: str) -> None:
        from simulator.tui.screens.page import PageScreen

        if self._seen is not None:
            pages = [row.page for row in self._seen.rows]
            at = next((at for at, page in enumerate(pages) if page.id == page_id), 0)
            self.app.push_screen(PageScreen(self._services, pages, at))

    def action_check(self) -> None:
        from simulator.tui.screens.cards import CardsScreen

        if self._seen is not None and self._seen.due:
            self.app.push_screen(CardsScreen(self._services, self._seen.due))
        else:
            self.notify(
                f"No card is due today. A page brings its own: {CheckYourself.key_shown()} while you read it.",
                markup=False,
            )
