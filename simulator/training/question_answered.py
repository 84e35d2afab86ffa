"""`python -m simulator.training.question_answered`: how often "the question was not answered" is right.

Pairs of an answer and a question: its own (answered, by the making of the corpus), and one of each other family of the
library. Those count as answered where the answer's labels hold what the family asks for, and as not answered where
they hold none of it. Findings come from a judge that never saw the answer's file. The two thresholds are chosen on
half of the files; the figures are those of the other half.
"""

import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

from threadpoolctl import threadpool_limits

from simulator.answer.delivery import measure_delivery
from simulator.answer.evidence import Evidence
from simulator.answer.question import KNOWN_FROM, MISSED, NEEDS, NO_TRACE, KnownQuestions, answered, trace
from simulator.answer.told import Told
from simulator.answer.words import estimate_words
from simulator.errors import SimulatorError
from simulator.training.findings_data import Case
from simulator.training.findings_shown import Judged

FIGURES = Path(__file__).resolve().parents[2] / "docs" / "figures"
WANTED = 0.97
"""Precision of "no" on the half that chooses, so that 0.95 has room on the other."""
KNOWN_STEPS = (0.60, 0.65, 0.70, 0.75, 0.80, 0.85, 0.90)
TRACE_STEPS = (0.01, 0.02, 0.03, 0.04, 0.05, 0.06, 0.08, 0.10, 0.12, 0.15, 0.20)
_FAILURE = re.compile(r"fail|\bend|work out|didn't|last|stop|attempt|shut|accept|let go|change your mind", re.I)
"""In the answer's own question: then it may tell of something that did not pay off, whatever its labels."""


@dataclass(frozen=True, slots=True)
class Pair:
    """An answer with a question of `family`. `said_yes`: its findings show what is asked for."""

    source: str
    id: str
    family: str
    own: bool
    truth: bool
    cosine: float
    """Of its own question to the closest of the library; 1 for a question of the library."""
    trace: float
    said_yes: bool

    def verdict(self, known_from: float, no_trace: float) -> str:
        if self.cosine < known_from:
            return "cannot_tell"
        if self.said_yes:
            return "yes"
        return "no" if self.family in MISSED and self.trace < no_trace else "cannot_tell"


def pairs_of(
    cases: Sequence[tuple[Case, Judged]], limits: Mapping[str, float], questions: KnownQuestions
) -> Iterator[Pair]:
    """Every answer with its own question, and with each other family that its labels decide."""
    for case, judged in cases:
        words = estimate_words(" ".join(sentence.text for sentence in case.sentences))
        told = Told(words, case.sentences, measure_delivery(words, case.sentences), case.context)
        evidence = Evidence(told, judged, limits, judged=True)
        own, cosine = questions.closest(case.answer.question)
        for family in dict.fromkeys((own, *NEEDS)):
            truth = True if family == own else _labelled(case, family)
            if family not in NEEDS or truth is None:
                continue
            yield Pair(
                source=case.source,
                id=case.answer.id,
                family=family,
                own=family == own,
                truth=truth,
                cosine=cosine if family == own else 1.0,
                trace=trace(evidence, family),
                said_yes=answered(evidence, family).value == "yes",
            )


def _labelled(case: Case, family: str) -> bool | None:
    """Whether the answer's labels hold what `family` asks for; None where they do not decide it."""
    if any(name in case.findings for name in NEEDS[family]):
        return True
    if family not in MISSED:
        return None
    if family == "did_not_pay_off" and (
        not {"shipped", "measured"} <= case.findings or _FAILURE.search(case.answer.question)
    ):
        return None
    return False


def choose(pairs: Sequence[Pair]) -> tuple[float, float]:
    """(known_from, no_trace) with most right "no" among those whose "no" is right often enough."""
    options = [(known, limit) for known, limit in product(KNOWN_STEPS, TRACE_STEPS)]
    careful = [option for option in options if (precision_of_no(pairs, *option) or 0.0) >= WANTED]

    def worth(option: tuple[float, float]) -> tuple[float, ...]:
        """Of two that find as much the more precise one, then the one that knows more questions."""
        return _right_no(pairs, *option), precision_of_no(pairs, *option) or 0.0, -option[0]

    return max(careful or options[:1], key=worth)


def precision_of_no(pairs: Sequence[Pair], known_from: float, no_trace: float) -> float | None:
    return _precision("no", pairs, known_from, no_trace)


def _right_no(pairs: Sequence[Pair], known_from: float, no_trace: float) -> int:
    return sum(not pair.truth and pair.verdict(known_from, no_trace) == "no" for pair in pairs)


def report(pairs: Sequence[Pair]) -> dict[str, Any]:
    """Thresholds from every other file, figures from those between, and how the shipped thresholds do there."""
    sources = sorted({pair.source for pair in pairs})
    choosing = [pair for pair in pairs if sources.index(pair.source) % 2 == 0]
    judging = [pair for pair in pairs if sources.index(pair.source) % 2 == 1]
    known_from, no_trace = choose(choosing)
    return {
        "chosen": {"known_from": known_from, "no_trace": no_trace},
        "shipped": {"known_from": KNOWN_FROM, "no_trace": NO_TRACE},
        "files": {"choosing": sources[::2], "judging": sources[1::2]},
        "table": {
            kind: _counts([pair for pair in judging if keep(pair)], known_from, no_trace) for kind, keep in _KINDS
        },
        "precision_of_no": precision_of_no(judging, known_from, no_trace),
        "precision_of_yes": _precision("yes", judging, known_from, no_trace),
        "families": {
            family: _counts([one for one in judging if one.family == family and not one.truth], known_from, no_trace)
            for family in MISSED
        },
        "wrong": [
            f"{pair.id} {pair.family}"
            for pair in judging
            if pair.truth and pair.verdict(known_from, no_trace) == "no"
        ],
    }  # fmt: skip


_KINDS = (
    ("its own question", lambda pair: pair.own),
    ("another that its labels answer", lambda pair: not pair.own and pair.truth),
    ("another that its labels do not answer", lambda pair: not pair.truth),
)


def _counts(pairs: Sequence[Pair], known_from: float, no_trace: float) -> dict[str, int]:
    verdicts = [pair.verdict(known_from, no_trace) for pair in pairs]
    return {name: verdicts.count(name) for name in ("yes", "cannot_tell", "no")}


def _precision(verdict: str, pairs: Sequence[Pair], known_from: float, no_trace: float) -> float | None:
    """How often "yes" or "no" is right where it is said."""
    right = [pair.truth == (verdict == "yes") for pair in pairs if pair.verdict(known_from, no_trace) == verdict]
    return sum(right) / len(right) if right else None


def render(figures: Mapping[str, Any]) -> str:
    chosen, no, yes = figures["chosen"], figures["precision_of_no"], figures["precision_of_yes"]
    lines = [
        "# Was the question answered?", "",
        "Made by `python -m simulator.training.question_answered`; how is told there. Thresholds were chosen on "
        f"{', '.join(figures['files']['choosing'])}; the figures are those of "
        f"{', '.join(figures['files']['judging'])}.", "",
        f"Chosen: a question is known from a cosine of {chosen['known_from']:.2f}, and there is no trace of what it "
        f"asks for below a probability of {chosen['no_trace']:.2f}.", "",
        f"- Precision of \"no\": **{no:.3f}** (target: 0.95)" if no is not None else "- \"No\" was never said.",
        f"- Precision of \"yes\": **{yes:.3f}**" if yes is not None else "- \"Yes\" was never said.", "",
        *_table("answer with", figures["table"]), "",
        "What is said where the labels hold nothing of what the family asks for:", "",
        *_table("family", figures["families"]), "",
        f"Wrong \"no\": {', '.join(figures['wrong']) or 'none'}.", "",
    ]  # fmt: skip
    return "\n".join(lines)


def _table(head: str, rows: Mapping[str, Mapping[str, int]]) -> list[str]:
    lines = [f"| {head} | yes | cannot tell | no |", "|---|---:|---:|---:|"]
    return lines + [f"| {name} | {row['yes']} | {row['cannot_tell']} | {row['no']} |" for name, row in rows.items()]


def main() -> int:
    from simulator.labelling.findings import load_finding_judge
    from simulator.training.findings_setup import judged_once, prepared
    from simulator.wiring.brain import open_questions
    from simulator.wiring.library import open_library

    try:
        with threadpool_limits(limits=1):
            items, judged = prepared(), judged_once()
        cases = [(items[number].case, found) for number, found in judged.items() if items[number].case.measured]
        pairs = tuple(pairs_of(cases, load_finding_judge().thresholds, open_questions(open_library())))
    except SimulatorError as error:
        print(error, file=sys.stderr)  # noqa: T201 - a command line
        return error.exit_code
    figures = report(pairs)
    page = render(figures)
    text = json.dumps(figures, indent=1) + "\n"
    (FIGURES / "question_answered.json").write_text(text, encoding="utf-8", newline="\n")
    (FIGURES / "question_answered.md").write_text(page, encoding="utf-8", newline="\n")
    print(page)  # noqa: T201 - a command line
    return 0


if __name__ == "__main__":
    sys.exit(main())
