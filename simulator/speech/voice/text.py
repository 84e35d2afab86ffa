"""Text as an engine should get it. Numbers and abbreviations are left to the engines, which know them."""

import re
import unicodedata

_PLAIN = str.maketrans({"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "*": "", "_": " ", "`": "", "~": " about "})
_DASH = re.compile(r"\s+[–—-]+\s+|—")


def speakable(text: str) -> str:
    """One line without control characters, markup or typographic quotes; a dash becomes the pause of a comma."""
    visible = "".join(" " if unicodedata.category(sign).startswith("C") else sign for sign in text)
    return " ".join(_DASH.sub(", ", visible.translate(_PLAIN)).split())


def has_words(text: str) -> bool:
    """Whether there is anything to pronounce."""
    return any(sign.isalnum() for sign in text)
