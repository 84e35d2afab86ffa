"""`simulator export` and `import` as a person calls them: through pipes, into files, and wrongly."""

import io
import os
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from simulator.archive.folder import SessionFolder
from simulator.archive.store import Archive
from simulator.cli import main
from tests.fakes.archive_samples import PROBE, an_analysis

pytestmark = pytest.mark.fault


class Pipe(io.StringIO):
    """A standard output with bytes under it."""

    def __init__(self, terminal: bool) -> None:
        super().__init__()
        self.buffer, self.terminal = io.BytesIO(), terminal

    def isatty(self) -> bool:
        return self.terminal


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SIMULATOR_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def session(home: Path) -> SessionFolder:
    folder = Archive(home / "recordings").create("t", {}, {}, {}, {}, datetime(2026, 1, 5, tzinfo=UTC))
    folder.save_analysis("turn-01", an_analysis(), [PROBE])
    folder.close()
    return folder


def one_line(text: str) -> str:
    (line,) = text.strip().splitlines()
    return line


def test_out_and_in_again(session: SessionFolder, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "mine.zip"
    assert main(["export", session.id, "-o", str(target)]) == 0
    assert str(target) in one_line(capsys.readouterr().err)
    assert main(["delete", "--yes", session.id]) == 0
    capsys.readouterr()
    assert main(["import", str(target)]) == 0
    assert capsys.readouterr().out.strip() == session.id
    assert session.load_analysis("turn-01") is not None


def test_a_pipe_gets_the_zip_and_nothing_else(
    session: SessionFolder, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pipe = Pipe(terminal=False)
    monkeypatch.setattr("sys.stdout", pipe)
    assert main(["export", session.id]) == 0
    assert zipfile.ZipFile(pipe.buffer).testzip() is None
    assert pipe.getvalue() == ""


def test_a_pipe_with_a_name_is_written_into_and_stays_a_pipe(session: SessionFolder, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.zip"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    assert main(["export", session.id, "-o", str(pipe)]) == 0
    assert zipfile.is_zipfile(io.BytesIO(os.read(reader, 65536)))
    os.close(reader)
    assert pipe.is_fifo()


def test_a_link_is_followed_and_stays_a_link(session: SessionFolder, tmp_path: Path) -> None:
    link = tmp_path / "latest.zip"
    link.symlink_to(tmp_path / "kept.zip")
    assert main(["export", session.id, "-o", str(link)]) == 0
    assert link.is_symlink()
    assert zipfile.is_zipfile(tmp_path / "kept.zip")


def test_a_terminal_gets_a_line_that_asks_for_a_file(
    session: SessionFolder, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pipe = Pipe(terminal=True)
    monkeypatch.setattr("sys.stdout", pipe)
    assert main(["export", session.id]) == 2
    assert f"simulator export {session.id} -o FILE" in one_line(capsys.readouterr().err)
    assert not pipe.buffer.getvalue()


def test_an_unknown_session_is_a_wrong_call_and_leaves_no_file(
    session: SessionFolder, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", "nothing", "-o", str(tmp_path / "x.zip")]) == 2
    assert "simulator list" in one_line(capsys.readouterr().err)
    assert not (tmp_path / "x.zip").exists()


def test_an_export_that_fails_half_way_leaves_the_file_that_was_there(
    session: SessionFolder, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "x.zip").write_bytes(b"older")
    (session.path / "bad:name").write_text("x")
    assert main(["export", session.id, "-o", str(tmp_path / "x.zip")]) == 1
    assert "Rename it" in one_line(capsys.readouterr().err)
    assert (tmp_path / "x.zip").read_bytes() == b"older"
    assert not list(tmp_path.glob(".export-*"))


def test_a_folder_that_is_not_there_is_one_line(
    session: SessionFolder, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", session.id, "-o", str(tmp_path / "none" / "x.zip")]) == 1
    assert "cannot write" in one_line(capsys.readouterr().err)


def test_a_damaged_zip_is_one_line_and_exit_code_1(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "x.zip").write_bytes(b"PK\x03\x04 and no more")
    assert main(["import", str(tmp_path / "x.zip")]) == 1
    assert "damaged" in one_line(capsys.readouterr().err)


def test_a_zip_that_is_not_there_is_a_wrong_call(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", "none.zip"]) == 2
    assert "no such file" in one_line(capsys.readouterr().err)
