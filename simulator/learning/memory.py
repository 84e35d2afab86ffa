"""What was read and which cards are due: pure, from the drill's memory. A card's day comes from FSRS, as a family's."""

from collections.abc import Sequence
from datetime import date, datetime

from simulator.drill.schedule import review
from simulator.drill.types import Card, Entry, OwnGrade, Progress
from simulator.learning.types import LearningOverview, Page, PageRow, SelfCheck


def overview(pages: Sequence[Page], progress: Progress, today: date) -> LearningOverview:
    """Every page, and where the person stands with it. New cards come with their page, never by themselves."""
    rows = tuple(_row(page, progress, today) for page in pages)
    checked = [entry for page in pages for card in page.cards for entry in progress.of(card.key).entries]
    return LearningOverview(
        today=today,
        rows=rows,
        read_today=tuple(row.page.id for row in rows if row.read and _read_on(row.page, progress) == today),
        checked_today=sum(entry.day == today for entry in checked),
        days=tuple(sorted({entry.day for entry in checked})),
        notice=progress.notice,
    )


def _row(page: Page, progress: Progress, today: date) -> PageRow:
    cards = [(card, progress.of(card.key).card) for card in page.cards]
    dates = [known.due for _, known in cards if known]
    due = tuple(card for card, known in cards if known and known.due <= today)
    return PageRow(page, len(dates) == len(cards), due, min(dates, default=None))


def _read_on(page: Page, progress: Progress) -> date | None:
    """The day on which its last card was answered for the first time."""
    first = [entries[0].day for card in page.cards if (entries := progress.of(card.key).entries)]
    return max(first, default=None)


def graded(card: SelfCheck, before: Card | None, own: OwnGrade, now: datetime) -> tuple[Card, Entry]:
    """The card after an answer, and the note of it. `now` is local time with its offset."""
    entry = Entry(at=now, own=own, attempts=(), session_id="", story="", wording_id=card.key)
    return review(before, own, now.date()), entry
