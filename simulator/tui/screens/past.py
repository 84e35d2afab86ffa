"""Past sessions: open one, or delete it."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from textual import work
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from simulator.archive.types import SessionSummary
from simulator.errors import SimulatorError
from simulator.review.layout import counted
from simulator.tui import messages
from simulator.tui.commands import PAST, bindings
from simulator.tui.screens.base import AppScreen
from simulator.tui.screens.question_box import QuestionBox
from simulator.tui.services import Services
from simulator.tui.text import clock, join, lines, one_line, percent, plain, shorten
from simulator.tui.widgets.line import Line


class PastScreen(AppScreen):
    """A list, newest first."""

    COMMANDS_HERE = PAST
    BINDINGS = bindings(*(command for command in PAST if command.action != "choose"))

    class Found(Message):
        def __init__(self, sessions: Sequence[SessionSummary], fault: str) -> None:
            self.sessions, self.fault = tuple(sessions), fault
            super().__init__()

    def __init__(self, services: Services) -> None:
        self._services = services
        self._sessions: tuple[SessionSummary, ...] = ()
        super().__init__()

    def body(self) -> Iterable[Widget]:
        yield Line(join(("Past sessions", "bold $primary")), id="past-title")
        yield Line(plain("Looking…", "$quiet"), id="past-note")
        yield OptionList(id="sessions", markup=False)

    def on_mount(self) -> None:
        self.query_one(OptionList).focus()

    def on_screen_resume(self) -> None:
        super().on_screen_resume()
        self._look()

    @work(thread=True, exclusive=True, group="look")
    def _look(self) -> None:
        try:
            self.post_message(self.Found(self._services.recent(), ""))
        except SimulatorError as error:
            self.post_message(self.Found((), str(error)))

    def on_past_screen_found(self, message: Found) -> None:
        self._sessions = message.sessions
        note = message.fault or ("" if message.sessions else "No session yet. Start one from the first screen.")
        self.query_one("#past-note", Line).show_or_hide(plain(note, "$quiet"))
        marked = self.query_one(OptionList)
        before = marked.highlighted or 0
        marked.set_options(Option(session_row(session), id=session.id) for session in message.sessions)
        if message.sessions:
            marked.highlighted = min(before, len(message.sessions) - 1)

    def on_option_list_option_selected(self) -> None:
        session = self._marked()
        if session is None:
            return
        title = f"{session.title}, {when(session.started)}"
        self.post_message(messages.SummaryWanted(session.id, title, recover=session.state == "cut off"))

    def action_replay(self) -> None:
        session = self._marked()
        if session is not None:
            self.post_message(messages.ReplayWanted(session.id, recover=session.state == "cut off"))

    def action_bring_in(self) -> None:
        self.post_message(messages.BringInWanted())

    def _marked(self) -> SessionSummary | None:
        """The session that is marked, if it can be read; says why not."""
        at = self.query_one(OptionList).highlighted
        if at is None or at >= len(self._sessions):
            return None
        session = self._sessions[at]
        if session.state == "unreadable":
            self.notify(session.problem or "This session cannot be read.", severity="warning", markup=False)
            return None
        return session

    def action_delete(self) -> None:
        at = self.query_one(OptionList).highlighted
        if at is None or at >= len(self._sessions):
            return
        session = self._sessions[at]

        def answered(yes: bool | None) -> None:
            if yes:
                self._delete(session.id)

        self.app.push_screen(
            QuestionBox(
                "Delete this session?",
                f"{shorten(session.title, 40)}, {when(session.started)}: recordings and transcripts go for good.",
                "delete",
                "keep",
            ),
            answered,
        )

    def _delete(self, session_id: str) -> None:
        try:
            self._services.delete(session_id)
        except SimulatorError as error:
            self.notify(str(error), severity="error", markup=False)
        self._look()


def session_row(session: SessionSummary) -> Content:
    """Two lines: what and when; how long, how much Action, what is wrong."""
    share = "Action –" if session.action_share is None else f"Action {percent(session.action_share)}"
    figures = [counted(session.takes, "answer"), clock(session.seconds_spoken), share]
    if session.flags:
        figures.append(counted(session.flags, "flag"))
    state = "" if session.state == "finished" else f"   {one_line(session.problem) or session.state}"
    return lines(
        [
            join((shorten(session.title, 48), "bold"), (f"   {when(session.started)}", "$quiet")),
            join(("  " + "  ·  ".join(figures), "$quiet"), (state, "$warning")),
        ]
    )


def when(started: str) -> str:
    """The day and the minute of an ISO time; the text itself where it is none."""
    try:
        return datetime.fromisoformat(started).strftime("%d %b %Y, %H:%M")
    except ValueError:
        return one_line(started)
