"""Where somebody stands, out of sessions, drills and cards."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from simulator.answer.types import Guideline
from simulator.drill.progress import overview
from simulator.drill.types import Progress
from simulator.today.standing import standing
from simulator.today.types import Standing
from tests.fakes.drilling import drilled, family
from tests.fakes.learning import FakeLearning
from tests.fakes.past import BEGAN, weeks_of_practice
from tests.fakes.services import QUESTIONS

pytestmark = pytest.mark.unit
LAST = (BEGAN + timedelta(days=26)).date()
"""The day of the last of fourteen sessions."""


def at(today: date, root: Path | None = None, known: Progress | None = None) -> Standing:
    glances = weeks_of_practice(root, QUESTIONS).glances() if root else ()
    drill = overview(known or Progress(), [family("motive"), family("impact")], today)
    return standing(glances, drill, FakeLearning(lambda: today).overview(), interview=None, guideline=Guideline())


def test_nothing_known_is_a_standing_too() -> None:
    here = at(LAST)
    assert (here.answers, here.last_active, here.done["practise"]) == ((), None, 0)
    assert here.follow_ups == ("About motive", "About impact")
    assert here.lessons


def test_stories_count_once_a_turn_without_demos_and_follow_ups(tmp_path: Path) -> None:
    here = at(LAST, tmp_path)
    assert len(here.answers) == 14
    assert here.answers[0].flags == ("vague", "no_numbers", "we_only")
    assert here.answers[0].slow_setup
    assert here.done["practise"] == 1
    assert here.last_active == LAST - timedelta(days=2), "the demo of a later day is nobody's practice"


def test_a_drill_counts_as_a_day_of_practice() -> None:
    here = at(LAST, known=Progress({"motive": drilled(LAST - timedelta(days=3), LAST)}))
    assert here.done["drill"] == 1
    assert here.last_active == LAST - timedelta(days=3)
