"""Rows of the list of past sessions, and what of it fits what a person types."""

from collections.abc import Sequence
from datetime import datetime

from textual.content import Content

from simulator.archive.types import Hit, SessionSummary
from simulator.review.layout import counted
from simulator.tui.text import clock, join, lines, one_line, percent, plain, shorten

_LEAD = 30
"""Characters of a long sentence that are shown before the first word that was found."""
_LONGEST = 160
_NAMES = {"said": "", "asked": "asked: ", "noted": "note: "}


def fits(session: SessionSummary, wanted: str) -> bool:
    """Whether every word of `wanted` is in the title, the day, the id, or what is said about the session's state."""
    text = f"{session.title} {when(session.started)} {session.id} {session.state} {session.problem}".casefold()
    words = wanted.casefold().replace('"', " ").split()
    return all(word in text for word in words)


def session_row(session: SessionSummary, hits: Sequence[Hit] = ()) -> Content:
    """What and when; how long, how much Action, what is wrong; and the first sentence that was found in it."""
    wrong = one_line(session.problem) or ("" if session.state == "finished" else session.state)
    rows = [join((shorten(session.title or session.id, 48), "bold"), (f"   {when(session.started)}", "$quiet"))]
    if session.state == "unreadable":
        return lines([*rows, join((f"  {wrong}", "$warning"))])
    rows.append(join(("  " + "  ·  ".join(_figures(session)), "$quiet"), (f"   {wrong}" if wrong else "", "$warning")))
    return lines([*rows, hit_line(hits[0], len(hits) - 1)] if hits else rows)


def _figures(session: SessionSummary) -> list[str]:
    figures = [counted(session.questions, "question")] if session.questions else []
    figures += [counted(session.takes, "take"), clock(round(session.seconds_spoken))]
    if session.action_share is not None:
        figures.append(f"Action {percent(session.action_share)}")
    return [*figures, counted(session.flags, "flag")] if session.flags else figures


def when(started: str) -> str:
    """The day and the minute of an ISO time; the text itself where it is none."""
    try:
        return datetime.fromisoformat(started).strftime("%d %b %Y, %H:%M")
    except ValueError:
        return one_line(started)


def hit_line(hit: Hit, more: int) -> Content:
    """The time, and as much of the sentence as there is room for, what was found in bold."""
    begin, last = _piece(hit)
    pieces: list[Content] = [plain(f"  {clock(hit.at_s):>5}  {_NAMES[hit.where]}", "$quiet")]
    pieces.append(plain("…" if begin else ""))
    at = begin
    for first, end in hit.marks:
        if end <= last:
            pieces += [plain(hit.text[at:first]), plain(hit.text[first:end], "bold $primary")]
            at = end
    pieces.append(plain(hit.text[at:last] + ("…" if last < len(hit.text) else "")))
    if more:
        pieces.append(plain(f"   and {more} more", "$quiet"))
    return join(*pieces)


def _piece(hit: Hit) -> tuple[int, int]:
    """From a word shortly before the first that was found to a word that ends within the room."""
    first, end = hit.marks[0] if hit.marks else (0, 0)
    begin = 0 if first <= _LEAD else hit.text.rfind(" ", 0, first - _LEAD) + 1
    last = len(hit.text)
    if last - begin > _LONGEST:
        last = max(hit.text.rfind(" ", begin, begin + _LONGEST), end)
    return begin, last
