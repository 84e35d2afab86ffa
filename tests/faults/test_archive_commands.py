"""`list`, `search`, `index` and `delete` as a person calls them, over an archive in which things are wrong."""

import io
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from simulator.archive.folder import SessionFolder
from simulator.archive.store import Archive
from simulator.cli import main
from simulator.drill.store import DrillStore
from simulator.paths import report_path
from tests.fakes.archive_samples import PROBE, an_analysis
from tests.fakes.drilling import TODAY, entry

pytestmark = pytest.mark.fault
NOW = datetime(2026, 1, 5, tzinfo=UTC)
Captured = pytest.CaptureFixture[str]


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Archive:
    monkeypatch.setenv("SIMULATOR_HOME", str(tmp_path / "home"))
    return Archive(tmp_path / "home" / "recordings")


def made(archive: Archive, title: str = "t", hours: int = 0) -> SessionFolder:
    folder = archive.create(title, {}, {}, {}, {}, NOW + timedelta(hours=hours))
    folder.save_analysis("turn-01", an_analysis(), [PROBE])
    folder.end_session("2026-01-05T01:00:00+00:00")
    folder.close()
    return folder


def newer(path: Path) -> None:
    path.write_text(json.dumps({**json.loads(path.read_text()), "schema": 2, "mood": "calm"}))


def test_the_list_has_one_clear_line_for_each_thing_that_is_wrong(archive: Archive, capsys: Captured) -> None:
    folders = [made(archive, f"s{hours}", hours) for hours in range(6)]
    newer(folders[0].path / "session.json")
    (folders[1].path / "session.json").write_bytes(b'{"schema": 1, "ti')
    (folders[2].path / "turn-01" / "analysis.json").write_bytes(b"\xff")
    (folders[3].path / "session.json").unlink()
    folders[4].path.rename(archive.root / "my best story")
    folders[5].path.rename(archive.root / "renamed-by-hand")
    before = sorted(path for path in archive.root.rglob("*") if path.is_file())
    for _ in range(2):  # from the folders, then from the index
        assert main(["list"]) == 0
        text = " ".join(capsys.readouterr().out.split())
        assert text.count("!") == 5
        for words in ("newer version", "session.json", "analysis.json", "not a session id", "renamed-by-hand"):
            assert words in text
    assert main(["list", "--json"]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert len(listed) == 6
    assert {"id", "started", "title", "seconds", "action_share", "flags"} <= listed[0].keys()
    after = sorted(path for path in archive.root.rglob("*") if path.is_file() and not path.name.startswith(".index"))
    assert after == before


def test_a_folder_whose_name_is_no_text_is_listed_too(archive: Archive, capsys: Captured) -> None:
    made(archive)
    (archive.root / "bad\udcff").mkdir()
    assert main(["list"]) == 0
    assert main(["list", "--json"]) == 0


def test_search_finds_and_json_is_an_array(archive: Archive, capsys: Captured) -> None:
    folder = made(archive)
    assert main(["search", "noticed"]) == 0
    shown = capsys.readouterr().out
    assert "I *noticed* it." in shown
    assert f"simulator replay {folder.id}" in shown
    assert main(["search", "noticed it", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["at_s"] == 0.4
    assert main(["search", "it noticed"]) == 0
    assert "Nothing found" in capsys.readouterr().out


@pytest.mark.parametrize("words", ['"', "NEAR(", "a AND", "said:", "*", "\x00", "^", "{x}"])
def test_no_text_is_a_wrong_search(archive: Archive, capsys: Captured, words: str) -> None:
    made(archive)
    assert main(["search", words]) == 0
    assert capsys.readouterr().err == ""


def test_search_without_words_is_a_wrong_call(archive: Archive, capsys: Captured) -> None:
    assert main(["search"]) == 2
    assert len(capsys.readouterr().err.strip().splitlines()) == 1


def test_the_index_can_be_made_anew(archive: Archive, capsys: Captured) -> None:
    made(archive)
    archive.index.path.write_bytes(b"rubbish")
    assert main(["index", "--rebuild"]) == 0
    assert "1 session, up to date" in capsys.readouterr().out
    assert main(["index"]) == 0
    assert "1 session, up to date" in capsys.readouterr().out


def test_delete_asks_and_no_keeps_everything(
    archive: Archive, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = made(archive)
    monkeypatch.setattr("sys.stdin", io.StringIO("n\n"))
    assert main(["delete", folder.id]) == 130
    assert folder.load_session().title == "t"


def test_a_deleted_session_is_nowhere_in_the_data_folder(
    archive: Archive, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept, folder = made(archive, "kept"), made(archive, "Zanzibar", 1)
    DrillStore(archive.root).keep("impact", None, entry(TODAY, session_id=folder.id))  # type: ignore[arg-type]
    archive.list()
    monkeypatch.setattr("sys.stdin", io.StringIO("y\n"))
    assert main(["delete", folder.id]) == 0
    for path in archive.root.rglob("*"):
        assert folder.id not in path.name
        assert not path.is_file() or b"zanzibar" not in path.read_bytes().lower()
    assert [one.id for one in archive.list()] == [kept.id]


def test_drills_that_may_quote_a_deleted_session_are_named(archive: Archive, capsys: Captured) -> None:
    told, drill = made(archive), made(archive, "Drill", 1)
    about = entry(TODAY, session_id=drill.id)
    DrillStore(archive.root).keep("impact", None, type(about)(about.at, None, (), drill.id, f"{told.id}/turn-01", "w"))  # type: ignore[arg-type]
    assert main(["delete", "--yes", told.id]) == 0
    assert drill.id in capsys.readouterr().err


def test_a_report_that_was_written_of_a_deleted_session_is_named(archive: Archive, capsys: Captured) -> None:
    folder, other = made(archive), made(archive, "Other", 1)
    written = report_path(folder.id)
    written.parent.mkdir()
    written.write_text("a page")
    assert main(["delete", "--yes", folder.id]) == 0
    assert f"The report that you wrote of it is still there: {written}\n" in capsys.readouterr().err
    assert written.exists(), "it was made to be kept"
    assert main(["delete", "--yes", other.id]) == 0
    assert "report" not in capsys.readouterr().err


def test_a_replay_of_what_is_not_there_is_a_line(archive: Archive, capsys: Captured) -> None:
    assert main(["replay"]) == 2
    assert "no session to replay yet" in capsys.readouterr().err
    folder = made(archive)
    for call, told in (
        (["replay", "nope"], "nope: no such session"),
        (["replay", folder.id, "--take", "turn-09"], "turn-09: no such answer in this session. There is turn-01"),
        (["replay", folder.id], "the replay needs a terminal"),
    ):
        assert main(call) == 2
        assert told in capsys.readouterr().err
