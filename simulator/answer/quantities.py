"""Numbers in speech, by rule: "$40K", "thirty percent", "two and a half days", "from nineteen to two"."""

import re
from collections.abc import Mapping, Sequence

from simulator.answer.types import Quantity, QuantityKind, Word
from simulator.answer.words import normalise, word_set

_UNIT_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_TEN_WORDS = "twenty thirty forty fifty sixty seventy eighty ninety"
_UNITS = {name: value for value, name in enumerate(_UNIT_WORDS.split())}
_TENS = {name: 10 * tens for tens, name in enumerate(_TEN_WORDS.split(), start=2)}
_SCALES = {
    "hundred": 100,
    "thousand": 1_000,
    "million": 1_000_000,
    "billion": 1_000_000_000,
    "grand": 1_000,
    "k": 1_000,
}
_FRACTIONS = {"half": 0.5, "three-quarters": 0.75, "two-thirds": 2 / 3}
_SHARES = {"a third": 100 / 3, "one third": 100 / 3, "two thirds": 200 / 3, "a quarter": 25.0, "three quarters": 75.0}
_WHOLE_SHARES = {"two-thirds": 200 / 3, "three-quarters": 75.0, "one-third": 100 / 3}
_SHOWS_A_PART = word_set("of by about around roughly nearly almost like fewer less more faster off down lower higher")
"""A quarter may be three months and a third a place: beside one of these words it is a part of something."""
_LOOSE = word_set("dozen dozens hundreds thousands millions")
_REPEATS = {"once": 1.0, "twice": 2.0, "doubled": 2.0, "halved": 0.5, "tripled": 3.0}
_MONEY = word_set("dollar dollars buck bucks euro euros pound pounds cent cents usd eur gbp")
_TIME = word_set(
    "millisecond milliseconds ms second seconds minute minutes hour hours day days week weeks month months quarter "
    "quarters year years sprint sprints engineer-week engineer-weeks man-days"
)
_NOT_COUNTED_BEFORE = word_set("this that the no any every which each another only first last next someone new")
_NOT_COUNTED_AFTER = word_set("of on another thing day more-or-less who person where that side hand")
_DIGITS = re.compile(r"^([$€£]?)(\d[\d,]*(?:\.\d+)?)(k|m|bn|b|x|%|ms|s|h|hrs?|min|st|nd|rd|th|am|pm)?$")
_SUFFIX_SCALE = {"k": 1_000.0, "m": 1_000_000.0, "b": 1e9, "bn": 1e9}
_ORDINAL_OR_CLOCK = word_set("st nd rd th am pm")
_SHORT_TIME = word_set("ms s h hr hrs min")


def find_quantities(words: Sequence[Word]) -> tuple[Quantity, ...]:
    """Every number said, in order. Ordinals, years, clock times and "one" as a pronoun are not numbers here."""
    return tuple(quantity for _, _, quantity in _spans(words))


def find_figures(words: Sequence[Word]) -> tuple[Quantity, ...]:
    """The numbers that a listener would write down: "one in five" and "a third" are one figure, a bare "one" is none.

    Apart from `find_quantities`, since the trained models were shown what that one counts.
    """
    names = [normalise(word.text) for word in words]
    spans = {first: (last, quantity) for first, last, quantity in _spans(words)}
    found: list[Quantity] = []
    index = 0
    while index < len(words):
        last, value = _part_at(names, spans, index)
        if last > index:
            found.append(_quantity(words, index, last, "percent", value))
        elif index in spans:
            last, quantity = spans[index]
            if (names[index], last, quantity.kind) != ("one", index + 1, "count"):
                found.append(quantity)
        index = max(last, index + 1)
    return tuple(found)


def _part_at(names: Sequence[str], spans: Mapping[int, tuple[int, Quantity]], index: int) -> tuple[int, float]:
    """(one past the last word of a part of a whole, percent); (index, 0) where none starts."""
    share = _SHARES.get(" ".join(names[index : index + 2]).replace("-", " "), 0.0)
    beside = {*names[max(0, index - 1) : index], *names[index + 2 : index + 3]}
    if share and not beside.isdisjoint(_SHOWS_A_PART):
        return index + 2, share
    if names[index] in _WHOLE_SHARES:
        return index + 1, _WHOLE_SHARES[names[index]]
    end, part = spans.get(index, (index, None))
    width = 1 if names[end : end + 1] == ["in"] else 2 if names[end : end + 2] == ["out", "of"] else 0
    last, whole = spans.get(end + width, (index, None))
    if not (width and part and whole and part.kind == whole.kind == "count" and part.value and whole.value):
        return index, 0.0
    return (last, 100 * part.value / whole.value) if part.value < whole.value else (index, 0.0)


def _spans(words: Sequence[Word]) -> list[tuple[int, int, Quantity]]:
    """(first word, one past the last, quantity)."""
    names = [normalise(word.text) for word in words]
    found: list[tuple[int, int, Quantity]] = []
    index = 0
    while index < len(words):
        last, value = _number_at(names, index)
        if last == index:
            index += 1
            continue
        kind, last = _unit_after(names, index, last)
        found.append((index, last, _quantity(words, index, last, kind, value)))
        index = last
    return found


def _quantity(words: Sequence[Word], first: int, last: int, kind: QuantityKind, value: float | None) -> Quantity:
    text = " ".join(word.text for word in words[first:last]).rstrip(".,;:!?…\"'”’)")
    return Quantity(text.lstrip("\"'“‘("), kind, value, words[first].start_s, words[last - 1].end_s)


def _number_at(names: Sequence[str], index: int) -> tuple[int, float | None]:
    """(one past the number's last word, value); (index, None) where no number starts."""
    name = names[index]
    if name in _REPEATS:
        return (
            (index, None)
            if name == "once" and not _follows(names, index, {"a", "every", "per"})
            else (index + 1, _REPEATS[name])
        )
    if name in _LOOSE:
        return index + 1, 12.0 if name == "dozen" else None
    if match := _DIGITS.match(name):
        return _digits(names, index, match)
    return _spelled(names, index)


def _follows(names: Sequence[str], index: int, wanted: set[str]) -> bool:
    return index + 1 < len(names) and names[index + 1] in wanted


def _digits(names: Sequence[str], index: int, match: re.Match[str]) -> tuple[int, float | None]:
    sign, digits, suffix = match.group(1), match.group(2), match.group(3) or ""
    value = float(digits.replace(",", ""))
    is_year = not sign and not suffix and len(digits) == 4 and 1900 <= value <= 2100
    if suffix in _ORDINAL_OR_CLOCK or is_year:
        return index, None
    value *= _SUFFIX_SCALE.get(suffix, 1.0)
    last = index + 1
    while last < len(names) and names[last] in _SCALES:
        value *= _SCALES[names[last]]
        last += 1
    return last, value


def _spelled(names: Sequence[str], index: int) -> tuple[int, float | None]:
    if _is_pronoun_one(names, index):
        return index, None
    total, current, last = 0.0, 0.0, index
    while last < len(names):
        step = _spelled_step(names, last, started=last > index)
        if step is None:
            break
        value, width, is_scale = step
        if is_scale:
            current = (current or 1.0) * value
            if value >= 1_000:
                total, current = total + current, 0.0
        elif last > index and value >= 1 and not _adds_up(current, value):
            break
        else:
            current += value
        last += width
    return last, (total + current if last > index else None)


def _adds_up(current: float, value: float) -> bool:
    """Whether the words make one number: "forty two" does, "two three" are two."""
    return current == 0 or (current % 100 == 0) or (current % 100 >= 20 and current % 10 == 0 and value < 10)


def _spelled_step(names: Sequence[str], index: int, *, started: bool) -> tuple[float, int, bool] | None:
    """(value, words used, is a scale) of the next piece of a spelled number, or None where it ends."""
    name, after = names[index], names[index + 1 : index + 3]
    if name in _UNITS or name in _TENS:
        return float(_UNITS.get(name, _TENS.get(name, 0))), 1, False
    tens, _, unit = name.partition("-")
    if tens in _TENS and unit in _UNITS:
        return float(_TENS[tens] + _UNITS[unit]), 1, False
    if name in _SCALES and name != "k" and (started or (index and names[index - 1] in {"a", "few", "couple"})):
        return float(_SCALES[name]), 1, True
    if started and name == "and" and after[:2] == ["a", "half"]:
        return 0.5, 3, False
    if (
        started
        and name == "and"
        and after
        and (after[0] in _UNITS or after[0] in _TENS)
        and names[index - 1] == "hundred"
    ):
        return 0.0, 1, False
    if started and name == "point" and after and after[0] in _UNITS:
        return _UNITS[after[0]] / 10, 2, False
    if not started and name in _FRACTIONS:
        return _FRACTIONS[name], 1, False
    return None


def _is_pronoun_one(names: Sequence[str], index: int) -> bool:
    if names[index] != "one":
        return False
    before = names[index - 1] if index else ""
    after = names[index + 1] if index + 1 < len(names) else ""
    return not after or before in _NOT_COUNTED_BEFORE or after in _NOT_COUNTED_AFTER


def _unit_after(names: Sequence[str], first: int, last: int) -> tuple[QuantityKind, int]:
    """(kind, one past the unit's last word): the unit belongs to the quantity's text."""
    number = names[last - 1]
    if names[first][:1] in "$€£":
        return "money", last
    if number.endswith("%"):
        return "percent", last
    match = _DIGITS.match(number)
    if match and (match.group(3) or "") in _SHORT_TIME:
        return "duration", last
    after = names[last] if last < len(names) else ""
    if after in {"percent", "percentage"} or after == "%":
        return "percent", last + 1
    if after == "per" and last + 1 < len(names) and names[last + 1] == "cent":
        return "percent", last + 2
    if after in _MONEY:
        return "money", last + 1
    if after in _TIME:
        return "duration", last + 1
    return "money" if number == "grand" else "count", last
