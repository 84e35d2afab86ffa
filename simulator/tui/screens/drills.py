"""Which follow-ups are due, the days in a row, and how each family went."""

from collections.abc import Iterable

from textual import work
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from simulator.drill import told
from simulator.drill.progress import Overview
from simulator.errors import SimulatorError
from simulator.tui import drill_words, learn_words, messages
from simulator.tui.commands.command import bindings
from simulator.tui.commands.drill import DRILLS
from simulator.tui.screens.base import AppScreen
from simulator.tui.services import DrillSetup, Services
from simulator.tui.text import join, one_line, plain
from simulator.tui.widgets.line import Line

_CARDS = "cards"


class DrillsScreen(AppScreen):
    """A list, those due first; Enter drills what is marked."""

    ABOUT = "Families of follow-ups, those that are due first, and the self-check cards that are due with them."
    COMMANDS_HERE = DRILLS
    BINDINGS = bindings(*(command for command in DRILLS if command.action != "choose"))

    class Found(Message):
        def __init__(self, overview: Overview | None, cards: int, fault: str) -> None:
            """`cards`: self-check cards that are due."""
            self.overview, self.cards, self.fault = overview, cards, fault
            super().__init__()

    def __init__(self, services: Services, *, typed: bool = False) -> None:
        self._services, self._typed = services, typed
        self._seen: Overview | None = None
        self._cards = 0
        super().__init__()

    def body(self) -> Iterable[Widget]:
        yield Line(join(("Drill follow-ups", "bold $primary")), id="drills-title")
        yield Line(plain("Looking…", "$quiet"), id="drills-due")
        yield Line(id="drills-note")
        yield Line(join((told.WHY, "$quiet")), id="drills-why")
        yield OptionList(id="drills", markup=False)

    def on_mount(self) -> None:
        self.query_one(OptionList).focus()

    def on_screen_resume(self) -> None:
        super().on_screen_resume()
        self._look()

    @work(thread=True, exclusive=True, group="look")
    def _look(self) -> None:
        services, fault, cards = self._services, "", 0
        seen: Overview | None = None
        services.microphones()
        try:
            seen = services.drill_overview()
            cards = len(services.learning.overview().due)
        except SimulatorError as error:
            fault = str(error)
        self.post_message(self.Found(seen, cards, fault))

    def on_drills_screen_found(self, message: Found) -> None:
        self._seen, self._cards = message.overview, message.cards
        notes = [message.fault, message.overview.notice if message.overview else "", self._services.microphone_fault]
        told_notes = [join(("! ", "bold $warning"), one_line(note)) for note in notes if note]
        self.query_one("#drills-note", Line).show_or_hide(Content("\n").join(told_notes))
        self._draw()

    def on_shape(self) -> None:
        self._draw()

    def _draw(self) -> None:
        seen, listed = self._seen, self.query_one(OptionList)
        if seen is None:
            self.query_one("#drills-due", Line).show(Content(""))
            return
        self.query_one("#drills-due", Line).show(
            join((told.due_line(seen), "bold"), (f"  ·  {told.streak_line(seen)}  ·  {self._how()}", "$quiet"))
        )
        before = listed.highlighted
        width = max(30, self.app.size.width - 10)
        options = [Option(learn_words.due_row(self._cards), id=_CARDS)] if self._cards else []
        options += [Option(drill_words.row(row, seen.today, width), id=row.family.id) for row in seen.rows]
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
