"""A probe that could be asked next, with its reason."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ProbeChoice:
    """`family` and `id` name the wording in `followups/`.

    `because` is the reason in one sentence, `quote` the candidate's own words that it rests on.
    """

    family: str
    id: str
    text: str
    because: str
    quote: str = ""
    start_s: float = 0.0
    take_id: str = ""
    """The take in which `quote` was said; empty for the take just analysed."""
