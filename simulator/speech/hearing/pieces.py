"""From a tokenizer's pieces to the words a person would count."""

from collections.abc import Iterable

_ENDINGS = ("'t", "'s", "'re", "'ve", "'ll", "'d", "'m")
_OPENING = ('"', "'", "“", "‘", "(", "[")


def join_pieces(pieces: Iterable[tuple[str, int]], *, goes_on: bool) -> list[tuple[str, int]]:
    """(text, tokens) of each word, from pieces that carry their leading space.

    What has no space before it (a mark, "-time") belongs to the word before, a lone opening mark to the word after.
    When the pieces go on behind words that are fixed, marks at their start close the last of these, which cannot
    be changed any more: they become one empty text.
    """
    words: list[tuple[str, int]] = []
    for text, size in pieces:
        bare = text.strip()
        opens = text.startswith(" ") and bare not in _ENDINGS and (_has_letters(bare) or bare in _OPENING)
        last, last_size = words[-1] if words else ("", 0)
        if goes_on and not last and not _has_letters(text):
            words[:] = [("", last_size + size)]
        elif words and last and (not opens or not _has_letters(last)):
            words[-1] = (last + (bare if bare in _ENDINGS or not _has_letters(last) else text), last_size + size)
        else:
            words.append((text, size))
    return [(text.strip(), size) for text, size in words]


def _has_letters(text: str) -> bool:
    return any(character.isalnum() for character in text)
