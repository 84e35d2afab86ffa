"""A named plan as the questions of one session."""

from collections.abc import Sequence

from simulator.answer.types import Level
from simulator.content.models import Library, Plan, Question
from simulator.content.pick import pick_questions


def plan_questions(
    library: Library,
    plan: Plan,
    *,
    level: Level | None = None,
    company: str | None = None,
    seed: int,
    avoid: Sequence[str] = (),
) -> tuple[Question, ...]:
    """The questions of `plan`: the fixed ones in order, then those each of its picks chooses, none twice.

    `level` and `company` are the person's own choice and go before the plan's. Fewer than `plan.count` come
    back when the content has not enough that fit. Raises KeyError when the plan names a question that is not there.
    """
    level, company = level or plan.level, company or plan.company
    chosen = [library.question(identifier) for identifier in plan.questions]
    for number, pick in enumerate(plan.picks):
        taken = {question.id for question in chosen}
        rest = Library(tuple(one for one in library.questions if one.id not in taken), library.families)
        chosen += pick_questions(
            rest,
            families=pick.families,
            level=level,
            company=company,
            count=pick.count,
            seed=seed + number,
            avoid=avoid,
        )
    return tuple(chosen)
