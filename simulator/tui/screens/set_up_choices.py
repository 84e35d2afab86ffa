"""What the set-up offers, and the session that comes of it: pure."""

from collections.abc import Sequence

from simulator.answer.types import LEVELS
from simulator.content.models import Library, Plan
from simulator.content.vocabulary import COMPANIES
from simulator.review.layout import counted
from simulator.settings import Settings
from simulator.tui.choices import MicrophoneChoice, SessionSetup, VoiceChoice
from simulator.tui.widgets.choice_row import Option

MAX_QUESTIONS, MAX_PROBES = 12, 4
PREP_S = (0.0, 5.0, 15.0, 30.0, 60.0, 120.0, 300.0)
LEVEL_ABOUT = {
    "junior": "tasks outside the assignment, own part clear; cross-team work is not expected",
    "mid": "several people involved, influence without authority, trade-offs named",
    "senior": "projects across teams with an effect on the business, risks managed",
    "staff": "bets over several teams and quarters, direction set, others brought along",
}


def plan_for(library: Library, plan_id: str) -> Plan:
    """The plan of this name, or the first one. Raises IndexError when there are no plans."""
    return next((plan for plan in library.plans if plan.id == plan_id), library.plans[0])


def plans(library: Library) -> list[Option[str]]:
    return [Option(plan.id, f"{plan.title} · {plan.minutes} min", plan.description) for plan in library.plans]


def companies(library: Library) -> list[Option[str | None]]:
    found = {company for question in library.questions for company in question.companies}
    found |= {plan.company for plan in library.plans if plan.company}
    named: list[Option[str | None]] = [
        Option(company, COMPANIES.get(company, company), "their way of asking and what they give credit for")
        for company in sorted(found)
    ]
    return [Option(None, "any", "no company's framing"), *named]


def levels() -> list[Option[str]]:
    return [Option(level, level, LEVEL_ABOUT[level]) for level in LEVELS]


def question_counts(now: int) -> list[Option[int]]:
    """Usual numbers, and `now` where a plan goes beyond."""
    return [Option(number, counted(number, "question")) for number in sorted({*range(1, MAX_QUESTIONS + 1), now})]


def probe_counts(now: int) -> list[Option[int]]:
    about = "asked at once, about what your answer left open"
    return [Option(number, f"{number} a question", about) for number in sorted({*range(MAX_PROBES + 1), now})]


def prep_times(now: float) -> list[Option[float]]:
    names = {0.0: "none"}
    return [
        Option(seconds, names.get(seconds, f"{seconds:.0f} s"), "time to think after each question, before you speak")
        for seconds in sorted({*PREP_S, now})
    ]


def voices(choices: Sequence[VoiceChoice]) -> list[Option[str]]:
    spoken = [Option(choice.name, choice.label, "how the interviewer sounds") for choice in choices]
    return spoken or [Option("none", "none", "the question is shown only")]


def microphones(choices: Sequence[MicrophoneChoice]) -> list[Option[str | None]]:
    default = next((choice.label for choice in choices if choice.is_default), "")
    first: Option[str | None] = Option(None, f"the system's default{f' ({default})' if default else ''}")
    named: list[Option[str | None]] = [Option(choice.name, choice.label) for choice in choices]
    return [first, *named]


def quick(library: Library, settings: Settings, *, typed: bool, plan_id: str = "") -> SessionSetup:
    """One question of a plan, else of the one in the settings, which hold otherwise.

    Raises IndexError when there are no plans.
    """
    plan = plan_for(library, plan_id or settings.plan)
    return SessionSetup(
        plan_id=plan.id,
        company=settings.company or plan.company,
        level=settings.level,
        questions=1,
        probes=plan.probes if settings.probes is None else settings.probes,
        prep_s=plan.prep_s if settings.prep_s is None else settings.prep_s,
        voice=settings.voice,
        microphone=settings.microphone,
        typed=typed,
    )


def changes(setup: SessionSetup, plan: Plan) -> dict[str, object]:
    """What is worth keeping for the next start: numbers only where they differ from the plan's own."""
    return {
        "plan": setup.plan_id,
        "company": setup.company,
        "level": setup.level,
        "questions": None if setup.questions == plan.count else setup.questions,
        "probes": None if setup.probes == plan.probes else setup.probes,
        "prep_s": None if setup.prep_s == plan.prep_s else setup.prep_s,
        "voice": setup.voice,
        "microphone": setup.microphone,
    }
