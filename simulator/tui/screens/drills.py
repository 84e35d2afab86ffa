"""Which follow-ups are due, the days in a row, and how each family went."""

from collections.abc import Iterable
from dataclasses import dataclass

from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from simulator.drill import told
from simulator.drill.progress import Overview
from simulator.errors import SimulatorError
from simulator.tui import drill_words, learn_words, messages
from simulator.tui.choices import DrillSetup
from simulator.tui.commands.drill import DRILLS
from simulator.tui.commands.everywhere import list_bindings
from simulator.tui.screens.looking import LookingScreen
from simulator.tui.services import Services
from simulator.tui.text import join, lines, plain, warned
from simulator.tui.widgets.line import Line

_CARDS = "cards"


@dataclass(frozen=True, slots=True)
class Due:
    """The families of follow-ups, and how many self-check cards are due; `fault`: why those could not be counted."""

    overview: Overview
    cards: int = 0
    fault: str = ""


class DrillsScreen(LookingScreen[Due]):
    """A list, those due first; Enter drills what is marked."""

    ABOUT = "Families of follow-ups, those that are due first, and the self-check cards that are due with them."
    COMMANDS_HERE = DRILLS
    BINDINGS = list_bindings(*DRILLS)

    def __init__(self, services: Services, *, typed: bool = False) -> None:
        self._typed = typed
        super().__init__(services)

    def body(self) -> Iterable[Widget]:
        yield Line(join(("Drill follow-ups", "bold $primary")), id="drills-title")
        yield Line(plain("Looking…", "$quiet"), id="drills-due")
        yield Line(id="drills-note")
        yield Line(join((told.WHY, "$quiet")), id="drills-why")
        yield OptionList(id="drills", markup=False)

    def find(self) -> Due:
        self._services.microphones()
        overview = self._services.drill_overview()
        try:
            return Due(overview, len(self._services.learning.overview().due))
        except SimulatorError as error:
            return Due(overview, fault=str(error))

    def found(self, fault: str) -> None:
        seen = self._seen
        notes = [*((seen.fault, seen.overview.notice) if seen else (fault,)), self._services.microphone_fault]
        self.query_one("#drills-note", Line).show_or_hide(lines([warned(note) for note in notes if note]))
        self._draw()

    def on_shape(self) -> None:
        self._draw()

    def _draw(self) -> None:
        seen, listed = self._seen, self.query_one(OptionList)
        if seen is None:
            self.query_one("#drills-due", Line).show(Content(""))
            return
        overview = seen.overview
        self.query_one("#drills-due", Line).show(
            join((told.due_line(overview), "bold"), (f"  ·  {told.streak_line(overview)}  ·  {self._how()}", "$quiet"))
        )
        before = listed.highlighted
        width = max(30, self.app.size.width - 10)
        options = [Option(learn_words.due_row(seen.cards), id=_CARDS)] if seen.cards else []
        options += [Option(drill_words.row(row, overview.today, width), id=row.family.id) for row in overview.rows]
        listed.set_options(options)
        listed.highlighted = before or 0

    def _how(self) -> str:
        return "by typing" if self._typing else "aloud"

    @property
    def _typing(self) -> bool:
        return self._typed or bool(self._services.microphone_fault)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        if event.option.id == _CARDS:
            self.post_message(messages.LearnWanted(cards=True))
        else:
            self.post_message(messages.DrillWanted(DrillSetup(event.option.id, self._typing)))

    def action_type_instead(self) -> None:
        self._typed = not self._typed
        self._draw()
