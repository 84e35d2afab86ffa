"""An answer that was analysed from a file."""

from dataclasses import dataclass

from simulator.answer.types import Analysis
from simulator.probing.types import ProbeChoice


@dataclass(frozen=True, slots=True)
class Reviewed:
    """`source` is the file as it was named, `id` that of a .jsonl line, `model` what heard it (None for text)."""

    source: str
    analysis: Analysis
    probes: tuple[ProbeChoice, ...]
    model: str | None = None
    id: str | int | None = None
