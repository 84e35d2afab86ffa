"""Today's plan from the real archive, drill and pages."""

from collections.abc import Callable, Sequence
from datetime import date

from simulator.answer.guideline import PRESETS
from simulator.drill.progress import Overview
from simulator.learning.types import LearningOverview
from simulator.settings import Settings
from simulator.today.plan import plan_day
from simulator.today.standing import standing
from simulator.today.types import DayPlan, StoryGap
from simulator.wiring.archive import open_archive


def open_today(
    settings: Settings,
    drill: Callable[[], Overview],
    learning: Callable[[], LearningOverview],
    gaps: Sequence[StoryGap],
    stories_on: Callable[[date], int],
) -> DayPlan:
    """Read every session at a glance. Raises BadInput for an unusable data folder."""
    return plan_day(
        standing(
            open_archive().glances(),
            drill(),
            learning(),
            interview=settings.interview,
            guideline=PRESETS[settings.guideline].guideline,
            gaps=gaps,
            stories_on=stories_on,
        )
    )
