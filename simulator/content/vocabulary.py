"""The ids that content files may use. Probe ids are those of `corpus/CODEBOOK.md`."""

import difflib
from collections.abc import Iterable, Mapping

from simulator.answer.catalogue import FLAGS, SIGNALS

SHORT_FAMILY = "short_hr"
"""Answered with an opinion in half a minute, not with a story: STAR timing does not apply to it."""

QUESTION_FAMILIES: Mapping[str, str] = {
    "above_and_beyond": "Above and beyond",
    "outside_scope": "Ownership outside your scope",
    "self_started": "Something you started",
    "noticed_first": "Noticed before others",
    "did_not_pay_off": "An initiative that did not pay off",
    "nobody_owned": "Work that nobody owned",
    "not_a_manager": "Leading without being a manager",
    "influence": "Influencing others to a goal",
    "no_authority": "A project without formal authority",
    "idea_adopted": "Persuading a team to adopt an idea",
    "unaddressed": "A problem nobody was addressing",
    "cross_team": "A cross-team challenge",
    "small_unasked": "Something small and unasked",
    "built_adopted": "Something you built that was adopted",
    "someone_elses": "A problem in someone else's area",
    SHORT_FAMILY: "Short questions from HR",
}
STORY_FAMILIES = tuple(family for family in QUESTION_FAMILIES if family != SHORT_FAMILY)

PROBE_FAMILIES = (
    "motive",
    "own_part",
    "convince",
    "pushback",
    "risks",
    "recurrence",
    "impact",
    "counterfactual",
    "noticing",
    "cost",
    "scope",
    "landing",
    "stopping",
    "hindsight",
    "toes",
    "authority",
    "leader_or_follower",
    "specifics",
    "task",
)

FINDINGS = (*SIGNALS, *FLAGS)
"""What words of a candidate can show (codebook)."""

COMPANIES: Mapping[str, str] = {"amazon": "Amazon", "google": "Google", "meta": "Meta"}

COMPETENCIES = (
    "initiative",
    "ownership",
    "leadership",
    "influence",
    "judgement",
    "execution",
    "self_awareness",
    "collaboration",
    "communication",
    "customer_focus",
    "bias_for_action",
    "deliver_results",
    "dive_deep",
    "invent_and_simplify",
    "earn_trust",
)

TONES = ("friendly", "neutral", "bar_raiser", "hr", "hiring_manager")


_LONGEST_SLIP = 100
"""Characters. Comparing takes long with a long text, which is no misspelt word anyway."""


def nearest(value: str, options: Iterable[str]) -> str:
    """The option most like `value`, or "" when none is close enough to be a likely slip."""
    if len(value) > _LONGEST_SLIP:
        return ""
    close = difflib.get_close_matches(value.lower().replace("-", "_"), list(options), n=1, cutoff=0.5)
    return close[0] if close else ""
