"""Cards to check oneself with: the question, the answer at a key, and one's own grade."""

from collections.abc import Iterable, Sequence

from textual.widget import Widget

from simulator.drill.types import OWN_GRADES
from simulator.errors import SimulatorError
from simulator.learning.told import kept_line
from simulator.learning.types import SelfCheck
from simulator.tui.commands.command import bindings
from simulator.tui.commands.everywhere import Back
from simulator.tui.commands.learn import CARDS, ShowAnswer
from simulator.tui.drill_words import grade_keys
from simulator.tui.screens.base import AppScreen
from simulator.tui.services import Services
from simulator.tui.text import join, one_line, plain
from simulator.tui.widgets.line import Line


class CardsScreen(AppScreen):
    """One card after the other; each grade is kept at once."""

    ABOUT = "Say your answer aloud before you look. Your own grade decides on which day the card comes again."
    COMMANDS_HERE = CARDS
    BINDINGS = bindings(*CARDS)

    def __init__(self, services: Services, cards: Sequence[SelfCheck]) -> None:
        self._services, self._cards, self._at = services, tuple(cards), 0
        self._shown = False
        self._last = ""
        super().__init__()

    def body(self) -> Iterable[Widget]:
        yield Line(id="cards-title")
        yield Line(id="card-ask")
        yield Line(id="card-answer")
        yield Line(id="card-note")

    def on_mount(self) -> None:
        self._draw()

    def _draw(self) -> None:
        over = self._at >= len(self._cards)
        place = "   done" if over else f"   card {self._at + 1} of {len(self._cards)}"
        self.query_one("#cards-title", Line).show(join(("Check yourself", "bold $primary"), (place, "$quiet")))
        card = None if over else self._cards[self._at]
        last = plain(f"That was the last card. {Back.key_shown()} goes back.")
        ask = join((one_line(card.ask), "bold")) if card else last
        self.query_one("#card-ask", Line).show(ask)
        answer = join(one_line(card.answer)) if card and self._shown else plain("")
        self.query_one("#card-answer", Line).show_or_hide(answer)
        asked = f"Say your answer aloud, then {ShowAnswer.key_shown()}."
        todo = "" if over else f"How did it go? {grade_keys()}" if self._shown else asked
        note = join((todo, "$accent"), ("\n" if todo and self._last else ""), (self._last, "$quiet"))
        self.query_one("#card-note", Line).show(note)

    def action_show_answer(self) -> None:
        if self._at >= len(self._cards):
            self.action_back()
        elif not self._shown:
            self._shown = True
            self._draw()

    def action_grade(self, own: str) -> None:
        if not self._shown:
            self.notify(f"Your own answer first, then {ShowAnswer.key_shown()}.", markup=False)
            return
        grade = next(known for known in OWN_GRADES if known == own)
        try:
            self._last = kept_line(self._services.learning.grade(self._cards[self._at], grade))
        except SimulatorError as error:
            self._last = f"! This grade could not be kept: {one_line(str(error))}"
        self._at += 1
        self._shown = False
        self._draw()
