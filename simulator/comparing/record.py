"""Takes side by side as JSON of schema 1."""

import json
from collections.abc import Sequence
from typing import Any

from simulator.answer.rubric import RUBRIC_TITLES
from simulator.answer.timing import told_s
from simulator.comparing.types import AnsweredQuestion, Change, Side, SideBySide

SCHEMA = 1


def compare_json(compared: SideBySide) -> str:
    """One object: the takes in their order, and what was gained and lost between them (takes by their place from 0)."""
    data = {
        "schema": SCHEMA,
        "question": compared.sides[0].question if compared.one_question else None,
        "takes": [_side(side) for side in compared.sides],
        "changes": [_change(change) for change in compared.changes],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def questions_json(questions: Sequence[AnsweredQuestion]) -> str:
    """An array of the questions that were answered more than once, with the names of their takes.

    `story` marks takes of one story that answered several questions; `question` is then the first of them.
    """
    data = [
        {"question": question.text, "story": question.story, "takes": [str(take.name) for take in question.takes]}
        for question in questions
        if len(question.takes) > 1
    ]
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _side(side: Side) -> dict[str, Any]:
    analysis, timing, delivery = side.analysis, side.analysis.timing, side.analysis.delivery
    spoken = not analysis.estimated
    asked = side.follow_ups
    return {
        "take": str(side.name),
        "started": side.started,
        "title": side.title,
        "question": side.question,
        "best": side.best,
        "estimated": analysis.estimated,
        "duration_s": round(analysis.duration_s, 3),
        "told_s": round(told_s(timing), 3),
        "seconds": {name: round(value, 3) for name, value in timing.seconds.items()},
        "share": {name: round(value, 4) for name, value in timing.share.items()},
        "setup_s": round(timing.setup_s, 3),
        "action_share": round(timing.action_share, 4),
        "words": delivery.words,
        "words_per_minute": round(delivery.words_per_minute, 1) if spoken else None,
        "fillers": len(delivery.fillers) if spoken else None,
        "fillers_per_minute": round(delivery.fillers_per_minute, 1) if spoken else None,
        "signals": [finding.id for finding in analysis.signals],
        "flags": [finding.id for finding in analysis.flags],
        "rubric_met": [item.id for item in analysis.rubric if item.state == "met" and item.id in RUBRIC_TITLES],
        "follow_ups": None if asked is None else [{"family": one.family, "grade": one.grade} for one in asked],
        "problem": side.problem,
    }


def _change(change: Change) -> dict[str, Any]:
    return {
        "before": change.before,
        "after": change.after,
        "gained": list(change.found.gained),
        "lost": list(change.found.lost),
    }
