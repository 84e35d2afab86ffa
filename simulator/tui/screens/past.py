"""Past sessions: find one, open it, or delete it."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from simulator.archive.types import Found, Hit, SessionSummary
from simulator.errors import SimulatorError
from simulator.review.layout import counted
from simulator.tui import messages
from simulator.tui.commands.everywhere import list_bindings
from simulator.tui.commands.past import PAST, PAST_BAR
from simulator.tui.past_rows import fits, session_row, when
from simulator.tui.screens.looking import LookingScreen
from simulator.tui.screens.question_box import QuestionBox
from simulator.tui.services import Services
from simulator.tui.text import join, plain, shorten, shown_path
from simulator.tui.widgets.line import Line

_NOTHING = Found()
_ROWS = 200
"""How many rows the list has at first, and gets when one comes near its end."""
_AHEAD = 20


class PastScreen(LookingScreen[Sequence[SessionSummary]]):
    """A list, newest first, that narrows to what is searched for."""

    ABOUT = "Every session that you held, newest first. A search looks through all that was ever said, asked or noted."
    COMMANDS_HERE = PAST
    KEYS_SHOWN = PAST_BAR
    BINDINGS: ClassVar[list[BindingType]] = [
        *list_bindings(*PAST),
        Binding("down", "to_list", show=False),  # reaches the screen only from the search line
    ]

    class Searched(Message):
        """`sessions`: those that have what was `wanted` in their title, their day or in what was said."""

        def __init__(self, wanted: str, sessions: tuple[SessionSummary, ...], found: Found, fault: str) -> None:
            self.wanted, self.sessions, self.found, self.fault = wanted, sessions, found, fault
            super().__init__()

    def __init__(self, services: Services) -> None:
        self._all: tuple[SessionSummary, ...] = ()
        self._sessions: tuple[SessionSummary, ...] = ()
        """Those that fit; the list has a row for the first of them, and more as one goes down."""
        self._hits: Mapping[str, Sequence[Hit]] = {}
        self._fault = ""
        super().__init__(services)

    def body(self) -> Iterable[Widget]:
        yield Line(join(("Past sessions", "bold $primary")), id="past-title")
        yield Line(plain("Looking…", "$quiet"), id="past-note")
        yield Input(placeholder="title, day, or anything that was said", id="past-search", select_on_focus=False)
        yield OptionList(id="sessions", markup=False)

    def on_mount(self) -> None:
        self.query_one(Input).display = False

    # ---- what there is ----------------------------------------------------------------------------------------------

    def find(self) -> Sequence[SessionSummary]:
        return self._services.recent()

    def found(self, fault: str) -> None:
        self._all, self._fault = tuple(self._seen or ()), fault
        self._narrow()

    def _narrow(self) -> None:
        """To what is in the search line: all of them when there is nothing in it."""
        if self._wanted:
            self._search(self._wanted, self._all)
        else:
            self._show(self._all, _NOTHING)

    def _show(self, sessions: tuple[SessionSummary, ...], found: Found) -> None:
        """The rows of `sessions`, the marked one still marked."""
        marked = self._marked_row()
        self._sessions = sessions
        self._hits = {name: tuple(hits) for name, hits in groupby(found.hits, key=lambda hit: hit.session_id)}
        self.query_one("#past-note", Line).show_or_hide(plain(self._note(), "$quiet"))
        rows = self.query_one(OptionList)
        before = rows.highlighted or 0
        rows.clear_options()
        if sessions:
            ids = [one.id for one in sessions]
            at = ids.index(marked.id) if marked and marked.id in ids else min(before, len(ids) - 1)
            self._add_rows(at + _ROWS)
            rows.highlighted = at

    def _add_rows(self, until: int) -> None:
        """Thousands of rows at once would take seconds."""
        rows = self.query_one(OptionList)
        more = self._sessions[rows.option_count : until]
        rows.add_options(Option(session_row(one, self._hits.get(one.id, ())), id=one.id) for one in more)

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        if event.option_index + _AHEAD >= event.option_list.option_count:
            self._add_rows(event.option_list.option_count + _ROWS)

    def _note(self) -> str:
        if self._fault:
            return self._fault
        if not self._all:
            return "No session yet. Start one from the first screen."
        if not self._wanted:
            return ""
        if not self._sessions:
            return "Nothing found. All words must be in one answer; fewer or shorter words find more."
        return f"{len(self._sessions)} of {counted(len(self._all), 'session')}"

    # ---- searching --------------------------------------------------------------------------------------------------

    @property
    def _wanted(self) -> str:
        return self.query_one(Input).value.strip()

    def action_find(self) -> None:
        line = self.query_one(Input)
        line.display = True
        line.focus()

    def action_to_list(self) -> None:
        self.query_one(OptionList).focus()

    def action_back(self) -> None:
        """Out of a search first, then out of the screen."""
        line = self.query_one(Input)
        if not line.display:
            self.dismiss(None)
            return
        self.action_to_list()
        line.display = False
        line.value = ""

    def on_input_submitted(self) -> None:
        self.action_to_list()

    def on_input_changed(self) -> None:
        self._narrow()

    @work(thread=True, exclusive=True, group="search")
    def _search(self, wanted: str, sessions: tuple[SessionSummary, ...]) -> None:
        try:
            found, fault = self._services.search(wanted), ""
        except SimulatorError as error:
            found, fault = _NOTHING, str(error)
        fitting = tuple(one for one in sessions if one.id in found.sessions or fits(one, wanted))
        self.post_message(self.Searched(wanted, fitting, found, fault))

    def on_past_screen_searched(self, message: Searched) -> None:
        if message.wanted == self._wanted:  # else a later letter has asked anew
            self._fault = message.fault
            self._show(message.sessions, message.found)

    # ---- doing something with one -----------------------------------------------------------------------------------

    def on_option_list_option_selected(self) -> None:
        """The summary; where something was found in it, the moment it was said."""
        session = self._readable()
        if session is None:
            return
        if self._hits.get(session.id):
            self.action_replay()
            return
        title = f"{session.title}, {when(session.started)}"
        self.post_message(messages.SummaryWanted(session.id, title, recover=session.state == "cut off"))

    def action_replay(self) -> None:
        session = self._readable()
        if session is None:
            return
        recover, hits = session.state == "cut off", self._hits.get(session.id)
        if hits:
            hit = hits[0]
            wanted = messages.ReplayWanted(session.id, recover=recover, take_id=hit.take_id, at_s=hit.at_s)
        else:
            wanted = messages.ReplayWanted(session.id, recover=recover)
        self.post_message(wanted)

    def action_bring_in(self) -> None:
        self.post_message(messages.BringInWanted())

    def _marked_row(self) -> SessionSummary | None:
        at = self.query_one(OptionList).highlighted
        return self._sessions[at] if at is not None and at < len(self._sessions) else None

    def _readable(self) -> SessionSummary | None:
        """The session that is marked, if it can be read. Says why not, or what is wrong with it."""
        session = self._marked_row()
        if session is None:
            return None
        unreadable = session.state == "unreadable"
        if session.problem or unreadable:
            self.notify(session.problem or "This session cannot be read.", severity="warning", markup=False)
        return None if unreadable else session

    def action_compare(self) -> None:
        session = self._marked_row()
        self.post_message(messages.CompareWanted(session.id if session else ""))

    def action_delete(self) -> None:
        session = self._marked_row()
        if session is None:
            return

        def answered(yes: bool | None) -> None:
            if yes:
                self._delete(session.id)

        report = self._services.report_of(session.id)
        stays = f" The report of it stays: {shown_path(report)}" if report else ""
        about = f"{shorten(session.title, 40)}, {when(session.started)}"
        self.app.push_screen(
            QuestionBox(
                "Delete this session?",
                f"{about}: recordings and transcripts go for good.{stays}",
                "delete",
                "keep",
            ),
            answered,
        )

    @work(thread=True)
    def _delete(self, session_id: str) -> None:
        try:
            self._services.delete(session_id)
        except SimulatorError as error:
            self.app.call_from_thread(self.notify, str(error), severity="error", markup=False)
        self.app.call_from_thread(self.look)
