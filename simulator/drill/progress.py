"""What is due, how many days in a row, and how each family went: pure, `today` is handed in."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from simulator.content.models import ProbeFamily
from simulator.drill.types import Entry, Progress

NEW_A_DAY = 4
"""Families that are drilled for the first time on one day: all nineteen at once would be a wall."""


@dataclass(frozen=True, slots=True)
class Row:
    """One family in the overview. `due` is None for one that was never drilled."""

    family: ProbeFamily
    due: date | None
    is_due: bool
    entries: tuple[Entry, ...]
    """Oldest first."""


@dataclass(frozen=True, slots=True)
class Overview:
    """Where the person stands. `due` are the ids of today's families in the order they are asked."""

    today: date
    due: tuple[str, ...]
    rows: tuple[Row, ...]
    """Every family: those due first, in order, then by date; never drilled ones last."""
    streak: int
    drilled_today: int
    notice: str = ""


def overview(progress: Progress, families: Sequence[ProbeFamily], today: date) -> Overview:
    due = due_today(progress, [family.id for family in families], today)
    rows = [
        Row(family, card.due if (card := progress.of(family.id).card) else None, family.id in due, entries)
        for family in families
        for entries in [progress.of(family.id).entries]
    ]

    def place(row: Row) -> tuple[int, date]:
        return (due.index(row.family.id) if row.is_due else len(due)), row.due or date.max

    drilled = sum(entry.day == today for entry in _entries(progress))
    return Overview(today, due, tuple(sorted(rows, key=place)), streak(progress, today), drilled, progress.notice)


def due_today(progress: Progress, families: Sequence[str], today: date) -> tuple[str, ...]:
    """Families to drill today: those that have come round, longest ago first, then new ones in the order given."""
    again = [family for due, family in _by_date(progress, families) if due <= today]
    new = _never_drilled(progress, families)
    begun = sum(1 for family in families if (entries := progress.of(family).entries) and entries[0].day == today)
    return (*again, *new[: max(0, NEW_A_DAY - begun)])


def next_family(progress: Progress, families: Sequence[str], today: date) -> str | None:
    """The family to ask now. While something is due only that; then new ones, then what comes round soonest."""
    if due := due_today(progress, families, today):
        return due[0]
    soonest = [family for _, family in _by_date(progress, families)]
    return next(iter((*_never_drilled(progress, families), *soonest)), None)


def _by_date(progress: Progress, families: Sequence[str]) -> list[tuple[date, str]]:
    """Families with a date, soonest first; on one day in the order given."""
    cards = [(card.due, family) for family in families if (card := progress.of(family).card) is not None]
    return sorted(cards, key=lambda pair: pair[0])


def _never_drilled(progress: Progress, families: Sequence[str]) -> list[str]:
    return [family for family in families if progress.of(family).card is None]


def streak(progress: Progress, today: date) -> int:
    """Days in a row with a drill, up to today, or up to yesterday while today has none yet."""
    days = {entry.day for entry in _entries(progress)}
    day = today if today in days else today - timedelta(days=1)
    count = 0
    while day in days:
        count, day = count + 1, day - timedelta(days=1)
    return count


def _entries(progress: Progress) -> Iterator[Entry]:
    for family in progress.families.values():
        yield from family.entries
