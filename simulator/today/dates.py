"""A date as people type it. Pure."""

import re
from datetime import date, timedelta

from simulator.errors import UsageError

_NONE = ("", "none", "no", "-")
_DAYS = re.compile(r"(?:in )?(\d{1,3})(?: days?)?")
FURTHEST_DAYS = 400


def read_date(text: str, today: date) -> date | None:
    """2026-12-05, "in 7 days" or 7, "tomorrow", "today"; None for "none". Raises UsageError."""
    said = " ".join(text.lower().split())
    if said in _NONE:
        return None
    if said in ("today", "tomorrow"):
        return today + timedelta(days=said == "tomorrow")
    if days := _DAYS.fullmatch(said):
        return _within(today + timedelta(days=int(days[1])), today, text)
    try:
        return _within(date.fromisoformat(said), today, text)
    except ValueError as error:
        remedy = "Write it as 2026-12-05, or how many days are left, or none"
        raise UsageError("not a date", where=text, remedy=remedy) from error


def _within(day: date, today: date, text: str) -> date:
    if day < today:
        raise UsageError("that day has passed", where=text)
    if (day - today).days > FURTHEST_DAYS:
        raise UsageError("that is more than a year away", where=text)
    return day
