"""Names of people masked in everything that a report says. Pure.

Each word of a name becomes a word of its own, so that what is said when stays as it was.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any

from simulator.answer.types import Word
from simulator.errors import UsageError
from simulator.report.types import SessionReport

MASK = "[name]"
MASKED = f"Names were masked as {MASK}. A name that is not on the list, or is spelled otherwise, is not."
HEARD = "In the sound they can still be heard."
_CODES = frozenset(
    ("id", "family", "take_id", "quote_take", "earlier_in", "kind", "rule", "section", "state", "level", "probe")
) | {"source", "value", "labeller", "started"}
"""Fields that hold an id or a letter of ours, never words of a person."""
_APOSTROPHES = "['’ʼ]"
_APART = "\n"


def redact(report: SessionReport, names: Sequence[str], *, heard: bool = False) -> SessionReport:
    """`names` masked wherever they stand as whole words, in any case, also before an 's.

    `heard`: the sound goes with the report, and its reader is told that names are in it. Raises UsageError for a name
    without a letter.
    """
    masked = _Masker(names).report(report)
    return replace(masked, notices=(*masked.notices, MASKED, *([HEARD] if heard else [])))


def times_said(report: SessionReport, name: str) -> int:
    """How often `name` is among the words of the session."""
    pattern = _pattern([name])
    return sum(len(pattern.findall(_joined(part.turn.words))) for part in report.parts)


class _Masker:
    def __init__(self, names: Sequence[str]) -> None:
        self._pattern = _pattern(names)

    def report(self, report: SessionReport) -> SessionReport:
        masked: SessionReport = self._value(report)
        return masked

    def _value(self, value: Any) -> Any:
        """The same value with masked texts, however deep they lie."""
        if isinstance(value, str):
            return self._text(value)
        if isinstance(value, tuple):
            return self._words(value) if _are_words(value) else tuple(map(self._value, value))
        if is_dataclass(value) and not isinstance(value, type):
            told = {one.name: getattr(value, one.name) for one in fields(value) if one.name not in _CODES}
            return replace(value, **{name: self._value(one) for name, one in told.items()})
        return value

    def _text(self, text: str) -> str:
        return self._pattern.sub(lambda found: re.sub(r"[^\s-]+", MASK, found[0]), unicodedata.normalize("NFC", text))

    def _words(self, words: tuple[Word, ...]) -> tuple[Word, ...]:
        """All at once: a name may be two words."""
        texts = self._text(_joined(words)).split(_APART)
        return tuple(replace(word, text=text) for word, text in zip(words, texts, strict=True))


def _are_words(values: tuple[object, ...]) -> bool:
    return bool(values) and all(isinstance(value, Word) for value in values)


def _joined(words: Sequence[Word]) -> str:
    return _APART.join(unicodedata.normalize("NFC", word.text.replace(_APART, " ")) for word in words)


def _pattern(names: Sequence[str]) -> re.Pattern[str]:
    """Longer names first, so that a whole name is found before a part of it."""
    alternatives = "|".join(map(_spelled, sorted(names, key=len, reverse=True)))
    return re.compile(rf"(?<![^\W_])(?:{alternatives})(?![^\W_])", re.IGNORECASE)


def _spelled(name: str) -> str:
    words = unicodedata.normalize("NFC", name).split()
    if not any(character.isalpha() for character in name):
        raise UsageError("a name to mask has letters", where=repr(name))
    return r"[\s-]+".join(re.sub(_APOSTROPHES, _APOSTROPHES, re.escape(word)) for word in words)
