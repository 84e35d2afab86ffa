"""Weeks of practice in an archive: a person whose setup shrinks, whose Action grows, who says “um” less and less."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from simulator.answer.types import Grade, RubricState
from simulator.archive.store import Archive
from simulator.content.models import Question
from simulator.probing.types import ProbeChoice
from tests.fakes.practice import Asked, practise
from tests.fakes.told import story

BEGAN = datetime(2026, 1, 2, 18, 0, tzinfo=UTC)
_WEAK, _STRONG = (Grade(value, "It was heard so.", "", 0.9) for value in ("weak", "strong"))


def weeks_of_practice(root: Path, questions: tuple[Question, ...], sessions: int = 14) -> Archive:
    """An archive of `sessions` sessions, every third with a take that was redone, and one demo."""
    archive = Archive(root)
    for number in range(sessions):
        question = questions[number % len(questions)]
        wobble = (7 * number % 5) - 2
        told = story(
            question.text,
            setup_s=72 - 3.2 * number + 2 * wobble,
            action_s=50 + 4 * number - 2 * wobble,
            wpm=150 + 6 * wobble,
            fillers=max(0, 14 - number + wobble),
            flags=("vague", "no_numbers", "we_only")[number % 4 :],
            signals=("noticed", "unasked", "measured")[: 1 + number % 3],
            rubric=_rubric(number),
        )
        takes = (story(question.text, setup_s=80, action_s=50, flags=("vague",)), told) if number % 3 == 2 else (told,)
        probe = ProbeChoice("impact", "impact-1", "How do you know?", "No number was given.", "", 0.0)
        grade = _STRONG if number % 3 else _WEAK
        answer = story("How do you know?", setup_s=5, action_s=25, probe="impact", grade=grade)
        practise(archive, BEGAN + timedelta(days=2 * number), [Asked(question, takes, [(probe, answer)])])
    demo = Asked(questions[0], [story(questions[0].text)])
    practise(archive, BEGAN + timedelta(days=99), [demo], title="Demo", synthetic=True)
    return archive


def _rubric(number: int) -> dict[str, RubricState]:
    return {"noticed": "met" if number % 2 else "unclear", "sized": "met", "scoped": "not_heard", "shipped": "met"}
