"""One line of advice while speaking. Numbers come from the guideline; the two manners differ in wording alone."""

from collections.abc import Sequence
from typing import Literal

from simulator.answer.types import Guideline, LabelledSentence, Timing

CueStrength = Literal["off", "subtle", "firm"]

_EARLY = 0.8
"""The first word about setup comes at this part of its budget: 40 s of 50 s."""
_RESULT_BY = 2 / 3
"""A result should have begun by this part of the time that is too long: 120 s of 180 s."""


def cue_line(
    sentences: Sequence[LabelledSentence], timing: Timing, at_s: float, guideline: Guideline, strength: CueStrength
) -> str:
    """The most pressing advice `at_s` seconds into the answer, empty when there is none or cues are off."""
    if strength == "off" or not sentences:
        return ""
    subtle, firm = _advice(sentences, timing, at_s, guideline)
    return firm if strength == "firm" else subtle


def _advice(
    sentences: Sequence[LabelledSentence], timing: Timing, at_s: float, guideline: Guideline
) -> tuple[str, str]:
    """(subtle, firm) wording."""
    if at_s >= guideline.long_s:
        return f"{guideline.long_s:.0f} s", f"{guideline.long_s:.0f} s: end with what changed"
    no_result = timing.seconds["R"] == 0
    if at_s >= guideline.long_s * _RESULT_BY and no_result:
        return "no result yet", "No result yet: say what came of it"
    # Once the Action has begun it is too late for advice on the setup, and the words would only disturb.
    if timing.seconds["A"] > 0 or sentences[-1].section not in ("S", "T"):
        return "", ""
    budget_s = guideline.setup_budget_s
    if timing.setup_s >= budget_s:
        return f"setup {budget_s:.0f} s", f"{budget_s:.0f} s of setup: say now what you did"
    if timing.setup_s >= budget_s * _EARLY:
        early = f"{budget_s * _EARLY:.0f} s"
        return f"setup {early}", f"{early} of setup: come to what you did"
    return "", ""
