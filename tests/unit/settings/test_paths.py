"""Where things lie, on machines where not every folder is there."""

import os
import tempfile
from pathlib import Path

import pytest

from simulator import paths
from simulator.cli import main
from simulator.errors import UsageError

pytestmark = pytest.mark.unit
NOBODY = "~nobody-of-this-name/x"


def without_home(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a container whose user is only a number."""

    def unknown(_: object) -> None:
        raise KeyError("getpwuid(): uid not found")

    monkeypatch.delenv("HOME", raising=False)
    monkeypatch.setattr("pwd.getpwuid", unknown)


def test_a_session_is_rescued_to_the_home_folder_when_every_temporary_folder_is_full(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def full() -> str:
        raise FileNotFoundError(2, "No usable temporary directory found")

    monkeypatch.setattr(tempfile, "gettempdir", full)
    assert paths.rescue_dirs() == (Path.home(),)


@pytest.mark.skipif(os.name != "posix", reason="looks the home folder up as POSIX does")
def test_a_session_is_rescued_to_the_temporary_folder_where_nobody_has_a_home(monkeypatch: pytest.MonkeyPatch) -> None:
    without_home(monkeypatch)
    assert paths.rescue_dirs() == (Path(tempfile.gettempdir()),)


def test_a_tilde_that_means_no_folder_is_a_wrong_call(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(UsageError, match="no such home folder"):
        paths.expanded(Path(NOBODY))
    monkeypatch.setenv(paths.HOME_VARIABLE, NOBODY)
    assert main(["list"]) == 2
    assert capsys.readouterr().err == f"simulator: {NOBODY}: there is no such home folder. Write the whole path\n"
