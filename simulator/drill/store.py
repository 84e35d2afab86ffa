"""The drill's memory on disk: one private JSON file beside the sessions, replaced whole or not at all."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from pydantic import AwareDatetime

from simulator.archive import files, lock, records
from simulator.archive.records import FileRecord, Record
from simulator.drill.types import Attempt, Card, Entry, FamilyProgress, MachineGrade, OwnGrade, Progress
from simulator.errors import BadInput
from simulator.paths import private_dir

DRILL_FILE = "drill.json"
LOCK_FILE = ".drill.lock"
"""Held while the file is read and replaced, so that of two programs neither loses the other's grade."""


class _AttemptRecord(Record):
    take_id: str
    grade: MachineGrade
    seconds: float
    words_per_minute: float


class _EntryRecord(Record):
    at: AwareDatetime
    own: OwnGrade | None
    attempts: tuple[_AttemptRecord, ...]
    session_id: str
    story: str
    wording_id: str


class _CardRecord(Record):
    stability: float
    difficulty: float
    due: date
    last: date


class _FamilyRecord(Record):
    card: _CardRecord | None
    entries: tuple[_EntryRecord, ...]


class _DrillRecord(FileRecord):
    families: dict[str, _FamilyRecord]


class DrillStore:
    """The file in `folder`. A damaged one is set aside under another name, one of a newer version is only read."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / DRILL_FILE

    def load(self) -> Progress:
        """What is known; `notice` says what was wrong with the file. Never raises."""
        try:
            if not self.path.exists():
                return Progress()
            number = records.schema_of(self.path)
            newer = number is not None and number > records.SCHEMA
            notice = str(records.too_new(self.path, number or 0)) if newer else ""
            return Progress(_families(records.load(self.path, _DrillRecord)), notice, read_only=newer)
        except OSError as error:
            return Progress(notice=f"{self.path}: cannot be read: {error.strerror or error}.", read_only=True)
        except BadInput as error:
            return self._unusable(error)

    def keep(self, family: str, card: Card, entry: Entry) -> None:
        """Add `entry` (in the place of an earlier one of its session, if it has one) and the card that comes of it.

        Raises BadInput when the disk refuses, or the file is of a newer version.
        """
        with files.reporting(self.path.parent, "use the data folder"):
            private_dir(self.path.parent)
        with lock.in_turn(self.path.with_name(LOCK_FILE)):
            self._add(family, card, entry)

    def _add(self, family: str, card: Card, entry: Entry) -> None:
        progress = self.load()
        if progress.read_only:
            raise BadInput(progress.notice.rstrip("."), remedy="This grade is not kept; your answer is.")
        replaced = entry.session_id or None
        earlier = tuple(one for one in progress.of(family).entries if one.session_id != replaced)
        self._save({**progress.families, family: FamilyProgress(card, (*earlier, entry))})

    def forget(self, session_id: str) -> tuple[str, ...]:
        """Keep nothing that leads to a session; days and grades of its drill stay. Returns the drills that were on it.

        Raises BadInput when the disk refuses, or the file is of a newer version.
        """
        if not self.path.exists():
            return ()
        with lock.in_turn(self.path.with_name(LOCK_FILE)):
            progress = self.load()
            told = [entry for one in progress.families.values() for entry in one.entries]
            on_it = [entry.session_id for entry in told if entry.story.split("/")[0] == session_id]
            if not on_it and all(entry.session_id != session_id for entry in told):
                return ()
            if progress.read_only:
                raise BadInput(progress.notice.rstrip("."), remedy="What it knows of the deleted session stays there.")
            self._save({name: _without(one, session_id) for name, one in progress.families.items()})
        return tuple(dict.fromkeys(one for one in on_it if one and one != session_id))

    def _save(self, families: Mapping[str, FamilyProgress]) -> None:
        records.save(self.path, _DrillRecord(families={name: _record(one) for name, one in families.items()}))

    def _unusable(self, error: BadInput) -> Progress:
        if isinstance(error.__cause__, OSError) or "newer version" in error.what:
            return Progress(notice=str(error), read_only=True)
        try:
            aside = self._set_aside()
        except OSError as refused:
            return Progress(notice=f"{error.what}, and cannot be set aside: {refused.strerror}.", read_only=True)
        return Progress(notice=f"The drill's memory was damaged. It is kept as {aside.name}; the drill starts afresh.")

    def _set_aside(self) -> Path:
        number = 1
        while (aside := self.path.with_name(f"drill-damaged-{number}.json")).exists():
            number += 1
        return self.path.rename(aside)


def _without(progress: FamilyProgress, session_id: str) -> FamilyProgress:
    entries = [
        replace(
            entry,
            session_id="" if entry.session_id == session_id else entry.session_id,
            story="" if entry.story.split("/")[0] == session_id else entry.story,
        )
        for entry in progress.entries
    ]
    return replace(progress, entries=tuple(entries))


def _families(record: _DrillRecord) -> dict[str, FamilyProgress]:
    return {
        name: FamilyProgress(
            Card(one.card.stability, one.card.difficulty, one.card.due, one.card.last) if one.card else None,
            tuple(_entry(entry) for entry in one.entries),
        )
        for name, one in record.families.items()
    }


def _entry(record: _EntryRecord) -> Entry:
    return Entry(
        at=record.at,
        own=record.own,
        attempts=tuple(Attempt(one.take_id, one.grade, one.seconds, one.words_per_minute) for one in record.attempts),
        session_id=record.session_id,
        story=record.story,
        wording_id=record.wording_id,
    )


def _record(progress: FamilyProgress) -> _FamilyRecord:
    card = progress.card
    return _FamilyRecord(
        card=_CardRecord(stability=card.stability, difficulty=card.difficulty, due=card.due, last=card.last)
        if card
        else None,
        entries=tuple(
            _EntryRecord(
                at=entry.at,
                own=entry.own,
                attempts=tuple(
                    _AttemptRecord(
                        take_id=one.take_id,
                        grade=one.grade,
                        seconds=one.seconds,
                        words_per_minute=one.words_per_minute,
                    )
                    for one in entry.attempts
                ),
                session_id=entry.session_id,
                story=entry.story,
                wording_id=entry.wording_id,
            )
            for entry in progress.entries
        ),
    )
