"""A drill over a real session with scripted parts, and drills that were."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from simulator.answer.types import Analysis, AnswerContext, Finding, Grade, Quantity, Word
from simulator.content.models import ProbeFamily, Sketch, StoryContext, Wording
from simulator.drill.run import DrillRun, plan_of
from simulator.drill.store import DrillStore
from simulator.drill.types import Attempt, Card, DrillItem, Entry, FamilyProgress, MachineGrade, OwnGrade
from simulator.labelling.grade_reasons import CANNOT_TELL
from tests.fakes import parts as fake
from tests.fakes.house import House, open_house

TODAY = date(2026, 1, 5)
NOW = datetime(2026, 1, 5, 20, 15, tzinfo=UTC)


def family(name: str, *, sketches: bool = True) -> ProbeFamily:
    shown = (Sketch(f"A weak {name}.", f"A strong {name}.", "It has a number."),) if sketches else ()
    wordings = (
        Wording(f"{name}-plain", f"Tell me about the {name}."),
        Wording(f"{name}-quote", "You said “{quote}”. And then?"),
        Wording(f"{name}-hr", f"How was the {name} for you?", "hr"),
    )
    return ProbeFamily(name, f"About {name}", f"Why {name} is asked.", ("w",), ("s",), wordings, "", shown)


CONTEXTS = (
    StoryContext("ward", "The sheet", "nurse", "You are a nurse who drew a sheet.", ("impact", "motive")),
    StoryContext("yard", "The line", "warehouse worker", "You taped a line.", ("risks", "impact")),
    StoryContext("desk", "The queue", "receptionist", "You built a box for keys.", ("motive", "risks")),
)


def attempt(grade: MachineGrade = "strong", take_id: str = "turn-01", seconds: float = 30.0) -> Attempt:
    return Attempt(take_id, grade, seconds, 140.0)


def entry(
    day: date, own: OwnGrade | None = "good", *, story: str = "ward", session_id: str = "", hour: int = 12
) -> Entry:
    at = datetime(day.year, day.month, day.day, hour, tzinfo=UTC)
    return Entry(at, own, (attempt(),), session_id or f"session-{day}", story, "impact-plain")


def drilled(*days: date, due: date | None = None) -> FamilyProgress:
    last = days[-1]
    return FamilyProgress(Card(3.0, 5.0, due or last + timedelta(days=3), last), tuple(entry(day) for day in days))


@dataclass
class GradingMind(fake.FakeMind):
    """An answer with a digit is strong, one with "maybe" cannot be told, any other is weak."""

    contexts: list[AnswerContext] = field(default_factory=list)

    def analyse(
        self, spoken: Sequence[Word], duration_s: float, context: AnswerContext, *, estimated: bool = False
    ) -> Analysis:
        self.contexts.append(context)
        text = " ".join(word.text for word in spoken)
        made = replace(fake.analysis(spoken, duration_s, context), grade=_grade(text), estimated=estimated)
        if not any(letter.isdigit() for letter in text):
            return made
        number = Quantity("12 minutes", "duration", 12.0, 0.0, 1.0)
        measured = Finding("measured", text, 0.0, 1.0, 0.9, "A number on the result.")
        return replace(made, signals=(measured,), delivery=replace(made.delivery, quantities=(number,)))


def _grade(text: str) -> Grade:
    if "maybe" in text:
        return Grade("middling", CANNOT_TELL, text, 0.4)
    if any(letter.isdigit() for letter in text):
        return Grade("strong", "You say what changed, and by how much.", text, 0.9)
    return Grade("weak", "Nothing is measured.", text, 0.9)


def item(name: str = "impact", **changes: object) -> DrillItem:
    fields: dict[str, object] = {
        "family": family(name), "title": "The sheet (nurse)", "story": "You are a nurse who drew a sheet.",
        "source": "ward", "own": False, "wording_id": f"{name}-plain", "text": f"Tell me about the {name}.",
        "because": f"Why {name} is asked.",
    }  # fmt: skip
    return DrillItem(**{**fields, **changes})  # type: ignore[arg-type]


def open_run(
    root: Path, name: str = "impact", *, typed: bool = True, attended: bool = True, card: Card | None = None
) -> tuple[DrillRun, House]:
    """A drill whose parts are open, its archive and memory under `root`."""
    one = item(name)
    plan = plan_of(one, seed=1, typed=typed, attended=attended, auto_finish_s=None)
    house = open_house(root, plan, mind=GradingMind())
    run = DrillRun(one, house.session, DrillStore(house.archive.root), card, lambda: NOW)
    run.open()
    return run, house
