"""The archive when the disk is full, files are damaged, or a newer program was here."""

import errno
import json
import os
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from simulator.archive.folder import SessionFolder
from simulator.archive.store import Archive
from simulator.archive.types import Correction
from simulator.errors import BadInput
from tests.fakes.archive_samples import PROBE, WORDS, an_analysis

pytestmark = pytest.mark.fault
NOW = datetime(2025, 3, 1, 10, 15, 0, tzinfo=UTC)
SECONDS = 30.0


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path / "recordings")


@pytest.fixture
def session(archive: Archive) -> SessionFolder:
    """A session with something in each of its files, closed again."""
    folder = archive.create("t", {}, {}, {}, {}, NOW)
    folder.journal.append("start", {"n": 1}, monotonic_s=0.0, wall="")
    folder.save_transcript("turn-01", WORDS, model="base", heard="live")
    folder.add_correction("turn-01", Correction(0, 1, "A"))
    folder.save_analysis("turn-01", an_analysis(), [PROBE])
    folder.close()
    return folder


def fill_the_disk(patch: pytest.MonkeyPatch, call: str = "fsync") -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    patch.setattr(os, call, full)


def test_a_full_disk_keeps_the_old_file_and_says_so_in_one_line(
    session: SessionFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = sorted((path, path.read_bytes()) for path in session.path.rglob("*.json"))
    with monkeypatch.context() as patch:
        fill_the_disk(patch)
        for save in (
            lambda: session.save_transcript("turn-01", (), model="base", heard="full"),
            lambda: session.save_analysis("turn-01", an_analysis(action_s=1.0), []),
            lambda: session.add_correction("turn-01", Correction(1, 2, "R")),
            lambda: session.end_session("2025-03-01T10:40:00+00:00"),
        ):
            with pytest.raises(BadInput, match=r"No space left on device\. Free some disk space") as caught:
                save()
            assert "\n" not in str(caught.value)
    assert sorted((path, path.read_bytes()) for path in session.path.rglob("*.json")) == before
    assert not list(session.path.rglob("*.half"))
    session.save_transcript("turn-01", (), model="base", heard="full")  # with room again, all is well


def test_a_session_that_cannot_be_made_leaves_no_empty_folder(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        fill_the_disk(patch)
        with pytest.raises(BadInput, match="No space left"):
            archive.create("t", {}, {}, {}, {}, NOW)
    assert list(archive.root.iterdir()) == []


def test_a_journal_entry_that_fits_only_in_part_is_taken_back(
    session: SessionFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.write
    journal = session.journal

    def half(descriptor: int, data: bytes) -> int:
        if len(data) < 20:
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(descriptor, data[: len(data) // 2])

    with monkeypatch.context() as patch:
        patch.setattr(os, "write", half)
        with pytest.raises(BadInput, match="cannot write the journal"):
            journal.append("lost", {"text": "x" * 200}, monotonic_s=1.0, wall="")
    journal.append("kept", {}, monotonic_s=2.0, wall="")
    session.close()
    found = session.entries()
    assert [entry.kind for entry in found.entries] == ["start", "kept"]
    assert found.dropped == ()


def test_when_even_taking_back_fails_the_next_entry_stands_on_a_line_of_its_own(
    session: SessionFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.write
    journal = session.journal

    def some(descriptor: int, data: bytes) -> int:
        real(descriptor, data[:10])
        raise OSError(errno.EIO, "Input/output error")

    with monkeypatch.context() as patch:
        patch.setattr(os, "write", some)
        fill_the_disk(patch, "ftruncate")
        with pytest.raises(BadInput, match="Input/output error"):
            journal.append("lost", {}, monotonic_s=1.0, wall="")
    journal.append("kept", {}, monotonic_s=2.0, wall="")
    session.close()
    assert [entry.kind for entry in session.entries().entries] == ["start", "kept"]
    assert len(session.entries().dropped) == 1


def test_a_data_folder_that_cannot_be_made_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(BadInput, match="cannot use the data folder") as caught:
        Archive(tmp_path / "file" / "recordings")
    assert "\n" not in str(caught.value)


# ---- damage --------------------------------------------------------------------------------------------------------

DAMAGES = {
    "empty": b"",
    "cut": b"{",
    "a list": b"[]",
    "null": b"null",
    "no text": b"\xff\xfe",
    "no schema": b"{}",
    "schema as text": b'{"schema": "1"}',
    "other fields": b'{"schema": 1, "x": 2}',
    "nested": b"[" * 100_000,
}


@pytest.mark.parametrize("content", DAMAGES.values(), ids=DAMAGES.keys())
def test_a_damaged_file_is_named_and_harms_no_other(session: SessionFolder, content: bytes) -> None:
    loads = {
        "session.json": session.load_session,
        "turn-01/transcript.json": lambda: session.load_transcript("turn-01"),
        "turn-01/analysis.json": lambda: session.load_analysis("turn-01"),
        "turn-01/corrections.json": lambda: session.load_corrections("turn-01"),
    }
    for name, load in loads.items():
        path = session.path / name
        whole = path.read_bytes()
        path.write_bytes(content)
        with pytest.raises(BadInput, match="damaged") as caught:
            load()
        assert str(path) in str(caught.value)
        assert "\n" not in str(caught.value)
        path.write_bytes(whole)
        load()


def test_the_list_survives_a_session_file_cut_at_any_byte(archive: Archive, session: SessionFolder) -> None:
    path = session.path / "session.json"
    content = path.read_bytes()
    for length in range(0, len(content.rstrip()), 7):
        path.write_bytes(content[:length])
        (summary,) = archive.list()
        assert (summary.state, summary.id) == ("unreadable", session.id)
        assert "session.json" in summary.problem


def test_a_session_without_its_file_is_listed_and_can_be_deleted(archive: Archive, session: SessionFolder) -> None:
    (session.path / "session.json").unlink()
    assert archive.list()[0].state == "unreadable"
    archive.delete(session.id)
    assert archive.list() == ()


def test_a_damaged_analysis_is_a_problem_of_the_session_but_the_session_stays_readable(
    archive: Archive, session: SessionFolder
) -> None:
    (session.path / "turn-01" / "analysis.json").write_text('{"schema": 1, "analysis": {}, "probes": []}')
    (summary,) = archive.list()
    assert summary.state == "cut off"
    assert "analysis.json" in summary.problem


def test_a_damaged_file_is_replaced_by_the_next_save(session: SessionFolder) -> None:
    for name in ("transcript.json", "analysis.json"):
        (session.path / "turn-01" / name).write_bytes(b"{")
    session.save_transcript("turn-01", WORDS, model="tiny.en", heard="live")
    session.save_analysis("turn-01", an_analysis())
    best, stored = session.load_transcript("turn-01"), session.load_analysis("turn-01")
    assert best is not None
    assert stored is not None
    assert (best.words, stored.probes) == (WORDS, ())


# ---- a newer program -----------------------------------------------------------------------------------------------


def made_newer(path: Path) -> None:
    data = json.loads(path.read_text())
    path.write_text(json.dumps({**data, "schema": 2, "mood": "calm"}))


def test_a_session_of_a_newer_version_is_read_but_never_changed(archive: Archive, session: SessionFolder) -> None:
    made_newer(session.path / "session.json")
    before = {path: path.read_bytes() for path in session.path.rglob("*") if path.is_file()}
    assert session.load_session().title == "t"
    assert "newer version" in session.notice
    assert "newer version" in archive.list()[0].problem
    for change in (
        lambda: session.save_transcript("turn-01", (), model="base", heard="full"),
        lambda: session.end_session("2025-03-01T10:40:00+00:00"),
        lambda: session.take_path("turn-02"),
        lambda: session.journal.append("x", {}, monotonic_s=0.0, wall=""),
    ):
        with pytest.raises(BadInput, match="Update the program"):
            change()
    assert {path: path.read_bytes() for path in session.path.rglob("*") if path.is_file()} == before


def test_a_single_file_of_a_newer_version_is_not_replaced(session: SessionFolder) -> None:
    path = session.path / "turn-01" / "transcript.json"
    made_newer(path)
    assert session.load_transcript("turn-01") is not None
    before = path.read_bytes()
    with pytest.raises(BadInput, match="newer version"):
        session.save_transcript("turn-01", (), model="base", heard="full")
    assert path.read_bytes() == before


def test_a_newer_file_that_cannot_be_understood_says_that_it_is_newer(session: SessionFolder) -> None:
    (session.path / "session.json").write_text('{"schema": 3, "name": "t"}')
    with pytest.raises(BadInput, match="newer version"):
        session.load_session()


# ---- a program that dies -------------------------------------------------------------------------------------------

SAVE_FOR_EVER = """
import sys
from pathlib import Path
from simulator.answer.types import Word
from simulator.archive.folder import SessionFolder
folder = SessionFolder(Path(sys.argv[1]))
folder.lock()
number = 0
while True:
    number += 1
    folder.save_transcript("turn-01", [Word(str(number), 0.0, 1.0)] * 2000, model="base", heard="full")
    if number == 3:
        print("saving", flush=True)
"""


def test_a_program_killed_while_it_saves_leaves_a_whole_file_and_no_lock(
    archive: Archive, session: SessionFolder
) -> None:
    child = subprocess.Popen([sys.executable, "-c", SAVE_FOR_EVER, str(session.path)], stdout=subprocess.PIPE)
    try:
        assert child.stdout is not None
        assert child.stdout.readline() == b"saving\n"
        assert archive.list()[0].state == "in use"
        assert archive.unfinished() == ()
        with pytest.raises(BadInput, match=f"in use by another program .process {child.pid}.. Close"):
            session.add_correction("turn-01", Correction(0, 1, "A"))
        with pytest.raises(BadInput, match="in use"):
            archive.delete(session.id)
    finally:
        child.send_signal(signal.SIGKILL)
        child.wait(SECONDS)
        child.stdout.close()
    stored = session.load_transcript("turn-01")
    assert stored is not None
    assert len(stored.words) == 2000
    assert len(archive.unfinished()) == 1
    session.add_correction("turn-01", Correction(0, 1, "A"))
    session.lock()
    session.close()
    archive.delete(session.id)
