"""Figures of the first probe, each answer judged and ranked by models that never saw its file."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from simulator.labelling.embeddings import Embedder
from simulator.labelling.finding_model import FLAGS
from simulator.labelling.probe_ranker import FAMILIES
from simulator.probing.choose import weigh
from simulator.probing.story import ADDRESSES
from simulator.training.findings_data import Case
from simulator.training.findings_fit import Prepared
from simulator.training.findings_folds import Fold
from simulator.training.findings_shown import Judged
from simulator.training.probes_fit import fit_ranker, ranker_inputs

TARGETS = {"good": 0.72, "bad": 0.02, "families_in_60": 6, "flaw_probed": 0.80}
SECOND_ANNOTATOR_GOOD = 0.83
_SAMPLE = 60


@dataclass(frozen=True, slots=True)
class Asked:
    """The families that would be asked about an answer, best first."""

    case: Case
    families: tuple[str, ...]


def ask_left_out(items: Sequence[Prepared], folds: Sequence[Fold], embedder: Embedder) -> list[Asked]:
    """What would be asked about each answer, by a ranker trained on the other files."""
    asked = []
    for fold in folds:
        known, unknown = ([items[number] for number in judged] for judged in (fold.known, fold.judged))
        inputs = ranker_inputs(known, list(fold.known.values()), embedder)
        ranker = fit_ranker([item.case for item in known], inputs)
        rows = ranker_inputs(unknown, list(fold.judged.values()), embedder)
        for item, row, judged in zip(unknown, rows, fold.judged.values(), strict=True):
            features = np.asarray(row, np.float32)
            likely = dict(zip(FAMILIES, ranker.first_chances(features), strict=True))
            covered = dict(zip(FAMILIES, ranker.covered_chances(features), strict=True))
            worth = weigh(likely, covered, reported_flags(judged, fold.thresholds))
            asked.append(Asked(item.case, tuple(sorted(worth, key=lambda name: (-worth[name], name)))))
    return asked


def reported_flags(judged: Judged, thresholds: Mapping[str, float]) -> dict[str, float]:
    return {name: judged[name][0] for name in FLAGS if judged[name][0] >= thresholds[name]}


def report_probes(asked: Sequence[Asked]) -> dict[str, Any]:
    """Every figure as a JSON object."""
    first = [one.families[0] if one.families else "" for one in asked]
    cases = [one.case for one in asked]
    common = Counter(family for case in cases for family in case.good).most_common(1)[0][0]
    flawed = [(one, name) for one, name in zip(asked, first, strict=True) if _addressing(one.case)]
    return {
        "answers": len(asked),
        "good": _share(name in case.good for name, case in zip(first, cases, strict=True)),
        "bad": _share(name in case.bad for name, case in zip(first, cases, strict=True)),
        "best_of_list": _share(name == case.good[0] for name, case in zip(first, cases, strict=True)),
        "top_three_good": _share(name in one.case.good for one in asked for name in one.families[:3]),
        "top_three_bad": _share(name in one.case.bad for one in asked for name in one.families[:3]),
        "nothing_asked": _share(not name for name in first),
        "families_in_60": min(len(set(first[start : start + _SAMPLE])) for start in range(0, len(first) - _SAMPLE + 1)),
        "flawed": len(flawed),
        "flaw_probed": _share(name in _addressing(one.case) for one, name in flawed),
        "random_good": float(np.mean([len(case.good) / len(FAMILIES) for case in cases])),
        "random_bad": float(np.mean([len(case.bad) / len(FAMILIES) for case in cases])),
        "commonest": common,
        "commonest_good": _share(common in case.good for case in cases),
        "commonest_bad": _share(common in case.bad for case in cases),
        "first": dict(Counter(first).most_common()),
    }


def _addressing(case: Case) -> set[str]:
    """The families of the answer's own good list that address one of its flags."""
    return {family for flag in case.findings & set(FLAGS) for family in ADDRESSES[flag]} & set(case.good)


def _share(hits: Any) -> float:
    return float(np.mean(list(hits)))


def render(report: Mapping[str, Any]) -> str:
    """The report as a page of tables."""
    rows = [
        ("first probe is on the interviewer's list", report["good"], f"{TARGETS['good']:.2f}"),
        ("first probe is already covered", report["bad"], f"at most {TARGETS['bad']:.2f}"),
        ("first probe heads the interviewer's list", report["best_of_list"], ""),
        ("first three on the list", report["top_three_good"], ""),
        ("first three already covered", report["top_three_bad"], ""),
        ("flaw probed first, where the list has one", report["flaw_probed"], f"{TARGETS['flaw_probed']:.2f}"),
        ("random family: on the list", report["random_good"], ""),
        ("random family: covered", report["random_bad"], ""),
        (f"always {report['commonest']}: on the list", report["commonest_good"], ""),
        (f"always {report['commonest']}: covered", report["commonest_bad"], ""),
        ("second annotator: on the list", SECOND_ANNOTATOR_GOOD, ""),
        ("no probe at all", report["nothing_asked"], ""),
    ]  # fmt: skip
    figures = [f"| {name} | {value:.3f} | {target} |" for name, value, target in rows]
    counts = [f"| {name or '(none)'} | {count} |" for name, count in report["first"].items()]
    return "\n".join(
        [
            "# Probes", "",
            f"{report['answers']} answers, {report['flawed']} of them flawed with a probe on their list that addresses "
            f"the flaw. In any {_SAMPLE} answers in a row at least {report['families_in_60']} families come first "
            f"(target {TARGETS['families_in_60']}). A few weights were chosen on these same files, which flatters the "
            "figures a little.", "",
            "| figure | reached | target |", "|---|---|---|", *figures, "",
            "| first family | answers |", "|---|---|", *counts,
        ]
    ) + "\n"  # fmt: skip
