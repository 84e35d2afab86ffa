"""Section labels and the whole analysis of answers of one to sixty minutes, with the real models."""

import json
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from simulator.answer.sentences import split_sentences
from simulator.answer.types import AnswerContext
from simulator.answer.words import estimate_words
from simulator.interview.analyst import Analyst
from simulator.labelling.sections import load_section_labeller
from simulator.wiring.brain import Analysing, open_analyst
from simulator.wiring.library import open_library
from tests.benchmarks.figures import ROOT, Figure, Part

WORDS_A_MINUTE = 140
MINUTES = (1, 5, 20, 60)


def text_of(minutes: float) -> str:
    """Answers of the corpus one after the other, as long as `minutes` of speech."""
    words: list[str] = []
    for path in sorted((ROOT / "corpus").glob("train-*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            words += [word for one in json.loads(line)["sentences"] for word in one["text"].split()]
            if len(words) >= minutes * WORDS_A_MINUTE:
                return " ".join(words[: round(minutes * WORDS_A_MINUTE)])
    raise AssertionError("the corpus is shorter than that")


def measure() -> Sequence[Figure]:
    labeller = load_section_labeller()
    sentences = [one.text for one in split_sentences(estimate_words(text_of(3)))]
    labeller.label(["A first sentence loads what is loaded at the first call."])
    cold = _timed(lambda: labeller.label(sentences[:-3]))
    known = _timed(lambda: labeller.label(sentences))  # an answer is read while it is spoken: most of it is known
    analyst = open_analyst(open_library(), Analysing())
    grown = [_analysis(analyst, minutes) for minutes in MINUTES]
    return [
        Figure("star_labels_ms", "section labels of 3 minutes, three sentences new", _ms(known.wall_s), "ms", 80),
        Figure("star_labels_cpu_ms", "the same, processor time", _ms(known.cpu_s), "ms"),
        Figure("star_labels_cold_ms", "section labels of 3 minutes, all sentences new", _ms(cold.wall_s), "ms", 80),
        Figure("star_labels_cold_cpu_ms", "the same, processor time", _ms(cold.cpu_s), "ms"),
        *(
            Figure(
                f"analysis_{minutes}_min_cpu_s",
                f"whole analysis of {minutes} min, nothing known, processor time",
                round(taken.cpu_s, 2),
                "s",
            )
            for minutes, taken in zip(MINUTES, grown, strict=True)
        ),
    ]


@dataclass(frozen=True, slots=True)
class _Taken:
    wall_s: float
    cpu_s: float


def _analysis(analyst: Analyst, minutes: int) -> _Taken:
    words = estimate_words(text_of(minutes))
    return _timed(lambda: analyst.analyse(words, words[-1].end_s, AnswerContext()))


def _timed(run: Callable[[], object]) -> _Taken:
    began, cpu = time.perf_counter(), time.process_time()
    run()
    return _Taken(time.perf_counter() - began, time.process_time() - cpu)


def _ms(seconds: float) -> float:
    return round(1000 * seconds, 1)


PART = Part(
    "labels",
    "Labels and analysis",
    f"Answers of corpus/train-*.jsonl one after the other at {WORDS_A_MINUTE} words a minute, real models in this "
    "process. Sixty minutes are thirty answers and more in one: longer than anyone speaks, to show how the cost grows.",
    measure,
)
