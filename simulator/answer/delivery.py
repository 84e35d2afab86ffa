"""How an answer was said, counted by rule: rate, fillers, pauses, I and we, hedges, passives, numbers."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from simulator.answer.passive import has_passive
from simulator.answer.quantities import find_figures
from simulator.answer.spans import word_ranges
from simulator.answer.types import Delivery, LabelledSentence, Span, Word
from simulator.answer.words import count_spoken, normalise, word_set

PAUSE_S = 2.0
"""A gap longer than this is told as a pause; from about 4 s on listeners notice it."""

SLOW_WPM, FAST_WPM = 110.0, 160.0
"""The usual pace of conversation (domain: delivery)."""
HARMLESS_FILLERS = 5.0
"""A minute; up to about this many do no harm."""

_SOUND = re.compile(r"^(u+m+|u+h+|uh-huh|e+r+m*|h+m+|m{2,}|mhm|eh|ehm)$")
_I = re.compile(r"^i('m|'d|'ve|'ll)?$")
_WE = re.compile(r"^we('re|'d|'ve|'ll)?$")
_YOU_KNOW_OPENS = word_set("what that how where why who when if the whether about better")
_YOU_KNOW_FOLLOWS = word_set("do did if let as because when once that would don't didn't")
_SORT_OF_FOLLOWS = word_set(
    "a an the this that what any some which same every each no my our these those certain first new"
)
_BEFORE_LIKE = word_set("just was were is are it's and so um uh be")
_HEDGES: tuple[tuple[str, ...], ...] = tuple(
    tuple(hedge.split())
    for hedge in (
        "maybe", "perhaps", "probably", "possibly", "hopefully", "somewhat", "i think", "i guess", "i suppose",
        "i believe", "i feel like", "a bit", "a little", "a little bit", "more or less", "or something", "to be honest",
        "not really", "i tried to", "or whatever",
    )
)  # fmt: skip


_SHORTEST_S = 0.1
"""No word takes less; a rate over less is a fault of the times and not of the speaker."""


def measure_delivery(
    words: Sequence[Word], sentences: Sequence[LabelledSentence], paused: Sequence[tuple[float, float]] = ()
) -> Delivery:
    """Counts over `words`, which `sentences` tile. Rates are per minute from the first word to the last, unpaused."""
    said = count_spoken(words)
    spoken_s = _spoken_s(words, paused)
    minutes = spoken_s / 60 if spoken_s >= _SHORTEST_S else 0.0
    fillers = find_fillers(words)
    action = [
        (sentence, words[first:last])
        for sentence, (first, last) in zip(sentences, word_ranges(sentences, words), strict=True)
        if sentence.section == "A"
    ]
    i_count = sum(_count_i(part) for _, part in action)
    we_count = sum(_matches(_WE, part) for _, part in action)
    passive = [has_passive(part) and not _count_i(part) and not _matches(_WE, part) for _, part in action]
    return Delivery(
        words=said,
        words_per_minute=said / minutes if minutes > 0 else 0.0,
        fillers=fillers,
        fillers_per_minute=len(fillers) / minutes if minutes > 0 else 0.0,
        pauses=find_pauses(words, paused),
        i_count=i_count,
        we_count=we_count,
        we_share=we_count / (i_count + we_count) if i_count + we_count else None,
        hedges=_find_hedges(words),
        passive_share=sum(passive) / len(passive) if passive else None,
        quantities=find_figures(words),
    )


def find_pauses(words: Sequence[Word], paused: Sequence[tuple[float, float]] = ()) -> tuple[Span, ...]:
    """Gaps over `PAUSE_S` between two words, but for those in which the recording was paused."""
    return tuple(
        Span("", before.end_s, after.start_s)
        for before, after in pairwise(words)
        if after.start_s - before.end_s - _overlap_s(before.end_s, after.start_s, paused) > PAUSE_S
    )


def find_fillers(words: Sequence[Word]) -> tuple[Span, ...]:
    """Hesitation sounds and the phrases that stand for them; "like" only where commas or a verb set it off."""
    names = [normalise(word.text) for word in words]
    found: list[Span] = []
    index = 0
    while index < len(words):
        width = _filler_width(words, names, index)
        if width:
            text = " ".join(names[index : index + width])
            found.append(Span(text, words[index].start_s, words[index + width - 1].end_s))
        index += width or 1
    return tuple(found)


def _filler_width(words: Sequence[Word], names: Sequence[str], index: int) -> int:
    """Words of the filler that starts here, 0 where none does."""
    here = names[index]
    before = names[index - 1] if index else ""
    pair = (here, names[index + 1]) if index + 1 < len(names) else (here, "")
    after = names[index + 2] if index + 2 < len(names) else ""
    set_off = words[min(index + 1, len(words) - 1)].text.endswith(",")
    if _SOUND.match(here):
        return 1
    if pair == ("you", "know"):
        # "do you know", "you know what": a verb with its object, unless a comma closes it.
        return 2 if before not in _YOU_KNOW_FOLLOWS and (set_off or after not in _YOU_KNOW_OPENS) else 0
    if pair == ("i", "mean"):
        return 2 if before not in {"what", "if", "do"} and after != "it" else 0
    if pair in {("sort", "of"), ("kind", "of")}:
        return 2 if before not in _SORT_OF_FOLLOWS else 0
    return int(here == "like" and _is_discourse_like(words, names, index))


def _is_discourse_like(words: Sequence[Word], names: Sequence[str], index: int) -> bool:
    closed = words[index].text.endswith(",")
    opened = index == 0 or words[index - 1].text.endswith((",", ".", "?", "!", "—"))
    return closed and (opened or names[index - 1] in _BEFORE_LIKE)


def _find_hedges(words: Sequence[Word]) -> tuple[Span, ...]:
    names = [normalise(word.text) for word in words]
    return tuple(_scan(words, names))


def _scan(words: Sequence[Word], names: Sequence[str]) -> Iterator[Span]:
    index = 0
    while index < len(words):
        widths = [len(hedge) for hedge in _HEDGES if tuple(names[index : index + len(hedge)]) == hedge]
        width = max(widths, default=0)
        if width:
            yield Span(" ".join(names[index : index + width]), words[index].start_s, words[index + width - 1].end_s)
        index += width or 1


def _count_i(words: Sequence[Word]) -> int:
    """How often the speaker says I; the filler "I mean" does not claim anything."""
    names = [normalise(word.text) for word in words]
    means = sum(pair == ("i", "mean") for pair in pairwise(names))
    return _matches(_I, words) - means


def _matches(pattern: re.Pattern[str], words: Sequence[Word]) -> int:
    return sum(bool(pattern.match(normalise(word.text))) for word in words)


def _spoken_s(words: Sequence[Word], paused: Sequence[tuple[float, float]]) -> float:
    if not words:
        return 0.0
    start_s, end_s = words[0].start_s, words[-1].end_s
    return end_s - start_s - _overlap_s(start_s, end_s, paused)


def _overlap_s(start_s: float, end_s: float, paused: Sequence[tuple[float, float]]) -> float:
    return sum(max(0.0, min(end_s, to_s) - max(start_s, from_s)) for from_s, to_s in paused)
