"""Sessions that go by age: only finished ones that nobody has marked."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from simulator.archive.ageing import outdated
from simulator.archive.folder import SessionFolder
from simulator.archive.store import Archive
from simulator.archive.types import Bookmark, Correction, Marks
from tests.fakes.archive_samples import WORDS

pytestmark = pytest.mark.unit
NOW = datetime(2026, 6, 30, 12, tzinfo=UTC)
DAYS = 30


def session(archive: Archive, days_ago: float, *, ended: bool = True) -> SessionFolder:
    began = NOW - timedelta(days=days_ago)
    folder = archive.create(f"{days_ago} days ago", {}, {}, {}, {}, began)
    folder.take_path("turn-01").write_bytes(b"RIFF")
    folder.save_transcript("turn-01", WORDS, model="base", heard="full")
    if ended:
        folder.end_session((began + timedelta(minutes=20)).isoformat())
    folder.close()
    return folder


def test_only_what_is_older_than_so_many_days_is_outdated_oldest_first(archive: Archive) -> None:
    session(archive, 29.9)
    old, oldest = session(archive, 30.1), session(archive, 400)
    assert outdated(archive, DAYS, NOW) == (oldest.id, old.id)


@pytest.mark.parametrize("marks", [Marks(best=True), Marks((Bookmark(1.0, "good"),))])
def test_what_was_marked_is_never_outdated(archive: Archive, marks: Marks) -> None:
    session(archive, 90).save_marks("turn-01", marks)
    assert outdated(archive, DAYS, NOW) == ()


def test_what_was_corrected_by_hand_is_never_outdated(archive: Archive) -> None:
    session(archive, 90).add_correction("turn-01", Correction(0.0, 1.0, "A"))
    assert outdated(archive, DAYS, NOW) == ()


def test_what_was_cut_off_can_be_recovered_and_is_never_outdated(archive: Archive) -> None:
    session(archive, 90, ended=False)
    assert outdated(archive, DAYS, NOW) == ()


def test_what_is_still_to_be_heard_in_full_is_never_outdated(archive: Archive) -> None:
    folder = session(archive, 90)
    (folder.path / "turn-01" / "transcript.json").unlink()
    folder.save_transcript("turn-01", WORDS, model="base", heard="live")
    assert outdated(archive, DAYS, NOW) == ()


def test_what_is_in_use_is_never_outdated(archive: Archive) -> None:
    folder = session(archive, 90, ended=False)
    folder.lock()
    assert outdated(archive, DAYS, NOW) == ()
    folder.close()


@pytest.mark.parametrize("name", ["session.json", "turn-01/marks.json", "turn-01/transcript.json"])
def test_what_is_damaged_is_never_outdated(archive: Archive, name: str) -> None:
    folder = session(archive, 90)
    (folder.path / name).write_text("{")
    assert outdated(archive, DAYS, NOW) == ()


def test_what_is_no_session_is_never_outdated(archive: Archive, tmp_path: Path) -> None:
    (archive.root / "my notes").mkdir()
    assert outdated(archive, DAYS, NOW) == ()
