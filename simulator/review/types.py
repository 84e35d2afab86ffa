"""An answer that was analysed from a file."""

from dataclasses import dataclass

from simulator.answer.types import Analysis
from simulator.probing.standing import Step
from simulator.probing.types import ProbeChoice
from simulator.review.clashes import Clash


@dataclass(frozen=True, slots=True)
class Reviewed:
    """`source` is the file as it was named, `id` that of a .jsonl line, `model` what heard it (None for text)."""

    source: str
    analysis: Analysis
    probes: tuple[ProbeChoice, ...]
    model: str | None = None
    id: str | int | None = None
    clashes: tuple[Clash[str], ...] = ()
    """What does not fit with the answers before it in the same run."""
    step: Step | None = None
    """In a session: what the answers to follow-ups did to the story."""

    @property
    def name(self) -> str:
        """The file, and the line's id where it has one."""
        return self.source if self.id is None else f"{self.source} · {self.id}"
