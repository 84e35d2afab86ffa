"""What the screens ask about learning; see services.Services."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:  # this file is read before the first paint: it must not pull in numpy and pydantic
    from simulator.drill.types import OwnGrade
    from simulator.learning.examples import Judged
    from simulator.learning.types import CardKept, LearningOverview, Page, SelfCheck


class LearningDesk(Protocol):
    """What there is to learn, and what was learnt."""

    def overview(self) -> LearningOverview:
        """Every page, and the cards that are due. Waits. Raises SimulatorError."""

    def judged(self, page: Page) -> Judged:
        """The two examples of a page as they would be judged in a session. Waits. Raises SimulatorError."""

    def grade(self, card: SelfCheck, own: OwnGrade) -> CardKept:
        """Keep how a card went. Raises SimulatorError."""
