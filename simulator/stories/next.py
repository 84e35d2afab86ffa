"""What to prepare next, each with its reason. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from simulator.answer.bar import LEVEL_NAMES
from simulator.answer.quadrant import QUADRANT_NAMES, Quadrant
from simulator.answer.rubric import FIVE_SIGNALS
from simulator.answer.types import Level
from simulator.stories.check import Heard, Remark, is_whole, remarks
from simulator.stories.coverage import Coverage, coverage
from simulator.stories.types import Story
from simulator.stories.vocabulary import CHECKS, CORE_COMPETENCIES

StepKind = Literal["write", "mend", "finish", "answer", "place", "family", "signal", "frame", "draft", "tell"]

LEANING: Mapping[Level, tuple[Quadrant, ...]] = MappingProxyType(
    {"junior": ("A", "C"), "mid": ("A", "B", "C", "D"), "senior": ("B", "D"), "staff": ("B", "D")}
)
"""Which quadrants questions of a level draw on most (domain: four quadrants)."""
FAMILIES_AT_ONCE = 3
"""More families without a story than these are not named at once; the coverage shows them all."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do. `story`: the id of the story it is about, empty for one that is still to be found."""

    kind: StepKind
    what: str
    why: str
    story: str = ""
    about: str = ""
    """The quadrant, family, signal or competency that it is about; empty for none."""


def what_next(
    stories: Sequence[Story], *, level: Level = "mid", heard: Heard | None = None, limit: int | None = None
) -> tuple[Step, ...]:
    """Most urgent first: what outweighs a story, then gaps of the bank, then what single stories still lack."""
    if not stories:
        why = "With three or four stories well known, most questions have an answer."
        return (Step("write", "Write down a first story: something small that you did unasked", why),)
    found = [*_bank(stories, level, heard or {})]
    return tuple(found if limit is None else found[:limit])


def _bank(stories: Sequence[Story], level: Level, heard: Heard) -> Iterator[Step]:
    told_of = {story.id: remarks(story, heard) for story in stories}
    covered = coverage(stories)
    yield from _mend(stories, told_of)
    yield from _finish(stories)
    yield from _quadrants(covered, level)
    yield from _answers(stories, told_of)
    yield from _families(stories, covered)
    yield from _signals(covered)
    yield from _frames(covered)
    yield from _tell(stories)


def _mend(stories: Sequence[Story], told_of: Mapping[str, tuple[Remark, ...]]) -> Iterator[Step]:
    for story in stories:
        for remark in told_of[story.id]:
            if remark.weight == "against":
                why = f"{remark.what} {remark.repair}"
                yield Step("mend", f"Mend “{story.title}”, or leave it out", why, story.id, remark.id)


def _finish(stories: Sequence[Story]) -> Iterator[Step]:
    for story in stories:
        if not is_whole(story):
            lacks = [name for name, text in story.beats.items() if not text] + ([] if story.number else ["the number"])
            why = "A story needs all three beats and a number before it can be told."
            yield Step("finish", f"Write {_listed(lacks)} of “{story.title}”", why, story.id)


def _quadrants(covered: Coverage, level: Level) -> Iterator[Step]:
    """Those that the level leans on first."""
    leaning = LEANING[level]
    for quadrant in sorted(QUADRANT_NAMES, key=lambda name: name not in leaning):
        letter: Quadrant = next(name for name in LEANING["mid"] if name == quadrant)
        if not covered.of_quadrant(letter):
            leans = letter in leaning and level != "mid"
            why = (
                f"Questions at your level ({LEVEL_NAMES[level].lower()}) draw on it most, and you have none there."
                if leans
                else "You have none there; one in each quadrant answers whatever comes."
            )
            yield Step("write", f"Find a story in {letter}: {QUADRANT_NAMES[letter]}", why, about=letter)
    if covered.unplaced:
        why = "Only then do the quadrants and levels count them."
        what = f"Give {_how_many(len(covered.unplaced))} a quadrant and a level"
        yield Step("place", what, why, covered.unplaced[0])


def _answers(stories: Sequence[Story], told_of: Mapping[str, tuple[Remark, ...]]) -> Iterator[Step]:
    for story in stories:
        open_ones = [one for one in told_of[story.id] if one.id in CHECKS and one.weight == "open"]
        if open_ones:
            what = f"Put the reality checks to “{story.title}”: {len(open_ones)} open"
            yield Step("answer", what, "An interviewer will ask them; better to know the answers first.", story.id)


def _families(stories: Sequence[Story], covered: Coverage) -> Iterator[Step]:
    """Those for which a story is at hand first."""
    titles = {story.id: story.title for story in stories}
    without = sorted(covered.families_without, key=lambda row: not row.might)
    for row in without[:FAMILIES_AT_ONCE]:
        if row.might:
            what = f"Try “{titles[row.might[0]]}” on a question of “{row.title}”"
            why = "No story is meant for these questions, and this one shows what they ask for."
            yield Step("family", what, why, row.might[0], row.id)
        else:
            why = "No story of yours answers these questions."
            yield Step("family", f"Find a story for “{row.title}”", why, about=row.id)


def _signals(covered: Coverage) -> Iterator[Step]:
    for row in covered.signals_never:
        if row.id in FIVE_SIGNALS:
            why = "It is one of the five signals of the rubric, and no story of yours shows it."
            yield Step("signal", f"Show once: {row.title.lower()}", why, about=row.id)


def _frames(covered: Coverage) -> Iterator[Step]:
    for row in covered.competencies:
        if row.id in CORE_COMPETENCIES and not row.framed:
            what = f"Write how a story of yours shows {row.title.lower()}"
            why = "The same story is told otherwise for each competency; none of yours has a framing for it."
            yield Step("frame", what, why, row.stories[0] if row.stories else "", row.id)


def _tell(stories: Sequence[Story]) -> Iterator[Step]:
    for story in stories:
        if is_whole(story) and not story.draft and not story.told:
            why = f"200 to 300 words show whether “{story.title}” fits into two minutes."
            yield Step("draft", f"Draft “{story.title}”", why, story.id)
        if is_whole(story) and not story.told:
            yield Step(
                "tell", f"Tell “{story.title}” aloud", "It was never told; on paper it proves nothing.", story.id
            )


def _how_many(count: int) -> str:
    return "a story" if count == 1 else f"{count} stories"


def _listed(names: Sequence[str]) -> str:
    head = ", ".join(names[:-1])
    return f"{head} and {names[-1]}" if head else names[-1]
