"""An answer from its words or its text to everything said about it. Pure: models are handed in."""

from collections.abc import Sequence
from dataclasses import replace

from simulator.answer.bar import read_bar
from simulator.answer.delivery import measure_delivery
from simulator.answer.evidence import Evidence
from simulator.answer.findings import FEWEST_WORDS, find_findings, surest_first
from simulator.answer.guideline import verdicts
from simulator.answer.missing import missing_chance
from simulator.answer.protocols import FindingJudge, SectionLabeller
from simulator.answer.question import KnownQuestions, read_answered
from simulator.answer.rubric import read_rubric
from simulator.answer.rules import COUNTED
from simulator.answer.sentences import split_sentences
from simulator.answer.spans import label_confidence, word_ranges
from simulator.answer.timing import measure
from simulator.answer.told import Told
from simulator.answer.types import Analysis, AnswerContext, Grade, Guideline, LabelledSentence, Sentence, Timing, Word
from simulator.answer.words import WORDS_PER_MINUTE, estimate_words, tidy_words

Paused = Sequence[tuple[float, float]]
LEFT_OPEN = "So few words leave the question open."
"""Why an answer to a probe of less than a sentence has its grade."""


def analyse_words(
    words: Sequence[Word],
    duration_s: float,
    context: AnswerContext,
    *,
    labeller: SectionLabeller,
    judge: FindingJudge | None = None,
    questions: KnownQuestions | None = None,
    guideline: Guideline | None = None,
    estimated: bool = False,
    paused: Paused = (),
) -> Analysis:
    """Everything said about an answer heard as `words` in `duration_s` of audio.

    Words out of order are put in order of time, and the duration is stretched to the last word where it falls short.
    `paused`: (start, end) times in which the candidate had paused the recording. Raises ValueError where the labeller
    breaks its contract (not one guess a sentence).
    """
    tidy = tidy_words(words)
    sentences = label_sentences(split_sentences(tidy), labeller)
    return _assemble(
        tidy,
        sentences,
        _whole_duration(tidy, duration_s),
        context,
        labeller_name=labeller.name,
        judge=judge,
        questions=questions,
        guideline=guideline or Guideline(),
        estimated=estimated,
        paused=paused,
    )


def analyse_text(
    text: str,
    context: AnswerContext,
    *,
    labeller: SectionLabeller,
    judge: FindingJudge | None = None,
    questions: KnownQuestions | None = None,
    guideline: Guideline | None = None,
    words_per_minute: float = WORDS_PER_MINUTE,
) -> Analysis:
    """Everything said about a written answer, its times estimated from the speaking rate."""
    words = estimate_words(text, words_per_minute)
    duration_s = words[-1].end_s if words else 0.0
    return analyse_words(
        words,
        duration_s,
        context,
        labeller=labeller,
        judge=judge,
        questions=questions,
        guideline=guideline,
        estimated=True,
    )


def relabel(
    analysis: Analysis,
    sentences: Sequence[LabelledSentence],
    *,
    judge: FindingJudge | None = None,
    guideline: Guideline | None = None,
    paused: Paused = (),
) -> Analysis:
    """`analysis` with its sentences corrected by hand: timing, delivery, findings and rubric are made anew.

    Without a judge its findings stay as they were, since labels do not change what was said; those that a rule makes
    follow the new labels. Raises ValueError when `sentences` do not tile the words of `analysis`.
    """
    word_ranges(sentences, analysis.words)
    fresh = _assemble(
        analysis.words,
        tuple(sentences),
        analysis.duration_s,
        analysis.context,
        labeller_name=analysis.labeller,
        judge=judge,
        questions=None,
        guideline=guideline or Guideline(),
        estimated=analysis.estimated,
        paused=paused,
    )
    fresh = replace(fresh, answered=analysis.answered)  # the labels of a sentence do not change what was said in it
    if judge is not None:
        return fresh
    counted = COUNTED | {flag.id for flag in fresh.flags}
    kept = [flag for flag in analysis.flags if flag.id not in counted]
    return replace(
        fresh,
        signals=analysis.signals,
        flags=surest_first([*fresh.flags, *kept]),
        rubric=analysis.rubric,
        bar=analysis.bar,
        grade=analysis.grade,
    )


def label_sentences(sentences: Sequence[Sentence], labeller: SectionLabeller) -> tuple[LabelledSentence, ...]:
    """Sentences with the labeller's guesses. Raises ValueError where it gives not one guess a sentence."""
    guesses = labeller.label([sentence.text for sentence in sentences]) if sentences else []
    if len(guesses) != len(sentences):
        raise ValueError(f"{labeller.name} gave {len(guesses)} labels for {len(sentences)} sentences")
    return tuple(
        LabelledSentence(
            sentence.text, sentence.start_s, sentence.end_s, guess.section, guess.confidence, chances=guess.chances
        )
        for sentence, guess in zip(sentences, guesses, strict=True)
    )


def timing_of(
    sentences: Sequence[LabelledSentence],
    duration_s: float,
    guideline: Guideline,
    *,
    story: bool = True,
    paused: Paused = (),
) -> Timing:
    """Timing with its verdicts; an answer to a probe is not STAR-shaped and gets none."""
    timing = measure(sentences, duration_s, paused)
    if not story:
        return timing
    missing = missing_chance(sentences, "T")
    return replace(timing, verdicts=verdicts(timing, guideline, label_confidence(sentences), missing))


def _grade(told: Told, judge: FindingJudge | None) -> Grade | None:
    """Of an answer to a probe. So few words as "I do not know" leave it open: they say nothing of how it was."""
    if judge is None or not told.sentences or told.context.probe is None:
        return None
    grade = judge.grade(told.sentences, told.context)
    if grade is None or grade.value == "strong" or told.delivery.words >= FEWEST_WORDS:
        return grade
    return replace(grade, because=LEFT_OPEN)


def _whole_duration(words: Sequence[Word], duration_s: float) -> float:
    last_s = max((word.end_s for word in words), default=0.0)
    # Written so that a duration that is not a number gives the words' own.
    return duration_s if last_s <= duration_s < float("inf") else last_s


def _assemble(
    words: tuple[Word, ...],
    sentences: tuple[LabelledSentence, ...],
    duration_s: float,
    context: AnswerContext,
    *,
    labeller_name: str,
    judge: FindingJudge | None,
    questions: KnownQuestions | None,
    guideline: Guideline,
    estimated: bool,
    paused: Paused,
) -> Analysis:
    delivery = measure_delivery(words, sentences, paused)
    told = Told(words, sentences, delivery, context)
    signals, flags, scores = find_findings(told, judge)
    evidence = Evidence(told, scores, judge.thresholds if judge else {}, judged=judge is not None)
    return Analysis(
        context=context,
        duration_s=duration_s,
        words=words,
        sentences=sentences,
        timing=timing_of(sentences, duration_s, guideline, story=context.is_story, paused=paused),
        delivery=delivery,
        signals=signals,
        flags=flags,
        rubric=read_rubric(evidence),
        bar=read_bar(evidence),
        answered=read_answered(evidence, questions),
        grade=_grade(told, judge),
        estimated=estimated,
        labeller=labeller_name,
    )
