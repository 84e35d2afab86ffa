"""Small analyses to store."""

from simulator.answer.types import (
    Analysis,
    AnswerContext,
    Delivery,
    Finding,
    Grade,
    LabelledSentence,
    RubricItem,
    Section,
    Span,
    Timing,
    Verdict,
    Word,
)
from simulator.probing.types import ProbeChoice

WORDS = (Word("I", 0.4, 0.5, 0.9), Word("noticed", 0.5, 0.9, 0.8), Word("it.", 0.9, 1.2))
PROBE = ProbeChoice("impact", "impact-1", "What changed?", "no number was given", "it got better", 12.5, "turn-01")


def an_analysis(*, action_s: float = 7.0, other_s: float = 3.0, probe: str | None = None, flags: int = 1) -> Analysis:
    seconds: dict[Section, float] = {"S": other_s, "T": 0.0, "A": action_s, "R": 0.0, "L": 0.0, "O": 0.0}
    total = action_s + other_s
    return Analysis(
        context=AnswerContext(question="Tell me …", level="senior", company="Amazon", probe=probe),
        duration_s=total + 1.0,
        words=WORDS,
        sentences=(LabelledSentence("I noticed it.", 0.4, 1.2, "A", 0.8),),
        timing=Timing(
            seconds=seconds,
            share={section: value / total for section, value in seconds.items()},
            setup_s=other_s,
            action_share=action_s / total,
            silence_s=1.0,
            verdicts=(Verdict("setup", "< 50 s", other_s, None, "too short to tell"),),
        ),
        delivery=Delivery(3, 120.0, (Span("um", 0.1, 0.2),), 2.0, (), 1, 0, 0.0),
        signals=(Finding("sized", "ten hours a week", 0.4, 1.2, 0.7, "a number"),),
        flags=tuple(Finding("we_only", "we did", 0.4, 1.2, 0.9, "we", "say I") for _ in range(flags)),
        rubric=(RubricItem("discovered", "met", "noticed", 0.5),),
        grade=Grade("strong", "a number", "ten", 0.6) if probe else None,
        labeller="crf-1",
    )
