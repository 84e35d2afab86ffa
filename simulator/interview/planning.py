"""From a named plan and a person's wishes to the questions of one session."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from textwrap import shorten

from simulator.answer.types import Level
from simulator.content.models import Library, Plan, Question
from simulator.content.pick import pick_questions
from simulator.content.vocabulary import COMPANIES, nearest
from simulator.errors import UsageError
from simulator.interview.plan import Prompt, SessionPlan

_TITLE = 48


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a person asked for; None leaves it to the plan."""

    plan_id: str = "quick"
    company: str | None = None
    level: Level | None = None
    questions: int | None = None
    probes: int | None = None
    prep_s: float | None = None
    question_ids: tuple[str, ...] = ()
    """Ask just these, whatever the plan says."""


def plan_session(library: Library, wishes: Wishes, *, seed: int, recently: Sequence[str] = ()) -> SessionPlan:
    """The session that `wishes` lead to, without its conditions (typed, attended …). Raises UsageError.

    `recently`: question ids asked lately, the last one first; they come again only when nothing else is left.
    """
    plan = find_plan(library, wishes.plan_id)
    if wishes.company and wishes.company not in COMPANIES:
        raise UsageError("no framing for this company", where=wishes.company, remedy=f"There is {', '.join(COMPANIES)}")
    company, level = wishes.company or plan.company, wishes.level or plan.level or "mid"
    questions = tuple(find_question(library, one) for one in wishes.question_ids)
    if not questions:
        questions = _questions(library, plan, level, company, wishes.questions, seed, recently)
    if not questions:
        raise UsageError(f"no question fits level {level} and company {company}", where=f"plan {plan.id}")
    return SessionPlan(
        title=plan.title,
        questions=tuple(replace(one, source="") for one in questions),  # it is journalled: no paths of this machine
        level=level,
        company=company,
        probes_per_question=plan.probes if wishes.probes is None else wishes.probes,
        prep_s=plan.prep_s if wishes.prep_s is None else wishes.prep_s,
        seed=seed,
    )


def plan_again(before: SessionPlan | None, prompt: Prompt, *, seed: int) -> SessionPlan:
    """A session that asks `prompt` once more, under the conditions of the one it was asked in.

    A question is followed up as it was then; a follow-up is asked by itself, as in the drill.
    """
    told = before or SessionPlan("", ())
    asked = next((one for one in told.questions if one.id == prompt.id), None) or Question(
        id=prompt.id,
        family=prompt.family,
        text=prompt.text,
        competencies=(),
        levels=(),
        companies=(),
        tests=prompt.because,
        strong="",
        trap="",
    )
    return replace(
        told,
        title=f"Once more: {shorten(asked.text, _TITLE, placeholder='…')}",
        questions=(asked,),
        probes_per_question=told.probes_per_question if prompt.kind == "question" else 0,
        seed=seed,
        synthetic=False,
    )


def find_plan(library: Library, plan_id: str) -> Plan:
    """Raises UsageError that names the nearest plan."""
    try:
        return library.plan(plan_id)
    except KeyError:
        near = nearest(plan_id, [plan.id for plan in library.plans])
        remedy = f"Did you mean {near}?" if near else f"Plans: {', '.join(plan.id for plan in library.plans)}"
        raise UsageError("no such plan", where=plan_id, remedy=remedy) from None


def find_question(library: Library, question_id: str) -> Question:
    """Raises UsageError that names the nearest question."""
    try:
        return library.question(question_id)
    except KeyError:
        near = nearest(question_id, [question.id for question in library.questions])
        raise UsageError(
            "no such question", where=question_id, remedy=f"Did you mean {near}?" if near else ""
        ) from None


def _questions(
    library: Library,
    plan: Plan,
    level: Level,
    company: str | None,
    count: int | None,
    seed: int,
    recently: Sequence[str],
) -> tuple[Question, ...]:
    """The plan's own questions, then its picks; more or fewer when another count was asked for."""
    chosen = [library.question(one) for one in plan.questions]

    def pick(families: Sequence[str], number: int) -> None:
        taken = [question.id for question in chosen]
        rest = replace(library, questions=tuple(one for one in library.questions if one.id not in taken))
        chosen.extend(
            pick_questions(
                rest, families=families, level=level, company=company, count=number, seed=seed, avoid=recently
            )
        )

    for part in plan.picks:
        pick(part.families, part.count)
    if count is not None and count > len(chosen):
        families = sorted({family for part in plan.picks for family in part.families})
        pick(families, count - len(chosen))
    return tuple(chosen[:count])
