"""What of an import is done: a journal of its own in the session's folder, gone when the import is finished."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from simulator.answer.types import Word
from simulator.archive.folder import SessionFolder
from simulator.archive.journal import Journal, inspect
from simulator.archive.records import TranscriptRecord
from simulator.importing.types import Piece

PROGRESS_FILE = ".importing.jsonl"
WHOLE_FILE = ".whole.wav"
"""The recording before it is cut into takes."""


class PlannedTake(BaseModel):
    """A take to be made: its span of the recording, and in its own time the spans that are heard in one go."""

    model_config = ConfigDict(frozen=True)
    take_id: str
    start_s: float
    end_s: float
    question: str
    chunks: tuple[tuple[float, float], ...]

    @property
    def length_s(self) -> float:
        return self.end_s - self.start_s

    @property
    def piece(self) -> Piece:
        return Piece(self.start_s, self.end_s, self.question)


class Planned(BaseModel):
    """What the recording was found to hold, once it was read to its end."""

    model_config = ConfigDict(frozen=True)
    duration_s: float
    takes: tuple[PlannedTake, ...]
    notes: tuple[str, ...]
    damage: str = ""


class Progress:
    """The notes of one import. A line that was cut off is as if it had not been written."""

    def __init__(self, folder: SessionFolder) -> None:
        """Raises BadInput when the notes there are cannot be read, or none can be made."""
        path = _path(folder)
        self.planned: Planned | None = None
        self._heard: dict[tuple[str, int], tuple[Word, ...]] = {}
        for entry in inspect(path).entries if path.exists() else ():
            try:
                self._take(entry.kind, dict(entry.data))
            except (ValidationError, KeyError, TypeError):
                continue
        self._journal = Journal(path)

    def _take(self, kind: str, data: dict[str, Any]) -> None:
        if kind == "planned":
            self.planned, self._heard = Planned.model_validate(data), {}
        elif kind == "heard":
            words = TranscriptRecord.model_validate(data["words"]).transcript(data["take_id"]).words
            self._heard[data["take_id"], int(data["chunk"])] = words

    def plan(self, planned: Planned, wall: str) -> None:
        self._journal.append("planned", planned.model_dump(mode="json"), monotonic_s=0.0, wall=wall)
        self.planned, self._heard = planned, {}

    def heard(self, take_id: str, chunk: int) -> tuple[Word, ...] | None:
        """The words of a span that was heard, in the time of the take; None while it was not."""
        return self._heard.get((take_id, chunk))

    def hear(self, take_id: str, chunk: int, words: Sequence[Word], model: str, wall: str) -> None:
        row = TranscriptRecord.of(words, model, "full").model_dump(mode="json", by_alias=True)
        data = {"take_id": take_id, "chunk": chunk, "words": row}
        self._journal.append("heard", data, monotonic_s=0.0, wall=wall)
        self._heard[take_id, chunk] = tuple(words)

    def close(self) -> None:
        self._journal.close()

    def end(self) -> None:
        """The import is finished: nothing is left to be noted."""
        self.close()
        self._journal.path.unlink(missing_ok=True)


def is_going_on(folder: SessionFolder) -> bool:
    """Whether an import into this session was begun and not finished."""
    return _path(folder).exists()


def _path(folder: SessionFolder) -> Path:
    return folder.path / PROGRESS_FILE
