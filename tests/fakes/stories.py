"""Stories to look at, and the parts of a desk without models."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from simulator.answer.types import AnswerContext, Word
from simulator.answer.words import estimate_words
from simulator.archive.glance import TakeGlance
from simulator.archive.store import Archive
from simulator.stories.types import Checked, Story, ToldIn
from simulator.wiring.stories import StoryDesk, StoryParts
from tests.fakes.minds import StoredMind

TAKE = "2026-01-02T101500-quick-abcdef/turn-01"


def whole(story_id: str = "export", title: str = "The export that failed at night", **changes: object) -> Story:
    """A story that lacks nothing; `changes` are fields."""
    fields: dict[str, object] = {
        "id": story_id,
        "title": title,
        "discovered": "I saw that the nightly export only failed when a second job ran late.",
        "proposed": "I showed the owners a lock that would have prevented nineteen failures.",
        "shipped": "It has failed once in five months.",
        "quadrant": "B",
        "level": "mid",
        "number": "from eight failures a month to one in five months",
        "lesson": "Look for the pattern before the single case.",
        "competencies": {"initiative": "Nobody had asked."},
        "signals": ("noticed", "unasked", "measured"),
        "families": ("noticed_first",),
        "checks": {
            "counterfactual": Checked("no", "we had lived with it for a year"),
            "resistance": Checked("yes", "they feared deadlocks"),
            "sustained": Checked("yes"),
        },
    }
    return Story(**{**fields, **changes})  # type: ignore[arg-type]


def told(take: str = TAKE, **changes: object) -> ToldIn:
    fields: dict[str, object] = {
        "take": take,
        "asked": "What did you notice?",
        "family": "noticed_first",
        "on": "2026-01-02",
    }
    return ToldIn(**{**fields, **changes})  # type: ignore[arg-type]


def heard(*flags: str) -> TakeGlance:
    """The figures of a take with these flags."""
    return TakeGlance(
        "turn-01", True, AnswerContext(), {}, 0.6, True, 200, 140.0, 0, 0.0, ("noticed",), flags, {}, None, False
    )


def desk(home: Path, archive: Archive | None = None, matcher: "FixedMatcher | None" = None) -> StoryDesk:
    """The real desk over the folders in `home`, without models: every sentence is Action."""
    return StoryDesk(
        StoryParts(
            folder=home / "stories",
            pages=home / "pages",
            archive=lambda: archive or Archive(home / "recordings"),
            mind=PlainMind,
            matcher=matcher or FixedMatcher(cosine=0.0),
            level=lambda: "mid",
        )
    )


class PlainMind(StoredMind):
    """Reads what is typed word by word."""

    def words_of(self, text: str) -> tuple[Word, ...]:
        return estimate_words(text)


@dataclass
class FixedMatcher:
    """Finds always the same text closest."""

    at: int = 0
    cosine: float = 0.9
    asked: int = 0

    def closest(self, text: str, among: Sequence[str]) -> tuple[int, float]:
        self.asked += 1
        return self.at, self.cosine
