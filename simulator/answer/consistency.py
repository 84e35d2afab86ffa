"""What does not fit together in the answers of one session: a number told in two ways, a story told twice. Pure.

Precision comes first: two numbers contradict each other only where they are of one kind and unit and nearly the same
words stand around them, and nothing says that the one was before and the other after.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from simulator.answer.common_words import COMMON_WORDS
from simulator.answer.quantities import find_quantities
from simulator.answer.quote import quote_text
from simulator.answer.types import Analysis, LabelledSentence, Quantity, Word
from simulator.answer.words import normalise, word_set

SAME_WORDS = 0.5
"""Share of all the words around two numbers that stand around both, from which they speak of one thing."""
FEWEST_SHARED = 3
"""As many content words at least."""
FAR_APART = 0.10
"""Numbers closer than this share of the larger are one number, rounded in two ways."""
SAME_STORY = 0.45
"""Share of the rarer words of an answer that an earlier one has, from which it is the same story.

Of 64,620 pairs of different answers in the corpus the highest is 0.32.
"""
FEWEST_RARE = 12
"""An answer with fewer rare words is too short to be told from another."""
_AROUND = 8
"""Words looked at on each side of a number, within its sentence."""


@dataclass(frozen=True, slots=True)
class Said:
    """Words of one answer: `answer` is its place among those given, times are seconds in its audio."""

    answer: int
    quote: str
    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True)
class Conflict:
    """`earlier` and `now` do not fit together, or tell the same."""

    kind: Literal["number", "same_story"]
    earlier: Said
    now: Said
    shared: tuple[str, ...]
    """The words that both have."""


@dataclass(frozen=True, slots=True)
class _Figure:
    """A number with the content words around it."""

    quantity: Quantity
    unit: str
    around: frozenset[str]
    markers: frozenset[str]
    """Words of its sentence that may make two numbers both right."""
    sentence: int
    said: Said


@dataclass(frozen=True, slots=True)
class _Story:
    rare: frozenset[str]
    said: Said


class Ledger:
    """Keeps what the answers of a session said so far; `add` gives what does not fit with it."""

    def __init__(self) -> None:
        self._answers = 0
        self._figures: dict[tuple[str, str], list[_Figure]] = {}
        self._stories: list[_Story] = []

    def add(self, analysis: Analysis) -> tuple[Conflict, ...]:
        """The conflicts of this answer with the earlier ones and within itself, in the order of its words."""
        place, self._answers = self._answers, self._answers + 1
        found = [*self._numbers(analysis, place), *self._retold(analysis, place)]
        return tuple(sorted(found, key=lambda conflict: conflict.now.start_s))

    def _numbers(self, analysis: Analysis, place: int) -> Iterator[Conflict]:
        for figure in _figures(analysis, place):
            known = self._figures.setdefault((figure.quantity.kind, figure.unit), [])
            earlier = next((one for one in known if _contradict(one, figure)), None)
            if earlier is not None:
                yield Conflict("number", earlier.said, figure.said, tuple(sorted(earlier.around & figure.around)))
            known.append(figure)

    def _retold(self, analysis: Analysis, place: int) -> Iterator[Conflict]:
        """An answer to a probe is about the story before it: only main answers can be one story told twice."""
        if analysis.context.probe is not None or not analysis.sentences:
            return
        story = _story(analysis, place)
        if len(story.rare) < FEWEST_RARE:
            return
        for earlier in self._stories:
            if retold(earlier.rare, story.rare) >= SAME_STORY:
                yield Conflict("same_story", earlier.said, story.said, tuple(sorted(earlier.rare & story.rare)))
                break
        self._stories.append(story)


def find_conflicts(answers: Sequence[Analysis]) -> tuple[Conflict, ...]:
    """All of a session, in the order in which they were said."""
    ledger = Ledger()
    return tuple(conflict for answer in answers for conflict in ledger.add(answer))


def retold(earlier: frozenset[str], now: frozenset[str]) -> float:
    """Share of the rarer words that two answers have in common, of the one that has fewer."""
    fewer = min(len(earlier), len(now))
    return len(earlier & now) / fewer if fewer else 0.0


def rare_words(analysis: Analysis) -> frozenset[str]:
    """What tells one story from another: stems of content words that few stories share."""
    return rare_among(analysis.words)


def rare_among(words: Iterable[Word]) -> frozenset[str]:
    """As `rare_words`, of any words."""
    return frozenset(
        _stem(name)
        for name in map(_bare, words)
        if len(name) > 3 and not _is_number(name) and name not in _FUNCTION | COMMON_WORDS
    )


def _story(analysis: Analysis, place: int) -> _Story:
    first = analysis.sentences[0]
    return _Story(rare_words(analysis), Said(place, first.text, first.start_s, first.end_s))


def _words_of(analysis: Analysis, sentence: LabelledSentence) -> tuple[Word, ...]:
    """By their times: what is shown while words still come in need not tile them."""
    return tuple(word for word in analysis.words if sentence.start_s <= word.start_s < sentence.end_s)


def _figures(analysis: Analysis, place: int) -> Iterator[_Figure]:
    for index, sentence in enumerate(analysis.sentences):
        words = _words_of(analysis, sentence)
        for quantity in find_quantities(words):
            if quantity.value is not None and quantity.value > 1:
                yield _figure(words, quantity, index, place)


def _figure(words: Sequence[Word], quantity: Quantity, sentence: int, place: int) -> _Figure:
    start = next(at for at, word in enumerate(words) if word.start_s >= quantity.start_s)
    end = next((at for at, word in enumerate(words) if word.start_s >= quantity.end_s and at > start), len(words))
    near = [*words[max(0, start - _AROUND) : start], *words[end : end + _AROUND]]
    names = [_bare(word) for word in near]
    unit = _unit(words, quantity, end)
    around = frozenset(
        _stem(name) for name in names if len(name) > 2 and name not in _FUNCTION and not _is_number(name)
    )
    return _Figure(
        quantity,
        unit,
        around - {unit},
        frozenset(name for name in map(_bare, words) if name in _TELLS_APART),
        sentence,
        _said(words, max(0, start - _AROUND), min(len(words), end + _AROUND), place),
    )


def _unit(words: Sequence[Word], quantity: Quantity, end: int) -> str:
    """What is counted: the unit of a time, the noun after a count, nothing for money and percentages."""
    if quantity.kind in ("money", "percent"):
        return ""
    if quantity.kind == "duration":
        return _stem(normalise(quantity.text.split()[-1]))
    return _stem(_bare(words[end])) if end < len(words) else ""


def _contradict(earlier: _Figure, now: _Figure) -> bool:
    same_sentence = earlier.said.answer == now.said.answer and earlier.sentence == now.sentence
    if same_sentence or earlier.markers != now.markers or not _differ(earlier.quantity, now.quantity):
        return False
    shared = earlier.around & now.around
    return len(shared) >= FEWEST_SHARED and len(shared) >= SAME_WORDS * len(earlier.around | now.around)


def _differ(first: Quantity, second: Quantity) -> bool:
    low, high = sorted((first.value or 0.0, second.value or 0.0))
    return high - low > FAR_APART * high


def _said(words: Sequence[Word], first: int, last: int, place: int) -> Said:
    texts = [word.text for word in words]
    return Said(place, quote_text(texts, first, last), words[first].start_s, words[last - 1].end_s)


def _bare(word: Word) -> str:
    return normalise(word.text).removesuffix("'s")


def _is_number(name: str) -> bool:
    return any(character.isdigit() for character in name) or name in _NUMBER_WORDS


def _stem(name: str) -> str:
    """Singular and base form, near enough to compare: "tickets" and "ticket" are one."""
    for ending in ("ing", "ies", "ed", "es", "s"):
        if name.endswith(ending) and len(name) - len(ending) >= 3:
            return name.removesuffix(ending)
    return name


_NUMBER_WORDS = word_set(
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million half dozen percent"
)
_TELLS_APART = word_set(
    "before after first second third then now from down up until since later earlier last next other another than "
    "target goal planned expected estimate estimated instead more less least most each per previous monday tuesday "
    "wednesday thursday friday saturday sunday january february march april may june july august september october "
    "november december morning evening night"
)
"""Numbers that differ in one of these may both be right."""
_FUNCTION = _TELLS_APART | word_set(
    "the and but for with that this those these was were are had has have been being not from our your their his her "
    "its they them she him you who which what when where how why will would could should can did does done got get "
    "just like only also very really about around roughly nearly almost some any all out off over into onto than "
    "there here because while through it's i'd i'm i've we'd we've um uh one"
)
