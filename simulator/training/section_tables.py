"""The figures of the section labeller as a Markdown page."""

from collections.abc import Mapping, Sequence
from typing import Any

from simulator.answer.types import SECTIONS

_HEAD = ("accuracy", "macro-F1", "kappa", "Action share, points", "S+T share, points", "ECE")
_KEYS = ("accuracy", "macro_f1", "kappa", "action_points", "setup_points", "calibration")
_INTRODUCTION = """# How good the section labels are

Made by `make evaluate` from `corpus/`; answers to probes are left out. Unless a table says otherwise each answer was
labelled by a model trained without the answer's whole file, so by one that does not know its writer. Shares are of
words; their error is the mean over answers of the absolute difference, in hundredths. ECE is the expected calibration
error of the stated confidence over ten bins, its temperature taken from the other files.
"""


def render(report: Mapping[str, Any]) -> str:
    """The page; `report` is what `section_evaluation.evaluate_sections` returns."""
    main = report["labellers"]["sections-whole-meaning"]
    parts = [
        _INTRODUCTION,
        f"{main['answers']} answers, {main['sentences']} sentences. "
        f"{report['more']} more, written to fill gaps, helped to train.\n",
        "## Labellers and baselines\n",
        _scores("labeller", report["labellers"]),
        "With whole answers left out but files mixed, so that every writer is known:\n",
        _scores("labeller", {"sections-whole-meaning": report["mixed_folds"]}),
        "## The same words in lower case without punctuation\n",
        _scores("labeller", report["unpunctuated"]),
        "## While the answer is being spoken\n",
        "Accuracy over all sentences so far, and over the sentence being said, after a share of the words.\n",
        _live(report["live"]),
        "## sections-whole-meaning in detail\n",
        _by_section(report),
        "Gold down, guessed across:\n",
        _confusion(report["confusion"]),
        _absent(report["absent"]),
        "## By shape\n",
        _scores("shape", report["by_shape"], counted=True),
        "## By level\n",
        _scores("level", report["by_level"], counted=True),
        "## By file left out\n",
        _scores("file", report["by_file"], counted=True),
    ]
    return "\n".join(parts)


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table, its first column to the left and the others to the right."""
    rule = ["---", *["---:"] * (len(head) - 1)]
    return "".join(f"| {' | '.join(row)} |\n" for row in (head, rule, *rows))


def _scores(what: str, groups: Mapping[str, Mapping[str, Any]], *, counted: bool = False) -> str:
    head = [what, *(["answers"] if counted else []), *_HEAD]
    rows = []
    for name, figures in groups.items():
        count = [str(figures["answers"])] if counted else []
        rows.append([name, *count, *(_figure(key, figures[key]) for key in _KEYS)])
    return table(head, rows)


def _figure(key: str, value: float | None) -> str:
    if value is None:
        return "–"
    return f"{value:.1f}" if key.endswith("points") else f"{value:.3f}"


def _live(variants: Mapping[str, Mapping[str, Mapping[str, float]]]) -> str:
    rows = [
        [name, percent, f"{figures['so_far']:.3f}", f"{figures['being_said']:.3f}"]
        for name, by_percent in variants.items()
        for percent, figures in sorted(by_percent.items(), key=lambda item: int(item[0]))
    ]
    return table(["labeller", "% said", "so far", "being said"], rows)


def _by_section(report: Mapping[str, Any]) -> str:
    names = ["sections-whole-plain", "sections-whole-meaning"]
    rows = [[name, *(f"{report['labellers'][name]['by_section'][s]:.3f}" for s in SECTIONS)] for name in names]
    return table(["F1", *SECTIONS], rows)


def _confusion(matrix: Sequence[Sequence[int]]) -> str:
    rows = [[section, *map(str, counts)] for section, counts in zip(SECTIONS, matrix, strict=True)]
    return table(["", *SECTIONS], rows)


def _absent(sections: Mapping[str, Mapping[str, int]]) -> str:
    lines = [
        f"- Answers without {section}: {counts['absent']}; said to be so: {counts['reported']}, rightly "
        f"{counts['rightly']}."
        for section, counts in sections.items()
    ]
    return "\n".join(lines) + "\n"
