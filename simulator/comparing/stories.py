"""Stories that were told to more than one question: takes to compare although the questions differ. Pure."""

from collections.abc import Sequence

from simulator.answer.consistency import FEWEST_RARE, SAME_STORY, retold
from simulator.comparing.types import AnsweredQuestion, PastTake

Told = tuple[PastTake, frozenset[str]]
"""A take, and the rare words of its answer."""


def stories_told_again(told: Sequence[Told]) -> tuple[AnsweredQuestion, ...]:
    """Takes that tell one story, by the measure that finds a story told twice in a session; the latest story first.

    A take joins the first story that any of its takes tells. Stories told to one question only are left out: those
    takes are found by their question.
    """
    groups: list[list[Told]] = []
    for take, rare in told:
        if len(rare) < FEWEST_RARE:
            continue
        known = (group for group in groups if any(retold(other, rare) >= SAME_STORY for _, other in group))
        group = next(known, None)
        if group is None:
            groups.append([(take, rare)])
        else:
            group.append((take, rare))
    found = [tuple(take for take, _ in group) for group in groups]
    several = [takes for takes in found if len({take.figures.context.question for take in takes}) > 1]
    latest = sorted(several, key=lambda takes: takes[-1].started, reverse=True)
    return tuple(AnsweredQuestion(takes[0].figures.context.question or "", takes, story=True) for takes in latest)
