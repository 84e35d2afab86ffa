"""Pages, cards and examples with the real memory and the real judge."""

from collections.abc import Callable
from datetime import datetime

from simulator.answer.guideline import PRESETS
from simulator.drill.store import DrillStore
from simulator.drill.types import OwnGrade
from simulator.interview.analyst import Analyst
from simulator.interview.clock import SystemClock
from simulator.learning.examples import Judged, judge_page
from simulator.learning.load import load_pages
from simulator.learning.memory import graded, overview
from simulator.learning.types import CardKept, LearningOverview, Page, SelfCheck
from simulator.settings import Settings
from simulator.wiring.archive import open_archive


class Learning:
    """Implements `simulator.tui.learning_services.LearningDesk`. `mind` loads the models at its first call."""

    def __init__(self, settings: Callable[[], Settings], mind: Callable[[], Analyst]) -> None:
        self._settings, self._mind = settings, mind
        self._judged: dict[str, Judged] = {}

    def overview(self) -> LearningOverview:
        return overview(load_pages(), self._store().load(), _now().date())

    def judged(self, page: Page) -> Judged:
        if page.id not in self._judged:
            mind, settings = self._mind(), self._settings()
            guideline = PRESETS[settings.guideline].guideline
            judged = judge_page(page, mind.labeller, mind.judge, guideline, settings.words_per_minute)
            self._judged[page.id] = judged
        return self._judged[page.id]

    def grade(self, card: SelfCheck, own: OwnGrade) -> CardKept:
        store, now = self._store(), _now()
        after, entry = graded(card, store.load().of(card.key).card, own, now)
        store.keep(card.key, after, entry)
        return CardKept(own, after.due, now.date())

    def _store(self) -> DrillStore:
        return DrillStore(open_archive().root)


def _now() -> datetime:
    """Local time with its offset: a card's days are those of the place."""
    return SystemClock().wall().astimezone()
