"""Words with times → sentences. Punctuation decides where there is some; pauses and clause openers where there is none.

Joined by spaces the sentences are the words again: nothing is added, dropped or changed.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from simulator.answer.clauses import cut_run_on, is_break_here
from simulator.answer.types import Sentence, Word
from simulator.answer.words import normalise, word_set

_CLOSERS = "\"'”’)]}»"
_ABBREVIATIONS = word_set(
    "mr mrs ms dr prof st sr jr vs etc e.g i.e eg ie approx dept est fig inc ltd co corp no nos vol p pp a.m p.m "
    "gen col sgt rev hon al u.s u.k ph.d"
)
_ALWAYS_BEFORE_A_NAME = word_set("mr mrs ms dr prof st sgt gen col rev hon e.g i.e eg ie vs approx")


def split_sentences(words: Sequence[Word]) -> tuple[Sentence, ...]:
    """Sentences that tile `words` in order. Words must be in the order of their times (see `tidy_words`)."""
    sentences: list[Sentence] = []
    start = 0
    for end in _punctuated_ends(words):
        for cut in (*cut_run_on(words, start, end), end):
            sentences.append(make_sentence(words, start, cut))
            start = cut
    return tuple(sentences)


def make_sentence(words: Sequence[Word], first: int, last: int) -> Sentence:
    """The sentence of `words[first:last]`, which must not be empty."""
    text = " ".join(word.text for word in words[first:last])
    return Sentence(text, words[first].start_s, words[last - 1].end_s, first, last)


def _punctuated_ends(words: Sequence[Word]) -> list[int]:
    """Indexes one past the last word of each punctuated run; the last one is len(words)."""
    if not words:
        return []
    ends = {len(words)}
    by_pysbd: set[int] | None = None  # asked for only where its word decides: it takes milliseconds
    quoting = False
    for index, word in enumerate(words[:-1]):
        quoting ^= sum(word.text.count(mark) for mark in '"“”') % 2 == 1
        following = words[index + 1].text
        if not ends_like_a_sentence(word.text) or is_abbreviation(word.text, following):
            continue
        opens = following.lstrip("\"'“‘([")[:1]
        # pysbd reads "told me. I wrote" as a roman numeral; a full stop before a capital is an end here.
        starts_anew = not quoting and (opens.isupper() or opens.isdigit())
        if not starts_anew and by_pysbd is None:
            by_pysbd = _pysbd_ends(words)
        if starts_anew or (by_pysbd is not None and index + 1 in by_pysbd):
            ends.add(index + 1)
            quoting = False  # a mark that was never closed must not hold up what follows
    return sorted(ends)


def ends_like_a_sentence(text: str) -> bool:
    return text.rstrip(_CLOSERS).endswith((".", "?", "!", "…"))


def is_abbreviation(text: str, following: str) -> bool:
    """Whether the full stop of `text` belongs to an abbreviation, an initial or an ellipsis before a small letter."""
    bare = text.rstrip(_CLOSERS)
    if bare.endswith(("?", "!")):
        return False
    if bare.endswith(("...", "…")):
        # "I was, um… I mean": the capital of I says nothing.
        return not following[:1].isupper() or following.split("'")[0] == "I"
    name = normalise(bare)
    if name in _ALWAYS_BEFORE_A_NAME:
        return True
    if len(name) == 1 and name.isalpha() and bare[0].isupper() and name != "i":
        # "J. Smith" is an initial, "vitamin D. The …" is not: a common opener tells them apart.
        return following[:1].isupper() and not is_break_here(following)
    return name in _ABBREVIATIONS and not following[:1].isupper()


def _pysbd_ends(words: Sequence[Word]) -> set[int]:
    text = " ".join(word.text for word in words)
    ends: set[int] = set()
    said = 0
    for piece in _segmenter().segment(text):
        said += len(piece.split())
        ends.add(said)
    # A segmenter that lost or doubled text would shift every index: then punctuation alone has to do.
    return ends if said == len(words) else set()


@lru_cache(maxsize=1)
def _segmenter() -> Any:
    import pysbd

    return pysbd.Segmenter(language="en", clean=False)
