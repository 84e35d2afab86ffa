"""The figures of sessions read without their words: the same as the whole analysis has, and a line where they fail."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from simulator.answer.types import Grade
from simulator.archive.glance import glance
from simulator.archive.store import Archive
from simulator.archive.types import Correction
from simulator.content.models import Question
from tests.fakes.holding import Held
from tests.fakes.practice import Asked
from tests.fakes.told import asked, story

pytestmark = pytest.mark.unit
FULL = story(
    "First?",
    setup_s=25,
    action_s=60,
    fillers=3,
    flags=["vague", "we_only"],
    signals=["sized"],
    rubric={"sized": "met", "noticed": "unclear"},
)


@pytest.fixture
def hold(tmp_path: Path) -> Held:
    return Held(Archive(tmp_path / "recordings"))


def test_a_glance_has_the_figures_of_the_analysis(hold: Held) -> None:
    (take,) = glance(hold(FULL)).takes
    assert (take.take_id, take.counted, take.estimated, take.judged) == ("turn-01", True, False, True)
    assert take.seconds == FULL.timing.seconds
    assert (take.setup_s, take.told_s, take.action_share) == (25.0, 95.0, FULL.timing.action_share)
    assert (take.words, take.words_per_minute) == (FULL.delivery.words, 140.0)
    assert (take.fillers, take.fillers_per_minute) == (3, FULL.delivery.fillers_per_minute)
    assert (take.signals, take.flags) == (("sized",), ("vague", "we_only"))
    assert take.rubric == {"sized": "met", "noticed": "unclear"}
    assert take.context == FULL.context


def test_the_grade_of_a_follow_up_comes_with_its_reason(hold: Held) -> None:
    (take,) = glance(hold(story(probe="impact", grade=Grade("weak", "No number.", "", 0.8)))).takes
    assert take.grade == ("weak", "No number.")
    assert take.context.probe == "impact"


def test_redone_takes_are_there_and_do_not_count(hold: Held) -> None:
    assert [take.counted for take in glance(hold(story(), story())).takes] == [False, True]


def test_sections_set_by_hand_are_in_the_figures(hold: Held) -> None:
    folder = hold(FULL)
    folder.save_corrections("turn-01", [Correction(0.0, 25.0, "A", "Part S.")])
    (take,) = glance(folder).takes
    assert (take.setup_s, take.seconds["A"]) == (0.0, 85.0)


def test_the_plan_tells_the_family_of_each_question_and_whether_it_was_a_demo(hold: Held) -> None:
    folder = hold(answers=[Asked(asked("First?", "influence"), [story("First?")])], synthetic=True)
    found = glance(folder)
    assert (found.families, found.synthetic) == ({"First?": "influence"}, True)


def test_a_question_that_nobody_knows_is_none(hold: Held) -> None:
    unknown = Question("", "", "Cannot tell.", (), (), (), "", "", "")
    assert glance(hold(answers=[Asked(unknown, [story("Cannot tell.")])])).takes[0].context.question is None


def test_a_plan_of_another_shape_tells_no_family_and_does_no_harm(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "recordings")
    folder = archive.create("odd", {"questions": [3, {"text": "x"}]}, {}, {}, {}, datetime(2026, 1, 1, tzinfo=UTC))
    folder.close()
    assert (glance(folder).families, glance(folder).takes, glance(folder).problem) == ({}, (), "")


def test_a_take_that_is_damaged_is_a_line_and_the_others_are_there(hold: Held) -> None:
    folder = hold(story(), story())
    (folder.path / "turn-01" / "analysis.json").write_text('{"schema": 1, "analysis": {"duration_s": "x"}}')
    found = glance(folder)
    assert [take.take_id for take in found.takes] == ["turn-01-take-2"]
    assert "analysis.json: damaged" in found.problem
    assert "\n" not in found.problem


def test_an_answer_without_a_word_or_an_analysis_is_left_out(hold: Held) -> None:
    folder = hold(story(wpm=0), story())
    (folder.path / "turn-01-take-2" / "analysis.json").unlink()
    assert glance(folder).takes == ()


def test_all_sessions_come_oldest_first(hold: Held) -> None:
    ids = [hold(story()).id for _ in range(3)]
    assert [session.id for session in hold.archive.glances()] == ids
