"""From the last words of an answer to the chosen probe, with the real models.

    python -m tests.benchmarks.probe_choice [--answers N] [--json]

As in a session, each answer of the corpus is read again and again while it grows, so that most of it is known when its
last words come; the time is that of the analysis of the whole answer and the choice of the probe. "Cold" is the same
without having read it before. A session does this while the candidate speaks: where no word came after the last
reading, the key press waits for none of it (`tests.benchmarks.follow_up` measures that).
"""

import argparse
import json
import statistics
import time
from collections.abc import Sequence
from pathlib import Path

from simulator.answer.types import AnswerContext, Word
from simulator.answer.words import estimate_words
from simulator.content.load import load_library
from simulator.interview.analyst import Analyst
from simulator.wiring.brain import Analysing, open_analyst
from tests.benchmarks.machine import describe_machine

ROOT = Path(__file__).parents[2]
CORPUS = ROOT / "corpus" / "train-a.jsonl"
TARGET_MS = 50.0
LAST_WORDS = 12
"""So many words come after the last reading: about five seconds of speech."""
STEP = 30
"""Words between two readings before that."""
LONGEST = 420
"""Words: three minutes."""


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks.probe_choice", description=__doc__.splitlines()[0]
    )
    parser.add_argument("--answers", type=int, default=20)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    result = measure(options.answers)
    print(json.dumps(result) if options.json else as_table(result))
    return 0


def as_table(result: dict[str, object]) -> str:
    return "\n".join(f"{key:<32} {value}" for key, value in result.items())


def measure(answers: int) -> dict[str, object]:
    """Times in milliseconds over the first `answers` of the corpus, then one of three minutes."""
    machine = str(describe_machine())
    analyst = open_analyst(load_library(ROOT / "prompts", ROOT / "followups"), Analysing())
    texts = [_text(line) for line in CORPUS.read_text(encoding="utf-8").splitlines()[: answers + 1]]
    told = [estimate_words(text) for text in texts]
    _choose(analyst, told[0])  # loads what is loaded at the first call
    cold = [_choose(analyst, words) for words in told[1 : answers // 2 + 1]]
    warm = sorted(_after_readings(analyst, words) for words in told[answers // 2 + 1 :])
    long = estimate_words(" ".join(" ".join(texts[:5]).split()[:LONGEST]))
    return {
        "machine": machine,
        "answers": len(warm),
        "last_words_to_probe_p50_ms": round(statistics.median(warm), 1),
        "last_words_to_probe_p95_ms": round(warm[min(len(warm) - 1, int(0.95 * len(warm)))], 1),
        "three_minutes_ms": round(_after_readings(analyst, long), 1),
        "cold_p50_ms": round(statistics.median(cold), 1),
        "target_ms": TARGET_MS,
    }


def _text(line: str) -> str:
    return " ".join(sentence["text"] for sentence in json.loads(line)["sentences"])


def _after_readings(analyst: Analyst, words: Sequence[Word]) -> float:
    for count in range(STEP, len(words) - LAST_WORDS, STEP):
        _choose(analyst, words[:count])
    _choose(analyst, words[:-LAST_WORDS])
    return _choose(analyst, words)


def _choose(analyst: Analyst, words: Sequence[Word]) -> float:
    """Analyse and choose as the session does; milliseconds."""
    start = time.perf_counter()
    analysis = analyst.analyse(
        words, words[-1].end_s, AnswerContext(question="Tell me about a time you took the lead.")
    )
    analyst.probes(analysis, (), asked=(), seed=1, tone=None)
    return 1000 * (time.perf_counter() - start)


if __name__ == "__main__":
    raise SystemExit(main())
