"""Bookmarks, and which take of a turn counts."""

import stat

import pytest

from simulator.archive.folder import SessionFolder
from simulator.archive.marks import best_takes, counted_takes, mark_best
from simulator.archive.store import Archive
from simulator.archive.types import Bookmark, Marks
from simulator.errors import BadInput
from tests.fakes.archive_samples import an_analysis

pytestmark = pytest.mark.unit
TAKES = ("turn-01", "turn-01-take-2", "turn-01-take-3", "turn-02")


@pytest.fixture
def retaken(session: SessionFolder) -> SessionFolder:
    """A session with three takes of the first turn."""
    for take in TAKES:
        session.take_path(take).write_bytes(b"RIFF")
    return session


def test_bookmarks_read_back_private_to_their_owner(session: SessionFolder) -> None:
    marks = Marks((Bookmark(1.5, "a \x1b[31m[b]note[/b]"), Bookmark(9.0)))
    session.save_marks("turn-01", marks)
    assert session.load_marks("turn-01") == marks
    assert stat.S_IMODE((session.path / "turn-01" / "marks.json").stat().st_mode) == 0o600


def test_without_a_mark_the_last_take_of_each_turn_counts(retaken: SessionFolder) -> None:
    assert counted_takes(retaken, TAKES) == ("turn-01-take-3", "turn-02")


def test_the_take_marked_as_best_counts_instead_and_only_one_can_be(retaken: SessionFolder) -> None:
    mark_best(retaken, "turn-01", on=True)
    mark_best(retaken, "turn-01-take-2", on=True)
    assert best_takes(retaken, TAKES) == {"turn-01": "turn-01-take-2"}
    assert counted_takes(retaken, TAKES) == ("turn-01-take-2", "turn-02")
    mark_best(retaken, "turn-01-take-2", on=False)
    assert counted_takes(retaken, TAKES) == ("turn-01-take-3", "turn-02")


def test_marking_as_best_keeps_the_bookmarks_of_both_takes(retaken: SessionFolder) -> None:
    retaken.save_marks("turn-01", Marks((Bookmark(1.0, "a"),), best=True))
    retaken.save_marks("turn-01-take-2", Marks((Bookmark(2.0, "b"),)))
    mark_best(retaken, "turn-01-take-2", on=True)
    assert retaken.load_marks("turn-01") == Marks((Bookmark(1.0, "a"),))
    assert retaken.load_marks("turn-01-take-2") == Marks((Bookmark(2.0, "b"),), best=True)


def test_a_damaged_file_of_marks_marks_nothing_and_is_not_overwritten(retaken: SessionFolder) -> None:
    path = retaken.path / "turn-01" / "marks.json"
    path.write_text("{")
    assert best_takes(retaken, TAKES) == {}
    with pytest.raises(BadInput, match=r"marks\.json"):
        mark_best(retaken, "turn-01", on=True)
    assert path.read_text() == "{"


def test_the_list_of_sessions_counts_the_take_that_was_marked_as_best(archive: Archive, session: SessionFolder) -> None:
    session.save_analysis("turn-01", an_analysis(action_s=4.0, flags=2))
    session.save_analysis("turn-01-take-2", an_analysis(action_s=9.0, flags=0))
    assert archive.list()[0].flags == 0
    mark_best(session, "turn-01", on=True)
    assert archive.list()[0].flags == 2
