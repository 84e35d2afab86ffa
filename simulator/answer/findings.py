"""Signals and flags with their evidence: which are reported, what is quoted, and why they matter in this answer."""

from collections.abc import Callable, Mapping, Sequence

from simulator.answer import catalogue
from simulator.answer.protocols import FindingJudge
from simulator.answer.quantities import find_figures
from simulator.answer.quote import best_quote, ending_from, quote_text
from simulator.answer.rules import rulings
from simulator.answer.told import Scores, Told
from simulator.answer.types import Finding

OF_A_WHOLE_STORY = frozenset(
    {"no_numbers", "no_result", "long_setup", "team_only", "effort_only", "proposal_only", "we_only", "passive_voice"}
)
"""Flags on how a story is told or where it ends. An answer to a probe is no story (codebook), nor is an opinion:
only what it reveals is flagged."""
FEWEST_WORDS = 8
"""Nothing is found in a shorter answer to a probe: "I do not know" shows nothing."""
_UNCERTAIN = 0.5
"""Threshold for an id that a judge scores but gives no threshold for."""


def find_findings(told: Told, judge: FindingJudge | None) -> tuple[tuple[Finding, ...], tuple[Finding, ...], Scores]:
    """(signals, flags, every score) of an answer; each list has the surest first. Without a judge only counts speak."""
    limits = judge.thresholds if judge else {}
    enough = told.delivery.words >= (FEWEST_WORDS if told.context.probe is not None else 1)
    judged = judge.judge(told.sentences, told.context) if judge and enough else {}
    scores = {**judged, **_counted(told, judged, limits)}
    shown = {name for name, (score, _) in scores.items() if score >= limits.get(name, _UNCERTAIN)}
    signals = [_finding(told, name, scores[name]) for name in catalogue.SIGNALS if name in shown]
    left_out = frozenset() if told.context.is_story else OF_A_WHOLE_STORY
    flags = [_finding(told, name, scores[name]) for name in catalogue.FLAGS if name in shown - left_out]
    return surest_first(signals), surest_first(flags), scores


def _counted(told: Told, judged: Scores, limits: Mapping[str, float]) -> Scores:
    """Scores of the flags that counting decides: over their threshold or 0, on the judge's evidence if any."""
    scores: dict[str, tuple[float, int | None]] = {}
    for name, ruling in rulings(told).items():
        index = judged.get(name, (0.0, None))[1]
        confidence = max(ruling.confidence, limits.get(name, _UNCERTAIN)) if ruling.present else 0.0
        scores[name] = (confidence, index if index is not None else ruling.index)
    if "long_setup" in judged and "long_setup" not in scores:
        scores["long_setup"] = (0.0, None)  # a share of a few words, or of an answer to a probe, is no setup
    return scores


def surest_first(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda finding: -finding.confidence))


def _finding(told: Told, name: str, score: tuple[float, int | None]) -> Finding:
    confidence, index = score
    entry = catalogue.entry(name)
    said = _SAID.get(name)
    why = (said(told, index) if said else "") or entry.why
    confidence = min(max(confidence, 0.0), 1.0)
    if index is None or not told.has(index):
        return Finding(name, "", 0.0, 0.0, confidence, why, entry.repair)
    words = told.words_of(index)
    texts = [word.text for word in words]
    first, last = best_quote(texts, entry.cues)
    if first == last:
        return Finding(name, "", 0.0, 0.0, confidence, why, entry.repair)
    return Finding(
        id=name,
        quote=quote_text(texts, first, last),
        start_s=words[first].start_s,
        end_s=words[last - 1].end_s,
        confidence=confidence,
        why=why,
        repair=entry.repair,
    )


def times(count: int) -> str:
    return {0: "never", 1: "once", 2: "twice"}.get(count, f"{count} times")


def _said_we(told: Told, _: int | None) -> str:
    we, own = told.delivery.we_count, told.delivery.i_count
    if not we:
        return ""
    return f'You said "we" {times(we)} and "I" {times(own)} in the Action, so nobody can tell what you did yourself.'


def _said_passive(told: Told, _: int | None) -> str:
    share, count = told.delivery.passive_share, len(told.indexes("A"))
    hidden = round((share or 0.0) * count)
    if not hidden:
        return ""
    return f"{hidden} of {count} sentences of the Action say that it was done, not that you did it."


def _said_no_numbers(told: Told, _: int | None) -> str:
    found = [quantity.text for quantity in told.delivery.quantities]
    if not found:
        return f"In {told.delivery.words} words there is not one number, so the size of it is left to the listener."
    heard = f'one number is "{found[0]}", which is not' if len(found) == 1 else f"{len(found)} numbers are not"
    return f"The {heard} on the problem or the result, so the size of it is left to the listener."


def _said_setup(told: Told, _: int | None) -> str:
    share = told.word_share("S", "T")
    return f"Situation and Task take {share:.0%} of your words, so the listener waits long for what you did."


def _said_no_result(told: Told, _: int | None) -> str:
    if told.word_share("R") > 0 or not told.sentences:
        return ""
    texts = told.sentences[-1].text.split()
    ending = quote_text(texts, ending_from(texts), len(texts)).rstrip(".!?…")
    return f'The answer ends at "{ending}", before anything came of it.'


def _said_sized(told: Told, index: int | None) -> str:
    return _with_numbers(told, index, "sized", "You put {numbers} on what the problem cost, before you solved it.")


def _said_measured(told: Told, index: int | None) -> str:
    return _with_numbers(
        told, index, "measured", "You put {numbers} on the result, so nobody has to take your word for it."
    )


def _with_numbers(told: Told, index: int | None, name: str, text: str) -> str:
    """`text` with the numbers of the quote, or else of its sentence; empty where it has none."""
    if index is None or not told.has(index):
        return ""
    words = told.words_of(index)
    first, last = best_quote([word.text for word in words], catalogue.entry(name).cues)
    figures = find_figures(words[first:last]) or find_figures(words)
    found = list(dict.fromkeys(figure.text for figure in figures))
    return text.format(numbers=" and ".join(f'"{number}"' for number in found[:2])) if found else ""


_SAID: Mapping[str, Callable[[Told, int | None], str]] = {
    "we_only": _said_we,
    "passive_voice": _said_passive,
    "no_numbers": _said_no_numbers,
    "long_setup": _said_setup,
    "no_result": _said_no_result,
    "sized": _said_sized,
    "measured": _said_measured,
}
"""What is said of this very answer, where something was counted; an empty text falls back on the catalogue."""
