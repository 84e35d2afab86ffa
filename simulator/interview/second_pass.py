"""Finished takes are heard again in full, each once nothing of it waits for the disk any more."""

from collections.abc import Callable

from simulator.archive.keeper import Keeper
from simulator.speech.hearing.types import FullPass, Transcript


class SecondPass:
    """Used by the session's own thread; `left` by any."""

    def __init__(self, full_pass: FullPass | None, folder: Keeper, not_heard: Callable[[str], None]) -> None:
        """`not_heard` is called with a take that is not heard again."""
        self._full_pass, self._folder, self._not_heard = full_pass, folder, not_heard
        self._refining: set[str] = set()
        self._unwritten: list[tuple[str, float]] = []
        """Takes of which a part waits for the disk, with their length."""

    @property
    def left(self) -> int:
        """Takes that are still to be heard again."""
        return len(self._refining)

    @property
    def waits_for_disk(self) -> bool:
        return bool(self._unwritten)

    def open(self, on_done: Callable[[Transcript], None]) -> None:
        if self._full_pass:
            self._full_pass.open(on_done)

    def hold(self, on: bool) -> None:
        if self._full_pass:
            self._full_pass.hold(on)

    def take_ended(self, take_id: str, duration_s: float, *, unwritten: bool) -> None:
        if unwritten:
            self._unwritten.append((take_id, duration_s))
        else:
            self._hear(take_id, duration_s)

    def disk_took_all(self) -> None:
        unwritten, self._unwritten = self._unwritten, []
        for take_id, duration_s in unwritten:
            self._hear(take_id, duration_s)

    def _hear(self, take_id: str, duration_s: float) -> None:
        self._folder.hold_audio(take_id)
        if self._full_pass and duration_s > 0:
            self._refining.add(take_id)
            self._full_pass.submit(take_id, self._folder.take_path(take_id))
        else:
            self._not_heard(take_id)

    def done(self, take_id: str) -> None:
        self._refining.discard(take_id)

    def close(self) -> None:
        if self._full_pass:
            self._full_pass.close()
