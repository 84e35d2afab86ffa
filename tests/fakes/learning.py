"""The learning desk in memory: the shipped pages, a scripted judge, grades that are kept in a dictionary."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time

from simulator.answer.types import Guideline
from simulator.drill.types import FamilyProgress, OwnGrade, Progress
from simulator.errors import SimulatorError
from simulator.learning.examples import Judged, judge_page
from simulator.learning.load import load_pages
from simulator.learning.memory import graded, overview
from simulator.learning.types import CardKept, LearningOverview, Page, SelfCheck
from tests.fakes.answer_models import ListedLabeller, ScriptedJudge

WORDS_PER_MINUTE = 140.0


@dataclass
class FakeLearning:
    """Implements `simulator.tui.learning_services.LearningDesk`."""

    today: Callable[[], date]
    known: dict[str, FamilyProgress] = field(default_factory=dict)
    fault: SimulatorError | None = None
    """Raised by every call."""

    def overview(self) -> LearningOverview:
        self._may_fail()
        return overview(load_pages(), Progress(self.known), self.today())

    def judged(self, page: Page) -> Judged:
        self._may_fail()
        scores = dict.fromkeys((*page.good.shows, *page.bad.flags), (0.9, 1))
        return judge_page(page, ListedLabeller("STAAAARR"), ScriptedJudge(scores), Guideline(), WORDS_PER_MINUTE)

    def grade(self, card: SelfCheck, own: OwnGrade) -> CardKept:
        self._may_fail()
        before = self.known.get(card.key, FamilyProgress())
        now = datetime.combine(self.today(), time(20), UTC)
        after, entry = graded(card, before.card, own, now)
        self.known[card.key] = FamilyProgress(after, (*before.entries, entry))
        return CardKept(own, after.due, now.date())

    def _may_fail(self) -> None:
        if self.fault is not None:
            raise self.fault
