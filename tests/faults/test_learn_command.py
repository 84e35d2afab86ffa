"""`simulator learn` from a pipe: pages, cards, calls that cannot work."""

from functools import partial
from pathlib import Path

import pytest

from tests.faults.conftest import Call

pytestmark = pytest.mark.fault


@pytest.fixture
def call(call: Call) -> Call:
    return partial(call, "learn")


def test_the_list_names_every_page(call: Call) -> None:
    code, out, _ = call()
    assert code == 0
    assert "0 of 17 pages read, no card due today." in out
    assert "  4  Signal 2: sized before solved (sizing): new" in out


def test_a_page_is_told_with_lanes_and_findings(call: Call) -> None:
    code, out, _ = call("sizing", "--plain")
    assert code == 0
    assert out.count("S Situation, T Task, A Action, R Result") == 2
    assert "✓ A number on the result: “Waiting went from seven hours to one" in out
    assert "▲ Not one number" in out


def test_a_page_that_is_not_there_is_a_wrong_call(call: Call) -> None:
    code, _, errors = call("sizin")
    assert code == 2
    assert "Did you mean sizing?" in errors


def test_cards_are_asked_graded_and_come_again(call: Call) -> None:
    _, out, _ = call("sizing", "--cards", typing="\ngood\n\n1\n")
    assert "Card 1 of 2" in out
    assert "Noted: good. It comes again in" in out
    assert "Noted: again. It comes again tomorrow." in out
    assert "1 of 17 pages read" in call("--list")[1]


@pytest.mark.parametrize("typing", ["", "\n", "q\n", "\nq\n"])
def test_the_end_of_the_input_ends_the_cards_and_keeps_nothing(call: Call, home: Path, typing: str) -> None:
    assert call("sizing", "--cards", typing=typing)[0] == 0
    assert not (home / "recordings" / "drill.json").exists()


def test_without_a_card_that_is_due_it_says_where_cards_are(call: Call) -> None:
    assert "simulator learn PAGE --cards" in call("--cards")[1]


def test_a_full_memory_of_a_newer_version_is_one_line(call: Call, home: Path) -> None:
    (home / "recordings").mkdir()
    (home / "recordings" / "drill.json").write_text('{"schema": 99, "families": {}}')
    code, _, errors = call("sizing", "--cards", typing="\n3\n")
    assert code == 1
    assert "newer version" in errors
