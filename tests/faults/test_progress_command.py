"""`simulator progress`: its forms, its file, an empty archive."""

import json
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest

from simulator.archive.store import Archive
from tests.fakes.practice import Asked, practise
from tests.fakes.told import asked, story
from tests.faults.conftest import Call

pytestmark = pytest.mark.fault


@pytest.fixture
def archive(home: Path) -> Archive:
    return Archive(home / "recordings")


@pytest.fixture
def call(call: Call) -> Call:
    return partial(call, "progress")


def test_an_empty_archive_is_no_fault(call: Call) -> None:
    code, out, errors = call()
    assert (code, errors) == (0, "")
    assert "No answer yet" in out
    assert "follow-ups due today" in out


@pytest.mark.parametrize("form", ["text", "html", "csv", "json"])
def test_every_form_goes_to_the_terminal_or_to_a_private_file(
    call: Call, archive: Archive, tmp_path: Path, form: str
) -> None:
    practise(archive, datetime(2026, 1, 2, tzinfo=UTC), [Asked(asked(), [story()])])
    code, out, _ = call("--format", form)
    assert code == 0
    there = tmp_path / "progress"
    code, silent, said = call("--format", form, "-o", there)
    assert (code, silent, said) == (0, "", f"Written to {there}.\n")
    assert there.read_text() == out
    assert there.stat().st_mode & 0o777 == 0o600


def test_demos_are_counted_in_when_asked_for(call: Call, archive: Archive) -> None:
    practise(archive, datetime(2026, 1, 2, tzinfo=UTC), [Asked(asked(), [story()])], synthetic=True)
    assert json.loads(call("--format", "json")[1])["sessions"] == []
    assert len(json.loads(call("--format", "json", "--demos")[1])["sessions"]) == 1


def test_a_form_that_is_none_and_a_folder_that_is_not_there_are_one_line(call: Call, tmp_path: Path) -> None:
    code, _, errors = call("--format", "pdf")
    assert code == 2
    assert len(errors.splitlines()) == 1
    code, _, errors = call("-o", tmp_path / "nowhere" / "p.txt")
    assert code == 1
    assert "nowhere" in errors
    assert len(errors.splitlines()) == 1


def test_the_help_teaches_why(call: Call, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = call("--help")
    assert code == 0
    assert "hires the person and not the project" in " ".join(out.split())
