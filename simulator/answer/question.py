"""Was the question that was asked answered at all: yes, no, or cannot tell.

A question of a known family asks for something that a story must hold: influence needs somebody who was won, a failure
needs an end that was none. Where the words hold it the answer is yes; "no" is said only where there is no trace of it.
"""

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Literal

from simulator.answer.evidence import Evidence
from simulator.answer.protocols import MeaningMatcher
from simulator.answer.types import QuestionAnswered

Said = Literal["yes", "no", "cannot_tell"]
KNOWN_FROM = 0.7
"""A question at least this close in meaning to one of the library asks for the same.

This and `NO_TRACE` were chosen on half of the corpus files; `simulator/training/question_answered.py` prints what they
are worth on the other half.
"""
NO_TRACE = 0.02
"""Below this probability of everything that the question asks for there is no trace of it."""

NEEDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "above_and_beyond": ("unasked",),
        "self_started": ("unasked",),
        "small_unasked": ("unasked",),
        "unaddressed": ("noticed", "unasked"),
        "outside_scope": ("unasked", "cross_team"),
        "nobody_owned": ("unasked", "cross_team"),
        "someone_elses": ("unasked", "cross_team", "handed_off"),
        "noticed_first": ("noticed", "sized"),
        "influence": ("buy_in", "tradeoffs"),
        "no_authority": ("buy_in", "cross_team"),
        "not_a_manager": ("buy_in", "cross_team"),
        "idea_adopted": ("buy_in",),
        "cross_team": ("cross_team", "handed_off"),
        "built_adopted": ("shipped",),
        "did_not_pay_off": ("stopped", "overreach", "proposal_only", "no_result"),
    }
)
"""Question family → signals and flags of which one at least must be there, the plainest first."""
_KEEPS_NO_AWAY = frozenset({"handed_off", "tradeoffs", "sized", "overreach", "proposal_only", "no_result"})
"""What keeps a "no" away and is too little for a "yes"."""
MISSED: Mapping[str, str] = MappingProxyType(
    {
        "outside_scope": "it asks for something outside your own work, and nothing in the answer lies there",
        "nobody_owned": "it asks for work that nobody owned, and the answer tells of none",
        "someone_elses": "it asks for a problem in somebody else's area, and the answer stays in yours",
        "noticed_first": "it asks for something you noticed, and the answer never says how you saw it",
        "influence": "it asks whom you influenced, and nobody is won over in the answer",
        "no_authority": "it asks how you led without authority, and nobody follows you in the answer",
        "not_a_manager": "it asks how you led people, and nobody follows you in the answer",
        "idea_adopted": "it asks how others took up your idea, and nobody has to be won in the answer",
        "cross_team": "it asks for work with another team, and there is no other team in the answer",
        "built_adopted": "it asks for something that others use now, and nothing in the answer is put to use",
        "did_not_pay_off": "it asks for something that did not pay off, and the answer tells of a success",
    }
)
"""What a "no" says. The families that nearly any story of initiative answers have none: it would be a guess."""
_NOT_A_SUCCESS = re.compile(
    r"\b(?:didn't|did not|wasn't|weren't|hadn't|nobody (?:used|came|wanted|looked)|no one (?:used|came)|dropped|"
    r"(?:switched|turned) (?:it|them|that) (?:off|down)|shut|closed|stopped|stopping|g[ai]ve up|said no|back out|"
    r"rolled (?:it )?back|died|fail\w*|never|fizzled|wrong|mistakes?|quit|abandon\w*|cancel\w*|killed|lost|revoked|"
    r"ended|too (?:late|big|early)|no longer|deleted|unfortunately)\b",
    re.I,
)


class KnownQuestions:
    """The questions of the library with their families, to tell what a question asks for."""

    def __init__(self, questions: Sequence[tuple[str, str]], matcher: MeaningMatcher) -> None:
        """`questions`: (text, family)."""
        self._texts = tuple(text for text, _ in questions)
        self._families = tuple(family for _, family in questions)
        self._matcher = matcher

    def family(self, question: str) -> str:
        """The family of a question with these words, or of the one closest in meaning; empty where none is close."""
        if question in self._texts:
            return self._families[self._texts.index(question)]
        family, cosine = self.closest(question)
        return family if cosine >= KNOWN_FROM else ""

    def closest(self, question: str) -> tuple[str, float]:
        """(family of the closest question, cosine of the two); ("", 0.0) where none is known."""
        if not self._texts:
            return "", 0.0
        index, cosine = self._matcher.closest(question, self._texts)
        return self._families[index], cosine


def read_answered(evidence: Evidence, questions: KnownQuestions | None) -> QuestionAnswered | None:
    """None where no story was asked for, or nothing is known of the question, the answer or its findings."""
    context = evidence.told.context
    if not (context.is_story and context.question and evidence.told.sentences and evidence.judged and questions):
        return None
    return answered(evidence, questions.family(context.question))


def answered(evidence: Evidence, family: str) -> QuestionAnswered:
    """Whether the answer holds what questions of `family` ask for."""
    needs = NEEDS.get(family, ())
    if not needs:
        return QuestionAnswered("cannot_tell", "what this question asks for is not known here")
    best = evidence.best(*(name for name in needs if name not in _KEEPS_NO_AWAY))
    if evidence.shown(best):
        item = evidence.of_finding("question", "met", best)
        if item.state == "met":
            because = "what the question asks for was said"
            return QuestionAnswered("yes", because, item.quote, item.start_s, item.end_s, item.confidence)
    likely = trace(evidence, family)
    if family in MISSED and likely < NO_TRACE:
        told = evidence.quoted("question", "not_heard", _first_told(evidence), _ANY, 1.0 - likely)
        return QuestionAnswered("no", MISSED[family], told.quote, told.start_s, told.end_s, told.confidence)
    return QuestionAnswered("cannot_tell", "the words neither show it nor rule it out")


def trace(evidence: Evidence, family: str) -> float:
    """How likely it is (0–1) that there is something of what `family` asks for; 1 where words of it are there."""
    if family == "did_not_pay_off" and evidence.first_match(_NOT_A_SUCCESS, "A", "R", "L") is not None:
        return 1.0
    return max((evidence.score(name) for name in NEEDS.get(family, ())), default=1.0)


_ANY = re.compile(r"\bI\b|\bwe\b", re.I)


def _first_told(evidence: Evidence) -> int:
    """The sentence that says best what was told instead: the first of the Action, or of the Situation."""
    return next(iter([*evidence.told.indexes("A"), *evidence.told.indexes("S"), 0]))
