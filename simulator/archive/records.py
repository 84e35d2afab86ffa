"""The JSON files of a session folder: their fields, checked when read. `schema` is in each of them."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

from pydantic import AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from simulator.answer.types import Section, Word
from simulator.archive import files
from simulator.archive.types import Bookmark, Correction, Heard, Marks, SessionMeta, StoredTranscript
from simulator.errors import BadInput
from simulator.probing.types import ProbeChoice

SCHEMA: Literal[1] = 1


def _storable(value: object) -> object:
    """Text without lone surrogates (a broken terminal can type them), which no UTF-8 file takes."""
    return value.encode("utf-8", "replace").decode("utf-8") if isinstance(value, str) else value


Text = Annotated[str, BeforeValidator(_storable)]


class Record(BaseModel):
    """A file of schema 1. Unknown keys are refused: they mean a damaged file or a newer program."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True, allow_inf_nan=False)


class FileRecord(Record):
    schema_number: Literal[1] = Field(default=SCHEMA, alias="schema")


class SessionRecord(FileRecord):
    title: Text
    started: AwareDatetime
    ended: AwareDatetime | None
    plan: dict[str, Any]
    settings: dict[str, Any]
    versions: dict[str, str]
    models: dict[str, str]

    @classmethod
    def of(cls, meta: SessionMeta) -> "SessionRecord":
        return cls.model_validate({name: getattr(meta, name) for name in SessionMeta.__dataclass_fields__})

    def meta(self) -> SessionMeta:
        return SessionMeta(
            title=self.title,
            started=self.started.isoformat(),
            ended=self.ended.isoformat() if self.ended else None,
            plan=self.plan,
            settings=self.settings,
            versions=self.versions,
            models=self.models,
        )


class WordRecord(Record):
    text: Text
    start_s: float
    end_s: float
    probability: float


class TranscriptRecord(FileRecord):
    model: str
    heard: Heard = Field(alias="pass")
    words: tuple[WordRecord, ...]

    @classmethod
    def of(cls, words: Sequence[Word], model: str, heard: Heard) -> "TranscriptRecord":
        rows = tuple(
            WordRecord(text=word.text, start_s=word.start_s, end_s=word.end_s, probability=word.probability)
            for word in words
        )
        return cls(model=model, heard=heard, words=rows)

    def transcript(self, take_id: str) -> StoredTranscript:
        words = tuple(Word(row.text, row.start_s, row.end_s, row.probability) for row in self.words)
        return StoredTranscript(take_id, words, self.model, self.heard)


class ProbeRecord(Record):
    family: str
    id: str
    text: Text
    because: Text
    quote: Text
    start_s: float
    take_id: str

    @classmethod
    def of(cls, probe: ProbeChoice) -> "ProbeRecord":
        return cls.model_validate({name: getattr(probe, name) for name in ProbeChoice.__dataclass_fields__})

    def choice(self) -> ProbeChoice:
        return ProbeChoice(**self.model_dump())


class AnalysisRecord(FileRecord):
    analysis: dict[str, Any]
    probes: tuple[ProbeRecord, ...]


class CorrectionRecord(Record):
    start_s: float
    end_s: float
    section: Section
    text: Text = ""


class CorrectionsRecord(FileRecord):
    corrections: tuple[CorrectionRecord, ...]

    @classmethod
    def of(cls, corrections: Sequence[Correction]) -> "CorrectionsRecord":
        return cls(
            corrections=tuple(
                CorrectionRecord(start_s=item.start_s, end_s=item.end_s, section=item.section, text=item.text)
                for item in corrections
            )
        )

    def values(self) -> tuple[Correction, ...]:
        return tuple(Correction(row.start_s, row.end_s, row.section, row.text) for row in self.corrections)


class BookmarkRecord(Record):
    at_s: float
    note: Text = ""


class MarksRecord(FileRecord):
    bookmarks: tuple[BookmarkRecord, ...] = ()
    best: bool = False

    @classmethod
    def of(cls, marks: Marks) -> "MarksRecord":
        rows = tuple(BookmarkRecord(at_s=one.at_s, note=one.note) for one in marks.bookmarks)
        return cls(bookmarks=rows, best=marks.best)

    def marks(self) -> Marks:
        return Marks(tuple(Bookmark(row.at_s, row.note) for row in self.bookmarks), self.best)


_File = TypeVar("_File", bound=FileRecord)


def schema_of(path: Path) -> int | None:
    """The schema number in `path`, None when there is no file. Raises BadInput when it is damaged."""
    return _schema(path, files.read_json(path)) if path.exists() else None


def _schema(path: Path, data: dict[str, Any]) -> int:
    number = data.get("schema")
    if not isinstance(number, int) or number < 1:
        raise files.damaged(path, "it has no schema number")
    return number


def load(path: Path, record: type[_File]) -> _File:
    """Read and check `path`. Of a newer schema the fields known here are read. Raises BadInput naming the file."""
    data = files.read_json(path)
    number = _schema(path, data)
    try:
        if number <= SCHEMA:
            return record.model_validate(data)
        return record.model_validate({**data, "schema": SCHEMA}, extra="ignore")
    except ValidationError as error:
        if number > SCHEMA:
            raise too_new(path, number) from error
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise files.damaged(path, f"{place}: {first['msg']}") from error


def save(path: Path, record: FileRecord) -> None:
    """Replace `path` atomically. Raises BadInput when the disk refuses or the file there is of a newer schema."""
    try:
        there = schema_of(path)
    except BadInput:
        there = None  # a damaged file is worth less than what replaces it
    if there is not None and there > SCHEMA:
        raise too_new(path, there)
    files.write_json(path, record.model_dump(mode="json", by_alias=True))


def too_new(path: Path, number: int) -> BadInput:
    return BadInput(
        f"written by a newer version of this program (schema {number}), so it is only read here",
        where=str(path),
        remedy="Update the program to change it.",
    )
