"""What the screens of the story bank ask of the rest of the program. `simulator.wiring` makes the real one.

Every call reads files and *waits*: the screens make it from a worker thread. Faults are raised as SimulatorError.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from pathlib import Path

    from simulator.answer.types import Analysis, Level
    from simulator.stories.fit import Fit
    from simulator.stories.guess import Guess
    from simulator.stories.propose import Offer, Proposal
    from simulator.stories.shelf import Shelf
    from simulator.stories.types import Story


class StoryServices(Protocol):
    """The story bank behind the screens."""

    def shelf(self) -> Shelf:
        """All stories, and what was heard of them."""

    def add(self, title: str) -> Story:
        """A new story with only a title."""

    def change(self, story_id: str, edit: Callable[[Story], Story]) -> Story:
        """The story as `edit` makes it of what is in its file now."""

    def delete(self, story_id: str) -> None: ...

    def path(self, story_id: str) -> Path:
        """Its file, for an editor."""

    def save_page(self) -> Path:
        """Write all stories as a page to print; where that is."""

    def propose(self, session_id: str, take_id: str) -> Proposal:
        """What an answer offers for a story."""

    def keep(self, proposal: Proposal, offers: Sequence[Offer], story_id: str = "") -> Story:
        """The accepted offers as a new story, or into the empty parts of one that there is."""

    def guess(self, session_id: str, take_id: str) -> Guess | None:
        """Which story an answer was, likely."""

    def tell(self, story_id: str, take: str) -> None:
        """The answer ("SESSION/TAKE") was this story and no other; an empty id: none of them."""

    def mark_best(self, story_id: str, take: str) -> Story:
        """Of its takes this is the best one, or no longer."""

    def read_draft(self, text: str, level: Level | None) -> Analysis:
        """A written answer with its sections, as if it had been spoken."""

    def fitting(
        self, family: str, *, competencies: Collection[str] = (), told_in: str = "", level: Level | None = None
    ) -> tuple[Fit, ...]:
        """Stories for a question of `family`, the best first; one that was told in the session `told_in` last."""
