"""`simulator stories`: every command, with stories, without, and with files that cannot be used."""

import json
import os
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest

from simulator.archive.store import Archive
from simulator.cli import main
from simulator.stories.store import StoryStore
from tests.fakes.practice import Asked, practise
from tests.fakes.stories import whole
from tests.fakes.told import asked, story
from tests.faults.conftest import Call

pytestmark = pytest.mark.fault


@pytest.fixture
def store(home: Path) -> StoryStore:
    return StoryStore(home / "stories")


@pytest.fixture
def call(call: Call) -> Call:
    return partial(call, "stories")


@pytest.fixture
def take(home: Path) -> str:
    answer = story("What did you notice?", signals=("noticed", "measured"))
    folder = practise(
        Archive(home / "recordings"),
        datetime(2026, 1, 2, tzinfo=UTC),
        [Asked(asked("What did you notice?", "noticed_first"), [answer])],
    )
    return f"{folder.id}/turn-01"


def test_without_a_story_every_command_says_how_to_begin_and_is_no_fault(call: Call) -> None:
    assert call()[:2] == call("list")[:2]
    assert "simulator stories new" in " ".join(call()[1].split())
    for command in ("list", "coverage", "export", "check"):
        code, _, errors = call(command)
        assert (code, errors) == (0, "")
    assert json.loads(call("list", "--json")[1])["stories"] == []
    assert json.loads(call("coverage", "--json")[1])["next"]


def test_a_new_story_is_a_file_that_the_check_understands(call: Call, store: StoryStore) -> None:
    code, out, _ = call("new", "The runbook")
    assert code == 0
    assert str(store.path("the-runbook")) in out
    code, out, _ = call("check")
    assert code == 0
    assert "Discovered is empty" in out
    assert "The runbook" in call("list")[1]
    assert "To do" in call("show", "the-runbook")[1]


def test_a_file_with_a_slip_is_a_fault_of_the_check_and_a_warning_elsewhere(call: Call, store: StoryStore) -> None:
    good, bad = store.add(whole()), store.add(whole(title="Bad"))
    path = store.path(bad.id)
    path.write_text(path.read_text().replace("quadrant", "quadrnt"))
    code, out, _ = call("check")
    assert code == 1
    assert f"{path}:5: quadrnt: unknown key; did you mean “quadrant”?" in out
    assert call("check", store.path(good.id))[0] == 0
    assert json.loads(call("check", "--json")[1])["problems"][0]["line"] == 5
    code, out, errors = call("list")
    assert code == 0
    assert good.id in out
    assert "quadrnt" in errors
    code, _, errors = call("show", bad.id)
    assert code == 1
    assert len(errors.splitlines()) == 1


def test_a_take_becomes_a_story_and_the_take_is_known_to_tell_it(call: Call, store: StoryStore, take: str) -> None:
    code, out, _ = call("new", "--from", take, "The pattern")
    assert code == 0
    assert "Discovered: not heard in this answer" in out
    kept = store.find("the-pattern")
    assert [one.take for one in kept.told] == [take]
    assert kept.families == ("noticed_first",)
    code, _, _ = call("told", take, "the-pattern", "--best")
    assert store.find("the-pattern").best_take == take
    assert json.loads(call("show", "the-pattern", "--json")[1])["best_take"] == take


def test_deleting_the_session_lets_go_of_the_take_and_says_which_stories_keep_words_of_it(
    call: Call, store: StoryStore, take: str, capsys: pytest.CaptureFixture[str]
) -> None:
    call("new", "--from", take, "The pattern")
    assert main(["delete", take.partition("/")[0], "--yes"]) == 0
    assert "Stories keep what you took over from it: the-pattern." in capsys.readouterr().err
    assert store.find("the-pattern").told == ()
    assert take not in store.path("the-pattern").read_text()


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("show", "nope"), 2, "no such story"),
        (("show", "../secret"), 2, "no such story"),
        (("new",), 2, "needs a title"),
        (("new", "--from", "nonsense"), 2, "this is not a take"),
        (("new", "--from", "2026-01-02T000000-x-abcdef/turn-01"), 2, "no such session"),
        (("told", "nonsense"), 2, "this is not a take"),
        (("fit", "noticed_frst"), 2, "Did you mean noticed_first?"),
        (("export", "--format", "pdf"), 2, "pdf"),
        (("export", "-o", "/nowhere/at/all.md"), 1, "/nowhere/at"),
        (("nonsense",), 2, "nonsense"),
    ],
)
def test_a_wrong_call_is_one_line_that_says_what_to_do(
    call: Call, arguments: tuple[str, ...], code: int, says: str
) -> None:
    got, _, errors = call(*arguments)
    assert got == code
    assert says in errors
    assert len(errors.splitlines()) == 1


def test_an_answer_that_is_not_there_or_of_a_written_candidate_makes_no_story(
    call: Call, home: Path, store: StoryStore, take: str
) -> None:
    assert "There is turn-01" in call("new", "--from", take.replace("turn-01", "turn-09"))[2]
    demo = practise(
        Archive(home / "recordings"), datetime(2026, 1, 3, tzinfo=UTC), [Asked(asked(), [story()])], synthetic=True
    )
    assert "a written candidate told this" in call("new", "--from", f"{demo.id}/turn-01")[2]
    assert store.load().stories == ()


def test_the_export_goes_to_the_terminal_or_to_a_private_file_by_its_ending(
    call: Call, store: StoryStore, tmp_path: Path
) -> None:
    store.add(whole())
    there = tmp_path / "stories.html"
    assert call("export", "-o", there)[0] == 0
    assert there.read_text().startswith("<!doctype html>")
    assert there.stat().st_mode & 0o777 == 0o600
    assert call("export", "--format", "html")[1] == there.read_text()
    assert call("export")[1].startswith("# 1 story for interviews")


def test_the_editor_is_opened_on_the_file_and_a_slip_in_it_is_told(
    call: Call, store: StoryStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    added = store.add(whole())
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", "sed -i s/quadrant/quadrnt/")
    assert "did you mean “quadrant”" in call("edit", added.id)[2]
    monkeypatch.delenv("EDITOR")
    code, _, errors = call("edit", added.id)
    assert code == 2
    assert str(store.path(added.id)) in errors
    monkeypatch.setenv("EDITOR", str(tmp_path / "no-such-editor"))
    assert "cannot be started" in call("edit", added.id)[2]


def test_a_folder_that_cannot_be_written_is_one_line(call: Call, home: Path) -> None:
    if os.geteuid() == 0:
        (home / "stories").write_text("in the way")
    else:
        home.chmod(0o500)
    code, _, errors = call("new", "x")
    assert code == 1
    assert len(errors.splitlines()) == 1


def test_a_story_is_deleted_and_what_fits_is_told(call: Call, store: StoryStore) -> None:
    added = store.add(whole())
    assert added.id in call("fit", "noticed_first")[1]
    assert "No story of yours fits" in call("fit", "did_not_pay_off")[1]
    assert call("delete", added.id, "--yes")[0] == 0
    assert store.load().stories == ()
