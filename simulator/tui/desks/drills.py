"""The part of the app that has to do with the drill."""

from functools import partial

from textual import work
from textual.message import Message

from simulator.tui import messages
from simulator.tui.desks.sessions import SessionDesk
from simulator.tui.live import LiveSession
from simulator.tui.screens.wait import WaitScreen


class DrillDesk(SessionDesk):
    """One drill after the other."""

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
