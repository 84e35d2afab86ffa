"""What a session is going to be, fixed before it starts."""

from dataclasses import dataclass, replace
from typing import Literal

from simulator.answer.types import AnswerContext, Level
from simulator.content.models import Question
from simulator.content.vocabulary import PROBE_FAMILIES, SHORT_FAMILY
from simulator.probing.types import ProbeChoice

PromptKind = Literal["question", "probe"]


@dataclass(frozen=True, slots=True)
class SessionPlan:
    """The questions in order and the conditions they are asked under."""

    title: str
    questions: tuple[Question, ...]
    level: Level = "mid"
    company: str | None = None
    probes_per_question: int = 2
    prep_s: float = 0.0
    """Time to think after the question, before the microphone opens."""
    auto_finish_s: float | None = None
    """Silence after which an answer ends by itself; None: only the candidate ends it."""
    tone: str | None = None
    """The interviewer's tone, one of the wordings' tones; None mixes them."""
    seed: int = 0
    typed: bool = False
    attended: bool = True
    """False when nobody presses keys (files, the demo): the session then moves on by itself."""
    synthetic: bool = False
    """A written candidate answers, as in the demo: nothing that is said is the person's own."""
    keep_audio: bool = True
    """False: the recording of an answer goes once the second pass has heard it, and only its words stay."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """One thing the interviewer asks. A probe carries its reason and the words that caused it."""

    kind: PromptKind
    text: str
    family: str
    id: str
    because: str = ""
    quote: str = ""
    quote_start_s: float = 0.0
    quote_take: str = ""
    """The take in which the quote was said."""

    @property
    def is_story(self) -> bool:
        """Whether the answer should be told as a story: not those to probes, and not a short opinion."""
        return self.kind == "question" and self.family != SHORT_FAMILY

    @classmethod
    def of(cls, question: Question) -> "Prompt":
        """A question of a probe's family is a follow-up asked by itself, as the drill does."""
        if question.family in PROBE_FAMILIES:
            return cls("probe", question.text, question.family, question.id, because=question.tests)
        return cls(kind="question", text=question.text, family=question.family, id=question.id)

    @classmethod
    def of_probe(cls, probe: ProbeChoice, take_id: str) -> "Prompt":
        """`take_id` is the take just analysed: what was said there unless the probe names an earlier one."""
        return cls(
            kind="probe",
            text=probe.text,
            family=probe.family,
            id=probe.id,
            because=probe.because,
            quote=probe.quote,
            quote_start_s=probe.start_s,
            quote_take=probe.take_id or take_id,
        )


def context_of(plan: SessionPlan, prompt: Prompt) -> AnswerContext:
    """What is known about an answer to `prompt` before a word is said."""
    context = AnswerContext(question=prompt.text, level=plan.level, company=plan.company)
    if prompt.kind == "probe":
        return replace(context, probe=prompt.family)
    return replace(context, opinion=not prompt.is_story)
