"""The part of the app that starts sessions and closes them."""

import threading
from collections.abc import Callable
from functools import partial
from typing import TypeVar

from textual import work
from textual.message import Message

from simulator.errors import SimulatorError
from simulator.tui import messages
from simulator.tui.desks.desk import Desk
from simulator.tui.live import LiveSession
from simulator.tui.screens.base import AppScreen
from simulator.tui.screens.wait import WaitScreen
from simulator.tui.services import Opening, Services
from simulator.tui.sources import LiveSource

_Live = TypeVar("_Live", bound=LiveSession)


class SessionDesk(Desk):
    """Holds at most one running session."""

    class Started(Message):
        """A session runs and `show` makes its screen, or `error` says why it does not."""

        def __init__(
            self,
            session: LiveSession | None,
            show: Callable[[], AppScreen] | None,
            error: SimulatorError | None = None,
        ) -> None:
            self.session, self.show, self.error = session, show, error
            super().__init__()

    def __init__(self, services: Services, opening: Opening | None = None) -> None:
        super().__init__(services, opening)
        self._quitting = False
        self._settled = threading.Event()
        """Not set while a session is being made."""
        self._settled.set()

    def on_start_wanted(self, message: messages.StartWanted) -> None:
        self.begin_session(partial(self.services.start, message.setup), hide=message.setup.hide_question)

    def on_quick_wanted(self, message: messages.QuickWanted) -> None:
        """Typed where there is no microphone: looked for now, for the first screen may not have come to it yet."""
        from simulator.tui.screens.set_up_choices import quick

        def begin() -> LiveSession:
            services = self.services
            typed = not services.microphones()
            return services.start(quick(services.library, services.settings, typed=typed, plan_id=message.plan_id))

        if self._has_plans():
            self.begin_session(begin, hide=False)

    def on_demo_wanted(self, message: messages.DemoWanted) -> None:
        self.begin_session(partial(self.services.start_demo, message.demo_id), hide=False)

    def begin_session(self, begin: Callable[[], LiveSession], *, hide: bool) -> None:
        def show(session: LiveSession) -> AppScreen:
            from simulator.tui.screens.session import SessionScreen

            return SessionScreen(self.services, session, hide_question=hide)

        self._begin(begin, show)

    def _begin(self, begin: Callable[[], _Live], show: Callable[[_Live], AppScreen]) -> None:
        if isinstance(self.screen, WaitScreen) or self.running is not None:
            return  # a second key press while the first is being carried out
        self.push_screen(WaitScreen("Getting ready…", "the interviewer's voice, your microphone, the hearing model"))
        self._settled.clear()
        self._start_parts(begin, show)

    @work(thread=True)
    def _start_parts(self, begin: Callable[[], _Live], show: Callable[[_Live], AppScreen]) -> None:
        try:
            session = begin()
            if self._quitting or not self.post_message(self.Started(session, partial(show, session))):
                session.leave_and_close()
        except SimulatorError as error:
            self.post_message(self.Started(None, None, error))
        finally:
            self._settled.set()

    def on_session_desk_started(self, message: Started) -> None:
        self.end_waiting()
        if message.show is None:
            self.cannot(message.error)
            return
        self.running = message.session
        self._go_home()
        self.push_screen(message.show())

    def on_session_finished(self, message: messages.SessionFinished) -> None:
        """Its summary; the session stays open while the second pass refines its words."""
        from simulator.tui.screens.summary import SummaryScreen

        if message.session is self.running:
            self._go_home()
            self.push_screen(SummaryScreen(self.services, LiveSource(message.session), "Summary"), self._summary_left)

    def _summary_left(self, _: None) -> None:
        session, self.running = self.running, None
        if session is not None:
            self._close(session)

    @work(thread=True)
    def _close(self, session: LiveSession) -> None:
        session.leave_and_close()
        if session.farewell:
            self.call_from_thread(self._tell, "Saved elsewhere", session.farewell)
