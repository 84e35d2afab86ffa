"""Which questions a session asks: a pure choice, the same for the same seed."""

import random
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from simulator.answer.types import Level
from simulator.content.models import Library, Question
from simulator.content.vocabulary import STORY_FAMILIES

_Taste = Callable[[Question], tuple[int, ...]]


def pick_questions(
    library: Library,
    *,
    families: Iterable[str] = (),
    level: Level | None,
    company: str | None,
    count: int,
    seed: int,
    avoid: Sequence[str] = (),
) -> tuple[Question, ...]:
    """Up to `count` different questions of `families` (none: any family of stories) that fit `level` and `company`.

    Families take turns, and questions made for `company` come before those that fit any. Ids in `avoid`, the most
    recently asked first, come only when nothing else is left, the one asked longest ago before the others.
    """
    wanted = set(families) or set(STORY_FAMILIES)
    fitting = [one for one in library.questions if one.family in wanted and fits(one, level, company)]
    pool = sorted(fitting, key=lambda question: question.id)
    random.Random(seed).shuffle(pool)
    staleness = {identifier: len(avoid) - index for index, identifier in reversed(list(enumerate(avoid)))}
    used: Counter[str] = Counter()

    def taste(question: Question) -> tuple[int, ...]:
        return staleness.get(question.id, 0), used[question.family], int(bool(company) and not question.companies)

    return tuple(_draw(pool, count, taste, used))


def _draw(pool: list[Question], count: int, taste: _Taste, used: Counter[str]) -> Iterable[Question]:
    """Takes the most wanted question out of `pool` each time; the order of `pool` breaks ties."""
    while pool and count > 0:
        chosen = min(pool, key=taste)
        pool.remove(chosen)
        used[chosen.family] += 1
        count -= 1
        yield chosen


def fits(question: Question, level: Level | None, company: str | None) -> bool:
    """Whether it may be asked at `level` and `company`; None leaves that open. No companies means that it fits any."""
    return (level is None or level in question.levels) and (
        company is None or not question.companies or company in question.companies
    )
