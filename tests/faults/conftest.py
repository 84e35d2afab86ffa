"""What tests of whole commands start from."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest

from simulator.cli import main

Call = Callable[..., tuple[int, str, str]]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of this test; the models, which take long to put together, are those that are there."""
    from simulator.paths import cache_dir

    home = tmp_path / "home"
    home.mkdir()
    (home / "cache").symlink_to(cache_dir())
    monkeypatch.setenv("SIMULATOR_HOME", str(home))
    return home


@pytest.fixture
def call(home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Call:
    """Run one call in a home of its own, with `typing` on its standard input; its exit code, output and errors."""

    def run(*arguments: object, typing: str = "") -> tuple[int, str, str]:
        monkeypatch.setattr("sys.stdin", io.StringIO(typing))
        code = main([str(argument) for argument in arguments])
        said = capsys.readouterr()
        assert "Traceback" not in said.out + said.err
        return code, said.out, said.err

    return run
