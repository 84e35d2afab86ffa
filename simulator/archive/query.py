"""What a person types into a search, as a query that SQLite's full-text search always understands. Pure."""

import re

_MOST_TERMS = 24
_LONGEST_TERM = 200
_SHORT = 3
"""Shorter words are meant as they are: "a" should not find every word that begins with it."""
_QUOTES = str.maketrans("“”„«»", '"""""')
_PIECE = re.compile(r'"([^"]*)("?)|([^\s"]+)')


def as_query(wanted: str) -> str:
    """`wanted` for FTS5; empty when there is no word in it.

    All words must be there, in any order. A word finds those that begin with it; "words in quotes" stand side by side,
    and while the quote is still open its last word may go on.
    """
    terms: list[str] = []
    text = "".join(" " if character == "\0" or "\ud800" <= character <= "\udfff" else character for character in wanted)
    pieces = list(_PIECE.finditer(text.translate(_QUOTES)))
    for place, piece in enumerate(pieces):
        phrase, closed, word = piece.groups()
        term = (word or phrase or "")[:_LONGEST_TERM]
        if not any(map(str.isalnum, term)):
            continue
        last = place == len(pieces) - 1
        begins = (not closed and last) if word is None else (last or len(term) >= _SHORT)
        terms.append(f'"{term}"{"*" if begins else ""}')
    return " ".join(terms[:_MOST_TERMS])
