"""What every desk needs: the services, the running session, and the few things that they do with screens."""

from textual.app import App

from simulator.errors import SimulatorError
from simulator.tui.live import LiveSession
from simulator.tui.screens.base import AppScreen
from simulator.tui.screens.wait import WaitScreen
from simulator.tui.services import Opening, Services


class Desk(App[int]):
    """A part of the app that answers the messages of one kind; SimulatorApp is made of them."""

    def __init__(self, services: Services, opening: Opening | None = None) -> None:
        super().__init__()
        self.services = services
        self._opening = opening
        self.running: LiveSession | None = None
        self.fault: SimulatorError | None = None
        """Why what was asked for at the start could not be shown."""

    def _open(self, screen: AppScreen) -> None:
        """Show it, but not twice for a key that was pressed twice."""
        if type(self.screen) is not type(screen):
            self.push_screen(screen)

    def _has_plans(self) -> bool:
        if not self.services.library.plans:
            self._tell("No questions", "There are no plans of questions to choose from. Run: simulator check")
        return bool(self.services.library.plans)

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
