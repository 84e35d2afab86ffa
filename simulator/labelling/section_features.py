"""What the CRF sees of each sentence: words, who acts, tense and mood, discourse markers, numbers, place, neighbours.

All of it is read from lower-cased words without punctuation, so that a transcript with wrong or no punctuation gives
the same features.
"""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_TOKEN = re.compile(r"[a-z]+(?:'[a-z]+)*|\d[\d.,]*")
_NUMBER_WORDS = _words(
    "two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty sixty seventy eighty "
    "ninety hundred thousand million half third quarter percent dollars euros pounds twice double"
)
_TIMES = _words("second seconds minute minutes hour hours day days week weeks month months year years")
_I = frozenset({"i", "i'd", "i'm", "i've", "i'll", "my", "me", "myself"})
_WE = frozenset({"we", "we'd", "we're", "we've", "we'll", "our", "us"})
_THEY = frozenset({"they", "they'd", "they're", "they've", "their", "them", "he", "she", "he'd", "she'd", "his", "her"})
_SUBJECTS = {
    **dict.fromkeys(("i", "i'd", "i'm", "i've", "i'll"), "i"),
    **dict.fromkeys(("we", "we'd", "we're", "we've", "we'll"), "we"),
    **dict.fromkeys(("they", "they'd", "they're", "they've", "he", "she", "he'd", "she'd", "he's", "she's"), "they"),
    **dict.fromkeys(("it", "it's", "it'd", "that", "that's", "this", "there", "there's", "nobody", "everyone"), "it"),
    **dict.fromkeys(("you", "you're", "you'd"), "you"),
}
_SKIPPED = _words(
    "also just then actually basically really kind of sort like um uh even first finally still probably only never "
    "eventually quickly quietly literally and so"
)
_PARTICIPLES = _words(
    "done made built written sent found told given taken seen shown known held kept left lost put run set cut brought "
    "bought caught chosen broken driven grown hidden paid sold spent stuck understood"
)
_PATTERNS = {
    "past_habit": r"\b(?:used to|kept \w+ing|would (?:always|just|usually|get|have to)|every (?:week|day|time|month|"
    r"morning|monday|friday|quarter|sprint|release))\b",
    "past_continuous": r"\b(?:was|were) (?:\w+ly |just |still |all )?\w+ing\b",
    "past_perfect": r"\b(?:had|hadn't|'d) (?:\w+ly |just |never |already |been )?(?:been|\w+ed|gone|had|seen|got)\b",
    "perfect_present": r"\b(?:have|has|haven't|hasn't|i've|we've|they've|it's) (?:\w+ly |since |not |never )?"
    r"(?:been|\w+ed|become|had|done|made)\b",
    "present_state": r"\b(?:is|are|isn't|aren't|it's|they're|there's|still|now|today|nowadays|these days)\b",
    "i_do_now": r"\b(?:now i|i now|i always|i try|i still|i tend|since then|these days i|from then on|ever since)\b",
    "wish": r"\b(?:should have|should've|could have|would have|would've|wish|in hindsight|looking back|next time|"
    r"differently|if i (?:did|had|were|could))\b",
    "lesson": r"\b(?:learned|learnt|lesson|taught me|takeaway|took away|i realized that|i think the|matters|mistake)\b",
    "goal": r"\b(?:wanted to|needed to|had to|have to|supposed to|my job|my role|my task|responsible|goal|the aim|"
    r"the plan was|the idea was|in charge|asked me to|it was on me|on me to|up to me|make sure)\b",
    "decision": r"\b(?:decided|figured|i thought|made up my mind|took it on|picked it up|volunteered|i'd (?:take|try|"
    r"fix)|gave myself|set myself|set out|i said i'd|told myself|i'm (?:gonna|going to))\b",
    "intent": r"\b(?:going to|gonna|i'd|i'll|let's|would)\b",
    "outcome": r"\b(?:ended up|in the end|went from|dropped|down to|up to|cut|saved|reduced|increased|fell|went (?:up|"
    r"down)|worked out|result|outcome|since then|after that|within|adopted|rolled|launched|shipped|live)\b",
    "from_to": r"\bfrom (?:about |around |roughly |over |like )?\S+ (?:\S+ ){0,4}to\b",
    "no_more": r"\b(?:no longer|haven't (?:had|seen)|hasn't|not (?:one|a single)|zero|never again|stopped)\b",
    "speech": r"\b(?:said|asked|told|was like|goes|replied|argued|pushed back|worried|objected|agreed)\b",
    "discovery": r"\b(?:noticed|realized|saw|found out|turned out|kept hearing|came across|spotted|happened to)\b",
    "talk": r"\b(?:good question|let me think|does that|that's the story|that's it|answer your question|tell you about|"
    r"i can think of|where was i|i should have (?:said|mentioned)|to answer|sorry|the one i|an example|one that comes|"
    r"comes to mind|happy to|hope that|i'd say|i guess that)\b",
    "back": r"\b(?:i should (?:say|mention|have)|i forgot|oh and|by the way|i didn't mention|going back|to back up|"
    r"before that|skipped|rewind)\b",
    "team": r"\b(?:team|company|startup|at the time|i was (?:a|an|the|on|at|in)|i'd (?:been|joined|just)|years ago|"
    r"last (?:year|spring|summer|fall|winter))\b",
    "problem": r"\b(?:problem|issue|nobody|no one|broken|failing|complain\w*|wrong|slow|missing|manually|by hand|"
    r"mess)\b",
    "feedback": r"\b(?:happy|loved|liked|thanked|thank|asked (?:me|us) (?:for|to)|using it|uses it|use it|copied|"
    r"picked up|took over|owns it|runs it)\b",
}
_COMPILED = {name: re.compile(pattern) for name, pattern in _PATTERNS.items()}
_LENGTHS = (4, 8, 14, 22, 32)
_OPENING = 3
_REMEMBERED = 1024
"""Sentences whose features are kept: live use asks for the same ones at each phrase."""


_WHO = ("i", "we", "they", "it", "you")
MARKS: tuple[str, ...] = (
    *(f"p={name}" for name in _PATTERNS),
    *(f"subject={who}" for who in _WHO),
    *(f"past={who}" for who in _WHO),
    *(f"has={who}" for who in ("i", "we", "they")),
    *(f"numbers={count}" for count in range(4)),
    "passive",
    "time",
)
"""The attributes that are not single words: few enough to be inputs of a network."""


@dataclass(frozen=True, slots=True)
class _View:
    """One sentence's features by kind: `own` only for itself, `shared` for its neighbours too."""

    own: tuple[str, ...]
    shared: tuple[str, ...]
    words: int


def tokens(text: str) -> list[str]:
    """Lower-case words without punctuation; every number in digits becomes `#`."""
    found = _TOKEN.findall(text.lower().replace("\u2019", "'"))
    return ["#" if word[0].isdigit() else word for word in found]


def sentence_features(sentences: Sequence[str], *, live: bool) -> list[list[str]]:
    """CRF attributes of each sentence. With `live` nothing is said about how much of the answer is still to come."""
    views = [_view(sentence) for sentence in sentences]
    places = _places([view.words for view in views], live=live)
    lists = []
    for index, view in enumerate(views):
        features = ["bias", *view.own, *view.shared, *places[index]]
        for offset in (-2, -1, 1, 2):
            features += _neighbour(views, index, offset, live=live)
        lists.append(features)
    return lists


def sentence_marks(sentence: str) -> list[float]:
    """1.0 for each of MARKS that the sentence has, otherwise 0.0."""
    present = set(_view(sentence).shared)
    return [float(mark in present) for mark in MARKS]


def _neighbour(views: Sequence[_View], index: int, offset: int, *, live: bool) -> list[str]:
    place = index + offset
    if place < 0:
        return [f"{offset}:start"]
    if place >= len(views):
        return [] if live else [f"{offset}:end"]
    kept = views[place].shared if abs(offset) == 1 else [item for item in views[place].shared if item[0] != "w"]
    return [f"{offset}:{item}" for item in kept]


@lru_cache(_REMEMBERED)
def _view(sentence: str) -> _View:
    words = tokens(sentence)
    text = " ".join(words)
    marks = [f"p={name}" for name, pattern in _COMPILED.items() if pattern.search(text)]
    shared = [f"w={word}" for word in dict.fromkeys(words)] + marks + _actors(words) + _numbers(words)
    own = [f"2={first}_{second}" for first, second in itertools.pairwise(words)]
    own += [f"open{place}={word}" for place, word in enumerate(words[:_OPENING])]
    own += ["open=" + "_".join(words[:2]), "open=" + "_".join(words[:3]), f"long={_bin(len(words), _LENGTHS)}"]
    return _View(tuple(dict.fromkeys(own)), tuple(shared), len(words))


def _actors(words: Sequence[str]) -> list[str]:
    """Who acts and what they do: the first subject, each subject with its verb, a passive, who is named at all."""
    features: list[str] = []
    for place, word in enumerate(words):
        subject = _SUBJECTS.get(word)
        if subject is None:
            continue
        if not any(item.startswith("subject=") for item in features):
            features.append(f"subject={subject}")
        verb = next((later for later in words[place + 1 : place + 4] if later not in _SKIPPED), "")
        features.append(f"act={subject}_{verb}")
        if verb.endswith("ed"):
            features.append(f"past={subject}")
    named = set(words)
    features += [f"has={who}" for who, forms in (("i", _I), ("we", _WE), ("they", _THEY)) if named & forms]
    if _passive(words):
        features.append("passive")
    return list(dict.fromkeys(features))


def _passive(words: Sequence[str]) -> bool:
    """A form of "be" or "got" before a participle, with at most one adverb between them."""
    for place, word in enumerate(words):
        if word not in {"was", "were", "been", "got", "being"}:
            continue
        following = [later for later in words[place + 1 : place + 3] if later not in _SKIPPED and later[-2:] != "ly"]
        if following and (following[0].endswith("ed") or following[0] in _PARTICIPLES):
            return True
    return False


def _numbers(words: Sequence[str]) -> list[str]:
    count = sum(word == "#" or word in _NUMBER_WORDS for word in words)
    features = [f"numbers={min(count, 3)}"]
    if any(word in _TIMES for word in words):
        features.append("time")
    return features


def _places(lengths: Sequence[int], *, live: bool) -> list[list[str]]:
    """Sentence number and words said before it; after the answer its relative place and the distance to the end."""
    total, before, places = sum(lengths) or 1, 0, []
    for index, length in enumerate(lengths):
        features = [f"at={min(index, 12)}", f"said={_bin(before, (1, 15, 40, 70, 100, 140, 180, 240, 320, 420))}"]
        if not live:
            middle = (before + length / 2) / total
            left = len(lengths) - 1 - index
            features += [f"tenth={int(middle * 10)}", f"fifth={int(middle * 5)}", f"left={min(left, 8)}"]
            features.append(f"of={_bin(len(lengths), (6, 9, 13, 20))}/{int(middle * 5)}")
        places.append(features)
        before += length
    return places


def _bin(value: int, edges: Sequence[int]) -> int:
    return sum(value >= edge for edge in edges)
