"""A take deleted for good: its folder goes, and every word of it elsewhere in the session."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from simulator.archive.deleting import delete_take, finish_deletions
from simulator.archive.folder import SessionFolder
from simulator.archive.store import Archive
from simulator.errors import BadInput, UsageError
from simulator.interview.course import Answered, read_course
from simulator.interview.history import load_records
from tests.fakes.minds import StoredMind
from tests.fakes.replaying import PROBE, WALL, past_session, record

pytestmark = pytest.mark.unit
TAKE = "turn-01-take-2"
TRACES = ("backups", "wrote a check", "empty")
"""Words that were said in that take only."""


@pytest.fixture
def folder(tmp_path: Path) -> SessionFolder:
    return past_session(tmp_path / "recordings")


def delete(folder: SessionFolder, take: str = TAKE) -> None:
    delete_take(folder, take, monotonic_s=30.0, wall=WALL)


def traces(folder: SessionFolder) -> list[tuple[str, str]]:
    files = [path for path in folder.path.rglob("*") if path.is_file()]
    return [(path.name, word) for path in files for word in TRACES if word.encode() in path.read_bytes()]


def kept(folder: SessionFolder) -> list[tuple[str, bool]]:
    return [(record.take_id, record.kept) for record in load_records(folder, StoredMind())]


def test_no_word_of_it_is_left_in_any_file(folder: SessionFolder) -> None:
    assert traces(folder)
    delete(folder)
    assert traces(folder) == []
    assert TAKE not in [path.name for path in folder.path.iterdir()]
    assert [path.name for path in folder.path.iterdir() if "deleted" in path.name] == []


def test_the_index_does_not_know_its_words_any_more(folder: SessionFolder) -> None:
    archive = Archive(folder.path.parent)
    assert archive.index.search("backups").hits
    archive.delete_take(folder.id, TAKE, monotonic_s=30.0, wall=WALL)
    assert [path for path in archive.root.glob(".index*") if b"backups" in path.read_bytes()] == []
    assert archive.index.search("backups").hits == ()
    assert archive.index.search("forgot").hits


def test_the_other_takes_stay_and_the_one_it_replaced_counts_again(folder: SessionFolder) -> None:
    assert kept(folder) == [("turn-01", False), (TAKE, True), ("turn-02", True)]
    named = [folder.path / "turn-02" / name for name in ("audio.wav", "transcript.json")]
    others = {path: path.read_bytes() for path in named}
    delete(folder)
    assert kept(folder) == [("turn-01", True), ("turn-02", True)]
    assert {path: path.read_bytes() for path in others} == others


def test_what_was_asked_and_when_stays_and_the_reason_with_its_quote_goes(folder: SessionFolder) -> None:
    delete(folder)
    probe = next(one.prompt for one in read_course(folder).steps if one.prompt.kind == "probe")
    assert (probe.text, probe.quote, probe.because) == ("You said “…”. Which part was yours?", "", "")


def test_the_recording_of_a_follow_up_that_quotes_it_goes_and_the_one_of_the_question_stays(
    folder: SessionFolder,
) -> None:
    record(folder.interviewer_path(2))
    delete(folder)
    assert [folder.interviewer_path(turn).exists() for turn in (1, 2)] == [True, False]


def test_a_session_cut_off_while_the_follow_up_was_asked_loses_that_recording_too(folder: SessionFolder) -> None:
    journal = folder.path / "journal.jsonl"
    lines = journal.read_bytes().splitlines(keepends=True)
    chosen = next(at for at, line in enumerate(lines) if b"probes_chosen" in line)
    journal.write_bytes(b"".join(lines[: chosen + 1]))
    record(folder.interviewer_path(2))
    delete(folder)
    assert not folder.interviewer_path(2).exists()


def test_a_later_answers_follow_ups_that_quote_it_go_too(folder: SessionFolder) -> None:
    stored = folder.load_analysis("turn-02")
    assert stored is not None
    folder.save_analysis("turn-02", stored.analysis, (replace(PROBE, take_id=TAKE), replace(PROBE, take_id="turn-02")))
    delete(folder)
    stored = folder.load_analysis("turn-02")
    assert stored is not None
    assert [probe.take_id for probe in stored.probes] == ["turn-02"]


def test_deleting_the_only_take_of_a_turn_leaves_the_question(folder: SessionFolder) -> None:
    delete(folder, "turn-02")
    assert kept(folder) == [("turn-01", False), (TAKE, True)]
    assert [one.take_id for one in read_course(folder).steps if isinstance(one, Answered)][-1] == "turn-02"


@pytest.mark.parametrize("take", ["turn-09", "../turn-01", ""])
def test_an_unknown_take_is_a_wrong_call_and_changes_nothing(folder: SessionFolder, take: str) -> None:
    before = (folder.path / "journal.jsonl").read_bytes()
    with pytest.raises(UsageError):
        delete(folder, take)
    assert (folder.path / "journal.jsonl").read_bytes() == before


def test_nothing_is_deleted_from_a_session_in_use(folder: SessionFolder) -> None:
    folder.lock()
    with pytest.raises(BadInput, match="in use"):
        delete(folder)
    folder.close()
    assert TAKE in folder.takes()


def test_nothing_is_deleted_from_a_session_of_a_newer_version(folder: SessionFolder) -> None:
    path = folder.path / "session.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"schema": 9}))
    with pytest.raises(BadInput, match="newer"):
        delete(folder)
    assert TAKE in folder.takes()


@pytest.mark.parametrize("moved", [False, True])
def test_a_deletion_that_was_cut_off_is_finished_by_who_opens_the_session_next(
    folder: SessionFolder, moved: bool
) -> None:
    folder.journal.append("take_deleted", {"take_id": TAKE}, monotonic_s=30.0, wall=WALL)
    folder.close()
    if moved:
        (folder.path / TAKE).rename(folder.path / f".deleted-{TAKE}")
    assert traces(folder)
    finish_deletions(folder)
    assert traces(folder) == []


def test_a_damaged_line_of_the_journal_that_names_the_take_goes(folder: SessionFolder) -> None:
    journal = folder.path / "journal.jsonl"
    journal.write_bytes(journal.read_bytes() + f'{{"kind": "words_final", "{TAKE}": "backups\n'.encode())
    delete(folder)
    assert traces(folder) == []
    assert kept(folder) == [("turn-01", True), ("turn-02", True)]
