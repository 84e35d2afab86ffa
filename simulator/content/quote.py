"""The slot of a wording that takes the candidate's own words. Which words those are: `answer/quote.py`."""

from simulator.content.schema import QUOTE_SLOT


def has_quote_slot(text: str) -> bool:
    """Whether the wording needs words of the candidate."""
    return QUOTE_SLOT in text


def with_quote(text: str, quote: str) -> str:
    """`text` with `quote` in its slot; a text without a slot comes back as it is."""
    return text.replace(QUOTE_SLOT, quote)
