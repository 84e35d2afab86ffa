"""The Textual app: which screen follows which. Screens ask for things by messages; nothing else is decided here."""

import sys
from collections.abc import Iterable
from dataclasses import asdict
from typing import ClassVar

from textual import constants, work
from textual.app import SystemCommand
from textual.binding import BindingType
from textual.screen import Screen
from textual.worker import WorkerFailed

from simulator.errors import EXIT_FAULT, SimulatorError
from simulator.stopping import end_soon, heed_in_loop
from simulator.tui import messages
from simulator.tui.choices import DrillSetup, LearnSetup, ReplaySetup, SessionSetup
from simulator.tui.commands.command import unknown_keys, use_keys
from simulator.tui.desks.doors import Doors
from simulator.tui.desks.drills import DrillDesk
from simulator.tui.desks.replays import ReplayDesk
from simulator.tui.desks.summaries import SummaryDesk
from simulator.tui.palette import system_commands
from simulator.tui.screens.home import HomeScreen
from simulator.tui.services import Opening, Services
from simulator.tui.terminal_input import forgive_bytes_that_are_no_text
from simulator.tui.theme import PATTERNED, THEMES

MAKING_S = 20.0
"""A session that is being made when a signal ends the app is closed first; a slow machine takes so long."""


class SimulatorApp(Doors, DrillDesk, ReplayDesk, SummaryDesk):
    """The desks together: each answers the messages of one kind."""

    TITLE = "Mock interview"
    CSS_PATH = "simulator.tcss"
    ENABLE_COMMAND_PALETTE = True
    COMMAND_PALETTE_DISPLAY = "Ctrl+P"
    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(self, services: Services, opening: Opening | None = None) -> None:
        super().__init__(services, opening)
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
                self.call_after_refresh(self._look_for_first_start)  # what it asks loads behind the first picture
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

    @work(thread=True)
    def _look_for_first_start(self) -> None:
        try:
            first = self.services.first_start()
        except SimulatorError:
            return  # the first screen tells what is wrong
        if first and len(self.screen_stack) == 1:
            self.post_message(messages.FirstStepsWanted())

    # ---- ends ---------------------------------------------------------------------------------------------------

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
