"""`simulator today`: the plan from the command line, its date, and calls that cannot work."""

import json
from functools import partial
from pathlib import Path

import pytest

from tests.faults.conftest import Call

pytestmark = pytest.mark.fault


@pytest.fixture
def call(call: Call) -> Call:
    return partial(call, "today")


def test_on_the_first_day_there_is_a_plan_with_reasons_and_calls(call: Call) -> None:
    code, out, _ = call()
    assert code == 0
    assert "1. One question aloud: 7 min" in out
    assert "Nothing of yours was heard yet" in out
    assert "> simulator drill" in out
    assert "After that, as it looks now:" in out


def test_a_date_is_kept_for_the_next_call(call: Call, home: Path) -> None:
    assert "7 days to go" in call("--date", "7")[1]
    assert json.loads(call("--json")[1])["days_left"] == 7
    assert "interview = 20" in (home / "config" / "settings.toml").read_text()
    assert "No date yet" in call("--date", "none")[1]


def test_a_date_that_cannot_be_is_a_wrong_call(call: Call, home: Path) -> None:
    code, out, errors = call("--date", "soon")
    assert (code, out) == (2, "")
    assert "soon: not a date. Write it as" in errors
    assert not (home / "config").exists()


def test_a_memory_that_is_damaged_leaves_a_plan(call: Call, home: Path) -> None:
    (home / "recordings").mkdir()
    (home / "recordings" / "drill.json").write_text("{ torn")
    assert call()[0] == 0
