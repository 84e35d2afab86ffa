"""Answers whose labels were just corrected, as they look until the models have judged them anew. No models here."""

from collections.abc import Sequence
from dataclasses import replace

from simulator.answer.types import Guideline
from simulator.archive.corrections import with_corrections
from simulator.archive.types import Correction
from simulator.interview.view import TakeRecord


def drafted(record: TakeRecord, corrections: Sequence[Correction], guideline: Guideline) -> TakeRecord:
    """`record` with `corrections` as its only ones: lane, seconds, verdicts and what is counted follow at once.

    What a model says of it (signals, most flags, the rubric) stays as the machine had it.
    """
    if record.machine is None:
        return record
    analysis = with_corrections(record.machine, corrections, guideline)
    return replace(record, corrections=tuple(corrections), analysis=analysis)


class Drafts:
    """The corrections that the records of a session do not show yet."""

    def __init__(self) -> None:
        self._wanted: dict[str, tuple[Correction, ...]] = {}
        self._made: dict[str, tuple[TakeRecord, TakeRecord]] = {}
        """Take id → the record it was made from, and the draft."""

    def __bool__(self) -> bool:
        return bool(self._wanted)

    def put(self, take_id: str, corrections: Sequence[Correction]) -> None:
        self._wanted[take_id] = tuple(corrections)
        self._made.pop(take_id, None)

    def over(self, records: Sequence[TakeRecord], guideline: Guideline) -> tuple[TakeRecord, ...]:
        """`records`, with a draft for each that is not up to date; a draft whose record has caught up is let go."""
        return tuple(self._over(record, guideline) for record in records)

    def _over(self, record: TakeRecord, guideline: Guideline) -> TakeRecord:
        wanted = self._wanted.get(record.take_id)
        if wanted is None:
            return record
        if record.corrections == wanted:
            del self._wanted[record.take_id]
            self._made.pop(record.take_id, None)
            return record
        made_from, draft = self._made.get(record.take_id, (None, record))
        if made_from is not record:
            draft = drafted(record, wanted, guideline)
            self._made[record.take_id] = (record, draft)
        return draft
