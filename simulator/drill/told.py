"""The drill in words, for every screen: dates, grades, comparisons. Pure."""

from collections.abc import Sequence
from datetime import date

from simulator.drill.compare import Comparison
from simulator.drill.progress import Overview, Row
from simulator.drill.types import Attempt, DrillItem, Entry, MachineGrade, OwnGrade
from simulator.review.layout import counted

GRADE_WORDS: dict[MachineGrade, str] = {
    "strong": "strong",
    "middling": "middling",
    "weak": "weak",
    "unsure": "cannot tell",
}
OWN_ABOUT: dict[OwnGrade, str] = {
    "again": "I had no answer",
    "hard": "it came with effort",
    "good": "it came",
    "easy": "without thinking",
}
SHORT_S, LONG_S = 15.0, 60.0
"""A follow-up is answered in a quarter of a minute to a minute."""
WHY = (
    "A follow-up is where an interview is won or lost: the story can be learnt by heart, the answer to it cannot. "
    "So it is drilled like vocabulary: one family at a time, aloud, and again on the day you are about to lose it. "
    "Answer first, then look at the sketches, then try again: what you had to find yourself is what stays."
)
HOW_SCHEDULED = (
    "The date comes from your own grade. If the machine heard your first try as weak or middling, it comes sooner; "
    "where it cannot tell, only your grade counts."
)


def day_words(day: date, today: date) -> str:
    """As in "today", "tomorrow", "in 5 days (on 8 January)"."""
    days = (day - today).days
    if days <= 0:
        return "today" if days == 0 else f"since {day.day} {day:%B}"
    if days == 1:
        return "tomorrow"
    return f"in {days} days (on {day.day} {day:%B})"


def due_line(seen: Overview) -> str:
    """How much there is to do, in one line."""
    if seen.due:
        return f"{counted(len(seen.due), 'follow-up')} due today"
    dates = [row.due for row in seen.rows if row.due is not None]
    later = f"; the next comes {day_words(min(dates), seen.today)}" if dates else ""
    return f"Nothing is due today{later}"


def streak_line(seen: Overview) -> str:
    if not seen.streak:
        return "No day in a row yet"
    today = "" if seen.drilled_today else ", today not yet"
    return f"{counted(seen.streak, 'day')} in a row{today}"


def row_state(row: Row, today: date) -> str:
    """When the family comes, shortly."""
    if row.due is None:
        return "new, today" if row.is_due else "new"
    return day_words(row.due, today).split(" (")[0]


def entry_words(entry: Entry) -> str:
    """One drill: what was heard on each try, and the own grade."""
    heard = " → ".join(GRADE_WORDS[attempt.grade] for attempt in entry.attempts)
    return f"{heard}, you: {entry.own}" if entry.own else heard


def entry_in_short(entry: Entry) -> str:
    """The first and the last try as they were heard, and the own grade."""
    ends = entry.attempts[:1] + entry.attempts[1:][-1:]
    heard = " → ".join(GRADE_WORDS[attempt.grade] for attempt in ends)
    return f"{heard} · {entry.own}" if entry.own else heard


def attempt_line(attempt: Attempt, number: int) -> str:
    pace = f", {attempt.words_per_minute:.0f} words a minute" if attempt.words_per_minute else ""
    return f"Try {number}: {GRADE_WORDS[attempt.grade]}, {attempt.seconds:.0f} s{pace}"


def length_note(attempt: Attempt) -> str:
    """Empty for a good length."""
    if attempt.seconds < SHORT_S:
        return f"Under {SHORT_S:.0f} s: there was room for an example."
    if attempt.seconds > LONG_S:
        return f"Over {LONG_S:.0f} s: a follow-up wants the point first."
    return ""


def comparison_lines(comparison: Comparison) -> list[str]:
    before, after = comparison.before, comparison.after
    lines = [
        f"Grade {GRADE_WORDS[before.grade]} → {GRADE_WORDS[after.grade]}, "
        f"{before.seconds:.0f} s → {after.seconds:.0f} s, "
        f"{before.words_per_minute:.0f} → {after.words_per_minute:.0f} words a minute"
    ]
    if comparison.gained:
        lines.append(f"Gained: {', '.join(comparison.gained)}")
    if comparison.lost:
        lines.append(f"Lost: {', '.join(comparison.lost)}")
    if not comparison.gained and not comparison.lost:
        lines.append("No finding came or went between the two.")
    return lines


def kept_line(due: date, today: date, own: OwnGrade | None, counted_as: OwnGrade) -> str:
    """What was noted, and when the family comes again."""
    noted = f"Noted: {own}" if own else "No grade of yours: what was heard counts"
    held = f", counted as {counted_as}" if own and own != counted_as else ""
    return f"{noted}{held}. It comes again {day_words(due, today)}."


def history_lines(rows: Sequence[Row], today: date, last: int = 3) -> list[str]:
    """A line a family: when it comes, and its last drills, newest first."""
    told = []
    for row in rows:
        drills = "; ".join(f"{entry.at:%d %b} {entry_words(entry)}" for entry in reversed(row.entries[-last:]))
        told.append(
            f"{row.family.title} ({row.family.id}): {row_state(row, today)}" + (f". {drills}" if drills else "")
        )
    return told


def source_line(item: DrillItem) -> str:
    return item.title if item.own else f"A story to answer for: {item.title}"
