"""The first screen: what this is, and the ways in."""

from collections.abc import Iterable, Mapping, Sequence

from textual import work
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from simulator.answer.types import Section
from simulator.archive.types import SessionSummary
from simulator.errors import SimulatorError
from simulator.review.layout import counted
from simulator.today.told import short_line
from simulator.tui import messages
from simulator.tui.commands.everywhere import list_bindings
from simulator.tui.commands.home import HOME, ShowToday
from simulator.tui.screens.base import AppScreen
from simulator.tui.services import Services
from simulator.tui.text import join, one_line, shorten
from simulator.tui.theme import badge
from simulator.tui.widgets.line import Line

CHOICES = (
    ("set-up", "Start a session", "choose the questions, then answer aloud"),
    ("quick", "Quick question", "one question, at once"),
    ("demo", "Demo", "watch a candidate; needs no microphone"),
    ("past", "Past sessions", "read and hear again what you said"),
    ("drill", "Drill follow-ups", "one at a time, as it comes due"),
    ("progress", "Progress", "how you come along, session by session"),
    ("learn", "Learn", "what an interviewer listens for"),
    ("stories", "Stories", "what you have to tell, and what is missing"),
    ("help", "Help", "the keys, and how answers are judged"),
)
STAR: tuple[Section, ...] = ("S", "T", "A", "R")
_CUT_OFF = "cut-off:"


class HomeScreen(AppScreen):
    """Choices as a list; Enter opens one."""

    ABOUT = "Where everything begins: what to do today, and below it a way in on each line."
    COMMANDS_HERE = HOME
    BINDINGS = list_bindings(*HOME)

    class Looked(Message):
        """What the machine and the archive offer, looked up in the background."""

        def __init__(
            self,
            microphone_fault: str,
            cut_off: Sequence[SessionSummary],
            notes: Sequence[str],
            due: Mapping[str, str],
            today: str,
        ) -> None:
            self.microphone_fault, self.cut_off, self.notes = microphone_fault, tuple(cut_off), tuple(notes)
            self.due, self.today = due, today
            super().__init__()

    def __init__(self, services: Services) -> None:
        self._services = services
        self._cut_off: tuple[SessionSummary, ...] = ()
        self._due: Mapping[str, str] = {}
        super().__init__()

    def body(self) -> Iterable[Widget]:
        yield Line(join(("Mock interview   ", "bold $primary"), *map(badge, STAR)), id="home-title")
        yield Line(
            join(
                "Answer aloud, see where your time goes, get asked what you left open.\n"
                "All of it on your own machine: nothing leaves it."
            ),
            id="home-about",
        )
        yield Line(id="home-today")
        yield OptionList(*self._options(), id="home-choices", markup=False)
        yield Line(id="home-parts")

    def on_mount(self) -> None:
        self.query_one(OptionList).focus()

    def on_screen_resume(self) -> None:
        super().on_screen_resume()
        self.call_after_refresh(self._look)  # behind the first picture: what it looks up takes longer to load

    @work(thread=True, exclusive=True, group="look")
    def _look(self) -> None:
        services, today = self._services, ""
        notes: list[str] = []
        cut_off: Sequence[SessionSummary] = ()
        due: dict[str, str] = {}
        try:
            notes.append(services.deleted_by_age())
            cut_off = services.unfinished()
            _ = services.library  # read here, for its warnings are shown below
            follow_ups = len(services.drill_overview().due)
            due["drill"] = f"{follow_ups} due today" if follow_ups else "nothing due today"
            if cards := len(services.learning.overview().due):
                due["learn"] = f"{counted(cards, 'card')} due today"
            today = short_line(services.today())
        except SimulatorError as error:
            notes.append(str(error))
        self.post_message(self.Looked(services.microphone_fault, cut_off, notes, due, today))
        services.microphones()  # an unwilling sound system takes seconds
        self.post_message(self.Looked(services.microphone_fault, cut_off, notes, due, today))

    def on_home_screen_looked(self, message: Looked) -> None:
        notes = []
        if message.microphone_fault:
            notes.append(message.microphone_fault)
            notes.append("You can type your answers instead: Start a session does that by itself.")
        notes += [note for note in (*message.notes, *self._services.library.warnings) if note]
        self.query_one("#home-parts", Line).show_or_hide(
            Content("\n").join([join(("! ", "bold $warning"), (one_line(note), "$foreground")) for note in notes])
        )
        self.query_one("#home-today", Line).show_or_hide(_today(message.today))
        if message.cut_off != self._cut_off:
            self._cut_off, self._due = message.cut_off, message.due
            self._fill("")
        elif message.due != self._due:
            self._due = message.due
            self.on_shape()

    def action_today(self) -> None:
        self.post_message(messages.TodayWanted())

    def action_settings(self) -> None:
        self.post_message(messages.SettingsWanted())

    def on_shape(self) -> None:
        marked = self.query_one(OptionList).highlighted_option
        self._fill((marked.id if marked else None) or "")

    def _fill(self, marked_id: str) -> None:
        """Put the choices in; the one marked stays so, else the first one is."""
        choices, options = self.query_one(OptionList), self._options()
        choices.set_options(options)
        choices.highlighted = next((at for at, option in enumerate(options) if option.id == marked_id), 0)

    def _options(self) -> list[Option]:
        cut_off = [
            Option(
                self._choice(
                    "Finish a cut-off session",
                    f"{shorten(session.title, 24)}: {counted(session.takes, 'take')} kept",
                    "$accent",
                ),
                id=f"{_CUT_OFF}{session.id}",
            )
            for session in self._cut_off[:2]
        ]
        choices = cut_off + [
            Option(self._choice(*self._with_due(choice, title, about)), id=choice) for choice, title, about in CHOICES
        ]
        return [part for choice in choices for part in (choice, _gap())][:-1] if self.tall else choices

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        choice = event.option.id or ""
        if choice.startswith(_CUT_OFF):
            session = next(one for one in self._cut_off if one.id == choice.removeprefix(_CUT_OFF))
            self.post_message(messages.SummaryWanted(session.id, session.title, recover=True))
            return
        match choice:
            case "set-up":
                self.post_message(messages.SetUpWanted())
            case "quick":
                self.post_message(messages.QuickWanted())
            case "demo":
                self.post_message(messages.DemosWanted())
            case "past":
                self.post_message(messages.PastWanted())
            case "progress":
                self.post_message(messages.ProgressWanted())
            case "drill":
                self.post_message(messages.DrillsWanted())
            case "stories":
                self.post_message(messages.StoriesWanted())
            case "learn":
                self.post_message(messages.LearnWanted())
            case "help":
                self.action_help()

    def _with_due(self, choice: str, title: str, about: str) -> tuple[str, str]:
        due = self._due.get(choice)
        if due is None:
            return title, about
        return (f"{title}: {due}", about) if self.has_class("-narrow") else (title, f"{due}: {about}")

    def _choice(self, title: str, about: str, style: str = "$foreground") -> Content:
        """On one line, or on two where there is room."""
        if self.tall:
            return join((f"{title}\n", f"bold {style}"), (about, "$quiet"))
        if self.has_class("-narrow"):
            return join((title, f"bold {style}"))
        return join((title.ljust(27), f"bold {style}"), (about, "$quiet"))


def _today(outline: str) -> Content:
    if not outline:
        return Content("")
    return join((ShowToday.key_shown(), "bold $primary"), (" Today: ", "bold"), (one_line(outline), "$accent"))


def _gap() -> Option:
    return Option(Content(""), disabled=True)
