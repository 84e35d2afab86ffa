"""A report as one JSON object of schema 1: the figures of `simulator list --json`, then the turns in order.

Times of a turn are of the session; those inside its `answer` are of the answer alone, as in `analyse --json`.
"""

import json
from typing import Any, Literal

from simulator.replay.types import Turn
from simulator.report.types import Part, SessionReport
from simulator.review.record import to_record
from simulator.review.sessions import as_object
from simulator.review.types import Reviewed

SCHEMA: Literal[1] = 1


def render_json(report: SessionReport) -> str:
    summary = {**as_object(report.summary), "id": report.session_id, "title": report.title, "started": report.started}
    whole = {
        "schema": SCHEMA,
        **summary,
        "duration_s": round(report.duration_s, 3),
        "notices": report.notices,
        "problems": report.problems,
        "turns": [_turn(part, report.heard_by) for part in report.parts],
    }
    return json.dumps(whole, ensure_ascii=False, allow_nan=False, indent=1) + "\n"


def _turn(part: Part, heard_by: str) -> dict[str, Any]:
    turn, prompt = part.turn, part.turn.prompt
    told: dict[str, Any] = {
        "speaker": "candidate" if part.by_candidate else "interviewer",
        "name": part.name,
        "start_s": round(part.start_s, 3),
        "end_s": round(part.end_s, 3),
        "kind": prompt.kind,
        "family": prompt.family,
        "prompt": prompt.id,
        "text": " ".join(word.text for word in turn.words),
    }
    if not part.by_candidate:
        return {**told, "because": prompt.because, "quote": prompt.quote, "quote_take": prompt.quote_take}
    return {**told, **_answer(turn, part, heard_by)}


def _answer(turn: Turn, part: Part, heard_by: str) -> dict[str, Any]:
    record = turn.record
    assert record is not None, "a turn of the candidate"
    model = None if record.source == "typed" else heard_by or None
    reviewed = record.analysis and Reviewed(
        record.take_id, record.analysis, record.probes, model, clashes=part.clashes, step=part.step
    )
    return {
        "take": record.take_id,
        "counts": record.kept,
        "best": turn.by_hand.best,
        "heard": record.source,
        "audio_s": round(turn.audio_s, 3),
        "bookmarks": [{"at_s": round(one.at_s, 3), "note": one.note} for one in turn.by_hand.bookmarks],
        "problem": turn.problem,
        "answer": to_record(reviewed).to_dict() if reviewed else None,
    }
