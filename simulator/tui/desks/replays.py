"""The app's part that opens replays, and sessions that ask something once more."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual import work
from textual.message import Message

from simulator.errors import SimulatorError
from simulator.tui import messages
from simulator.tui.desks.sessions import SessionDesk
from simulator.tui.live import LiveSession
from simulator.tui.screens.wait import WaitScreen

if TYPE_CHECKING:  # this file is read before the first paint
    from simulator.replay.types import Replay


class ReplayDesk(SessionDesk):
    """Replays, and what is asked from one of them."""

    class ReplayRead(Message):
        """A past session is there to be heard, or `error` says why not."""

        def __init__(
            self, wanted: messages.ReplayWanted, replay: Replay | None, error: SimulatorError | None = None
        ) -> None:
            self.wanted, self.replay, self.error = wanted, replay, error
            super().__init__()

    # ---- a replay -----------------------------------------------------------------------------------------------

    def on_replay_wanted(self, message: messages.ReplayWanted) -> None:
        if not isinstance(self.screen, WaitScreen):
            self.push_screen(WaitScreen("Reading the session…"))
            self._read_replay(message)

    @work(thread=True)
    def _read_replay(self, message: messages.ReplayWanted) -> None:
        try:
            if message.recover:
                self.services.recover(message.session_id)
            replay = self.services.replay(message.session_id)
        except SimulatorError as error:
            self.post_message(self.ReplayRead(message, None, error))
        else:
            self.post_message(self.ReplayRead(message, replay))

    def on_replay_desk_replay_read(self, message: ReplayRead) -> None:
        from simulator.replay.navigate import place_of
        from simulator.tui.screens.replay import ReplayScreen

        self.end_waiting()
        if message.replay is None:
            self.cannot(message.error)
            return
        self.services.stop_playing()
        at = place_of(message.replay.turns, message.wanted.take_id, message.wanted.at_s)
        screen = ReplayScreen(self.services, message.replay, self.services.deck(), at)
        self.push_screen(screen, lambda _: self._replay_left(screen.changed))

    def _replay_left(self, changed: bool) -> None:
        from simulator.tui.screens.summary import SummaryScreen

        if changed and isinstance(self.screen, SummaryScreen):
            self.screen.read_again()

    # ---- once more ----------------------------------------------------------------------------------------------

    def on_again_wanted(self, message: messages.AgainWanted) -> None:
        """The session that this was a part of is closed first, if it still runs."""
        before, self.running = self.running, None
        self.begin_session(partial(self._again, before, message), hide=False)

    def _again(self, before: LiveSession | None, message: messages.AgainWanted) -> LiveSession:
        if before is not None:
            before.leave_and_close()
        return self.services.start_again(message.session_id, message.prompt)
