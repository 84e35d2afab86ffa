"""`simulator doctor`: what works and what to do about the rest, as lines and as JSON."""

import errno
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from simulator.cli import main
from simulator.doctor import checks
from simulator.doctor.checks import Finding
from simulator.errors import BadInput, MissingPart

pytestmark = pytest.mark.unit
Look = Callable[[object], Finding]


def works(_: object) -> Finding:
    return Finding("gpu", "ok", "none that is seen")


def silent(_: object) -> Finding:
    raise MissingPart("no microphone was found", remedy="Plug one in, or use --typed")


def deaf(_: object) -> Finding:
    raise MissingPart("a speech model package is missing", remedy="Install it again")


def damaged(_: object) -> Finding:
    raise BadInput("the weights are damaged", where="sections.npz")


@pytest.fixture
def looks(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., None]:
    """Set the parts that are looked at: no sound card and no model is tried here."""
    monkeypatch.setenv("SIMULATOR_HOME", str(tmp_path))
    return lambda **parts: monkeypatch.setattr(checks, "_LOOKS", tuple(parts.items()))


def test_each_part_is_a_line_with_what_to_do_below_it(
    looks: Callable[..., None], capsys: pytest.CaptureFixture[str]
) -> None:
    looks(gpu=works, microphone=silent)
    assert main(["doctor"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "ok      gpu: none that is seen",
        "limited microphone: no microphone was found",
        "      → Plug one in, or use --typed",
    ]


def test_json_says_the_same_as_one_value(looks: Callable[..., None], capsys: pytest.CaptureFixture[str]) -> None:
    looks(gpu=works, microphone=silent)
    assert main(["doctor", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == [
        {"part": "gpu", "state": "ok", "detail": "none that is seen", "remedy": ""},
        {
            "part": "microphone",
            "state": "limited",
            "detail": "no microphone was found",
            "remedy": "Plug one in, or use --typed",
        },
    ]


@pytest.mark.parametrize("form", [(), ("--json",)], ids=["text", "json"])
def test_a_part_that_nothing_replaces_is_missing_and_the_rest_is_still_looked_at(
    looks: Callable[..., None], capsys: pytest.CaptureFixture[str], form: tuple[str, ...]
) -> None:
    looks(hearing=deaf, sections=damaged, gpu=works)
    assert main(["doctor", *form]) == 3
    out = capsys.readouterr().out
    assert "the weights are damaged" in out
    assert "none that is seen" in out
    if form:
        assert [part["state"] for part in json.loads(out)] == ["missing", "missing", "ok"]
    else:
        assert [line.split()[0] for line in out.splitlines()] == ["missing", "→", "missing", "ok"]


def test_a_data_folder_that_takes_no_file_is_missing_and_says_why(
    looks: Callable[..., None], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    def read_only(*_: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    look = dict(checks._LOOKS)["data folder"]
    looks(**{"data folder": look})
    assert main(["doctor"]) == 0
    assert list((tmp_path / "recordings").iterdir()) == []
    monkeypatch.setattr(checks.paths, "write_whole", read_only)
    capsys.readouterr()
    assert main(["doctor"]) == 3
    assert "cannot use the data folder: Read-only file system" in capsys.readouterr().out
