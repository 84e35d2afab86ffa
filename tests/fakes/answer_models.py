"""A labeller and a judge that say what a test tells them to, and answers to put before them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import cast

from simulator.answer.analyse import analyse_text
from simulator.answer.types import Analysis, AnswerContext, Grade, LabelledSentence, Section, SectionGuess, Word

Scores = Mapping[str, tuple[float, int | None]]


class ScriptedLabeller:
    """Labels by text: a sentence takes the section of the scripted text that it is, or is a part of."""

    name = "scripted"

    def __init__(self, sections: Mapping[str, Section], confidence: float = 0.9, default: Section = "A") -> None:
        self.sections, self.confidence, self.default = sections, confidence, default

    def label(self, sentences: Sequence[str]) -> list[SectionGuess]:
        return [SectionGuess(self._section(text), self.confidence) for text in sentences]

    def _section(self, text: str) -> Section:
        return next((section for known, section in self.sections.items() if text in known), self.default)


class ListedLabeller:
    """Labels by place: the nth sentence takes the nth letter, later ones the last."""

    name = "listed"

    def __init__(self, letters: Iterable[str], confidence: float = 0.9) -> None:
        self.letters, self.confidence = [cast(Section, letter) for letter in letters], confidence

    def label(self, sentences: Sequence[str]) -> list[SectionGuess]:
        last = len(self.letters) - 1
        return [SectionGuess(self.letters[min(index, last)], self.confidence) for index in range(len(sentences))]


class ScriptedJudge:
    """Gives the same scores and grade to every answer."""

    name = "scripted"

    def __init__(
        self, scores: Scores, thresholds: Mapping[str, float] | None = None, grade: Grade | None = None
    ) -> None:
        self.scores, self.thresholds, self._grade = dict(scores), dict(thresholds or {}), grade

    def judge(
        self, sentences: Sequence[LabelledSentence], context: AnswerContext
    ) -> dict[str, tuple[float, int | None]]:
        return dict(self.scores)

    def grade(self, sentences: Sequence[LabelledSentence], context: AnswerContext) -> Grade | None:
        return self._grade if context.probe else None


def spoken(text: str, *, word_s: float = 0.3, gap_s: float = 0.1, start_s: float = 0.0) -> tuple[Word, ...]:
    """Words of an even pace. A token "[1.5]" is a pause of that many seconds more, and no word."""
    words: list[Word] = []
    at_s = start_s
    for token in text.split():
        if token.startswith("[") and token.endswith("]"):
            at_s += float(token[1:-1])
            continue
        words.append(Word(token, round(at_s, 3), round(at_s + word_s, 3)))
        at_s += word_s + gap_s
    return tuple(words)


def sentence(
    section: Section, start_s: float, end_s: float, text: str = "so it went", confidence: float = 0.9
) -> LabelledSentence:
    return LabelledSentence(text, start_s, end_s, section, confidence)


def told(parts: Sequence[tuple[Section, str]], *, scores: Scores | None = None, **context: str) -> Analysis:
    """The analysis of an answer written as (section, sentence) pairs; with `scores` a judge that gives them."""
    return analyse_text(
        " ".join(text for _, text in parts),
        AnswerContext(**context),  # type: ignore[arg-type]
        labeller=ScriptedLabeller({text: section for section, text in parts}),
        judge=None if scores is None else ScriptedJudge(scores),
    )
