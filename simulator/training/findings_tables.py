"""The figures of the findings judge as a report (JSON) and as a page (Markdown)."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from simulator.labelling.finding_model import FLAGS, IDS, SIGNALS
from simulator.training.findings_data import Case
from simulator.training.findings_shown import Judged

TARGETS = {"signals": 0.87, "flags": 0.80, "evidence": 0.80, "clean_flagged": 0.05}
BASELINE = {"signals": 0.76, "flags": 0.65}
"""Logistic regression for each id over n-grams and embeddings of the whole answer."""


def report_findings(
    cases: Sequence[Case], judged: Sequence[Judged], limits: Sequence[Mapping[str, float]]
) -> dict[str, Any]:
    """Every figure; the three sequences are in the same order."""
    said = [
        {name for name in IDS if found[name][0] >= limit[name]} for found, limit in zip(judged, limits, strict=True)
    ]
    truth = [case.findings for case in cases]
    flags = set(FLAGS)
    clean = [bool(names & flags) for names, case in zip(said, cases, strict=True) if not case.findings & flags]
    return {
        "answers": len(cases),
        "signals": _counts(said, truth, SIGNALS),
        "flags": _counts(said, truth, FLAGS),
        "clean_answers": len(clean),
        "clean_flagged": float(np.mean(clean)),
        "evidence": _evidence(cases, judged, said),
        "calibration": _calibration(cases, judged),
        "by_id": {name: _counts(said, truth, (name,)) for name in IDS},
    }


def _counts(said: Sequence[set[str]], truth: Sequence[frozenset[str]], names: Sequence[str]) -> dict[str, float]:
    """Counts and micro-averaged figures over `names`."""
    wanted = set(names)
    hits = sum(len(a & b & wanted) for a, b in zip(said, truth, strict=True))
    reported, present = sum(len(a & wanted) for a in said), sum(len(b & wanted) for b in truth)
    return {
        "present": present,
        "reported": reported,
        "right": hits,
        "precision": hits / reported if reported else 0.0,
        "recall": hits / present if present else 0.0,
        "f1": 2 * hits / (reported + present) if reported + present else 0.0,
    }


def _evidence(cases: Sequence[Case], judged: Sequence[Judged], said: Sequence[set[str]]) -> dict[str, float]:
    """Whether the sentence shown is one of the labelled ones, where a finding is true and has labelled sentences."""
    shown, all_true = [], []
    for case, found, names in zip(cases, judged, said, strict=True):
        for name in case.findings:
            if case.evidence[name]:
                right = found[name][1] in case.evidence[name]
                all_true.append(right)
                if name in names:
                    shown.append(right)
    return {"reported": float(np.mean(shown)), "all_true": float(np.mean(all_true)), "count": len(shown)}


def _calibration(cases: Sequence[Case], judged: Sequence[Judged]) -> float:
    """Expected calibration error over all ids, ten equal bins."""
    likely = np.array([[found[name][0] for name in IDS] for found in judged]).ravel()
    truth = np.array([[name in case.findings for name in IDS] for case in cases]).ravel()
    bins = np.minimum((likely * 10).astype(int), 9)
    masks = [bins == number for number in range(10) if (bins == number).any()]
    return float(sum(mask.mean() * abs(likely[mask].mean() - truth[mask].mean()) for mask in masks))


def render(report: Mapping[str, Any]) -> str:
    """The report as a page of tables."""
    evidence = report["evidence"]
    rows = [
        *(
            (f"{name}, micro-F1", report[name]["f1"], TARGETS[name], f"{BASELINE[name]:.2f}")
            for name in ("signals", "flags")
        ),
        ("evidence sentence right, of true findings reported", evidence["reported"], TARGETS["evidence"], ""),
        ("evidence sentence right, of all true findings", evidence["all_true"], TARGETS["evidence"], ""),
        ("answers without a flag that get one", report["clean_flagged"], TARGETS["clean_flagged"], ""),
        ("expected calibration error", report["calibration"], 0.0, ""),
    ]
    figures = [f"| {name} | {value:.3f} | {target:.2f} | {baseline} |" for name, value, target, baseline in rows]
    ids = [
        f"| {name} | {row['present']} | {row['reported']} | {row['precision']:.2f} | {row['recall']:.2f} "
        f"| {row['f1']:.2f} |"
        for name, row in report["by_id"].items()
    ]
    head = ["# Findings: signals and flags", "", _INTRODUCTION.format(**report), ""]
    first = ["| figure | reached | target | baseline |", "|---|---|---|---|", *figures, ""]
    second = ["| id | present | reported | precision | recall | F1 |", "|---|---|---|---|---|---|", *ids]
    return "\n".join([*head, *first, *second]) + "\n"


_INTRODUCTION = (
    "{answers} answers to main questions, each judged by a model that never saw its file, with sections from a "
    "labeller that never saw it either. {clean_answers} of them have no flag. "
    "Answers that were written to fill gaps (`corpus/more-*.jsonl`, `corpus/findings-*.jsonl`) "
    "helped to train and are not among them. "
    "Counted flags are counted as at run time. A few penalties were chosen on these same files, which flatters the "
    "figures a little."
)
