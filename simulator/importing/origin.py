"""Where a session came from: kept in its session.json, so that a recording is known again by its checksum."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from simulator.archive.folder import SessionFolder
from simulator.archive.store import Archive
from simulator.archive.types import SessionMeta
from simulator.checksums import sha256_of
from simulator.errors import BadInput, SimulatorError
from simulator.importing.progress import is_going_on
from simulator.importing.types import How, Kind

_KEY = "imported"


class _Row(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class OriginMark(_Row):
    at_s: float
    end_s: float | None
    text: str


class OriginPiece(_Row):
    take_id: str
    start_s: float
    end_s: float


class Origin(_Row):
    """The file, how it was asked to be brought in, and where in it each take was. `hearing` names the model."""

    file: str
    sha256: str
    kind: Kind = "answer"
    hearing: str = ""
    pause_s: float | None = None
    marks: tuple[OriginMark, ...] | None = None
    question: str = ""
    title: str = ""
    pieces: tuple[OriginPiece, ...] = ()

    def asks_the_same(self, other: "Origin") -> bool:
        """Whether both were asked for in the same way; a file may have been renamed meanwhile."""
        mine, theirs = (one.model_copy(update={"file": "", "pieces": ()}) for one in (self, other))
        return mine == theirs


@dataclass(frozen=True, slots=True)
class Found:
    """A session made of a recording; `finished` is False while its import was not done to the end."""

    folder: SessionFolder
    origin: Origin
    finished: bool


def origin_of(path: Path, how: How, hearing: str) -> Origin:
    """Reads the whole file for its checksum. Raises BadInput when it cannot be read."""
    try:
        checksum = sha256_of(path)
    except OSError as error:
        raise BadInput(f"cannot be read: {(error.strerror or str(error)).lower()}", where=str(path)) from error
    return Origin(
        file=path.name,
        sha256=checksum,
        kind=how.kind,
        hearing=hearing,
        pause_s=how.pause_s,
        marks=how.marks and tuple(OriginMark(at_s=one.at_s, end_s=one.end_s, text=one.text) for one in how.marks),
        question=how.question,
        title=how.title,
    )


def settings_with(settings: Mapping[str, Any], origin: Origin) -> dict[str, Any]:
    """The settings of a session.json that also tell where the session came from."""
    return {**settings, _KEY: origin.model_dump(mode="json")}


def origin_in(meta: SessionMeta) -> Origin | None:
    """None for a session that was held here."""
    try:
        return Origin.model_validate(meta.settings[_KEY])
    except (KeyError, ValidationError):
        return None


def made_of(archive: Archive, sha256: str) -> Iterator[Found]:
    """The sessions that were made of this recording; those that cannot be read are passed over."""
    for name in sorted(entry.name for entry in archive.root.iterdir() if entry.is_dir()):
        try:
            folder = archive.open(name)
            meta = folder.load_session()
        except SimulatorError:
            continue
        origin = origin_in(meta)
        if origin is not None and origin.sha256 == sha256:
            yield Found(folder, origin, meta.ended is not None and not is_going_on(folder))
