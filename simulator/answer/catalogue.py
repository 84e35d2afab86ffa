"""Every signal and flag of the codebook: its name, why an interviewer cares, what to do about it, and cue words.

The cue words only choose which clause of an evidence sentence is quoted; whether a finding is there is for the judge.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Entry:
    """`why` is one sentence; `repair` (flags only) is what to do in the next take."""

    id: str
    title: str
    why: str
    repair: str
    cues: re.Pattern[str]


def _table(*rows: tuple[str, str, str, str, str]) -> Mapping[str, Entry]:
    entries = (
        Entry(name, title, why, repair, re.compile(rf"\b(?:{cues})", re.I)) for name, title, why, repair, cues in rows
    )
    return MappingProxyType({entry.id: entry for entry in entries})


SIGNALS: Mapping[str, Entry] = _table(
    (
        "noticed", "Noticed what others had missed",
        "You tell how you spotted it, which is what turns a good story of initiative into a great one.", "",
        r"notic|spotted|realis|realiz|saw|pattern|same|odd|weird|kept|turned out|didn't add up",
    ),
    (
        "unasked", "Nobody had asked for it",
        "You say in words that it was not your job to do, so it counts as initiative.", "",
        r"nobody|no one|not my|wasn't my|wasn't on|outside|asked|own time|didn't own|supposed",
    ),
    (
        "sized", "Put a number on the problem first",
        "You put a number on what the problem cost before you solved it.", "",
        r"\d|percent|hundred|thousand|cost|losing|lost|every (?:week|day|month)|times|hours|minutes",
    ),
    (
        "scoped", "Started with the smallest version",
        "You began with the least that could prove the case, which shows judgement about effort.", "",
        r"just|only|one|small|pilot|trial|try|first|experiment|prototype|single",
    ),
    (
        "buy_in", "Won people over without authority",
        "You brought people along who did not have to follow you.", "",
        r"convinc|persuad|agreed|showed|pitch|on board|came round|offer|asked|said yes|let me",
    ),
    (
        "tradeoffs", "Weighed the risks",
        "You name what could go wrong or what it would cost, and how you weighed that.", "",
        r"risk|trade|weigh|instead|rather|cost|worst|but|versus|against|could have",
    ),
    (
        "cross_team", "Worked across a team boundary",
        "You worked something out with people outside your own team.", "",
        r"team|department|finance|legal|support|sales|operations|together|with",
    ),
    (
        "shipped", "It was put to use",
        "It was put to use, which a proposal alone never shows.", "",
        r"live|launch|shipped|rolled|released|in use|using|adopted|went out|default|took",
    ),
    (
        "measured", "A number on the result",
        "You say what changed in numbers, so the interviewer need not take your word for it.", "",
        r"\d|percent|half|from|to|down|up|dropped|fell|went|cut|hundred|thousand|zero",
    ),
    (
        "prevention", "Kept it from coming back",
        "You left something behind that keeps the problem from returning.", "",
        r"alert|monitor|check|template|process|owner|rota|test|again|documented|wrote|handed",
    ),
    (
        "stopped", "Knew when to stop",
        "You ended it cleanly, or ended it when more work was not worth it.", "",
        r"stop|drop|closed|enough|ended|worth|off|handed|killed|gave",
    ),
    (
        "credit", "Gave others their share",
        "You give others their share and your own part stays clear.", "",
        r"credit|thank|helped|idea|without|deserves|wrote|did",
    ),
    (
        "reflection", "Took a lesson from it",
        "You name a lesson or a habit that you took from it.", "",
        r"learn|next time|now|differently|should have|since|habit|would",
    ),
)  # fmt: skip

FLAGS: Mapping[str, Entry] = _table(
    (
        "assigned", "Somebody gave you this work",
        "Work that a manager or a plan gave you is not initiative, however well it was done.",
        "Tell the part that nobody asked you for, or choose a story that would not have happened without you.",
        r"asked|told|assigned|gave|manager|lead|boss|ticket|wanted",
    ),
    (
        "team_only", "It stayed inside your team",
        "At your level the interviewer looks for work that reached beyond your own team.",
        "Say who outside your team was touched by it, and what you worked out with them.",
        r"our|team|we|my",
    ),
    (
        "we_only", "“We” hides what you did",
        "When everything is \"we\", nobody can tell what you did yourself.",
        "Put \"I\" before the verbs that were yours (I found, I built, I convinced), then name what the others did.",
        r"\bwe\b|\bour\b",
    ),
    (
        "effort_only", "Effort stands in for an effect",
        "Hours and hard work say what it cost you, not what changed.",
        "Replace the hours with the one figure that moved because of them.",
        r"hours|weekend|night|hard|late|days|worked|overtime",
    ),
    (
        "handed_off", "Handed over without a solution",
        "Reporting a problem and leaving it to others shows that you saw it, not that you owned it.",
        "Tell what you brought along with the report: a cause, a draft fix, an offer to do the first step.",
        r"escalat|told|reported|raised|passed|they|sent|flagged|ticket",
    ),
    (
        "passive_voice", "Things “were done”: by whom?",
        "Passive verbs hide who did it, and the interviewer has to guess that it was you.",
        "Turn each \"it was done\" into who did it, beginning with what you did.",
        r"\bwas\b|\bwere\b|\bbeen\b|\bgot\b",
    ),
    (
        "vague", "What exactly you did stays open",
        "There is no concrete what or how here that an interviewer could picture or check.",
        "Pick one thing that you changed and say exactly what you did to it, step by step.",
        r"things|stuff|improv|better|various|a lot|different|some",
    ),
    (
        "no_numbers", "Not one number",
        "Without one figure on the problem or the result, its size is left to the listener.",
        "Find the number that moved (time, money, errors, people), even a rough one, and say it in a from–to.",
        r"better|faster|improv|a lot|much|less|more",
    ),
    (
        "heroics", "Sounds like a lone hero",
        "Saving the day alone sounds like a claim, and makes the interviewer doubt the rest.",
        "Say plainly what you did, name who helped, and let the numbers carry the weight.",
        r"single|alone|saved|only one|without me|nobody else|everyone else|myself",
    ),
    (
        "proposal_only", "Ends with a proposal",
        "A proposal is told here as if it were the outcome; it earns half the credit at best.",
        "Say what happened after the proposal, or name it honestly as one that did not land.",
        r"propos|presented|suggest|document|recommend|pitch|deck|plan",
    ),
    (
        "overreach", "Pushed on for too long",
        "Going on after the idea was dead, or redoing what had been decided, costs trust.",
        "Say what told you to stop and what you did with that, or choose a story with a clean end.",
        r"kept|again|still|anyway|even though|redid|rewrote|decided|insist",
    ),
    (
        "title_talk", "Leads by title or by orders",
        "Rank and orders are not what leadership means here; the question is who followed without having to.",
        "Tell how you got people to want it: what you showed them, offered them or took off their hands.",
        r"told|order|in charge|lead|title|senior|made them|instruct|boss|report to",
    ),
    (
        "credit_seeking", "Done to be noticed",
        "It sounds as if being seen was the point, and not the problem.",
        "Start from the pain that made you act, and let the recognition be a side effect or leave it out.",
        r"promot|notic|visib|impress|boss|recogni|review|director|credit|name",
    ),
    (
        "no_result", "No outcome",
        "The answer stops before anything came of it, so there is nothing to weigh.",
        "End with two sentences: what changed, and how you know.",
        r"so|then|finally",
    ),
    (
        "long_setup", "A long way to the point",
        "The listener waits too long for what you did.",
        "Give the background in two sentences, one of place and one of trouble, then say \"so I\".",
        r"was|were|had",
    ),
)  # fmt: skip

DISQUALIFIERS = frozenset({"assigned", "we_only", "effort_only", "handed_off", "team_only"})
"""Flags that outweigh any number of signals (domain: disqualifiers)."""


def entry(finding_id: str) -> Entry:
    """The entry of a signal or flag. Raises KeyError for an id that the codebook does not have."""
    return SIGNALS.get(finding_id) or FLAGS[finding_id]
