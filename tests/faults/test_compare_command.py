"""`simulator compare`: what is listed, what is compared, calls that cannot work."""

import json
from functools import partial
from pathlib import Path

import pytest

from simulator.archive.store import Archive
from tests.fakes.answer_models import told
from tests.fakes.holding import Held
from tests.fakes.told import story
from tests.faults.conftest import Call

pytestmark = pytest.mark.fault


@pytest.fixture
def hold(home: Path) -> Held:
    return Held(Archive(home / "recordings"))


@pytest.fixture
def call(call: Call) -> Call:
    return partial(call, "compare")


def test_an_empty_archive_is_no_fault(hold: Held, call: Call) -> None:
    code, out, _ = call()
    assert code == 0
    assert "No question was answered more than once yet" in out
    assert json.loads(call("--json")[1]) == []


def test_takes_are_compared_by_name_by_session_and_by_question(hold: Held, call: Call) -> None:
    first, second = hold(story(flags=["vague"])), hold(story())
    outs = [
        call(f"{first.id}/turn-01", second.id)[1],
        call(first.id)[1],
        call("--question", "about a time")[1],
    ]
    assert outs[0] == outs[1] == outs[2]
    assert "no more “What exactly you did stays open”" in " ".join(outs[0].split())
    assert len(json.loads(call(first.id, "--json")[1])["takes"]) == 2


def test_a_story_told_to_two_questions_is_listed_too(hold: Held, call: Call) -> None:
    words = "Our courier scanner rejected damp labels every Tuesday morning, so parcels piled under the conveyor belt."
    more = "I borrowed a hairdryer, measured humidity beside the loading gate, and taped a plastic curtain over it."
    for question in ("First?", "Second?"):
        hold(told([("S", words), ("A", more)], question=question))
    out = " ".join(call()[1].split())
    assert "One story for several questions: First? (2 takes)" in out


def test_wrong_calls_are_one_line_with_code_2(hold: Held, call: Call) -> None:
    folder = hold(story())
    for arguments in (("nowhere",), (folder.id,), (folder.id, "--question", "x"), ("--question", "lunch")):
        code, out, errors = call(*arguments)
        assert (code, out) == (2, "")
        assert len(errors.splitlines()) == 1


def test_a_damaged_take_is_one_line_with_code_1(hold: Held, call: Call) -> None:
    first, second = hold(story()), hold(story())
    (second.path / "journal.jsonl").unlink()
    (second.path / "turn-01" / "transcript.json").write_text("{ torn")
    code, out, _ = call(first.id, second.id)
    assert code == 0, "the analysis is whole, and that is what is compared"
    assert "! " in out
