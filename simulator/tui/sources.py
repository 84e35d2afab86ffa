"""Where a summary's records come from: a session that still refines its words, or the archive."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from simulator.interview.view import TakeRecord
    from simulator.tui.services import LiveSession, Services


class RecordSource(Protocol):
    """Records of one session. `records` may be asked at any time and returns at once."""

    @property
    def refining(self) -> int:
        """Takes that are still to be heard again in full."""

    def records(self) -> tuple[TakeRecord, ...]: ...


class LiveSource:
    """The session just held; its second pass goes on while its summary is read."""

    def __init__(self, session: LiveSession) -> None:
        self.session = session

    @property
    def refining(self) -> int:
        return self.session.view().refining

    def records(self) -> tuple[TakeRecord, ...]:
        return self.session.view().records


class ArchivedSource:
    """A session of the archive, read once. Raises SimulatorError; reading may wait."""

    def __init__(self, services: Services, session_id: str) -> None:
        self._records = services.records(session_id)

    @property
    def refining(self) -> int:
        return 0

    def records(self) -> tuple[TakeRecord, ...]:
        return self._records
