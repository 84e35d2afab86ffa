"""The candidate's own words inside a probe, cut so that they read well aloud."""

import re

from simulator.content.schema import QUOTE_SLOT

MAX_QUOTE_WORDS = 12
_MIN_CLAUSE_WORDS = 4
_EDGES = " \t\n.,;:!?…-–—'\"“”‘’«»()[]"
_HESITATIONS = {"um", "uh", "erm", "er", "like", "yeah"}
_OPENERS = _HESITATIONS | {"so", "well", "okay", "ok", "yes", "and", "but", "anyway", "then", "oh"}
_DANGLING = re.compile(
    r"a|an|the|of|to|in|on|at|for|with|from|by|into|about|and|or|but|so|because|that|which|who|when|where|if|as|than|"
    r"my|our|your|his|her|their|its|this|these|those|i|we|you|he|she|they|it|is|was|are|were|be|been|had|has|have|"
    r"would|could|should|very|really|just|not"
)
_INNER = str.maketrans({"“": "‘", "”": "’", '"': "'", "{": "(", "}": ")"})
_SENTENCE_END = re.compile(r"[.!?…]+\s+")


def short_quote(sentence: str, max_words: int = MAX_QUOTE_WORDS) -> str:
    """A run of at most `max_words` words of `sentence`, without the hesitation before it and the punctuation around it.

    Cut at a comma where there is one late enough, and never after a word that hangs in the air ("with the").
    Empty when nothing is left to quote.
    """
    spoken = _SENTENCE_END.sub(", ", sentence.translate(_INNER).strip(_EDGES))
    words = spoken.split()
    while len(words) > 1 and _bare(words[0]) in _OPENERS:
        words.pop(0)
    if len(words) > max_words:
        words = _cut(words[:max_words])
    while len(words) > 1 and _bare(words[-1]) in _HESITATIONS:
        words.pop()
    return " ".join(words).strip(_EDGES)


def _bare(word: str) -> str:
    return word.strip(_EDGES).lower()


def _cut(words: list[str]) -> list[str]:
    for length in range(len(words), _MIN_CLAUSE_WORDS - 1, -1):
        if words[length - 1][-1] in ",;:":
            return words[:length]
    kept = len(words)
    while kept > _MIN_CLAUSE_WORDS and _DANGLING.fullmatch(_bare(words[kept - 1])):
        kept -= 1
    return words[:kept]


def has_quote_slot(text: str) -> bool:
    """Whether the wording needs words of the candidate."""
    return QUOTE_SLOT in text


def with_quote(text: str, sentence: str) -> str:
    """`text` with the best few words of `sentence` in its slot; a text without a slot comes back as it is."""
    return text.replace(QUOTE_SLOT, short_quote(sentence)) if has_quote_slot(text) else text
