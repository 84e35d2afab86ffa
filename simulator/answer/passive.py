"""Passive verbs by rule: a form of be or get with a past participle after it."""

from collections.abc import Sequence

from simulator.answer.types import Word
from simulator.answer.words import normalise, word_set

_BE = word_set("was were been being be is are got gets getting wasn't weren't isn't aren't")
_BETWEEN = word_set("not then also just finally really all both never always then eventually completely fully um uh")
_IRREGULAR = word_set(
    "done made built written rewritten found given taken told shown sent put set run brought bought sold held kept "
    "left lost won led met paid said seen thought caught cut drawn driven chosen broken begun known grown thrown torn "
    "worn understood undone redone split spent hit shut stuck dealt fed read reset hidden"
)
_ADJECTIVES = word_set(
    "tired worried interested excited scared annoyed bored pleased surprised convinced concerned involved supposed "
    "used stuck frustrated delighted confused embarrassed ashamed married relieved impressed determined skilled "
    "experienced overwhelmed stressed based needed"
)


def has_passive(words: Sequence[Word]) -> bool:
    """Whether a passive verb stands in these words: "was moved", "were all then told"; not "was tired"."""
    names = [normalise(word.text) for word in words]
    return any(name in _BE and _participle_follows(names, index + 1) for index, name in enumerate(names))


def _participle_follows(names: Sequence[str], index: int) -> bool:
    for name in names[index : index + 3]:
        if name in _ADJECTIVES:
            return False
        if name in _IRREGULAR or (name.endswith("ed") and len(name) > 4):
            return True
        if name not in _BETWEEN and not name.endswith("ly"):
            return False
    return False
