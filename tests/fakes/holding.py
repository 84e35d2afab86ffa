"""Sessions held in an archive, one a day."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from simulator.answer.types import Analysis
from simulator.archive.folder import SessionFolder
from simulator.archive.store import Archive
from tests.fakes.practice import Asked, practise
from tests.fakes.told import asked

BEGAN = datetime(2026, 1, 2, 18, 0, tzinfo=UTC)


@dataclass
class Held:
    """Call it to hold a session on the next day: one question with these takes, or several with `answers`."""

    archive: Archive
    folders: list[SessionFolder] = field(default_factory=list)

    def __call__(self, *takes: Analysis, answers: Sequence[Asked] = (), **how: object) -> SessionFolder:
        questions = answers or (Asked(asked(takes[0].context.question or ""), takes),)
        day = BEGAN + timedelta(days=len(self.folders))
        self.folders.append(practise(self.archive, day, questions, **how))  # type: ignore[arg-type]
        return self.folders[-1]
