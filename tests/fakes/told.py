"""Answers with just the figures that a test is about."""

from collections.abc import Mapping, Sequence

from simulator.answer.guideline import verdicts
from simulator.answer.types import (
    Analysis,
    AnswerContext,
    Delivery,
    Finding,
    Grade,
    Guideline,
    LabelledSentence,
    RubricItem,
    RubricState,
    Section,
    Span,
    Timing,
    Word,
)
from simulator.content.models import Question


def asked(text: str = "Tell me about a time.", family: str = "self_started") -> Question:
    return Question(f"{family}-1", family, text, (), (), (), "", "", "")


def story(
    question: str = "Tell me about a time.",
    *,
    setup_s: float = 30.0,
    action_s: float = 80.0,
    result_s: float = 10.0,
    wpm: float = 140.0,
    fillers: int = 0,
    flags: Sequence[str] = (),
    signals: Sequence[str] = (),
    rubric: Mapping[str, RubricState] | None = None,
    probe: str | None = None,
    grade: Grade | None = None,
    typed: bool = False,
) -> Analysis:
    """A story, or with `probe` the answer to a follow-up of that family."""
    seconds: dict[Section, float] = {"S": setup_s, "T": 0.0, "A": action_s, "R": result_s, "L": 0.0, "O": 0.0}
    total = sum(seconds.values())
    timing = Timing(seconds, {name: value / total for name, value in seconds.items()}, setup_s, action_s / total, 0.0)
    minutes = total / 60
    hesitations = tuple(Span("um", float(at), at + 0.2) for at in range(fillers))
    parts: list[tuple[Section, float]] = [("S", setup_s), ("A", action_s), ("R", result_s)]
    sentences, at_s = [], 0.0
    for section, length_s in parts:
        sentences.append(LabelledSentence(f"Part {section}.", at_s, at_s + length_s, section, 0.9))
        at_s += length_s
    words = tuple(
        word
        for one in sentences
        for word in (
            Word("Part", one.start_s, (one.start_s + one.end_s) / 2),
            Word(f"{one.section}.", (one.start_s + one.end_s) / 2, one.end_s),
        )
    )
    return Analysis(
        context=AnswerContext(question=question, probe=probe),
        duration_s=total,
        words=words,
        sentences=tuple(sentences),
        timing=Timing(
            timing.seconds, timing.share, timing.setup_s, timing.action_share, 0.0, verdicts(timing, Guideline(), 0.9)
        ),
        delivery=Delivery(round(wpm * minutes), wpm, hesitations, fillers / minutes, (), 1, 0, 0.0),
        signals=tuple(Finding(name, "said", 0.0, 1.0, 0.9, "") for name in signals),
        flags=tuple(Finding(name, "said", 0.0, 1.0, 0.9, "", "mend it") for name in flags),
        rubric=tuple(RubricItem(name, state) for name, state in (rubric or {}).items()),
        grade=grade,
        estimated=typed,
    )
