"""Where a summary's records come from: a session that still refines its words, or the archive."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from simulator.interview.view import TakeRecord
    from simulator.tui.services import LiveSession, Services


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


class ArchivedSource:
    """A session of the archive, read once. Raises SimulatorError; reading may wait."""

    def __init__(self, services: Services, session_id: str) -> None:
        self._services, self.session_id = services, session_id
        self._records = {record.take_id: record for record in services.records(session_id)}
        self._one_at_a_time = threading.Lock()

    @property
    def refining(self) -> int:
        return 0

    def records(self) -> tuple[TakeRecord, ...]:
        return tuple(self._records.values())

    def recheck(self, take_id: str) -> None:
        with self._one_at_a_time:  # so that what is read last is what was kept last
            self._records[take_id] = self._services.record(self.session_id, take_id)
