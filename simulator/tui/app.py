"""The Textual app: which screen follows which. Screens ask for things by messages; nothing else is decided here."""

import sys
import threading
from collections.abc import Callable, Iterable
from dataclasses import asdict
from functools import partial
from typing import ClassVar, TypeVar

from textual import constants, work
from textual.app import SystemCommand
from textual.binding import BindingType
from textual.message import Message
from textual.screen import Screen
from textual.worker import WorkerFailed

from simulator.errors import EXIT_FAULT, SimulatorError
from simulator.stopping import end_soon, heed_in_loop
from simulator.tui import messages
from simulator.tui.commands.command import unknown_keys, use_keys
from simulator.tui.palette import system_commands
from simulator.tui.replays import ReplayDesk
from simulator.tui.screens.base import AppScreen
from simulator.tui.screens.home import HomeScreen
from simulator.tui.screens.wait import WaitScreen
from simulator.tui.services import DrillSetup, LearnSetup, LiveSession, Opening, ReplaySetup, Services, SessionSetup
from simulator.tui.sources import LiveSource, RecordSource
from simulator.tui.terminal_input import forgive_bytes_that_are_no_text
from simulator.tui.theme import PATTERNED, THEMES

MAKING_S = 20.0
"""A session that is being made when a signal ends the app is closed first; a slow machine takes so long."""

_Live = TypeVar("_Live", bound=LiveSession)


class SimulatorApp(ReplayDesk):
    """Holds at most one running session."""

    TITLE = "Mock interview"
    CSS_PATH = "simulator.tcss"
    ENABLE_COMMAND_PALETTE = True
    COMMAND_PALETTE_DISPLAY = "Ctrl+P"
    BINDINGS: ClassVar[list[BindingType]] = []

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

    class RecordsRead(Message):
        """A past session is there to be shown, or `error` says why not."""

        def __init__(self, source: RecordSource | None, title: str, error: SimulatorError | None = None) -> None:
            self.source, self.title, self.error = source, title, error
            super().__init__()

    def __init__(self, services: Services, opening: Opening | None = None) -> None:
        super().__init__()
        self.services = services
        self._opening = opening
        self.running: LiveSession | None = None
        self._quitting = False
        self._settled = threading.Event()
        """Not set while a session is being made."""
        self._settled.set()
        self.fault: SimulatorError | None = None
        """Why what was asked for at the start could not be shown."""
        self.farewell = ""
        """What is to be said once the app has left the terminal."""
        for theme in THEMES.values():
            self.register_theme(theme)
        use_keys(services.settings.keys)
        self._dress()

    def _dress(self) -> None:
        """Looks as the settings want them."""
        settings = self.services.settings
        if constants.DEFAULT_THEME == "textual-dark":  # not chosen by the person through TEXTUAL_THEME
            self.theme = THEMES[settings.theme].name
        self.set_class(settings.lanes == "patterns", PATTERNED)
        if constants.TEXTUAL_ANIMATIONS == "full":  # not chosen through TEXTUAL_ANIMATIONS
            self.animation_level = "none" if settings.reduced_motion else "full"

    def on_settings_changed(self) -> None:
        self._dress()

    def on_theme_wanted(self, message: messages.ThemeWanted) -> None:
        try:
            self.services.save_settings({"theme": message.theme})
        except SimulatorError as error:
            self.notify(str(error), severity="warning", markup=False)
        self._dress()

    def get_default_screen(self) -> Screen[None]:
        return HomeScreen(self.services)

    def on_mount(self) -> None:
        if not self.is_headless:
            heed_in_loop(self._quit)
        keys = self.services.settings.keys
        self.set_keymap(dict(keys))
        for name in unknown_keys(keys):
            self.notify(f"Settings, [keys]: there is no command {name}", severity="warning", markup=False)
        match self._opening:
            case None:
                self._look_for_first_start()
            case str(session_id):
                self.post_message(messages.SummaryWanted(session_id, "Past session"))
            case ReplaySetup() as replay:
                self.post_message(messages.ReplayWanted(**asdict(replay)))
            case SessionSetup() as setup:
                self.post_message(messages.StartWanted(setup))
            case DrillSetup() as drill:
                self.post_message(messages.DrillWanted(drill) if drill.family else messages.DrillsWanted(drill.typed))
            case LearnSetup() as learn:
                self.post_message(messages.LearnWanted(learn.page))
            case begin:
                self.begin_session(begin, hide=False)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        return system_commands(self, screen, busy=self.running is not None)

    # ---- ways in ------------------------------------------------------------------------------------------------

    def on_set_up_wanted(self, message: messages.SetUpWanted) -> None:
        from simulator.tui.screens.set_up import SetUpScreen

        if self._has_plans():
            self._open(SetUpScreen(self.services, message.plan_id))

    def on_quick_wanted(self, message: messages.QuickWanted) -> None:
        from simulator.tui.screens.set_up_choices import quick

        if self._has_plans():
            services = self.services
            typed = bool(services.microphone_fault)
            setup = quick(services.library, services.settings, typed=typed, plan_id=message.plan_id)
            self.post_message(messages.StartWanted(setup))

    def _has_plans(self) -> bool:
        if not self.services.library.plans:
            self._tell("No questions", "There are no plans of questions to choose from. Run: simulator check")
        return bool(self.services.library.plans)

    def on_demos_wanted(self) -> None:
        from simulator.tui.screens.demos import DemosScreen

        self._open(DemosScreen(self.services))

    def on_past_wanted(self) -> None:
        from simulator.tui.screens.past import PastScreen

        self._open(PastScreen(self.services))

    def on_bring_in_wanted(self) -> None:
        from simulator.tui.screens.bringing_in import BringingInScreen

        self._open(BringingInScreen(self.services))

    def on_compare_wanted(self, message: messages.CompareWanted) -> None:
        from simulator.tui.screens.questions import QuestionsScreen

        self._open(QuestionsScreen(self.services, message.session_id, message.take_id))

    def on_progress_wanted(self) -> None:
        from simulator.tui.screens.progress import ProgressScreen

        self._open(ProgressScreen(self.services))

    def on_today_wanted(self) -> None:
        from simulator.tui.screens.today import TodayScreen

        self._open(TodayScreen(self.services))

    def on_stories_wanted(self) -> None:
        from simulator.tui.screens.stories import StoriesScreen

        self._open(StoriesScreen(self.services))

    @work(thread=True)
    def _look_for_first_start(self) -> None:
        try:
            first = self.services.first_start()
        except SimulatorError:
            return  # the first screen tells what is wrong
        if first and len(self.screen_stack) == 1:
            self.post_message(messages.FirstStepsWanted())

    def on_first_steps_wanted(self) -> None:
        from simulator.tui.screens.first_steps import FirstStepsScreen

        self._open(FirstStepsScreen(self.services))

    def on_settings_wanted(self) -> None:
        from simulator.tui.screens.settings import SettingsScreen

        self._open(SettingsScreen(self.services))

    def on_learn_wanted(self, message: messages.LearnWanted) -> None:
        from simulator.tui.screens.learn import LearnScreen

        self._open(LearnScreen(self.services, message.page, cards=message.cards))

    def _open(self, screen: AppScreen) -> None:
        """Show it, but not twice for a key that was pressed twice."""
        if type(self.screen) is not type(screen):
            self.push_screen(screen)

    # ---- a session ----------------------------------------------------------------------------------------------

    def on_start_wanted(self, message: messages.StartWanted) -> None:
        self.begin_session(partial(self.services.start, message.setup), hide=message.setup.hide_question)

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

    def on_simulator_app_started(self, message: Started) -> None:
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

    # ---- the drill ----------------------------------------------------------------------------------------------

    def on_drills_wanted(self, message: messages.DrillsWanted) -> None:
        from simulator.tui.screens.drills import DrillsScreen

        self._open(DrillsScreen(self.services, typed=message.typed))

    def on_drill_wanted(self, message: messages.DrillWanted) -> None:
        from simulator.tui.screens.drill import DrillScreen

        setup = message.setup
        self._begin(
            partial(self.services.start_drill, setup.family, typed=setup.typed),
            partial(DrillScreen, self.services, setup),
        )

    def on_drill_over(self, message: messages.DrillOver) -> None:
        """The next one, or the overview again; the grade is kept before either looks for it."""
        drill = self.running
        if drill is not None and drill is message.drill:
            self._go_home()
            self.push_screen(WaitScreen("One moment…"))
            self._end_drill(drill, message.then)

    @work(thread=True)
    def _end_drill(self, drill: LiveSession, then: Message) -> None:
        drill.leave_and_close()
        self.call_from_thread(self._after_drill, then)
        if drill.farewell:
            self.call_from_thread(self._tell, "Saved elsewhere", drill.farewell)

    def _after_drill(self, then: Message) -> None:
        self.running = None
        self.end_waiting()
        self.post_message(then)

    # ---- a past session -----------------------------------------------------------------------------------------

    def on_summary_wanted(self, message: messages.SummaryWanted) -> None:
        if not isinstance(self.screen, WaitScreen):
            self.push_screen(WaitScreen("Reading the session…"))
            self._read(message)

    @work(thread=True)
    def _read(self, message: messages.SummaryWanted) -> None:
        from simulator.tui.sources import ArchivedSource

        try:
            if message.recover:
                self.services.recover(message.session_id)
            source = ArchivedSource(self.services, message.session_id)
        except SimulatorError as error:
            self.post_message(self.RecordsRead(None, "", error))
        else:
            self.post_message(self.RecordsRead(source, message.title))

    def on_simulator_app_records_read(self, message: RecordsRead) -> None:
        from simulator.tui.screens.summary import SummaryScreen

        self.end_waiting()
        if message.source is None:
            self.cannot(message.error)
        else:
            self.push_screen(SummaryScreen(self.services, message.source, message.title))

    # ---- ends ---------------------------------------------------------------------------------------------------

    def end_waiting(self) -> None:
        if isinstance(self.screen, WaitScreen):
            self.pop_screen()

    def _go_home(self) -> None:
        while len(self.screen_stack) > 1:
            self.pop_screen()

    def cannot(self, error: SimulatorError | None) -> None:
        """One line; and where it was asked for at the start, the program ends with the error's exit code."""
        if self._opening is not None and len(self.screen_stack) == 1 and error is not None:
            self.fault = error
            self.exit(error.exit_code)
        elif error is not None:
            self._tell("This cannot be done now", str(error))

    def _tell(self, title: str, text: str) -> None:
        from simulator.tui.screens.tell_box import TellBox

        self.push_screen(TellBox(title, text))

    async def action_quit(self) -> None:
        """From anywhere: a session that runs is ended and kept."""
        self._quit(0)

    def _quit(self, code: int) -> None:
        """`code` other than 0: because of a signal."""
        if not self._quitting:
            self._quitting = True
            self._close_and_exit(code)

    @work(thread=True)
    def _close_and_exit(self, code: int) -> None:
        self.services.stop_playing()
        session, self.running = self.running, None
        if session is not None:
            session.leave_and_close()
            self.farewell = session.farewell
        if code:
            self._settled.wait(MAKING_S)
            end_soon(code)
        self.call_from_thread(self.exit, code)

    @property
    def broken(self) -> BaseException | None:
        """The fault in the program that ended the app, if one did."""
        return self._exception.error if isinstance(self._exception, WorkerFailed) else self._exception

    def _fatal_error(self) -> None:
        """Textual would print a traceback with the values of variables, and those hold what was said."""
        self._close_messages_no_wait()


def run_app(services: Services, opening: Opening | None = None) -> int:
    """Run until the person leaves; the exit code.

    Raises SimulatorError when `opening` could not be shown, and whatever broke the app; its session is kept then too.
    """
    forgive_bytes_that_are_no_text()
    app = SimulatorApp(services, opening)
    code = app.run()
    if app.running is not None:  # the app broke
        app.running.leave_and_close()
        app.farewell = app.running.farewell
    if app.farewell:
        sys.stderr.write(f"{app.farewell}\n")
    if fault := app.fault or app.broken:
        raise fault
    return EXIT_FAULT if code is None else code
