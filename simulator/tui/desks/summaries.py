"""The part of the app that shows past sessions."""

from textual import work
from textual.message import Message

from simulator.errors import SimulatorError
from simulator.tui import messages
from simulator.tui.desks.desk import Desk
from simulator.tui.screens.wait import WaitScreen
from simulator.tui.sources import RecordSource


class SummaryDesk(Desk):
    """Reads a session of the archive and shows its summary."""

    class RecordsRead(Message):
        """A past session is there to be shown, or `error` says why not."""

        def __init__(self, source: RecordSource | None, title: str, error: SimulatorError | None = None) -> None:
            self.source, self.title, self.error = source, title, error
            super().__init__()

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

    def on_summary_desk_records_read(self, message: RecordsRead) -> None:
        from simulator.tui.screens.summary import SummaryScreen

        self.end_waiting()
        if message.source is None:
            self.cannot(message.error)
        else:
            self.push_screen(SummaryScreen(self.services, message.source, message.title))
