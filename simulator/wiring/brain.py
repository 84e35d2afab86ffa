"""The trained models behind an analysis, loaded once."""

from collections.abc import Sequence
from dataclasses import dataclass

from simulator.answer.cues import CueStrength
from simulator.answer.guideline import PRESETS
from simulator.answer.question import KnownQuestions
from simulator.content.models import Library
from simulator.interview.analyst import Analyst
from simulator.settings import Settings


@dataclass(frozen=True, slots=True)
class Analysing:
    """What may differ between two analyses of the same words."""

    guideline: str = "action-70"
    words_per_minute: int = 140
    cues: CueStrength = "subtle"

    @classmethod
    def of(cls, settings: Settings) -> "Analysing":
        return cls(settings.guideline, settings.words_per_minute, settings.cues)


class Matcher:
    """Implements `answer.protocols.MeaningMatcher` with the sentence embedder, loaded when it is first needed."""

    def closest(self, text: str, among: Sequence[str]) -> tuple[int, float]:
        """Raises MissingPart or BadInput when the embedder cannot be loaded."""
        from simulator.labelling.embeddings import load_embedder

        embedder = load_embedder()
        cosines = embedder.embed(among) @ embedder.embed([text])[0]
        best = int(cosines.argmax())
        return best, float(cosines[best])


def open_questions(library: Library) -> KnownQuestions:
    """What the questions of `library` ask for."""
    return KnownQuestions([(one.text, one.family) for one in library.questions], Matcher())


def open_analyst(library: Library, how: Analysing) -> Analyst:
    """Load the models. Raises MissingPart or BadInput when a weight file is missing or damaged."""
    from simulator.labelling.findings import load_finding_judge
    from simulator.labelling.probe_ranker import load_probe_ranker
    from simulator.labelling.sections import load_section_labeller

    return Analyst(
        labeller=load_section_labeller(),
        live_labeller=load_section_labeller(live=True),
        judge=load_finding_judge(),
        ranker=load_probe_ranker(),
        families=library.families,
        questions=open_questions(library),
        guideline=PRESETS[how.guideline].guideline,
        words_per_minute=how.words_per_minute,
        cues=how.cues,
    )
