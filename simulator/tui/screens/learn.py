"""What there is to learn: the pages in their order, and the cards that are due."""

from collections.abc import Iterable

from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from simulator.learning import told
from simulator.learning.types import LearningOverview
from simulator.tui import learn_words as words
from simulator.tui.commands.everywhere import list_bindings
from simulator.tui.commands.learn import LEARN, CheckYourself
from simulator.tui.screens.looking import LookingScreen
from simulator.tui.services import Services
from simulator.tui.text import join, plain, warned
from simulator.tui.widgets.line import Line

DUE = "due"
_MARGINS = 8
_LEAST_WIDTH = 34


class LearnScreen(LookingScreen[LearningOverview]):
    """Enter reads the marked page."""

    ABOUT = (
        "Short pages on what an interviewer listens for. A page counts as read when its cards were answered "
        "once; they come back when you are about to forget them."
    )
    COMMANDS_HERE = LEARN
    BINDINGS = list_bindings(*LEARN)

    def __init__(self, services: Services, page: str | None = None, *, cards: bool = False) -> None:
        """`page`: read this one at once; `cards`: check oneself at once."""
        self._page, self._cards = page, cards
        super().__init__(services)

    def body(self) -> Iterable[Widget]:
        yield Line(join(("Learn", "bold $primary")), id="learn-title")
        yield Line(plain("Looking…", "$quiet"), id="learn-note")
        yield OptionList(id="pages", markup=False)

    def find(self) -> LearningOverview:
        return self._services.learning.overview()

    def found(self, fault: str) -> None:
        seen = self._seen
        if fault := fault or (seen.notice if seen else ""):
            self.query_one("#learn-note", Line).show(warned(fault))
        elif seen:
            self.query_one("#learn-note", Line).show(plain(told.standing_line(seen), "$quiet"))
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
