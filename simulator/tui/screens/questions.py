"""The questions that were answered more than once, to put their takes side by side."""

from collections.abc import Iterable, Sequence

from textual import work
from textual.message import Message
from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from simulator.comparing.text import NONE_TWICE
from simulator.comparing.types import AnsweredQuestion, TakeName
from simulator.errors import SimulatorError
from simulator.tui import compare_words
from simulator.tui.commands.everywhere import list_bindings
from simulator.tui.commands.past import QUESTIONS
from simulator.tui.screens.base import AppScreen
from simulator.tui.screens.compare import CompareScreen
from simulator.tui.services import Services
from simulator.tui.text import join, plain
from simulator.tui.widgets.line import Line

ONCE = "This question was answered once so far. "


class QuestionsScreen(AppScreen):
    """A list; Enter compares. Come from a take whose question has another, it gives way to the comparison at once."""

    ABOUT = (
        "Questions that you answered more than once, and stories that answered several: their takes "
        "stand side by side when one is opened."
    )
    COMMANDS_HERE = QUESTIONS
    BINDINGS = list_bindings(*QUESTIONS)

    class Found(Message):
        def __init__(self, questions: Sequence[AnsweredQuestion], fault: str) -> None:
            self.questions, self.fault = tuple(questions), fault
            super().__init__()

    def __init__(self, services: Services, session_id: str = "", take_id: str = "") -> None:
        self._services = services
        self._session_id = session_id
        self._wanted = TakeName(session_id, take_id) if take_id else None
        self._questions: tuple[AnsweredQuestion, ...] = ()
        super().__init__()

    def body(self) -> Iterable[Widget]:
        yield Line(join(("Compare takes", "bold $primary")), id="questions-title")
        yield Line(plain("Looking…", "$quiet"), id="questions-note")
        yield OptionList(id="questions", markup=False)

    def on_mount(self) -> None:
        self.query_one(OptionList).focus()
        self._look()

    def on_room(self) -> None:
        self.query_one(OptionList).focus()

    @work(thread=True, exclusive=True, group="look")
    def _look(self) -> None:
        try:
            self.post_message(self.Found(self._services.answered_questions(), ""))
        except SimulatorError as error:
            self.post_message(self.Found((), str(error)))

    def on_questions_screen_found(self, message: Found) -> None:
        several = [question for question in message.questions if len(question.takes) > 1]
        here = [question for question in several if self._is_of_session(question)]
        self._questions = (*here, *(question for question in several if question not in here))
        come_from = next((question for question in here if self._holds_wanted(question)), None)
        if come_from is not None:
            self.app.switch_screen(CompareScreen(self._services, come_from, self._wanted))
            return
        self.query_one("#questions-note", Line).show(plain(message.fault or self._note(), "$quiet"))
        self._fill()

    def on_shape(self) -> None:
        self._fill()

    def _fill(self) -> None:
        listed = self.query_one(OptionList)
        before, width = listed.highlighted or 0, max(20, self.app.size.width - 8)
        listed.set_options(Option(compare_words.question_row(question, width)) for question in self._questions)
        listed.highlighted = min(before, len(self._questions) - 1) if self._questions else None

    def _note(self) -> str:
        if not self._questions:
            return NONE_TWICE
        return (ONCE if self._wanted else "") + "Questions that were answered more than once:"

    def _is_of_session(self, question: AnsweredQuestion) -> bool:
        return any(take.name.session_id == self._session_id for take in question.takes)

    def _holds_wanted(self, question: AnsweredQuestion) -> bool:
        return any(take.name == self._wanted for take in question.takes)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self.app.push_screen(CompareScreen(self._services, self._questions[event.option_index]))
