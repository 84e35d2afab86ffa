"""A drill: a story to read, one follow-up, the judgement with its sketches, another try, and a grade of one's own."""

from typing import ClassVar

from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message

from simulator.drill.types import OwnGrade
from simulator.errors import SimulatorError
from simulator.interview.view import View
from simulator.tui import drill_words, messages, session_words
from simulator.tui.choices import DrillSetup
from simulator.tui.commands.command import Command, bindings
from simulator.tui.commands.drill import DRILL, GradeAgain, GradeEasy, GradeGood, GradeHard
from simulator.tui.live import LiveDrill
from simulator.tui.screens.question_box import QuestionBox
from simulator.tui.screens.session import SessionScreen
from simulator.tui.services import Services
from simulator.tui.widgets.key_bar import Key


class DrillScreen(SessionScreen):
    """As a session, but for what stands before the question and after the answer."""

    ABOUT = (
        "One follow-up about one story. Read it, answer aloud, then say yourself how it went: that decides "
        "when it comes again."
    )
    WHOLE: ClassVar[str] = "what you said in this drill"
    COMMANDS_HERE: ClassVar[tuple[type[Command], ...]] = DRILL
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(GradeAgain, GradeHard, GradeGood, GradeEasy)]

    def __init__(self, services: Services, setup: DrillSetup, drill: LiveDrill) -> None:
        super().__init__(services, drill)
        self._drill, self._setup = drill, setup
        self._done = (*setup.done, drill.item.family.id)
        self._next: str | None = None
        self._judged = 0

    # ---- drawing ------------------------------------------------------------------------------------------------

    @property
    def stage(self) -> str:
        return self._drill.stage(self._session.view())

    def _following(self) -> str:
        """The title of the family that comes next, empty when none is due."""
        return self._services.library.family(self._next).title if self._next else ""

    def mark(self, view: View) -> session_words.Mark:
        return drill_words.mark(self._drill.stage(view), self._following()) or super().mark(view)

    def place(self, view: View) -> str:
        take = f"  ·  try {view.take_number}" if view.take_number > 1 else ""
        return f"Drill  ·  {self._drill.item.family.title}{take}"

    def hint(self, view: View) -> tuple[str, str]:
        return drill_words.hint(view) or super().hint(view)

    def keys(self, view: View) -> tuple[Key, ...]:
        return drill_words.keys(self._drill.stage(view), self._following()) or super().keys(view)

    def card(self, view: View) -> Content | None:
        stage = self._drill.stage(view)
        self.set_class(stage == "briefing", "-briefing")
        width = self.query_one("#heard").size.width - 2
        if stage == "briefing" or (view.phase == "asking" and not view.take_id):
            return drill_words.brief(self._drill.item, width)
        if stage in ("judged", "graded"):
            if len(self._drill.attempts(view)) != self._judged:
                self._judged = len(self._drill.attempts(view))
                self.query_one("#card", VerticalScroll).scroll_home(animate=False)
            return drill_words.judgement(self._drill, view, width)
        return super().card(view)

    # ---- commands -----------------------------------------------------------------------------------------------

    def action_finish(self) -> None:
        match self.stage:
            case "briefing":
                self._drill.ask()
                self._draw()
            case "judged":
                self.notify(drill_words.grade_first(), markup=False)
            case "graded":
                self._go_on()
            case "silent":
                self.action_skip()
            case _:
                super().action_finish()

    def action_grade(self, own: OwnGrade) -> None:
        if self.stage in ("judged", "graded"):
            self._drill.grade(own)
            self._next = self._next_due()
            self._draw()

    def action_save_elsewhere(self) -> None:
        """Only where the disk takes nothing: else what is said here is kept by itself, as in any session."""
        if self._session.view().disk:
            super().action_save_elsewhere()
        else:
            self.notify(drill_words.KEPT, markup=False)

    def action_skip(self) -> None:
        """Leave this one as it is, and on to the next."""
        if self.stage not in ("judged", "graded"):
            self._next = self._next_due()
            self._go_on()

    def _next_due(self) -> str | None:
        """One of those due that was not drilled in this run."""
        try:
            due = self._services.drill_overview().due
        except SimulatorError as error:
            self.notify(str(error), severity="warning", markup=False)
            return None
        return next((family for family in due if family not in self._done), None)

    def _go_on(self) -> None:
        if self._next is None:
            self._leave()
        else:
            self._end_with(messages.DrillWanted(DrillSetup(self._next, self._setup.typed, self._done)))

    def _leave(self) -> None:
        self._end_with(messages.DrillsWanted(self._setup.typed))

    def _end_with(self, then: Message) -> None:
        if not self._over:
            self._over = True
            self.app.post_message(messages.DrillOver(self._drill, then))

    def finished(self) -> None:
        """The session ended by itself: its recordings are used up, or its parts failed."""
        self.app.post_message(messages.DrillOver(self._drill, messages.DrillsWanted(self._setup.typed)))

    def action_end(self) -> None:
        self._leave()

    def action_leave(self) -> None:
        """Asks first only where something is being said."""
        if self.stage != "answering":
            self._leave()
            return

        def answered(leave: bool | None) -> None:
            if leave:
                self._leave()

        self.app.push_screen(
            QuestionBox("Leave this drill?", "What you have said so far is kept with your sessions.", "leave", "stay"),
            answered,
        )
