"""The list of sessions as text and as JSON."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from simulator.archive.types import SessionSummary
from simulator.review.layout import WIDTH, clean, counted, length, wrapped

_EMPTY = "No sessions yet. Start one with: simulator session"


def sessions_table(sessions: Sequence[SessionSummary], width: int = WIDTH) -> str:
    """Two lines a session, so that an id is never cut and nothing passes `width`; what is wrong with one follows it."""
    if not sessions:
        return _EMPTY + "\n"
    lines: list[str] = []
    for session in sessions:
        lines += wrapped(session.id, width)
        lines += wrapped(_facts(session), width, first="  ")
        if session.problem:
            lines += wrapped(f"! {session.problem}", width, first="  ")
    return "\n".join(lines) + "\n"


def _facts(session: SessionSummary) -> str:
    started = session.started.replace("T", " ")[:16]
    action = "" if session.action_share is None else f"Action {session.action_share:.0%}"
    facts = [started, clean(session.title), session.state]
    if session.state != "unreadable":
        facts += [counted(session.takes, "take"), f"{length(session.seconds_spoken)} spoken", action]
        facts.append(counted(session.flags, "flag"))
    return " · ".join(fact for fact in facts if fact)


def sessions_json(sessions: Sequence[SessionSummary]) -> str:
    """One JSON array, an object a session: the fields of `SessionSummary`, with `seconds` for the time spoken."""
    text = json.dumps([as_object(session) for session in sessions], ensure_ascii=False, indent=2) + "\n"
    return text.encode("utf-8", "backslashreplace").decode("utf-8")  # a folder's name need not be text


def as_object(session: SessionSummary) -> dict[str, Any]:
    fields = asdict(session)
    seconds = round(fields.pop("seconds_spoken"), 3)
    return {**fields, "seconds": seconds}
