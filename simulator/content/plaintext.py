"""What text of a content file may hold: nothing that could steer a terminal or hide what it says."""

import unicodedata

_JOINERS = "\u200c\u200d"  # needed by some scripts and emoji
_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
_SHOWN = 60


def _is_unsafe(character: str) -> bool:
    if character in "\n\r\t" or character in _JOINERS:
        return False
    return unicodedata.category(character) in _INVISIBLE


def unsafe_character(text: str) -> str:
    """Names the first control, bidirectional or other invisible character ("U+202E RIGHT-TO-LEFT…"), else ""."""
    for character in text:
        if _is_unsafe(character):
            return f"U+{ord(character):04X} {unicodedata.name(character, 'control character')}"
    return ""


def without_controls(line: str) -> str:
    """`line` with a space for every character that is not printable, so that none of it steers the terminal."""
    return "".join(character if character.isprintable() else " " for character in line)


def escaped(text: str) -> str:
    """`text` with every unsafe character but line ends written as JSON writes it, so that JSON stays the same."""
    unsafe = {character for character in set(text) if _is_unsafe(character)}
    return text.translate({ord(one): _escape(one) for one in unsafe}) if unsafe else text


def _escape(character: str) -> str:
    pairs = character.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{pairs[at : at + 2].hex()}" for at in range(0, len(pairs), 2))


def printable(text: str, limit: int = _SHOWN) -> str:
    """`text` on one line and safe to print: unsafe characters as escapes, cut after `limit` characters."""
    safe = "".join(
        character.encode("unicode_escape").decode("ascii")
        if _is_unsafe(character) or character in "\n\r\t"
        else character
        for character in text[: limit + 1]
    )
    return safe if len(safe) <= limit else safe[: limit - 1] + "…"
