"""A replay and the figures of the list become a report. Pure."""

import os
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate
from pathlib import PurePath

from simulator.archive.types import SessionSummary
from simulator.interview.plan import Prompt
from simulator.probing.standing import story_steps
from simulator.replay.types import WORDS_ONLY, Replay, Turn
from simulator.report.types import Part, SessionReport
from simulator.review.clashes import clashes_of

IN_USE = "This session is still being recorded: the report tells what was there when it was made."


def gather(replay: Replay, summary: SessionSummary, folder: PurePath, heard_by: str = "") -> SessionReport:
    """`summary` is that of the same session, so that a report never differs from the list.

    Of files only their place in `folder` is told: where a person keeps them is nobody else's business.
    """

    def local(text: str) -> str:
        return text.replace(f"{folder}{os.sep}", "").replace(str(folder), folder.name)

    turns = tuple(replace(turn, problem=local(turn.problem)) for turn in replay.turns)
    counted = [turn.record for turn in turns if turn.record and turn.record.kept and turn.record.analysis]
    told = [(one.take_id, one.analysis) for one in counted if one.analysis]
    clashes, steps = clashes_of(told), story_steps(told)
    starts = accumulate((turn.duration_s for turn in turns), initial=0.0)
    parts = tuple(
        Part(turn, start_s, name, clashes.get(turn.take_id, ()), steps.get(turn.take_id))
        for turn, start_s, name in zip(turns, starts, _names(turns), strict=False)
    )
    notices = (
        IN_USE if summary.state == "in use" else "",
        replay.notice,
        WORDS_ONLY if replay.words_only else "",
    )
    return SessionReport(
        replay.session_id,
        replay.title,
        replay.started or summary.started,
        replace(summary, problem=local(summary.problem)),
        heard_by,
        parts,
        tuple(local(line) for line in notices if line),
        tuple(map(local, replay.problems)),
    )


def _names(turns: Sequence[Turn]) -> list[str]:
    asked: dict[Prompt, str] = {}
    takes: dict[Prompt, int] = {}
    names: list[str] = []
    question = probe = 0
    for turn in turns:
        if turn.prompt not in asked:
            if turn.prompt.kind == "question":
                question, probe = question + 1, 0
            else:
                probe += 1
            asked[turn.prompt] = _name(turn.prompt, question, probe)
        name = asked[turn.prompt]
        if turn.record is not None:
            takes[turn.prompt] = take = takes.get(turn.prompt, 0) + 1
            name = f"{name}, take {take}" if take > 1 else name
        names.append(name)
    return names


def _name(prompt: Prompt, question: int, probe: int) -> str:
    if prompt.kind == "question":
        return f"Question {question}"
    return f"Question {question}, follow-up {probe}" if question else f"Follow-up {probe}"
