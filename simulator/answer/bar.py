"""The bar of a level and of a company: what it asks of a story, and which of it the answer met, with the words.

The bars are those of the field's guideline (domain: framing by company and level).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from simulator.answer.evidence import SAID_IN_WORDS, Evidence, Reader, signal, words_or_signal
from simulator.answer.rules import WE_SHARE
from simulator.answer.types import AnswerContext, Level, RubricItem, Section

LEVEL_NAMES: Mapping[Level, str] = MappingProxyType(
    {"junior": "Junior", "mid": "Mid-level", "senior": "Senior", "staff": "Staff and principal"}
)
COMPANY_NAMES: Mapping[str, str] = MappingProxyType({"amazon": "Amazon", "google": "Google", "meta": "Meta"})
OWN_SHARE = 0.5
"""Up to this share of "we" in the Action the own part is clear; from `rules.WE_SHARE` on it is not."""
_FEWEST_I = 3
_LONG_WORK_S = 180 * 86_400.0
"""Two quarters: a bet of several quarters lasts longer."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing that a bar asks for. `below` says what a story is without it."""

    id: str
    title: str
    below: str
    read: Reader


_I = re.compile(r"\bI\b|\bI'")
_MONTHS = re.compile(r"\b(?:months?|quarters?|years?)\b", re.I)
_DIRECTION = re.compile(
    r"\b(?:strateg(?:y|ic)|roadmaps?|direction|principles?|standards?|became the default|the way (?:we|they|everyone) "
    r"(?:now )?(?:work|do)|polic(?:y|ies)|charter|vision)\b",
    re.I,
)
_MENTORED = re.compile(
    r"\b(?:mentored|mentoring|coached|coaching|taught|trained|paired with|sat (?:down )?with|"
    r"showed (?:him|her|them) how|"
    r"grew into|took over from me|(?:he|she|they) runs? it now)\b",
    re.I,
)
_CAUSE = re.compile(
    r"\b(?:root cause|the (?:real |actual )?cause|at the source|for good|underlying|why it (?:kept|was))\b", re.I
)
_DARK = re.compile(
    r"\b(?:(?:didn't|did not) (?:yet )?(?:know|have all|have the full)|without (?:knowing|all|full|waiting)|"
    r"not enough (?:data|information)|"
    r"incomplete|(?:seventy|70) ?(?:percent|%) of the (?:information|facts|picture|data)|"
    r"couldn't (?:wait|know|be sure)|wasn't sure|no way of knowing|"
    r"best guess|had to (?:guess|assume))\b",
    re.I,
)
_FAST = re.compile(
    r"\b(?:(?:the )?same (?:day|afternoon|evening|night|week|morning)|"
    r"that very (?:day|afternoon|evening|night)|"
    r"right away|straight away|within (?:an?|one|two|three|\d+) (?:hours?|days?|week)|the next (?:day|morning)|"
    r"by (?:the )?(?:evening|lunch|friday|monday)|overnight)\b",
    re.I,
)


def _own_part(evidence: Evidence, item: str) -> RubricItem:
    """Counted: "I" in the Action, and not hidden behind "we"."""
    delivery = evidence.told.delivery
    sure = evidence.told.sureness("A")
    if delivery.we_share is None or delivery.i_count < _FEWEST_I or delivery.we_share >= WE_SHARE:
        return RubricItem(item, "not_heard", confidence=sure)
    index = max(evidence.told.indexes("A"), key=lambda at: len(_I.findall(evidence.told.sentences[at].text)))
    return evidence.quoted(item, "met" if delivery.we_share <= OWN_SHARE else "unclear", index, _I, sure)


def _quarters(evidence: Evidence, item: str) -> RubricItem:
    """A time of more than two quarters, told in the Action or the Result."""
    for index in evidence.told.indexes("A", "R"):
        start_s, end_s = evidence.told.sentences[index].start_s, evidence.told.sentences[index].end_s
        said = [one for one in evidence.told.delivery.quantities if start_s <= one.start_s < end_s]
        if any(one.kind == "duration" and _seconds(one.text, one.value) > _LONG_WORK_S for one in said):
            return evidence.quoted(item, "met", index, _MONTHS, SAID_IN_WORDS)
    return RubricItem(item, "not_heard", confidence=0.5)


def _seconds(text: str, value: float | None) -> float:
    days = {"month": 30.0, "quarter": 91.0, "year": 365.0}
    return next((each * 86_400.0 * (value or 0.0) for unit, each in days.items() if unit in text.lower()), 0.0)


def _in_words(pattern: re.Pattern[str], *sections: Section) -> Reader:
    """Only plain words show it: no signal of the codebook stands for it."""

    def read(evidence: Evidence, item: str) -> RubricItem:
        return evidence.by_words(item, pattern, *sections) or RubricItem(item, "not_heard", confidence=0.5)

    return read


BARS: Mapping[Level, tuple[Asked, ...]] = MappingProxyType(
    {
        "junior": (
            Asked("outside_assignment", "Beyond what you were given", "assigned work only", signal("unasked")),
            Asked("own_part", "Your own part is clear", "hidden behind “we” or the passive", _own_part),
            Asked("team_impact", "What it did for the team, measured", "an effect nobody can size", signal("measured")),
        ),
        "mid": (
            Asked("stakeholders", "Several parties worked with", "all inside your own code", signal("cross_team")),
            Asked("won_people", "Won people without authority", "nobody was influenced", signal("buy_in")),
            Asked("tradeoffs", "Trade-offs named and weighed", "no choice was shown", signal("tradeoffs")),
        ),
        "senior": (
            Asked("across_teams", "A project across teams", "execution inside one team", signal("cross_team")),
            Asked("business_impact", "Measured impact beyond the team", "no figure on the effect", signal("measured")),
            Asked("risks_managed", "Risks named and managed", "no risk was weighed", signal("tradeoffs")),
        ),
        "staff": (
            Asked("across_teams", "Several teams moved", "one team's task", signal("cross_team")),
            Asked("quarters", "A bet over several quarters", "a task of weeks", _quarters),
            Asked("direction", "Direction set for others", "no direction was set", _in_words(_DIRECTION, "A", "R")),
            Asked("mentored", "Others brought along", "nobody grew by it", _in_words(_MENTORED, "A", "R")),
            Asked("lasting", "Influence that lasts", "it ended with you", signal("prevention", "shipped")),
        ),
    }
)  # fmt: skip
COMPANY_BARS: Mapping[str, tuple[Asked, ...]] = MappingProxyType(
    {
        "amazon": (
            Asked("root_cause", "The cause fixed, for the long run", "patched", words_or_signal(_CAUSE, "prevention")),
            Asked("pushed_back", "The trade-off named: what was pushed back", "no price named", signal("tradeoffs")),
            Asked("inaction", "What doing nothing cost", "no cost of inaction", signal("sized")),
        ),
        "google": (
            Asked("figures_shown", "Figures that persuaded", "opinion against opinion", signal("measured", "sized")),
            Asked("consensus", "Leads brought into line", "no agreement was won", signal("buy_in")),
            Asked("other_team", "A team moved that you did not manage", "your own team only", signal("cross_team")),
        ),
        "meta": (
            Asked(
                "incomplete", "Decided without all the facts", "waited for certainty", _in_words(_DARK, "S", "T", "A")
            ),
            Asked("fast", "Acted at once", "no haste was heard", _in_words(_FAST, "A")),
            Asked("risk_managed", "The risk of haste managed", "fast and no more", signal("tradeoffs", "scoped")),
        ),
    }
)


def company_key(company: str | None) -> str:
    """The id of a company that has a bar, empty for any other."""
    key = (company or "").strip().lower()
    return key if key in COMPANY_BARS else ""


def asked_of(context: AnswerContext) -> tuple[Asked, ...]:
    """What the level asks, then what the company asks."""
    return (*BARS[context.level], *COMPANY_BARS.get(company_key(context.company), ()))


def asked_by_id(item_id: str) -> Asked:
    """Raises KeyError for an id that no bar has."""
    return _BY_ID[item_id]


def bar_groups(context: AnswerContext, bar: Sequence[RubricItem]) -> list[tuple[str, list[RubricItem]]]:
    """The items under the name of the level, then of the company; nothing where the bar was not read."""
    by_id = {item.id: item for item in bar}
    company = company_key(context.company)
    groups = [(LEVEL_NAMES[context.level], BARS[context.level])]
    if company:
        groups.append((COMPANY_NAMES[company], COMPANY_BARS[company]))
    found = [(name, [by_id[one.id] for one in asked if one.id in by_id]) for name, asked in groups]
    return [(name, items) for name, items in found if items]


def read_bar(evidence: Evidence) -> tuple[RubricItem, ...]:
    """One item for each thing asked. Empty for an answer that is no story, or that has no words."""
    if not evidence.told.context.is_story or not evidence.told.sentences:
        return ()
    return tuple(one.read(evidence, one.id) for one in asked_of(evidence.told.context))


_BY_ID = {one.id: one for asked in (*BARS.values(), *COMPANY_BARS.values()) for one in asked}
