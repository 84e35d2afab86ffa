"""`simulator settings`: look at settings and change them with the checks of the file."""

import json
from pathlib import Path

import pytest

from simulator.cli import main
from simulator.settings import Settings, load_settings, settings_file

pytestmark = pytest.mark.unit


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SIMULATOR_HOME", str(tmp_path))
    return tmp_path


def said(capsys: pytest.CaptureFixture[str], *words: str, code: int = 0) -> str:
    """What a call says, on either stream."""
    assert main(["settings", *words]) == code
    captured = capsys.readouterr()
    return (captured.out + captured.err).strip()


def test_every_setting_is_listed_with_its_value_and_where_that_comes_from(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    said(capsys, "set", "prep_s", "20")
    monkeypatch.setenv("SIMULATOR_LEVEL", "staff")
    rows = {row["key"]: row for row in json.loads(said(capsys, "list", "--json"))}
    assert rows.keys() == Settings.model_fields.keys()
    assert (rows["prep_s"]["value"], rows["prep_s"]["from"]) == (20, "file")
    assert (rows["level"]["value"], rows["level"]["from"], rows["level"]["default"]) == ("staff", "variable", "mid")
    assert rows["microphone"]["from"] == "default"
    text = said(capsys)
    assert "staff  (from the environment)" in text
    assert "Seconds to think before the microphone opens. 0 to 600." in text
    assert max(len(line) for line in text.splitlines()) <= 80


@pytest.mark.parametrize(
    ("key", "value", "printed"),
    [("level", "senior", "senior"), ("prep_s", "7.5", "7.5"), ("keep_audio", "no", "false"), ("keep_days", "30", "30"),
     ("interview", "2026-12-05", "2026-12-05"), ("plan", "full", "full"), ("company", "amazon", "amazon")],
)  # fmt: skip
def test_what_is_set_is_kept_and_reset_gives_the_default_again(
    key: str, value: str, printed: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = said(capsys, "get", key)
    said(capsys, "set", key, value)
    assert said(capsys, "get", key) == printed != before
    said(capsys, "reset", key)
    assert said(capsys, "get", key) == before


def test_an_empty_value_empties_a_setting_that_may_be_empty(capsys: pytest.CaptureFixture[str]) -> None:
    said(capsys, "set", "company", "amazon")
    assert "company = empty" in said(capsys, "set", "company", "")
    assert load_settings().company is None
    assert "One of: hibari" in said(capsys, "set", "voice", "", code=2)


@pytest.mark.parametrize(
    ("key", "value", "says"),
    [
        ("lvel", "mid", "Did you mean level?"),
        ("level", "boss", "One of: junior, mid, senior, staff"),
        ("prep_s", "2000", "0 to 600"),
        ("plan", "quickk", "Did you mean quick?"),
        ("company", "amazn", "There is amazon"),
        ("interview", "soon", "A day such as 2026-12-05"),
        ("keys", "f5", "keys.finish"),
        ("keys.finnish", "f5", "no such command"),
        ("level.mid", "f5", "no such setting"),
    ],
)
def test_what_cannot_be_is_said_in_a_line_and_nothing_is_written(
    key: str, value: str, says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    line = said(capsys, "set", key, value, code=2)
    assert says in line
    assert line.count("\n") == 0
    assert not settings_file().exists()


def test_keys_of_ones_own_are_set_and_taken_out_one_by_one(capsys: pytest.CaptureFixture[str]) -> None:
    said(capsys, "set", "keys.finish", "f5,space")
    said(capsys, "set", "keys.redo", "f6")
    assert load_settings().keys == {"finish": "f5,space", "redo": "f6"}
    said(capsys, "reset", "keys.finish")
    assert load_settings().keys == {"redo": "f6"}
    assert said(capsys, "get", "keys") == "redo = f6"
    said(capsys, "reset", "keys")
    assert load_settings().keys == {}


def test_a_variable_that_goes_before_the_file_is_told(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SIMULATOR_LEVEL", "staff")
    assert "SIMULATOR_LEVEL is set" in said(capsys, "set", "level", "senior")
    monkeypatch.delenv("SIMULATOR_LEVEL")
    assert said(capsys, "get", "level") == "senior"


def test_the_path_is_printed_for_an_editor(capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, "path") == str(settings_file())
