"""The index of the archive: in step with the folders, words with their times, nothing kept of what is gone."""

import json
import shutil
import sqlite3
import stat
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from simulator.answer.types import LabelledSentence, Word
from simulator.archive import index_file, index_rows, stamps
from simulator.archive.deleting import delete_take
from simulator.archive.folder import SessionFolder
from simulator.archive.index import Index
from simulator.archive.store import Archive
from simulator.archive.types import Bookmark, Correction, Marks
from tests.fakes.archive_samples import PROBE, an_analysis
from tests.unit.archive.conftest import NOW

pytestmark = pytest.mark.unit
ENDED = "2025-03-01T10:40:00+00:00"
LATER_NS = 3600 * 10**9
Maker = Callable[..., SessionFolder]


def say(folder: SessionFolder, take: str, *sentences: str, asked: str = "Tell me about a time.") -> None:
    """Keep a take in which these were said, one every five seconds."""
    analysis = an_analysis()
    told = tuple(LabelledSentence(text, 5.0 * at, 5.0 * at + 4.0, "A", 0.9) for at, text in enumerate(sentences))
    context = replace(analysis.context, question=asked)
    folder.save_analysis(take, replace(analysis, context=context, sentences=told), [])


@pytest.fixture
def made(archive: Archive) -> Maker:
    def make(*sentences: str, hours: int = 0, title: str = "Quick round") -> SessionFolder:
        folder = archive.create(title, {}, {}, {}, {}, NOW + timedelta(hours=hours))
        say(folder, "turn-01", *sentences)
        folder.end_session(ENDED)
        folder.close()
        return folder

    return make


def trusting(archive: Archive) -> Index:
    """An index that lives an hour later: files do not look as if they were just being written."""
    from time import time_ns

    return Index(archive.root, lambda: time_ns() + LATER_NS)


def found(archive: Archive, wanted: str) -> list[tuple[str, float]]:
    return [(hit.text, hit.at_s) for hit in archive.index.search(wanted).hits]


# ---- search ---------------------------------------------------------------------------------------------------------


def test_a_sentence_is_found_with_its_session_question_and_time(archive: Archive, made: Maker) -> None:
    folder = made("It was slow.", "Nobody owned the backups.", "So I wrote a check.")
    (hit,) = archive.index.search("backup").hits
    assert (hit.session_id, hit.take_id, hit.at_s) == (folder.id, "turn-01", 5.0)
    assert (hit.title, hit.question, hit.where) == ("Quick round", "Tell me about a time.", "said")
    assert [hit.text[begin:end] for begin, end in hit.marks] == ["backups"]


def test_all_words_must_be_in_one_answer_but_not_in_one_sentence(archive: Archive, made: Maker) -> None:
    made("Nobody owned the backups.", "So I wrote a check.")
    made("I wrote to them.", hours=1)
    assert found(archive, "check backups") == [("Nobody owned the backups.", 0.0), ("So I wrote a check.", 5.0)]
    assert found(archive, "backups zebra") == []


def test_of_an_answer_the_sentences_with_most_of_the_words_are_shown(archive: Archive, made: Maker) -> None:
    made("The team was large.", "The team missed the deadline.", "The deadline was Friday.")
    assert found(archive, "team deadline") == [("The team missed the deadline.", 5.0)]


def test_a_phrase_is_found_as_it_was_said_and_over_the_end_of_a_sentence(archive: Archive, made: Maker) -> None:
    made("Nobody owned it.", "They were afraid.")
    assert found(archive, '"nobody owned"') == [("Nobody owned it.", 0.0)]
    assert found(archive, '"owned nobody"') == []
    hits = archive.index.search('"it they"').hits
    assert [hit.text[begin:end] for hit in hits for begin, end in hit.marks] == ["it.", "They"]


def test_accents_and_capitals_do_not_matter(archive: Archive, made: Maker) -> None:
    made("We met in a Café in Zürich.")
    assert len(found(archive, "CAFE zurich")) == 1


def test_questions_and_own_notes_are_found_too(archive: Archive, made: Maker) -> None:
    folder = made("Yes.")
    say(folder, "turn-02", "No.", asked="Which part of the scheduler was yours?")
    folder.save_marks("turn-02", Marks((Bookmark(2.5, "ask Priya about this"), Bookmark(3.0, " "))))
    (asked,) = archive.index.search("scheduler").hits
    (noted,) = archive.index.search("priya").hits
    assert (asked.where, asked.take_id, asked.at_s) == ("asked", "turn-02", 0.0)
    assert (noted.where, noted.text, noted.at_s) == ("noted", "ask Priya about this", 2.5)


def test_words_that_nobody_has_analysed_are_found_too(archive: Archive, made: Maker) -> None:
    folder = made("Yes.")
    words = [Word("Nobody", 1.0, 1.2), Word("looked.", 1.2, 1.5), Word("I", 2.0, 2.1), Word("did.", 2.1, 2.4)]
    folder.save_transcript("turn-02", words, model="base", heard="live")
    assert found(archive, "did") == [("I did.", 2.0)]


def test_the_newest_session_comes_first_and_no_more_answers_than_asked_for(archive: Archive, made: Maker) -> None:
    made("A check.", hours=1, title="b")
    made("A check.", hours=3, title="d")
    made("A check.", hours=2, title="c")
    result = archive.index.search("check", limit=2)
    assert [hit.title for hit in result.hits] == ["d", "c"]
    assert (result.answers, len(result.sessions)) == (3, 3)


def test_what_could_steer_a_terminal_is_not_in_what_is_found(archive: Archive, made: Maker) -> None:
    made("A \x1b[31mred\x02 \u202echeck\x03 here.")
    (hit,) = archive.index.search("check").hits
    assert hit.text.isprintable()
    assert [hit.text[begin:end] for begin, end in hit.marks] == ["check"]


def test_nothing_to_search_for_finds_nothing(archive: Archive, made: Maker) -> None:
    made("A check.")
    assert archive.index.search(' -- "" ').hits == ()


# ---- in step with the folders ---------------------------------------------------------------------------------------


def test_a_session_is_read_once_and_again_only_when_it_changed(
    archive: Archive, made: Maker, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept, changing = made("One."), made("Two.", hours=1)
    index = trusting(archive)
    index.summaries()
    read: list[str] = []
    real = index_rows.read

    def counted(path: Path, now_ns: int) -> index_rows.Row:
        read.append(path.name)
        return real(path, now_ns)

    monkeypatch.setattr(index_rows, "read", counted)
    assert [one.id for one in index.summaries()] == [changing.id, kept.id]
    assert read == []
    changing.add_correction("turn-01", Correction(0, 1, "R"))
    index.summaries()
    assert read == [changing.id]


def test_a_session_changed_a_moment_ago_is_read_again_however_coarse_the_clock_of_the_disk(
    archive: Archive, made: Maker, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = made("One.")
    monkeypatch.setattr(stamps, "stamp", lambda folder, names: 7)
    archive.list()
    path = folder.path / "session.json"
    path.write_text(path.read_text().replace("Quick", "Quack"))
    assert archive.list()[0].title == "Quack round"


def test_a_file_that_an_editor_wrote_into_is_seen_by_the_list(archive: Archive, made: Maker) -> None:
    folder = made("One.")
    index = trusting(archive)
    index.summaries()
    path = folder.path / "turn-01" / "analysis.json"
    path.write_text(path.read_text().replace("One.", "Seventeen."))
    index.summaries()
    assert len(index.search("seventeen").hits) == 1


def test_new_takes_and_better_words_are_found_at_once(archive: Archive, made: Maker) -> None:
    folder = made("One.")
    index = trusting(archive)
    assert index.search("two").hits == ()
    say(folder, "turn-02", "Two.")
    assert len(index.search("two").hits) == 1
    say(folder, "turn-02", "Three.")
    assert (len(index.search("two").hits), len(index.search("three").hits)) == (0, 1)


def test_a_folder_renamed_or_removed_by_hand_is_followed(archive: Archive, made: Maker) -> None:
    folder = made("One.")
    archive.list()
    folder.path.rename(archive.root / "my-best")
    assert [one.id for one in archive.list()] == ["my-best"]
    assert [hit.session_id for hit in archive.index.search("one").hits] == ["my-best"]
    shutil.rmtree(archive.root / "my-best")
    assert archive.list() == ()
    assert archive.index.search("one").hits == ()


def test_a_session_goes_from_in_use_to_cut_off_without_a_change_on_disk(
    archive: Archive, session: SessionFolder
) -> None:
    assert archive.list()[0].state == "in use"
    session.close()
    assert archive.list()[0].state == "cut off"


def test_the_list_is_the_same_with_and_without_an_index(archive: Archive, made: Maker) -> None:
    made("One.")
    damaged = made("Two.", hours=1)
    (damaged.path / "turn-01" / "analysis.json").write_text("{")
    (archive.root / "no id at all").mkdir()
    first = archive.list()
    assert archive.list() == first
    archive.index.rebuild()
    assert archive.list() == first
    assert sum(bool(one.problem) for one in first) == 2


# ---- nothing is kept of what is gone ---------------------------------------------------------------------------------


def bytes_of(archive: Archive) -> bytes:
    return b"".join(path.read_bytes() for path in archive.root.rglob("*") if path.is_file()).lower()


def test_no_byte_of_a_deleted_session_is_left(archive: Archive, made: Maker) -> None:
    others = [made(f"Kestrel{number} and many other words.", hours=number) for number in range(30)]
    secret = made("We never told Xylophonica about the merger.", hours=99, title="Zanzibar")
    say(secret, "turn-02", "No.", asked="Was Quetzalcoatl there?")
    secret.save_marks("turn-02", Marks((Bookmark(1.0, "Wolframite said so"),)))
    archive.list()
    for word in (b"xylophonica", b"quetzalcoatl", b"wolframite", b"zanzibar"):
        assert word in archive.index.path.read_bytes().lower()
    archive.delete(secret.id)
    left = bytes_of(archive)
    for word in (b"xylophonica", b"xylo", b"quetzalcoatl", b"wolframite", b"zanzibar", secret.id.encode()):
        assert word not in left
    assert len(archive.index.search("kestrel").hits) == len(others)


def test_no_byte_of_a_deleted_take_or_a_removed_folder_is_left_once_the_index_is_in_step(
    archive: Archive, made: Maker
) -> None:
    folder, removed = made("One."), made("Xylophonica.", hours=1)
    say(folder, "turn-02", "Quetzalcoatl was there.")
    archive.list()
    delete_take(folder, "turn-02", monotonic_s=0.0, wall="")
    shutil.rmtree(removed.path)
    archive.list()
    left = archive.index.path.read_bytes().lower()
    assert b"quetzal" not in left
    assert b"xylo" not in left
    assert b"one" in left


def test_a_note_that_was_taken_back_is_gone(archive: Archive, made: Maker) -> None:
    folder = made("One.")
    folder.save_marks("turn-01", Marks((Bookmark(1.0, "Wolframite"),)))
    archive.list()
    folder.save_marks("turn-01", Marks())
    archive.list()
    assert b"wolfram" not in archive.index.path.read_bytes().lower()


# ---- never the truth -------------------------------------------------------------------------------------------------


def test_the_index_is_private_and_no_session(archive: Archive, made: Maker) -> None:
    made("One.")
    archive.list()
    assert stat.S_IMODE(archive.index.path.stat().st_mode) == 0o600
    assert archive.index.path.parent == archive.root
    assert len(archive.list()) == 1


DAMAGES: dict[str, Callable[[Path], object]] = {
    "gone": lambda path: path.unlink(),
    "empty": lambda path: path.write_bytes(b""),
    "no database": lambda path: path.write_bytes(b"hello" * 1000),
    "cut": lambda path: path.write_bytes(path.read_bytes()[:5000]),
    "zeros inside": lambda path: path.write_bytes(path.read_bytes()[:4096] + bytes(len(path.read_bytes()) - 4096)),
    "a folder": lambda path: (path.unlink(), path.mkdir()),
    "another version": lambda path: changed(path, "PRAGMA user_version = 99"),
    "without a table": lambda path: changed(path, "DROP TABLE takes"),
    "rows of nonsense": lambda path: changed(path, "UPDATE sessions SET summary = '[1'"),
    "rows of other fields": lambda path: changed(path, "UPDATE sessions SET summary = '{\"mood\": 1}'"),
}


def changed(path: Path, statement: str) -> None:
    connection = sqlite3.connect(path)
    with connection:
        connection.execute(statement)
    connection.close()


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())
def test_an_index_that_is_damaged_is_made_anew_without_a_word(
    archive: Archive, made: Maker, damage: Callable[[Path], object]
) -> None:
    made("Nobody owned the backups.")
    before = archive.list()
    damage(archive.index.path)
    assert [hit.text for hit in archive.index.search("backups").hits] == ["Nobody owned the backups."]
    damage(archive.index.path) if not archive.index.path.is_dir() else None
    assert archive.list() == before


def test_while_another_program_has_the_index_list_and_search_work_without(archive: Archive, made: Maker) -> None:
    made("One.")
    archive.list()
    made("Two.", hours=1)
    file = archive.index.path.stat().st_ino
    other = sqlite3.connect(archive.index.path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    try:
        assert len(archive.list()) == 2
        assert len(archive.index.search("two").hits) == 1
    finally:
        other.execute("ROLLBACK")
        other.close()
    assert archive.index.path.stat().st_ino == file
    assert len(archive.list()) == 2


def test_deleting_while_another_program_has_the_index_throws_the_index_away(archive: Archive, made: Maker) -> None:
    folder = made("Xylophonica.")
    archive.list()
    other = sqlite3.connect(archive.index.path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    try:
        archive.delete(folder.id)
    finally:
        other.close()
    assert b"xylo" not in bytes_of(archive)


def test_a_disk_that_takes_no_index_still_lists_and_searches(
    archive: Archive, made: Maker, monkeypatch: pytest.MonkeyPatch
) -> None:
    made("One.")

    def refuses(path: Path) -> sqlite3.Connection:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(index_file, "connect", refuses)
    assert len(archive.list()) == 1
    assert len(archive.index.search("one").hits) == 1
    assert not archive.index.path.exists()


def test_rebuilding_reads_every_session_and_tells_how_far_it_is(archive: Archive, made: Maker) -> None:
    for hours in range(3):
        made("One.", hours=hours)
    steps: list[tuple[int, int]] = []
    assert archive.index.rebuild(lambda done, of: steps.append((done, of))) == 3
    assert steps == [(3, 3)]


def test_a_session_of_a_newer_version_is_searched_as_far_as_it_is_understood(archive: Archive, made: Maker) -> None:
    folder = made("One check.")
    for path in folder.path.rglob("*.json"):
        path.write_text(json.dumps({**json.loads(path.read_text()), "schema": 2, "mood": "calm"}))
    assert "newer version" in archive.list()[0].problem
    assert len(archive.index.search("check").hits) == 1


def test_a_damaged_take_does_not_hide_the_others(archive: Archive, made: Maker) -> None:
    folder = made("One.")
    say(folder, "turn-02", "Two.")
    folder.save_analysis("turn-03", an_analysis(), [PROBE])
    (folder.path / "turn-01" / "analysis.json").write_text("{")
    (folder.path / "turn-03" / "marks.json").write_text("[]")
    assert len(archive.index.search("two").hits) == 1
    assert len(archive.index.search("noticed").hits) == 1
    assert "analysis.json" in archive.list()[0].problem
