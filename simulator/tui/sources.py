"""Where a summary's records come from: a session that still refines its words, or the archive."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from simulator.interview.view import TakeRecord
    from simulator.replay.types import Replay
    from simulator.tui.live import LiveSession
    from simulator.tui.services import Services


class RecordSource(Protocol):
    """Records of one session. `records` may be asked at any time and returns at once."""

    @property
    def session_id(self) -> str: ...

    @property
    def refining(self) -> int:
        """Takes that are still to be heard again in full."""

    def records(self) -> tuple[TakeRecord, ...]: ...

    def recheck(self, take_id: str) -> None:
        """Make anew what hangs on the corrections of a take; they are on disk. Waits. Raises SimulatorError."""

    def reread(self) -> None:
        """Take everything as it is on disk now. Waits. Raises SimulatorError."""


class LiveSource:
    """The session just held; its second pass goes on while its summary is read."""

    def __init__(self, session: LiveSession) -> None:
        self.session = session

    @property
    def session_id(self) -> str:
        return self.session.session_id

    @property
    def refining(self) -> int:
        return self.session.view().refining

    def records(self) -> tuple[TakeRecord, ...]:
        return self.session.view().records

    def recheck(self, take_id: str) -> None:
        self.session.recheck(take_id)

    def reread(self) -> None:
        """Corrections only: no take of a session that is open can be deleted."""
        for record in self.records():
            self.session.recheck(record.take_id)


class ArchivedSource:
    """A session of the archive, read once. Raises SimulatorError; reading may wait."""

    def __init__(self, services: Services, session_id: str) -> None:
        self._services, self.session_id = services, session_id
        self._one_at_a_time = threading.Lock()
        self._records: dict[str, TakeRecord] = {}
        self.reread()

    @property
    def refining(self) -> int:
        return 0

    def records(self) -> tuple[TakeRecord, ...]:
        return tuple(self._records.values())

    def recheck(self, take_id: str) -> None:
        with self._one_at_a_time:  # so that what is read last is what was kept last
            self._records[take_id] = self._services.record(self.session_id, take_id)

    def reread(self) -> None:
        with self._one_at_a_time:
            self._records = {record.take_id: record for record in self._services.records(self.session_id)}


class ReplayedSource(ArchivedSource):
    """The takes of a replay, as far as they could be read."""

    def __init__(self, services: Services, replay: Replay) -> None:
        self._replay = replay
        super().__init__(services, replay.session_id)

    def reread(self) -> None:
        self._records = {turn.take_id: turn.record for turn in self._replay.turns if turn.record}
