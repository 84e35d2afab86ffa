"""Which story fits a question that is about to be asked, and why. Pure."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from simulator.answer.catalogue import SIGNALS
from simulator.answer.quadrant import Quadrant
from simulator.answer.question import NEEDS
from simulator.answer.types import LEVELS, Level
from simulator.review.layout import counted
from simulator.stories.check import Heard, disqualified, is_whole
from simulator.stories.types import Story
from simulator.stories.vocabulary import competency_name

PLACES: Mapping[str, tuple[Quadrant, ...]] = MappingProxyType(
    {
        "small_unasked": ("A", "C"),
        "above_and_beyond": ("A", "B"),
        "outside_scope": ("B", "D"),
        "nobody_owned": ("B", "D"),
        "someone_elses": ("B", "D"),
        "unaddressed": ("B", "C"),
        "cross_team": ("D", "B"),
        "built_adopted": ("C", "D"),
        "idea_adopted": ("C", "D"),
        "influence": ("C", "D"),
        "no_authority": ("D", "B"),
    }
)
"""Where a family's question usually points; the others may lie anywhere."""
_MEANT, _SHOWS, _PLACE, _LEVEL, _COMPETENCY = 3.0, 2.0, 1.0, 1.0, 0.5
_TOLD, _AGAINST, _BROKEN, _JUST_TOLD = 0.2, 3.0, 1.0, 4.0
_MOST_TOLD = 5
"""More tellings do not count against a story any further."""


@dataclass(frozen=True, slots=True)
class Fit:
    """`because`: what speaks for it, the strongest first; then how often it was told."""

    story: Story
    points: float
    because: tuple[str, ...]


def fitting(
    stories: Sequence[Story],
    *,
    family: str,
    level: Level,
    competencies: Collection[str] = (),
    told_now: Collection[str] = (),
    heard: Heard | None = None,
    limit: int = 3,
) -> tuple[Fit, ...]:
    """The best first; of two that fit alike the one that was told less often. None that has nothing to say for it.

    `told_now`: ids of stories that were told in this session already, which no interviewer wants to hear again.
    """
    fits = [_fit(story, family, level, competencies, told_now, heard or {}) for story in stories]
    worth = [fit for fit in fits if fit.points > 0 and len(fit.because) > 1]
    return tuple(sorted(worth, key=lambda fit: (-fit.points, fit.story.title))[:limit])


def _fit(
    story: Story,
    family: str,
    level: Level,
    competencies: Collection[str],
    told_now: Collection[str],
    heard: Heard,
) -> Fit:
    points, because = 0.0, []
    if family in story.serves:
        points += _MEANT
        because.append("meant for such questions" if family in story.families else "has answered such a question")
    shown = [name for name in NEEDS.get(family, ()) if name in story.signals]
    if shown:
        points += _SHOWS
        because.append(f"shows what is asked for: {SIGNALS[shown[0]].title.lower()}")
    if story.quadrant and story.quadrant in PLACES.get(family, ()):
        points += _PLACE
        because.append(f"lies in {story.quadrant}, where such questions point")
    served = [name for name in competencies if name in story.competencies]
    if served:
        points += _COMPETENCY * min(2, len(served))
        because.append(f"serves {competency_name(served[0]).lower()}")
    if because and story.level:
        points += _LEVEL * (1 - abs(LEVELS.index(story.level) - LEVELS.index(level)) / 2)
        if story.level == level:
            because.append("reaches your level")
    points -= _TOLD * min(_MOST_TOLD, len(story.told))
    points -= _AGAINST * disqualified(story, heard) + _BROKEN * (not is_whole(story))
    points -= _JUST_TOLD * (story.id in told_now)
    because.append(f"told {counted(len(story.told), 'time')}" if story.told else "never told yet")
    return Fit(story, points, tuple(because))
