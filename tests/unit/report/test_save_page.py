"""The page that the app writes: where it is put, and that nobody else can read it."""

import stat
from pathlib import Path

import pytest

from simulator.archive.folder import SessionFolder
from simulator.errors import BadInput
from simulator.wiring.reports import save_page
from tests.fakes.recorded import mind

pytestmark = pytest.mark.unit


def test_it_lies_among_the_reports_private_and_with_its_sound(
    folder: SessionFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SIMULATOR_HOME", str(tmp_path / "home"))
    path = save_page(folder, mind)
    assert path == tmp_path / "home" / "reports" / f"{folder.id}.html"
    assert "data:audio/mpeg" in path.read_text(encoding="utf-8")
    assert [stat.S_IMODE(one.stat().st_mode) for one in (path, path.parent)] == [0o600, 0o700]
    assert save_page(folder, mind) == path, "written again, it is replaced"


def test_a_folder_that_cannot_be_made_is_told(
    folder: SessionFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "home").write_text("a file is in the way")
    monkeypatch.setenv("SIMULATOR_HOME", str(tmp_path / "home"))
    with pytest.raises(BadInput, match="cannot save"):
        save_page(folder, mind)
