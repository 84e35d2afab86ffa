"""The values an answer is made of, from words to findings. Times are seconds from the start of the answer's audio.

Section, signal, flag and probe ids are those of `corpus/CODEBOOK.md`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

Section = Literal["S", "T", "A", "R", "L", "O"]
SECTIONS: tuple[Section, ...] = get_args(Section)
SECTION_NAMES: Mapping[Section, str] = {
    "S": "Situation",
    "T": "Task",
    "A": "Action",
    "R": "Result",
    "L": "Lesson",
    "O": "Other",
}

Level = Literal["junior", "mid", "senior", "staff"]
LEVELS: tuple[Level, ...] = get_args(Level)


@dataclass(frozen=True, slots=True)
class Word:
    """One spoken word. `text` carries its punctuation and no surrounding space; `probability` is in 0–1."""

    text: str
    start_s: float
    end_s: float
    probability: float = 1.0


@dataclass(frozen=True, slots=True)
class Sentence:
    """A run of words, `first_word` up to but not including `last_word` of the answer's words."""

    text: str
    start_s: float
    end_s: float
    first_word: int
    last_word: int


@dataclass(frozen=True, slots=True)
class SectionGuess:
    """What a labeller thinks of one sentence; `confidence` (0–1) is its marginal probability of `section`.

    `chances`: the probability of every section in the order of SECTIONS; empty where a labeller has no other than its
    best.
    """

    section: Section
    confidence: float
    chances: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class LabelledSentence:
    """A sentence with its section. `corrected` marks a label that the candidate set by hand.

    `chances` as in SectionGuess: what else the sentence may be.
    """

    text: str
    start_s: float
    end_s: float
    section: Section
    confidence: float
    corrected: bool = False
    chances: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Guideline:
    """The timing an answer is held against. Defaults and their sources: see `answer/guideline.py`."""

    setup_budget_s: float = 50.0
    """Situation and Task together stay under this …"""
    setup_share: float = 0.25
    """… or under this share of the answer, whichever is less."""
    action_target: float = 0.70
    action_band: float = 0.10
    """Half-width of the target band around `action_target`; a band, not a pass mark."""
    short_s: float = 90.0
    ideal_end_s: float = 150.0
    long_s: float = 180.0
    judge_from_s: float = 40.0
    """Below this much speech the share verdicts are "cannot tell"."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """One rule of the guideline held against the answer. `ok` is None where we cannot tell, and `why` says so."""

    rule: str
    target: str
    value: float
    ok: bool | None
    why: str


@dataclass(frozen=True, slots=True)
class Timing:
    """Where the time went. `share` is of S+T+A+R+L+O; seconds plus `silence_s` make the duration."""

    seconds: Mapping[Section, float]
    share: Mapping[Section, float]
    setup_s: float
    action_share: float
    silence_s: float
    verdicts: tuple[Verdict, ...] = ()


@dataclass(frozen=True, slots=True)
class Span:
    """Something heard at a time: a filler (`text` is the word) or a pause (`text` is empty)."""

    text: str
    start_s: float
    end_s: float


QuantityKind = Literal["money", "percent", "duration", "count"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number that was said, in digits or spelled out. `text` is verbatim, `value` None for "dozens" and the like."""

    text: str
    kind: QuantityKind
    value: float | None
    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True)
class Delivery:
    """How it was said, counted by rule. `we_share` is we/(I+we) within Action, None where neither was said."""

    words: int
    words_per_minute: float
    fillers: tuple[Span, ...]
    fillers_per_minute: float
    pauses: tuple[Span, ...]
    i_count: int
    we_count: int
    """`i_count` and `we_count` are those of the Action too."""
    we_share: float | None
    hedges: tuple[Span, ...] = ()
    passive_share: float | None = None
    """Share of the Action's sentences with a passive verb and neither "I" nor "we"; None without an Action."""
    quantities: tuple[Quantity, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """A signal or flag with its evidence. A flag about something missing may have an empty `quote`."""

    id: str
    quote: str
    start_s: float
    end_s: float
    confidence: float
    why: str
    """One sentence: why it matters, in terms of what was said."""
    repair: str = ""
    """Flags only: what to do about it."""


RubricState = Literal["met", "not_heard", "unclear"]


@dataclass(frozen=True, slots=True)
class RubricItem:
    """One thing that an interviewer listens for. What is "met" has a quote, said from `start_s` to `end_s`."""

    id: str
    state: RubricState
    quote: str = ""
    start_s: float = 0.0
    end_s: float = 0.0
    confidence: float = 0.0
    """How sure the state is (0–1); of "unclear", how likely it is that the thing was said."""
    value: str = ""
    """The quadrant only: "A" to "D", empty where it cannot be told."""


@dataclass(frozen=True, slots=True)
class Grade:
    """How an answer to a probe stood up."""

    value: Literal["strong", "middling", "weak"]
    because: str
    quote: str
    confidence: float


@dataclass(frozen=True, slots=True)
class QuestionAnswered:
    """Whether the question that was asked was answered at all. `quote`: what shows it, or what was told instead."""

    value: Literal["yes", "no", "cannot_tell"]
    because: str
    quote: str = ""
    start_s: float = 0.0
    end_s: float = 0.0
    confidence: float = 0.0


@dataclass(frozen=True, slots=True)
class AnswerContext:
    """What is known about an answer apart from its words. `probe` is the family asked, None for a main question.

    `opinion` marks a question that asks for a view and not for a story, such as "leader or follower?".
    """

    question: str | None = None
    level: Level = "mid"
    company: str | None = None
    probe: str | None = None
    opinion: bool = False

    @property
    def is_story(self) -> bool:
        """Whether the answer should be told as a story: STAR timing, the guideline and the rubric hold only then."""
        return self.probe is None and not self.opinion


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything said about one answer. `estimated` means that the times come from a speaking rate, not from audio."""

    context: AnswerContext
    duration_s: float
    words: tuple[Word, ...]
    sentences: tuple[LabelledSentence, ...]
    timing: Timing
    delivery: Delivery
    signals: tuple[Finding, ...] = ()
    flags: tuple[Finding, ...] = ()
    rubric: tuple[RubricItem, ...] = ()
    bar: tuple[RubricItem, ...] = ()
    """What the level and the company of `context` ask for; ids and titles in `answer/bar.py`."""
    answered: QuestionAnswered | None = None
    """None where no story was asked for, or nothing is known of the question."""
    grade: Grade | None = None
    estimated: bool = False
    labeller: str = field(default="")
    """Name of the labelling model that served, so that a figure can say where it comes from."""
