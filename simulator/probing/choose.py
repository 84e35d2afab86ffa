"""Chooses the probe that a skilled interviewer would ask next. Pure: the same answers and seed give the same choice."""

import math
import random
import re
from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType

from simulator.answer.catalogue import DISQUALIFIERS
from simulator.answer.protocols import ProbeRanker
from simulator.answer.types import Analysis
from simulator.answer.words import word_set
from simulator.content.models import ProbeFamily, Wording
from simulator.content.quote import has_quote_slot, with_quote
from simulator.probing.reasons import Reason, reason_for
from simulator.probing.story import ADDRESSES, Story
from simulator.probing.types import ProbeChoice

COVERED_FROM = 0.12
"""A family this likely to be answered in full is never asked."""
COVERED_COST = 2.0
"""What a family loses, in log odds, times the probability that it is covered."""
WORTH_FROM = 0.01
"""A family less likely than this to be the one to ask is asked only to go after a flag."""
FLAG_BONUS, DISQUALIFIER_BONUS = 2.0, 3.0
"""Added to the log odds of a family that addresses an open flag, times the flag's confidence."""
FAVOURED_BONUS = 0.3
"""For a family that the company looks for, and again for one that this interviewer asks sooner than others would."""
ASKED_COST = 0.7
"""What a family loses for each time it was asked for an earlier story of the session."""
SAME_QUESTION = 0.65
"""A follow-up with so many of the telling words of the question, as a share, asks it again."""
DEEPER_BONUS = 1.5
"""For the family that goes on where an answer to a probe was weak."""


def choose(
    analysis: Analysis,
    families: Sequence[ProbeFamily],
    *,
    ranker: ProbeRanker,
    later: Sequence[Analysis] = (),
    asked: Collection[str] = (),
    before: Sequence[str] = (),
    seed: int = 0,
    limit: int = 3,
    tone: str | None = None,
    take_ids: Sequence[str] = (),
) -> tuple[ProbeChoice, ...]:
    """Up to `limit` probes, best first; none when nothing is left to ask.

    `analysis` is of the main answer, `later` of the answers to its probes, `asked` the families asked for this story,
    `before` those asked for earlier stories of the session, each as often as it was.
    Never one that was asked, or that an answer has covered. `tone` is the interviewer: it is preferred where a family
    has such a wording, and tips the scales. A weak answer to a probe draws one that goes deeper, once a story.
    `take_ids` names the takes of `analysis` and `later`, so that a quote from an earlier one can be played.
    """
    if not analysis.sentences:
        return ()
    story = Story(analysis, tuple(later))
    tips = _tips(families, story, before, tone)
    worth = _worth(story, ranker, tips)
    closed = {*asked, *story.probed, *story.answered_later()}
    if story.untold:
        worth = {family.id: 0.0 for family in families if any(one.opens for one in family.wordings)}
    open_families = [family for family in families if family.id in worth and family.id not in closed]
    ranked = sorted(open_families, key=lambda family: (-worth[family.id], family.id))
    choices = [(family, reason_for(family.id, story)) for family in ranked[: max(limit, 0)]]
    return tuple(
        _choice(family, reason, _wording(family, reason, story, seed, tone), _take(reason, take_ids))
        for family, reason in choices
    )


def _take(reason: Reason, take_ids: Sequence[str]) -> str:
    """Empty for the take just analysed, which is the last."""
    return take_ids[reason.answer] if reason.quote and reason.answer < len(take_ids) - 1 else ""


def _tips(families: Sequence[ProbeFamily], story: Story, before: Sequence[str], tone: str | None) -> dict[str, float]:
    """Family → what company, interviewer, session and the last answer add to it."""
    company, deeper = (story.main.context.company or "").lower(), story.deeper
    return {
        family.id: FAVOURED_BONUS * (company in family.companies)
        + FAVOURED_BONUS * (tone in family.tones)
        + DEEPER_BONUS * (family.id == deeper)
        - ASKED_COST * before.count(family.id)
        for family in families
    }


def _worth(story: Story, ranker: ProbeRanker, tips: Mapping[str, float]) -> dict[str, float]:
    main = story.main
    findings = {finding.id: finding.confidence for finding in (*main.signals, *main.flags)}
    chances = ranker.chances(main.sentences, findings, main.context)
    return weigh(
        chances.first,
        chances.covered,
        {name: flag.confidence for name, flag in story.open_flags.items()},
        tips,
    )


def weigh(
    likely: Mapping[str, float],
    covered: Mapping[str, float],
    flags: Mapping[str, float],
    tips: Mapping[str, float] = MappingProxyType({}),
) -> dict[str, float]:
    """Family → log odds that it is the one to ask, for those that are worth asking.

    `likely` and `covered` are the ranker's probabilities by family, `flags` the confidences of the open flags, `tips`
    what else is added to a family.
    """
    bonus = flag_bonus(flags)
    return {
        family: _log_odds(chance)
        + bonus.get(family, 0.0)
        + tips.get(family, 0.0)
        - COVERED_COST * covered.get(family, 0.0)
        for family, chance in likely.items()
        if covered.get(family, 0.0) < COVERED_FROM and (chance >= WORTH_FROM or family in bonus)
    }


def flag_bonus(flags: Mapping[str, float]) -> dict[str, float]:
    """Family → what it gains from the open flags that it addresses."""
    gained: dict[str, float] = {}
    for name, confidence in flags.items():
        weight = DISQUALIFIER_BONUS if name in DISQUALIFIERS else FLAG_BONUS
        for family in ADDRESSES.get(name, ()):
            gained[family] = gained.get(family, 0.0) + weight * confidence
    return gained


def _log_odds(chance: float) -> float:
    held = min(max(chance, 1e-6), 1 - 1e-6)
    return math.log(held / (1 - held))


def _choice(family: ProbeFamily, reason: Reason, wording: Wording, take_id: str) -> ProbeChoice:
    return ProbeChoice(
        family=family.id,
        id=wording.id,
        text=with_quote(wording.text, reason.quote),
        because=reason.because,
        quote=reason.quote,
        start_s=reason.start_s,
        take_id=take_id,
    )


def _wording(family: ProbeFamily, reason: Reason, story: Story, seed: int, tone: str | None) -> Wording:
    """One of the family's wordings by seed and question that fits level and company, in the wanted tone if it has one.

    No slot stays empty, and none takes words that it was not written for.
    """
    context = story.main.context
    company, question = (context.company or "").lower(), context.question or ""
    usable = [
        one
        for one in family.wordings
        if (not has_quote_slot(one.text) or (reason.quote and one.takes(reason.shows)))
        and one.fits(context.level, company)
        and one.opens == story.untold
    ]
    if not usable:
        raise ValueError(f"probe family {family.id} has no wording without a slot for level {context.level}")
    fresh = [one for one in usable if not asks_again(one.text, question)] or usable
    fitting = [one for one in fresh if one.tone == tone] or fresh
    return random.Random(f"{seed} {family.id} {question}").choice(fitting)


def asks_again(text: str, question: str) -> bool:
    """Whether `text` has most of the telling words of `question`, so that it would be heard as the same once more."""
    telling = _telling_stems(question)
    return len(telling) > 1 and len(telling & _telling_stems(text)) >= SAME_QUESTION * len(telling)


def _telling_stems(text: str) -> frozenset[str]:
    """The first four letters of every longer word: "leader" and "lead" are one."""
    return frozenset(word[:4] for word in re.findall(r"[a-z]{4,}", text.lower()) if word not in _ASKING)


_ASKING = word_set("what when where which would could have them that this then they your tell about time with does")
