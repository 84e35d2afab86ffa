"""What the stories cover and what they do not: quadrants by level, competencies, families, signals. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from simulator.answer.catalogue import SIGNALS
from simulator.answer.quadrant import QUADRANT_NAMES, Quadrant
from simulator.answer.question import NEEDS
from simulator.answer.rubric import FIVE_SIGNALS
from simulator.answer.types import LEVELS, Level
from simulator.content.vocabulary import COMPETENCIES, QUESTION_FAMILIES, STORY_FAMILIES
from simulator.stories.types import Story
from simulator.stories.vocabulary import CORE_COMPETENCIES, competency_name

QUADRANTS: tuple[Quadrant, ...] = ("A", "B", "C", "D")
assert tuple(QUADRANT_NAMES) == QUADRANTS


@dataclass(frozen=True, slots=True)
class Row:
    """One thing to be covered. `stories`: ids of those that do; `might`: of those that could, by their signals."""

    id: str
    title: str
    stories: tuple[str, ...]
    might: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CompetencyRow(Row):
    """`framed`: those of `stories` with a framing for it."""

    framed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Coverage:
    """`grid`: (quadrant, level) → ids of stories, a key for every cell."""

    stories: tuple[str, ...]
    grid: Mapping[tuple[Quadrant, Level], tuple[str, ...]]
    unplaced: tuple[str, ...]
    """Ids of stories without a quadrant or a level."""
    competencies: tuple[CompetencyRow, ...]
    """Those of the field first, then the others that any story serves."""
    families: tuple[Row, ...]
    """Every family that asks for a story."""
    signals: tuple[Row, ...]
    """Every signal, the five of the rubric first."""

    def of_quadrant(self, quadrant: Quadrant) -> tuple[str, ...]:
        return tuple(story for level in LEVELS for story in self.grid[quadrant, level])

    @property
    def families_without(self) -> tuple[Row, ...]:
        return tuple(row for row in self.families if not row.stories)

    @property
    def signals_never(self) -> tuple[Row, ...]:
        return tuple(row for row in self.signals if not row.stories)


def coverage(stories: Sequence[Story]) -> Coverage:
    """Of all `stories`, whether whole or not."""
    return Coverage(
        stories=_ids(stories),
        grid={
            (quadrant, level): _ids(one for one in stories if (one.quadrant, one.level) == (quadrant, level))
            for quadrant in QUADRANTS
            for level in LEVELS
        },
        unplaced=_ids(one for one in stories if one.quadrant is None or one.level is None),
        competencies=_competencies(stories),
        families=tuple(_family(family, stories) for family in STORY_FAMILIES),
        signals=tuple(
            Row(name, SIGNALS[name].title, _ids(one for one in stories if name in one.signals))
            for name in dict.fromkeys((*FIVE_SIGNALS, *SIGNALS))
        ),
    )


def might_answer(story: Story, family: str) -> bool:
    """Whether it shows a signal of which the family needs one, without being meant for it."""
    return family not in story.serves and bool({*NEEDS.get(family, ())} & {*story.signals})


def _family(family: str, stories: Sequence[Story]) -> Row:
    return Row(
        family,
        QUESTION_FAMILIES[family],
        _ids(one for one in stories if family in one.serves),
        _ids(one for one in stories if might_answer(one, family)),
    )


def _competencies(stories: Sequence[Story]) -> tuple[CompetencyRow, ...]:
    served = {name for story in stories for name in story.competencies}
    names = [name for name in COMPETENCIES if name in served or name in CORE_COMPETENCIES]
    ordered = sorted(names, key=lambda name: name not in CORE_COMPETENCIES)
    return tuple(
        CompetencyRow(
            name,
            competency_name(name),
            _ids(one for one in stories if name in one.competencies),
            framed=_ids(one for one in stories if one.competencies.get(name)),
        )
        for name in ordered
    )


def _ids(stories: Iterable[Story]) -> tuple[str, ...]:
    return tuple(one.id for one in stories)
