"""Where a long run of words without an end can be cut: at pauses, at clause openers, at commas."""

from collections.abc import Sequence

from simulator.answer.types import Word
from simulator.answer.words import normalise, word_set

PAUSE_S = 0.7
"""A gap from which unpunctuated speech is read as a new sentence; pauses inside a clause are mostly shorter."""
RUN_ON_WORDS = 40
"""No sentence is longer: 97 of 100 sentences of the corpus stay below."""
_SHORTEST = 4
"""No cut leaves fewer words on a side."""

_OPENERS: tuple[tuple[str, ...], ...] = tuple(
    tuple(opener.split())
    for opener in (
        "as a result", "in the end", "at the end", "so then", "and then", "and so", "so i", "so we", "so what", "and i",
        "and we", "but then", "but i", "but we", "after that", "and after", "because of that", "so that's", "so in the",
        "and in the", "and as a", "eventually", "anyway", "then i", "then we", "once we", "once i", "what i did",
        "looking back", "if i did", "next time", "the result", "that meant", "turned out", "it turned out",
    )
)  # fmt: skip
_WEAK_OPENERS = word_set("and but so because which while when where then although however")
_LEANS_ON_NEXT = word_set(
    "a an the to of in on at for with from by as and or but so if that than my our your his her their its this these "
    "those i we you he she they is was were be been are am not no very just really like um uh er i'm we're"
)
_COMMON_STARTS = word_set(
    "i i'd i'm i've i'll we we'd we're we've the that this it it's that's there so and but then when what he she they "
    "my our in after once anyway yeah yes no okay why if because as at for one some everybody nobody people"
)


def is_break_here(text: str) -> bool:
    """Whether a capitalised word is one that commonly opens a sentence (and so is no name after an initial)."""
    return normalise(text) in _COMMON_STARTS


def cut_run_on(words: Sequence[Word], first: int, last: int) -> list[int]:
    """Inner cuts of `words[first:last]` so that no part is over `RUN_ON_WORDS`; a shorter run is left whole.

    A run without end marks inside is what a recogniser gives when it writes no punctuation: pauses come first there.
    """
    if last - first <= RUN_ON_WORDS and not _is_bare(words, first, last):
        return []
    cuts = [index for index in range(first + _SHORTEST, last - _SHORTEST + 1) if _is_pause_end(words, index)]
    cuts = _spaced(cuts)
    parts: list[int] = []
    start = first
    for end in (*cuts, last):
        parts.extend(_cut_by_words(words, start, end))
        if end != last:
            parts.append(end)
        start = end
    return parts


def _is_bare(words: Sequence[Word], first: int, last: int) -> bool:
    """No comma and no end mark anywhere in the run: the text carries no punctuation to go by."""
    return last - first > 2 * _SHORTEST and not any(word.text[-1:] in ",;:.?!…—-" for word in words[first:last])


def _is_pause_end(words: Sequence[Word], index: int) -> bool:
    gap_s = words[index].start_s - words[index - 1].end_s
    return gap_s >= PAUSE_S and normalise(words[index - 1].text) not in _LEANS_ON_NEXT


def _spaced(cuts: list[int]) -> list[int]:
    kept: list[int] = []
    for cut in cuts:
        if not kept or cut - kept[-1] >= _SHORTEST:
            kept.append(cut)
    return kept


def _cut_by_words(words: Sequence[Word], first: int, last: int) -> list[int]:
    """Cuts in order; halves again what is still too long."""
    if last - first <= RUN_ON_WORDS:
        return []
    cut = _best_cut(words, first, last)
    return [*_cut_by_words(words, first, cut), cut, *_cut_by_words(words, cut, last)]


def _best_cut(words: Sequence[Word], first: int, last: int) -> int:
    """The strongest opener, nearest the middle among equals; a run with none is cut in the middle."""
    middle = (first + last) / 2
    half = (last - first) / 2

    def worth(index: int) -> float:
        return _opening_strength(words, index) - abs(index - middle) / half

    return max(range(first + _SHORTEST, last - _SHORTEST + 1), key=worth)


def _opening_strength(words: Sequence[Word], index: int) -> float:
    """How much word `index` looks like the first of a new clause, −1 to 3.5."""
    after_comma = words[index - 1].text[-1:] in ",;:—"
    # Behind "so" or "and" the clause has begun a word earlier.
    leans = normalise(words[index - 1].text) in _LEANS_ON_NEXT and not after_comma
    edge = after_comma + 0.5 * (words[index].start_s - words[index - 1].end_s >= PAUSE_S) - leans
    here = [normalise(word.text) for word in words[index : index + 3]]
    if any(tuple(here[: len(opener)]) == opener for opener in _OPENERS):
        return 2.0 + edge
    return 1.0 + edge if here[0] in _WEAK_OPENERS else edge
