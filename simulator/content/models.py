"""Questions, probes and plans as frozen values, as read from `prompts/` and `followups/`."""

from dataclasses import dataclass
from typing import TypeVar

from simulator.answer.types import LEVELS, Level


@dataclass(frozen=True, slots=True)
class Question:
    """One interview question. `companies` empty means that it fits any."""

    id: str
    family: str
    text: str
    competencies: tuple[str, ...]
    levels: tuple[Level, ...]
    companies: tuple[str, ...]
    tests: str
    """What the interviewer wants to find out."""
    strong: str
    """What a strong answer does."""
    trap: str
    """How candidates lose this one."""
    source: str = ""
    """File and line it came from ("…/ownership.toml:12"), for messages."""


@dataclass(frozen=True, slots=True)
class Wording:
    """One way to ask a probe. A `{quote}` slot in `text` takes the candidate's own words.

    It fits only candidates of `levels`, and only `companies` ask so; `companies` empty means that any may.
    Its slot takes words that showed one of the signals and flags `quotes`; empty means any.
    """

    id: str
    text: str
    tone: str = "neutral"
    source: str = ""
    levels: tuple[Level, ...] = LEVELS
    companies: tuple[str, ...] = ()
    quotes: tuple[str, ...] = ()
    opens: bool = False
    """It asks for a story: for an answer that told none, and for no other."""

    @property
    def for_everyone(self) -> bool:
        """Whether it fits every level, any company and any story."""
        return self.levels == LEVELS and not self.companies and not self.opens

    def fits(self, level: Level, company: str) -> bool:
        return level in self.levels and (not self.companies or company in self.companies)

    def takes(self, finding: str) -> bool:
        """Whether it reads well after words that showed this signal or flag."""
        return not self.quotes or finding in self.quotes


@dataclass(frozen=True, slots=True)
class Sketch:
    """The same follow-up answered weakly and strongly, about one case, and what makes the difference."""

    weak: str
    strong: str
    difference: str


@dataclass(frozen=True, slots=True)
class ProbeFamily:
    """A family of follow-up questions of the codebook, with what to listen for in the answer."""

    id: str
    title: str
    why: str
    """Why a skilled interviewer asks it."""
    weak: tuple[str, ...]
    strong: tuple[str, ...]
    wordings: tuple[Wording, ...]
    source: str = ""
    sketches: tuple[Sketch, ...] = ()
    companies: tuple[str, ...] = ()
    """Those that look for it before other things."""
    tones: tuple[str, ...] = ()
    """The interviewers that ask it sooner than others would."""


@dataclass(frozen=True, slots=True)
class StoryContext:
    """A written story, told to "you", that leaves `families` open: something to answer follow-ups about."""

    id: str
    title: str
    profession: str
    story: str
    families: tuple[str, ...]
    source: str = ""


@dataclass(frozen=True, slots=True)
class Pick:
    """Part of a plan: `count` questions out of `families`; empty means any family of stories."""

    families: tuple[str, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Plan:
    """A session with a name: fixed `questions` first, then what `picks` choose. `probes` is the number a question."""

    id: str
    title: str
    minutes: int
    description: str
    questions: tuple[str, ...]
    picks: tuple[Pick, ...]
    probes: int
    prep_s: float
    level: Level | None = None
    """None leaves the choice to the person, as does `company`."""
    company: str | None = None
    source: str = ""

    @property
    def count(self) -> int:
        """How many questions it asks, as long as the content has that many that fit."""
        return len(self.questions) + sum(pick.count for pick in self.picks)


@dataclass(frozen=True, slots=True)
class Library:
    """All usable content; broken files are left out of it and named in `warnings`."""

    questions: tuple[Question, ...]
    families: tuple[ProbeFamily, ...]
    plans: tuple[Plan, ...] = ()
    warnings: tuple[str, ...] = ()
    contexts: tuple[StoryContext, ...] = ()

    def family(self, family_id: str) -> ProbeFamily:
        """Raises KeyError for an id that has no content."""
        return _find(self.families, family_id)

    def question(self, question_id: str) -> Question:
        """Raises KeyError for an unknown id."""
        return _find(self.questions, question_id)

    def plan(self, plan_id: str) -> Plan:
        """Raises KeyError for an unknown id."""
        return _find(self.plans, plan_id)


_Item = TypeVar("_Item", Question, ProbeFamily, Plan)


def _find(items: tuple[_Item, ...], wanted: str) -> _Item:
    for item in items:
        if item.id == wanted:
            return item
    raise KeyError(wanted)
