"""From a plan's name and a person's wishes to the questions of a session."""

from dataclasses import replace

import pytest

from simulator.content.load import load_library
from simulator.content.models import Library
from simulator.errors import UsageError
from simulator.interview.plan import Prompt
from simulator.interview.planning import Wishes, plan_again, plan_session
from simulator.paths import content_dir

pytestmark = pytest.mark.unit


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library(content_dir("prompts"), content_dir("followups"))


def test_a_plan_gives_its_number_of_questions_and_probes(library: Library) -> None:
    plan = plan_session(library, Wishes("quick"), seed=1)
    assert len(plan.questions) == library.plan("quick").count
    assert plan.probes_per_question == library.plan("quick").probes


def test_the_same_seed_gives_the_same_session(library: Library) -> None:
    assert plan_session(library, Wishes("full"), seed=7) == plan_session(library, Wishes("full"), seed=7)


def test_no_question_is_asked_twice_in_a_session(library: Library) -> None:
    plan = plan_session(library, Wishes("full", questions=12), seed=3)
    assert len({question.id for question in plan.questions}) == len(plan.questions) == 12


@pytest.mark.parametrize("count", [1, 2, 5])
def test_a_person_may_ask_for_fewer_or_more_questions_than_the_plan_has(library: Library, count: int) -> None:
    assert len(plan_session(library, Wishes("quick", questions=count), seed=1).questions) == count


def test_what_a_person_chose_goes_before_the_plan(library: Library) -> None:
    plan = plan_session(library, Wishes("staff-engineer", level="junior", company="google", probes=0), seed=1)
    assert (plan.level, plan.company, plan.probes_per_question) == ("junior", "google", 0)


def test_the_plans_own_level_and_company_hold_when_nothing_was_chosen(library: Library) -> None:
    own = library.plan("amazon-ownership")
    plan = plan_session(library, Wishes("amazon-ownership"), seed=1)
    assert plan.company == own.company == "amazon"


def test_questions_asked_lately_are_not_asked_again_while_others_fit(library: Library) -> None:
    first = plan_session(library, Wishes("one-question"), seed=1)
    asked = tuple(question.id for question in first.questions)
    again = plan_session(library, Wishes("one-question"), seed=1, recently=asked)
    assert not set(asked) & {question.id for question in again.questions}


def test_a_single_question_can_be_asked_by_its_id(library: Library) -> None:
    wanted = library.questions[5].id
    plan = plan_session(library, Wishes("one-question", question_ids=(wanted,)), seed=1)
    assert [question.id for question in plan.questions] == [wanted]


def test_a_mistyped_plan_names_the_nearest_one(library: Library) -> None:
    with pytest.raises(UsageError, match=r"quik: no such plan. Did you mean quick"):
        plan_session(library, Wishes("quik"), seed=1)


def test_a_mistyped_question_names_the_nearest_one(library: Library) -> None:
    wanted = library.questions[0].id
    with pytest.raises(UsageError, match=f"Did you mean {wanted}"):
        plan_session(library, Wishes("quick", question_ids=(wanted + "x",)), seed=1)


def test_a_question_asked_once_more_is_followed_up_as_it_was_then(library: Library) -> None:
    before = replace(plan_session(library, Wishes("quick", company="amazon"), seed=1), synthetic=True)
    question = before.questions[1]
    again = plan_again(before, Prompt.of(question), seed=9)
    assert again.questions == (question,)
    assert (again.company, again.probes_per_question, again.seed) == ("amazon", before.probes_per_question, 9)
    assert again.title.startswith("Once more: ")
    assert not again.synthetic


def test_a_follow_up_asked_once_more_is_asked_by_itself_also_when_its_session_is_not_known() -> None:
    probe = Prompt("probe", "What did it change?", "impact", "impact-1", "No number.", "it got better", 3.0, "turn-01")
    again = plan_again(None, probe, seed=9)
    asked = Prompt.of(again.questions[0])
    assert (asked.kind, asked.text, asked.family, asked.because) == (
        "probe",
        "What did it change?",
        "impact",
        "No number.",
    )
    assert again.probes_per_question == 0


def test_no_path_of_this_machine_gets_into_a_session(library: Library) -> None:
    assert library.questions[0].source
    assert {question.source for question in plan_session(library, Wishes("full"), seed=1).questions} == {""}
