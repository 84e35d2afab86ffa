"""What the last answers ask to be worked on: the flag that comes back, a setup that runs on. Pure."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from simulator.answer.catalogue import DISQUALIFIERS, FLAGS
from simulator.today.types import Answered, Lesson

LOOKED_AT = 5
"""The last stories that are looked at: older ones were told by somebody who knew less."""
COMES_BACK = 2
"""A flag in one answer may be chance; a disqualifier is worth a page at once."""
_TIMING = "long_setup"


@dataclass(frozen=True, slots=True)
class Weakness:
    """`flag` is what to work on, `why` the sentence that says where that comes from, `repair` what to do."""

    flag: str
    why: str
    repair: str


def weakness(answers: Sequence[Answered]) -> Weakness | None:
    """What comes back most over the last stories; a disqualifier before all else. None when nothing does."""
    last = answers[-LOOKED_AT:]
    tally = Counter(flag for answer in last for flag in answer.flags)
    tally[_TIMING] = max(tally[_TIMING], sum(bool(answer.slow_setup) for answer in last))
    bad = [flag for flag in tally if tally[flag] >= (1 if flag in DISQUALIFIERS else COMES_BACK)]
    if not bad:
        return None
    flag = max(bad, key=lambda name: (name in DISQUALIFIERS, tally[name]))
    entry = FLAGS[flag]
    where = f"your last {len(last)} stories" if len(last) > 1 else "your last story"
    seen = f"{tally[flag]} of {where}" if len(last) > 1 else where
    return Weakness(flag, f"“{entry.title.strip('“”')}” was heard in {seen}.", entry.repair)


def lesson_for(flag: str, lessons: Sequence[Lesson]) -> Lesson | None:
    """The page that is most about it: the one that names it first; unread ones before read ones."""
    fitting = [lesson for lesson in lessons if flag in lesson.teaches]
    return min(fitting, key=lambda lesson: (lesson.read, lesson.teaches.index(flag)), default=None)
