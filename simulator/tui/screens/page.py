"""One page to learn from: what an interviewer listens for, and two answers to hear with their lanes."""

from collections.abc import Iterable, Sequence

from textual import work
from textual.containers import VerticalScroll
from textual.message import Message
from textual.widget import Widget

from simulator.answer.lane import stretches
from simulator.errors import SimulatorError
from simulator.learning.examples import Judged
from simulator.learning.told import ESTIMATED, KINDS
from simulator.learning.types import Page
from simulator.tui import learn_words as words
from simulator.tui.commands.command import bindings
from simulator.tui.commands.learn import PAGE, HearBad, HearGood
from simulator.tui.commands.summary import StopPlaying
from simulator.tui.screens.base import AppScreen
from simulator.tui.services import Services
from simulator.tui.text import join, plain, warned
from simulator.tui.widgets.lane import StarLane
from simulator.tui.widgets.line import Line

_MARGINS = 8
_LEAST_WIDTH, _MOST_WIDTH = 30, 100


class PageScreen(AppScreen):
    """Scrolls; the examples can be heard, and the next page is one key away."""

    ABOUT = (
        "One thing to know, with a good and a weak answer to the same question. Hear both, then look at their "
        "lanes and at what is found in them."
    )
    COMMANDS_HERE = PAGE
    BINDINGS = bindings(*PAGE)

    class WasJudged(Message):
        def __init__(self, page: Page, judged: Judged | None, fault: str) -> None:
            self.page, self.judged, self.fault = page, judged, fault
            super().__init__()

    class Said(Message):
        """An example began to sound, or `fault` says why not."""

        def __init__(self, fault: str) -> None:
            self.fault = fault
            super().__init__()

    def __init__(self, services: Services, pages: Sequence[Page], at: int) -> None:
        self._services, self._pages, self._at = services, tuple(pages), at
        self._judged: Judged | None = None
        super().__init__()

    @property
    def page(self) -> Page:
        return self._pages[self._at]

    def body(self) -> Iterable[Widget]:
        yield Line(id="page-title")
        yield VerticalScroll(id="page")
        yield Line(id="page-note")

    async def on_mount(self) -> None:
        self.query_one("#page").focus()
        await self._show()

    def on_room(self) -> None:
        self.query_one("#page").focus()

    def on_shape(self) -> None:
        self.call_later(self._draw)

    def on_unmount(self) -> None:
        self._services.stop_playing()

    # ---- the page -----------------------------------------------------------------------------------------------

    async def _show(self) -> None:
        self._judged = None
        place = f"   {self._at + 1} of {len(self._pages)}"
        self.query_one("#page-title", Line).show(join((self.page.title, "bold $primary"), (place, "$quiet")))
        self._note("")
        await self._draw()
        self.query_one("#page").scroll_home(animate=False)
        self._judge(self.page)

    @work(thread=True, exclusive=True, group="judge")
    def _judge(self, page: Page) -> None:
        try:
            self.post_message(self.WasJudged(page, self._services.learning.judged(page), ""))
        except SimulatorError as error:
            self.post_message(self.WasJudged(page, None, str(error)))

    async def on_page_screen_was_judged(self, message: WasJudged) -> None:
        if message.page is self.page:
            self._judged = message.judged
            self._note(message.fault)
            await self._draw()

    async def _draw(self) -> None:
        holder = self.query_one("#page", VerticalScroll)
        place = holder.scroll_y
        await holder.remove_children()
        await holder.mount_all(self._parts())
        holder.scroll_to(y=place, animate=False)

    def _parts(self) -> Iterable[Widget]:
        width = min(_MOST_WIDTH, max(_LEAST_WIDTH, self.app.size.width - _MARGINS))
        page, judged = self.page, self._judged
        yield Line(words.teaching(page, width))
        for kind, example in page.examples.items():
            key = (HearGood if kind == "good" else HearBad).key_shown()
            yield Line(
                join((KINDS[kind], "bold $accent"), (f"   {key} ", "bold $primary"), ("hears it", "$quiet")),
                classes="heading",
            )
            yield Line(words.example_text(example, width))
            if judged is not None:
                analysis = judged.good if kind == "good" else judged.bad
                lane = StarLane()
                lane.show(stretches(analysis.sentences), analysis.duration_s)
                yield lane
                yield Line(words.example_found(example, analysis, width))
        yield Line(plain(ESTIMATED, "$quiet"))

    def _note(self, fault: str) -> None:
        line = warned(fault) if fault else plain("")
        self.query_one("#page-note", Line).show(line)

    # ---- keys ---------------------------------------------------------------------------------------------------

    def action_hear(self, kind: str) -> None:
        self.query_one("#page-note", Line).show(plain("getting the voice ready…", "$quiet"))
        self._say(self.page.examples[kind].text)

    @work(thread=True, exclusive=True, group="say")
    def _say(self, text: str) -> None:
        try:
            self._services.say(text)
        except SimulatorError as error:
            self.post_message(self.Said(str(error)))
        else:
            self.post_message(self.Said(""))

    def on_page_screen_said(self, message: Said) -> None:
        if message.fault:
            self._note(message.fault)
        else:
            self.query_one("#page-note", Line).show(plain(f"♪ {StopPlaying.key_shown()} stops it", "$accent"))

    def action_stop_playing(self) -> None:
        self._services.stop_playing()
        self._note("")

    async def action_turn(self, by: int) -> None:
        if 0 <= self._at + by < len(self._pages):
            self._services.stop_playing()
            self._at += by
            await self._show()
        else:
            self.notify("That was the last page." if by > 0 else "This is the first page.", markup=False)

    def action_check(self) -> None:
        from simulator.tui.screens.cards import CardsScreen

        self._services.stop_playing()
        self.app.push_screen(CardsScreen(self._services, self.page.cards))
