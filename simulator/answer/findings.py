"""Signals and flags with their evidence: which are reported, what is quoted, and why they matter in this answer."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from simulator.answer import catalogue
from simulator.answer.protocols import FindingJudge
from simulator.answer.quantities import find_quantities
from simulator.answer.quote import best_quote, quote_text
from simulator.answer.spans import word_ranges
from simulator.answer.types import AnswerContext, Delivery, Finding, LabelledSentence, Section, Word
from simulator.answer.words import count_spoken

LONG_SETUP_SHARE = 0.45
"""Of the words, by the codebook's definition of long_setup."""
_RULE_FROM_WORDS = 40
"""Under this many words a share of the words says nothing."""
_UNCERTAIN = 0.5
"""Threshold for an id that a judge scores but gives no threshold for."""

Scores = Mapping[str, tuple[float, int | None]]


@dataclass(frozen=True, slots=True)
class Told:
    """An answer with what was counted in it: all that a finding can be explained from."""

    words: tuple[Word, ...]
    sentences: tuple[LabelledSentence, ...]
    delivery: Delivery
    context: AnswerContext

    def ranges(self) -> list[tuple[int, int]]:
        return word_ranges(self.sentences, self.words)

    def word_share(self, *sections: Section) -> float:
        """The share of the spoken words that these sections hold; 0 for no words."""
        pairs = zip(self.sentences, self.ranges(), strict=True)
        part = sum(count_spoken(self.words[a:b]) for sentence, (a, b) in pairs if sentence.section in sections)
        return part / self.delivery.words if self.delivery.words else 0.0


def find_findings(told: Told, judge: FindingJudge | None) -> tuple[tuple[Finding, ...], tuple[Finding, ...], Scores]:
    """(signals, flags, every score) of an answer; each list has the surest first. Without a judge only rules speak."""
    scores = _by_rule(told, judge.judge(told.sentences, told.context) if judge and told.sentences else {})
    limits = judge.thresholds if judge else {}
    shown = {name for name, (score, _) in scores.items() if score >= limits.get(name, _UNCERTAIN)}
    signals = [_finding(told, name, scores[name]) for name in catalogue.SIGNALS if name in shown]
    flags = [_finding(told, name, scores[name]) for name in catalogue.FLAGS if name in shown]
    return _surest_first(signals), _surest_first(flags), scores


def _surest_first(findings: list[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda finding: -finding.confidence))


def _by_rule(told: Told, scores: Scores) -> Scores:
    """`scores` with those replaced that a rule defines: a judge may not see a long setup where the words say no."""
    ruled = dict(scores)
    ruled.pop("long_setup", None)
    if told.context.probe is None and told.delivery.words >= _RULE_FROM_WORDS:
        is_long = told.word_share("S", "T") > LONG_SETUP_SHARE
        ruled["long_setup"] = (_setup_confidence(told) if is_long else 0.0, _longest(told, ("S", "T")))
    if "no_numbers" in ruled and _weighty_number(told):
        ruled["no_numbers"] = (0.0, ruled["no_numbers"][1])
    return ruled


def _setup_confidence(told: Told) -> float:
    """How sure the labels of the setup are, by words: the share itself is exact."""
    setup = [sentence for sentence in told.sentences if sentence.section in ("S", "T")]
    weights = [len(sentence.text.split()) for sentence in setup]
    sure = sum(sentence.confidence * weight for sentence, weight in zip(setup, weights, strict=True))
    return max(sure / sum(weights), _UNCERTAIN)


def _weighty_number(told: Told) -> bool:
    """Money or a percentage anywhere is a number on the problem or the result; hours and head counts may not be."""
    return any(quantity.kind in ("money", "percent") for quantity in told.delivery.quantities)


def _longest(told: Told, sections: Sequence[Section]) -> int | None:
    candidates = [index for index, sentence in enumerate(told.sentences) if sentence.section in sections]
    return max(candidates, key=lambda index: len(told.sentences[index].text), default=None)


def _finding(told: Told, name: str, score: tuple[float, int | None]) -> Finding:
    confidence, index = score
    entry = catalogue.entry(name)
    said = _SAID.get(name)
    why = (said(told, index) if said else "") or entry.why
    confidence = min(max(confidence, 0.0), 1.0)
    if index is None or not 0 <= index < len(told.sentences):
        return Finding(name, "", 0.0, 0.0, confidence, why, entry.repair)
    start, end = told.ranges()[index]
    texts = [word.text for word in told.words[start:end]]
    first, last = best_quote(texts, entry.cues)
    if first == last:
        return Finding(name, "", 0.0, 0.0, confidence, why, entry.repair)
    return Finding(
        id=name,
        quote=quote_text(texts, first, last),
        start_s=told.words[start + first].start_s,
        end_s=told.words[start + last - 1].end_s,
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
    share, count = told.delivery.passive_share, sum(sentence.section == "A" for sentence in told.sentences)
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
    ending = quote_text(texts, max(0, len(texts) - 8), len(texts)).rstrip(".!?…")
    return f'The answer ends at "{ending}", before anything came of it.'


def _said_sized(told: Told, index: int | None) -> str:
    return _with_numbers(told, index, "You put {numbers} on what the problem cost, before you solved it.")


def _said_measured(told: Told, index: int | None) -> str:
    return _with_numbers(told, index, "You put {numbers} on the result, so nobody has to take your word for it.")


def _with_numbers(told: Told, index: int | None, text: str) -> str:
    """`text` with the numbers of the evidence sentence; empty where it has none."""
    if index is None or not 0 <= index < len(told.sentences):
        return ""
    start, end = told.ranges()[index]
    found = [quantity.text for quantity in find_quantities(told.words[start:end])]
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
