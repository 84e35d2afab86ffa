from dataclasses import replace

import pytest

from simulator.answer.types import Analysis, Grade
from simulator.probing.standing import Step, story_steps
from tests.fakes.answer_models import Scores, told
from tests.fakes.tellings import LATE_PARTS, Telling

pytestmark = pytest.mark.unit

REPLY: Telling = [("A", "Well, my manager had put it on my list, so I looked at it in the spring.")]
GOOD: Scores = {"noticed": (0.9, 0), "scoped": (0.9, 1), "shipped": (0.9, 3)}


def main(scores: Scores | None = None) -> Analysis:
    return told(LATE_PARTS, scores=GOOD if scores is None else scores)


def reply(family: str, scores: Scores | None = None, grade: str = "middling", sure: float = 0.8) -> Analysis:
    answer = told(REPLY, scores=scores or {}, probe=family)
    return replace(answer, grade=Grade(grade, "so", "so", sure))  # type: ignore[arg-type]


def after(first: Analysis, *replies: Analysis) -> dict[str, Step]:
    return story_steps([("main", first), *((f"probe-{at}", one) for at, one in enumerate(replies, 1))])


def kinds(step: Step) -> list[tuple[str, str, str]]:
    return [(change.kind, change.finding.id, change.take_id) for change in step.changes]


def test_a_story_without_follow_ups_has_no_steps() -> None:
    assert after(main()) == {}


def test_a_follow_up_that_shows_more_adds_to_the_signals() -> None:
    step = after(main(), reply("cost", {"sized": (0.9, 0)}, "strong"))["probe-1"]
    assert (step.before.met, step.now.met) == (3, 4)
    assert kinds(step) == [("shown", "sized", "probe-1")]


def test_a_weak_answer_puts_what_it_was_asked_to_back_in_doubt() -> None:
    step = after(main(), reply("landing", grade="weak"))["probe-1"]
    assert (step.before.met, step.now.met) == (3, 2)
    assert kinds(step) == [("doubted", "shipped", "main")]
    assert step.changes[0].finding.quote == "The parts come on time now."


def test_an_answer_that_is_not_weak_puts_nothing_in_doubt() -> None:
    assert after(main(), reply("landing", grade="middling"))["probe-1"].changes == ()


def test_an_answer_that_is_only_perhaps_weak_puts_nothing_in_doubt() -> None:
    assert after(main(), reply("landing", grade="weak", sure=0.6))["probe-1"].changes == ()


def test_what_is_in_doubt_counts_again_once_it_is_heard() -> None:
    steps = after(main(), reply("landing", grade="weak"), reply("recurrence", {"shipped": (0.9, 0)}))
    assert [steps[f"probe-{at}"].now.met for at in (1, 2)] == [2, 3]


def test_a_disqualifier_revealed_by_a_follow_up_stands_against_every_signal() -> None:
    steps = after(main(), reply("motive", {"assigned": (0.9, 0)}))
    step = steps["probe-1"]
    assert kinds(step) == [("revealed", "assigned", "probe-1")]
    assert [flag.id for flag in step.before.outweighed_by] == []
    assert [flag.id for flag in step.now.outweighed_by] == ["assigned"]
    assert [flag.id for flag in steps["main"].now.outweighed_by] == ["assigned"]


def test_a_strong_answer_settles_the_flag_it_was_asked_about() -> None:
    flawed = main({**GOOD, "handed_off": (0.9, 2)})
    step = after(flawed, reply("own_part", grade="strong"))["probe-1"]
    assert kinds(step) == [("settled", "handed_off", "main")]
    assert ([flag.id for flag in step.before.outweighed_by], step.now.outweighed_by) == (["handed_off"], ())


def test_a_proposal_counts_as_shipped_once_a_follow_up_says_so() -> None:
    told_as_outcome = main({**GOOD, "proposal_only": (0.9, 3)})
    step = after(told_as_outcome, reply("landing", {"shipped": (0.9, 0)}, "strong"))["probe-1"]
    assert (step.before.met, step.now.met) == (2, 3)
    assert ("settled", "proposal_only", "main") in kinds(step)


def test_under_the_story_stands_what_all_its_follow_ups_did() -> None:
    steps = after(main(), reply("cost", {"sized": (0.9, 0)}), reply("landing", grade="weak"))
    assert kinds(steps["main"]) == kinds(steps["probe-1"]) + kinds(steps["probe-2"])
    assert (steps["main"].before.met, steps["main"].now.met, steps["main"].probes) == (3, 3, 2)


def test_each_story_of_a_session_is_judged_by_its_own_follow_ups() -> None:
    answers = [("a", main()), ("a-1", reply("cost", {"sized": (0.9, 0)})), ("b", main()), ("b-1", reply("motive"))]
    steps = story_steps(answers)
    assert (steps["a"].now.met, steps["b"].now.met) == (4, 3)


def test_a_follow_up_asked_by_itself_belongs_to_no_story() -> None:
    assert story_steps([("drill", reply("cost"))]) == {}


def test_an_answer_does_not_settle_what_it_reveals_itself() -> None:
    step = after(main(), reply("own_part", {"handed_off": (0.9, 0)}, "strong"))["probe-1"]
    assert kinds(step) == [("revealed", "handed_off", "probe-1")]


def test_a_settled_flag_is_open_again_when_it_is_heard_again() -> None:
    first = main({**GOOD, "handed_off": (0.9, 2)})
    steps = after(first, reply("own_part", grade="strong"), reply("risks", {"handed_off": (0.9, 0)}))
    assert [steps[f"probe-{at}"].changes[0].kind for at in (1, 2)] == ["settled", "revealed"]
