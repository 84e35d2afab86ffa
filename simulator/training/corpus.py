"""The labelled answers that everything is trained on: `corpus/*.jsonl`, described in `corpus/CODEBOOK.md`.

`train-*` is what figures are made from, whole files left out. The others only help to train: written to fill gaps, they
have rare flags and near misses oftener than people show them, so that a figure made from them would mean little.
`more-*` teaches sections, findings and probes; `findings-*` the last two; `replies-*`, answers to probes, grades alone.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from simulator.answer.types import SECTIONS, Section
from simulator.errors import BadInput

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
MEASURED, MORE, FINDINGS, REPLIES = "train", "more", "findings", "replies"
"""Beginnings of the names of the kinds of files."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One labelled answer. `source` is the name of its file without ending; `probe` is None for a main question."""

    id: str
    source: str
    question: str
    level: str
    shape: str
    sentences: tuple[str, ...]
    sections: tuple[Section, ...]
    probe: str | None

    @property
    def word_counts(self) -> list[int]:
        return [len(sentence.split()) for sentence in self.sentences]


def corpus_files(folder: Path = CORPUS, kind: str = MEASURED) -> list[Path]:
    """The files of one kind, in the order of their names. Raises BadInput where there is none."""
    paths = sorted(folder.glob(f"{kind}-*.jsonl"))
    if not paths:
        raise BadInput(f"no {kind}-*.jsonl here", where=str(folder), remedy="Run this in a checkout of the project")
    return paths


def load_answers(folder: Path = CORPUS, kind: str = MEASURED) -> list[Answer]:
    """Every answer of one kind, in the order of file names and lines. Raises BadInput naming file and line."""
    return [answer for path in corpus_files(folder, kind) for answer in _read(path)]


def star_answers(answers: Iterable[Answer]) -> list[Answer]:
    """Answers to main questions; answers to probes are short and not STAR-shaped, so they are left out."""
    return [answer for answer in answers if answer.probe is None]


def _read(path: Path) -> Iterable[Answer]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
            sentences = record["sentences"]
            unknown = {item["section"] for item in sentences} - set(SECTIONS)
            answer = Answer(
                id=record["id"],
                source=path.stem,
                question=record["question"],
                level=record["level"],
                shape=record["shape"],
                sentences=tuple(item["text"] for item in sentences),
                sections=tuple(item["section"] for item in sentences),
                probe=record.get("probe"),
            )
        except (ValueError, KeyError, TypeError) as error:
            remedy = "See corpus/CODEBOOK.md for what a record holds"
            raise BadInput(f"not a labelled answer ({error})", where=f"{path}:{number}", remedy=remedy) from error
        if unknown:
            raise BadInput(f"unknown section {sorted(unknown)}", where=f"{path}:{number}", remedy="Use S T A R L O")
        yield answer
