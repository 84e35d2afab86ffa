"""Takes of one question side by side: lanes to one scale, figures, what was gained and lost."""

from collections.abc import Iterable, Sequence

from textual import work
from textual.containers import VerticalScroll
from textual.message import Message
from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from simulator.answer.lane import stretches
from simulator.comparing.types import AnsweredQuestion, SideBySide, TakeName
from simulator.errors import SimulatorError
from simulator.tui import compare_words as words
from simulator.tui.commands.command import bindings
from simulator.tui.commands.past import COMPARE, PickTake
from simulator.tui.screens.base import AppScreen
from simulator.tui.services import Services
from simulator.tui.text import join, plain, shorten
from simulator.tui.widgets.lane import StarLane
from simulator.tui.widgets.line import Line

_MARGINS = 10
"""The padding of the screen, and the bar to scroll."""


class CompareScreen(AppScreen):
    """Above the takes to pick from, below the comparison of those that are picked."""

    ABOUT = "Takes of one question to one scale: lanes, figures, what came and what went."
    COMMANDS_HERE = COMPARE
    BINDINGS = bindings(*COMPARE)

    class Compared(Message):
        def __init__(self, compared: SideBySide | None, fault: str) -> None:
            self.compared, self.fault = compared, fault
            super().__init__()

    def __init__(self, services: Services, question: AnsweredQuestion, wanted: TakeName | None = None) -> None:
        self._services, self._question = services, question
        self._picked = words.first_choice(question.takes, wanted)
        self._come_from = next((at for at, take in enumerate(question.takes) if take.name == wanted), 0)
        self._compared: SideBySide | None = None
        super().__init__()

    def body(self) -> Iterable[Widget]:
        yield Line(join((shorten(self._question.title, 200), "bold $primary")), id="compare-question")
        yield OptionList(id="takes", markup=False)
        yield Line(plain("Reading…", "$quiet"), id="compare-note")
        yield VerticalScroll(id="compared")

    def on_mount(self) -> None:
        self._fill()
        listed = self.query_one(OptionList)
        listed.highlighted = self._come_from
        listed.focus()
        self._compare()

    def on_room(self) -> None:
        self.query_one(OptionList).focus()

    def on_shape(self) -> None:
        self._fill()
        self.call_later(self._draw)

    @property
    def _width(self) -> int:
        return max(30, self.app.size.width - _MARGINS)

    # ---- picking

    def _fill(self) -> None:
        listed = self.query_one(OptionList)
        before = listed.highlighted
        numbers = {name: number for number, name in enumerate(self._picked, start=1)}
        story, width = self._question.story, self._width
        takes = self._question.takes
        rows = (words.take_row(take, numbers.get(take.name), width, with_question=story) for take in takes)
        listed.set_options(Option(row) for row in rows)
        listed.highlighted = before

    def on_option_list_option_selected(self) -> None:
        self.action_pick()

    def action_pick(self) -> None:
        at = self.query_one(OptionList).highlighted
        if at is None:
            return
        picked = {*self._picked} ^ {self._question.takes[at].name}
        self._picked = words.in_order(self._question.takes, picked)
        self._fill()
        self._compare()

    # ---- comparing

    def _compare(self) -> None:
        if len(self._picked) < 2:
            self.post_message(
                self.Compared(None, f"Pick two takes at least: {PickTake.key_shown()} puts the marked one in or out.")
            )
        else:
            self._read(tuple(self._picked))

    @work(thread=True, exclusive=True, group="compare")
    def _read(self, names: Sequence[TakeName]) -> None:
        try:
            compared, fault = self._services.side_by_side(names), ""
        except SimulatorError as error:
            compared, fault = None, str(error)
        if names == tuple(self._picked):
            self.post_message(self.Compared(compared, fault))

    async def on_compare_screen_compared(self, message: Compared) -> None:
        self._compared = message.compared
        self.query_one("#compare-note", Line).show_or_hide(plain(message.fault, "$accent"))
        await self._draw()

    async def _draw(self) -> None:
        holder = self.query_one("#compared", VerticalScroll)
        await holder.remove_children()
        if self._compared is not None:
            await holder.mount_all(self._parts(self._compared))

    def _parts(self, compared: SideBySide) -> Iterable[Widget]:
        longest_s = max(side.analysis.duration_s for side in compared.sides)
        for number, side in enumerate(compared.sides, start=1):
            yield Line(words.lane_head(number, side))
            if side.analysis.context.is_story:
                lane = StarLane()
                lane.show(stretches(side.analysis.sentences), side.analysis.duration_s, scale_s=longest_s)
                yield lane
        yield _heading("Figures")
        yield Line(words.figures(compared, self._width))
        yield _heading("What changed")
        yield Line(words.changes(compared, self._width))
        yield _heading("Follow-ups")
        yield Line(words.asked_after(compared, self._width))


def _heading(text: str) -> Line:
    return Line(join((text, "bold $primary")), classes="heading")
