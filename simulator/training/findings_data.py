"""Labelled answers as the judge of findings meets them: with sections from a labeller that never saw their file."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from simulator.answer.types import SECTIONS, AnswerContext, LabelledSentence, SectionGuess
from simulator.errors import BadInput
from simulator.labelling.embeddings import Embedder
from simulator.labelling.finding_model import IDS
from simulator.labelling.sections import Probabilities, Variant, cooled, load_section_labeller
from simulator.training.corpus import CORPUS, MEASURED, Answer, corpus_files, load_answers, star_answers
from simulator.training.network_fit import NetworkFits
from simulator.training.section_fit import best_temperature, left_out_probabilities

LABELLER = Variant(live=False, meaning=True)
"""The labeller that serves at run time, so that the judge learns with the faults it will meet."""


@dataclass(frozen=True, slots=True)
class Case:
    """One labelled answer. `evidence`: id → sentence indexes, best first; `good` and `bad` are probe families.

    `sentences` carry the sections that the judge is to work with, `gold` the labelled ones.
    """

    answer: Answer
    context: AnswerContext
    sentences: tuple[LabelledSentence, ...]
    gold: tuple[LabelledSentence, ...]
    findings: frozenset[str]
    evidence: Mapping[str, tuple[int, ...]]
    good: tuple[str, ...]
    bad: frozenset[str]
    grade: str | None

    @property
    def source(self) -> str:
        return self.answer.source

    @property
    def measured(self) -> bool:
        """Whether figures are made from this answer: a main question, and not one that only helps to train."""
        return self.context.probe is None and self.source.startswith(MEASURED)


def read_cases(folder: Path = CORPUS, kind: str = MEASURED) -> list[Case]:
    """Every answer with its labelled sections, in the order of files and lines. Raises BadInput."""
    records = [
        json.loads(line)
        for path in corpus_files(folder, kind)
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.strip()
    ]
    return [_case(answer, record) for answer, record in zip(load_answers(folder, kind), records, strict=True)]


def _case(answer: Answer, record: Mapping[str, Any]) -> Case:
    try:
        findings = frozenset([*record["signals"], *record["flags"]])
        evidence = {name: tuple(record["evidence"][name]) for name in findings}
        good, bad = tuple(record["probes"]["good"]), frozenset(record["probes"]["bad"])
    except (KeyError, TypeError) as error:
        remedy = "See corpus/CODEBOOK.md for what a record holds"
        raise BadInput(f"{answer.id} lacks {error}", where=answer.source, remedy=remedy) from error
    if unknown := sorted(findings - set(IDS)):
        raise BadInput(f"{answer.id} has unknown findings {unknown}", where=answer.source, remedy="See the codebook")
    gold = _labelled(answer, [SectionGuess(section, 1.0) for section in answer.sections])
    context = AnswerContext(answer.question, answer.level, None, answer.probe)  # type: ignore[arg-type]
    return Case(answer, context, gold, gold, findings, evidence, good, bad, record.get("grade"))


def _labelled(answer: Answer, guesses: Sequence[SectionGuess]) -> tuple[LabelledSentence, ...]:
    return tuple(
        LabelledSentence(text, 0.0, 0.0, guess.section, guess.confidence)
        for text, guess in zip(answer.sentences, guesses, strict=True)
    )


def with_predicted_sections(cases: Sequence[Case], more: Sequence[Case], embedder: Embedder) -> list[Case]:
    """All these cases with sections as a labeller gives them that did not know their file.

    For `more`, which only help to train, halves of their files are left out. Answers to probes take no part in the
    labeller's training, so the shipped one serves for them.
    """
    main, others = star_answers(case.answer for case in cases), [case.answer for case in more]
    fits = NetworkFits(embedder, LABELLER.live)
    raw = left_out_probabilities(main, LABELLER, fits, others)
    temperature = best_temperature(main, raw)
    raw |= left_out_probabilities(_in_halves(others), LABELLER, fits, main)
    guesses = {name: _guesses(cooled(rows, temperature)) for name, rows in raw.items()}
    probed = with_shipped_sections([case for case in cases if case.answer.probe is not None])
    known = {case.answer.id: case for case in probed}
    return [
        known.get(case.answer.id) or replace(case, sentences=_labelled(case.answer, guesses[case.answer.id]))
        for case in (*cases, *more)
    ]


def with_shipped_sections(cases: Sequence[Case]) -> list[Case]:
    """These cases, of which the shipped labeller has seen none, with its sections."""
    labeller = load_section_labeller()
    return [replace(case, sentences=_labelled(case.answer, labeller.label(case.answer.sentences))) for case in cases]


def _in_halves(answers: Sequence[Answer]) -> list[Answer]:
    """The answers as if they came from two files, every other one of the real files in each."""
    sources = sorted({answer.source for answer in answers})
    return [replace(answer, source=f"half-{sources.index(answer.source) % 2}") for answer in answers]


def _guesses(probabilities: Probabilities) -> list[SectionGuess]:
    return [SectionGuess(SECTIONS[int(row.argmax())], float(row.max())) for row in probabilities]
