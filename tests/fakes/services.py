"""The program behind the screens, in memory. Real content models and settings; sessions are `FakeSession`s."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path

from simulator.answer.types import Finding, Grade, RubricItem, Span, Word
from simulator.archive.deleting import delete_take
from simulator.archive.folder import SessionFolder
from simulator.archive.glance import SessionGlance
from simulator.archive.marks import mark_best
from simulator.archive.store import Archive
from simulator.archive.types import Bookmark, Correction, Found, Hit, Marks, SessionSummary
from simulator.audio.sound_check import SoundCheck
from simulator.audio.types import Level, LevelVerdict
from simulator.comparing.questions import answered_questions
from simulator.comparing.side_by_side import side_by_side
from simulator.comparing.types import AnsweredQuestion, SideBySide, TakeName
from simulator.content.models import Library, Pick, Plan, ProbeFamily, Question, Wording
from simulator.drill.progress import Overview, overview
from simulator.drill.run import DrillRun
from simulator.drill.types import Progress
from simulator.errors import SimulatorError
from simulator.interview import events as ev
from simulator.interview.history import load_record, load_records
from simulator.interview.plan import Prompt, SessionPlan
from simulator.interview.view import TakeRecord
from simulator.probing.types import ProbeChoice
from simulator.progress.report import progress_report
from simulator.progress.types import ProgressReport
from simulator.replay.load import load_replay
from simulator.replay.timeline import answer_turn, interviewer_turn
from simulator.replay.types import Replay
from simulator.settings import Settings
from simulator.today.plan import plan_day
from simulator.today.standing import standing
from simulator.today.types import DayPlan
from simulator.tui.choices import DemoChoice, MicrophoneChoice, SessionSetup, VoiceChoice
from simulator.tui.drafts import drafted
from simulator.wiring.stories import StoryDesk
from tests.fakes.learning import FakeLearning
from tests.fakes.minds import StoredMind
from tests.fakes.replaying import WALL, FakeDeck
from tests.fakes.session import GUIDELINE, FakeSession, Script
from tests.fakes.stories import desk


def question(number: int, text: str, family: str = "outside_scope") -> Question:
    return Question(f"q-{number}", family, text, ("ownership",), ("mid",), ("amazon",), "tests", "strong", "trap")


QUESTIONS = (
    question(1, "Tell me about a time you fixed something that was nobody's job to fix."),
    question(2, "Describe a decision you pushed through without having the authority for it.", "no_authority"),
    question(3, "When did you notice a problem that everyone around you had got used to?", "noticed_first"),
)
FAMILIES = (
    ProbeFamily(
        "own_part", "your part, the team's part", "why", ("w",), ("s",), (Wording("own_part-1", "What was yours?"),)
    ),
    ProbeFamily("impact", "what changed", "why", ("w",), ("s",), (Wording("impact-1", "How do you know?"),)),
)
PLANS = (
    Plan("quick", "Quick round", 10, "three questions from all over", ("q-1", "q-2", "q-3"), (), 2, 0.0),
    Plan("long", "Full mock interview", 45, "as on the day itself", (), (Pick((), 5),), 3, 30.0, company="amazon"),
)
LIBRARY = Library(QUESTIONS, FAMILIES, PLANS)

STORY = Script(
    sentences=(
        ("S", "Last year our nightly export failed about twice a week and somebody had to restart it by hand."),
        ("S", "It belonged to another team, and everyone on ours had simply got used to coming in early."),
        ("T", "Nobody had asked me to, but I wanted it to run through the night without any of us."),
        ("A", "I read three months of logs first and saw that it only failed when a second job ran late."),
        ("A", "Then I wrote a small lock, two hours of work, and showed the owners what it would have prevented."),
        ("A", "They were worried about deadlocks, so I added a timeout and ran it beside the old one for a week."),
        ("A", "After that we rebuilt the schedule together and I wrote the page on how to read the alerts."),
        ("R", "Since then it has failed once in five months, and nobody comes in early any more."),
        ("L", "What I took from it is to look for the pattern before I fix the single case."),
    ),
    flags=(
        Finding("we_only", "After that we rebuilt the schedule together", 51.7, 55.0, 0.71,
                "“We” leaves open who decided on it.", "Say which part you decided, then name the others."),
    ),
    signals=(
        Finding("noticed", "it only failed when a second job ran late", 27.5, 31.3, 0.93,
                "The pattern over three months was not on the surface.", ""),
        Finding("unasked", "Nobody had asked me to", 13.3, 15.0, 0.88, "It was plainly not your job.", ""),
        Finding("measured", "it has failed once in five months", 58.5, 61.0, 0.84, "A number on the result.", ""),
    ),
    rubric=(
        RubricItem("discovered", "met", "it only failed when a second job ran late", 25.0),
        RubricItem("proposed", "met", "showed the owners what it would have prevented", 33.0),
        RubricItem("shipped", "met", "it has failed once in five months", 58.5),
        RubricItem("counterfactual", "unclear"),
        RubricItem("sustained", "not_heard"),
    ),
    probes=(
        ProbeChoice("own_part", "own_part-1", "You said “we rebuilt the schedule”. Which part of that was yours?",
                    "You said “we rebuilt the schedule together”, and who decided what stays open.",
                    "After that we rebuilt the schedule together", 51.7),
    ),
    cue="You are in the Action: keep saying what you did.",
)  # fmt: skip
PROBE_ANSWER = Script(
    sentences=(
        ("A", "The order of the jobs was my proposal, and I wrote the change and the tests for it."),
        ("A", "Two people of the other team reviewed it and moved the alerts."),
    ),
    grade=Grade("strong", "It names your part and theirs.", "The order of the jobs was my proposal", 0.82),
)


def plan(*, questions: int = 2, probes: int = 1, prep_s: float = 0.0, typed: bool = False) -> SessionPlan:
    return SessionPlan("Quick round", QUESTIONS[:questions], probes_per_question=probes, prep_s=prep_s, typed=typed)


def session(**changes: object) -> FakeSession:
    """A session over the scripted story; `changes` go to its plan, `scripts` and the like to the session."""
    for_plan = {key: changes.pop(key) for key in ("questions", "probes", "prep_s", "typed") if key in changes}
    fields: dict[str, object] = {"scripts": (STORY, PROBE_ANSWER), "audio": Path("/recordings/turn-01/audio.wav")}
    return FakeSession(plan(**for_plan), **{**fields, **changes})  # type: ignore[arg-type]


@dataclass
class FakeMeter:
    """Says what it is told to."""

    now: Level | None = field(default_factory=lambda: Level(-22.0, -10.0))
    says: tuple[LevelVerdict, str] | None = ("good", "speak as you are")
    closed: bool = False

    def level(self) -> Level | None:
        return self.now

    def verdict(self) -> tuple[LevelVerdict, str] | None:
        return self.says

    def close(self) -> None:
        self.closed = True


@dataclass
class FakeServices:
    """Implements `simulator.tui.services.Services`; what was asked of it is kept in lists."""

    library: Library = LIBRARY
    settings: Settings = field(default_factory=lambda: Settings.model_construct(**_defaults()))
    devices: tuple[MicrophoneChoice, ...] = (
        MicrophoneChoice("builtin", "Built-in Microphone", True),
        MicrophoneChoice("usb", "USB headset"),
    )
    microphone_fault: str = ""
    past: tuple[SessionSummary, ...] = ()
    stored: dict[str, tuple[TakeRecord, ...]] = field(default_factory=dict)
    make_session: Callable[[SessionSetup], FakeSession] = lambda setup: session(
        questions=min(setup.questions, 3), probes=setup.probes, prep_s=setup.prep_s, typed=setup.typed
    )
    fault: SimulatorError | None = None
    """Raised by the next call that may fail."""
    meters: list[FakeMeter] = field(default_factory=list)
    next_meter: Callable[[], FakeMeter] = FakeMeter
    setups: list[SessionSetup] = field(default_factory=list)
    sessions: list[FakeSession] = field(default_factory=list)
    saved: list[Mapping[str, object]] = field(default_factory=list)
    played: list[tuple[Path, float, float]] = field(default_factory=list)
    stopped: int = 0
    story_desk: StoryDesk | None = None
    """Where stories are kept; None: no story."""
    first: bool = False
    """Whether this is the first start."""
    sound_check: SoundCheck = field(
        default_factory=lambda: SoundCheck(Path("/tmp/check.wav"), 4.0, "good", "Good level.", "Built-in Microphone")
    )
    checks: list[str | None] = field(default_factory=list)
    forgotten: int = 0
    spoken_in: list[str | None] = field(default_factory=list)
    spoken: list[str] = field(default_factory=list)
    """What was to be said aloud."""
    corrections: dict[tuple[str, str], tuple[Correction, ...]] = field(default_factory=dict)
    glances: tuple[SessionGlance, ...] = ()
    archive: Archive | None = None
    """Where takes that are compared are read from."""
    drilled: Progress = field(default_factory=Progress)
    day: date = date(2026, 1, 5)
    plan_fault: SimulatorError | None = None
    """Raised whenever today's plan is asked for."""
    open_drill: Callable[[str | None, bool], DrillRun] | None = None
    drills: list[tuple[str | None, bool]] = field(default_factory=list)
    said: tuple[Hit, ...] = ()
    """What a search may find."""
    searched: list[str] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    recovered: list[str] = field(default_factory=list)
    gone_by_age: str = ""
    reports: list[str] = field(default_factory=list)
    folders: dict[str, SessionFolder] = field(default_factory=dict)
    """Sessions on disk, to be replayed."""
    replays: dict[str, Replay] = field(default_factory=dict)
    """Sessions that are nowhere but here."""
    fake_deck: FakeDeck = field(default_factory=FakeDeck)
    again: list[tuple[str, Prompt]] = field(default_factory=list)
    brought_in: list[Path] = field(default_factory=list)
    bringing_in: Callable[[Path, Callable[[str], None]], str] = lambda path, _told: f"{path.name}: now session x"
    stops_of_bringing_in: int = 0

    def _may_fail(self) -> None:
        fault, self.fault = self.fault, None
        if fault is not None:
            raise fault

    def save_settings(self, changes: Mapping[str, object]) -> None:
        self.saved.append(dict(changes))
        self.settings = self.settings.model_copy(update=dict(changes))

    def microphones(self) -> tuple[MicrophoneChoice, ...]:
        return self.devices

    def meter(self, name: str | None) -> FakeMeter:
        self._may_fail()
        self.meters.append(self.next_meter())
        return self.meters[-1]

    def check_sound(self, name: str | None, told: Callable[[Level], None]) -> SoundCheck:
        self._may_fail()
        self.checks.append(name)
        told(Level(-22.0, -10.0))
        return self.sound_check

    def forget_sound_check(self) -> None:
        self.forgotten += 1

    def first_start(self) -> bool:
        return self.first

    def voices(self) -> tuple[VoiceChoice, ...]:
        return VoiceChoice("hibari", "natural"), VoiceChoice("system", "the system's"), VoiceChoice("none", "none")

    def start(self, setup: SessionSetup) -> FakeSession:
        self._may_fail()
        self.setups.append(setup)
        self.sessions.append(self.make_session(setup))
        return self.sessions[-1]

    def demos(self) -> tuple[DemoChoice, ...]:
        return (
            DemoChoice("strong", "A strong candidate", "noticed, sized, shipped: few follow-ups are left"),
            DemoChoice("flawed", "A flawed candidate", "“we” everywhere and no number"),
        )

    def start_demo(self, demo_id: str) -> FakeSession:
        self._may_fail()
        self.sessions.append(session())
        return self.sessions[-1]

    def drill_overview(self) -> Overview:
        return overview(self.drilled, self.library.families, self.day)

    def today(self) -> DayPlan:
        if self.plan_fault is not None:
            raise self.plan_fault
        drill, learning = self.drill_overview(), self.learning.overview()
        return plan_day(standing(self.glances, drill, learning, interview=self.settings.interview, guideline=GUIDELINE))

    @property
    def stories(self) -> StoryDesk:
        return self.story_desk or desk(Path("/nowhere"))

    @cached_property
    def learning(self) -> FakeLearning:
        return FakeLearning(lambda: self.day)

    def say(self, text: str, voice: str | None = None) -> None:
        self._may_fail()
        self.spoken.append(text)
        self.spoken_in.append(voice)

    def progress(self, *, with_demos: bool = False) -> ProgressReport:
        self._may_fail()
        return progress_report(
            self.glances, GUIDELINE, self.library.families, self.drill_overview(), with_demos=with_demos
        )

    def answered_questions(self) -> tuple[AnsweredQuestion, ...]:
        self._may_fail()
        return answered_questions(self.archive.glances()) if self.archive else ()

    def side_by_side(self, names: Sequence[TakeName]) -> SideBySide:
        self._may_fail()
        archive = self.archive
        assert archive is not None
        return side_by_side(names, lambda session_id: load_replay(archive.open(session_id), StoredMind), {})

    def start_drill(self, family: str | None, *, typed: bool) -> DrillRun:
        self._may_fail()
        assert self.open_drill is not None, "a test that drills gives a way to open one"
        self.drills.append((family, typed))
        return self.open_drill(family, typed)

    def search(self, wanted: str) -> Found:
        self._may_fail()
        self.searched.append(wanted)
        hits = tuple(hit for hit in self.said if all(word in hit.text.casefold() for word in wanted.split()))
        return Found(hits, {hit.session_id: 1 for hit in hits})

    def recent(self) -> tuple[SessionSummary, ...]:
        self._may_fail()
        return self.past

    def unfinished(self) -> tuple[SessionSummary, ...]:
        return tuple(one for one in self.past if one.state == "cut off" and one.id not in self.recovered)

    def deleted_by_age(self) -> str:
        return self.gone_by_age

    def recover(self, session_id: str) -> None:
        self.recovered.append(session_id)

    def bring_in(self, path: Path, told: Callable[[str], None]) -> str:
        self._may_fail()
        self.brought_in.append(path)
        return self.bringing_in(path, told)

    def stop_bringing_in(self) -> None:
        self.stops_of_bringing_in += 1

    def delete(self, session_id: str) -> None:
        self._may_fail()
        self.deleted.append(session_id)
        self.past = tuple(one for one in self.past if one.id != session_id)

    def records(self, session_id: str) -> tuple[TakeRecord, ...]:
        self._may_fail()
        folder = self.folders.get(session_id)
        return load_records(folder, StoredMind()) if folder else self.stored[session_id]

    def record(self, session_id: str, take_id: str) -> TakeRecord:
        if folder := self.folders.get(session_id):
            return load_record(folder, take_id, StoredMind())
        stored = next(record for record in self.records(session_id) if record.take_id == take_id)
        return drafted(stored, self.corrections.get((session_id, take_id), ()), GUIDELINE)

    def correct(self, session_id: str, take_id: str, corrections: Sequence[Correction]) -> None:
        self._may_fail()
        if folder := self.folders.get(session_id):
            folder.save_corrections(take_id, corrections)
        self.corrections[session_id, take_id] = tuple(corrections)
        for running in self.sessions:
            if running.session_id == session_id:
                running.corrections[take_id] = tuple(corrections)

    def replay(self, session_id: str) -> Replay:
        self._may_fail()
        made = self.replays.get(session_id)
        return made or load_replay(self.folders[session_id], StoredMind)

    def report_of(self, session_id: str) -> Path | None:
        return self._report(session_id) if session_id in self.reports else None

    def save_report(self, session_id: str) -> Path:
        self._may_fail()
        self.reports.append(session_id)
        return self._report(session_id)

    @staticmethod
    def _report(session_id: str) -> Path:
        return Path.home() / "Documents" / "mock-interviews" / f"{session_id}.html"

    def deck(self) -> FakeDeck:
        return self.fake_deck

    def save_marks(self, session_id: str, take_id: str, marks: Marks) -> None:
        self._may_fail()
        self.folders[session_id].save_marks(take_id, marks)

    def mark_best(self, session_id: str, take_id: str, on: bool) -> None:
        mark_best(self.folders[session_id], take_id, on)

    def delete_take(self, session_id: str, take_id: str) -> None:
        delete_take(self.folders[session_id], take_id, monotonic_s=0.0, wall=WALL)

    def start_again(self, session_id: str, prompt: Prompt) -> FakeSession:
        self._may_fail()
        self.again.append((session_id, prompt))
        self.sessions.append(session())
        return self.sessions[-1]

    def play(self, audio: Path, start_s: float, end_s: float) -> None:
        self._may_fail()
        self.played.append((audio, start_s, end_s))

    def stop_playing(self) -> None:
        self.stopped += 1


def scripted_replay(session_id: str = "scripted") -> Replay:
    """The scripted story and its follow-up, with a pause, a note and a correction, as a past session."""
    made = session(questions=1)
    for seconds in (STORY.end_s + 1.5, PROBE_ANSWER.end_s + 0.5):
        made.until_listening()
        made.advance(seconds)
        made.send(ev.Finish())
        made.advance(1.0)
    turns = []
    words = made.records[0].words
    quote = next(one for one in STORY.flags if one.id == "we_only")
    probes = [
        replace(record.prompt, quote_start_s=_where_it_is(quote, words).start_s)
        for record in made.records
        if record.prompt.kind == "probe"
    ]
    for record in made.records:
        assert record.analysis
        pauses = (Span("", STORY.end_s, STORY.end_s + 1.5),) if record.take_id == "turn-01" else ()
        analysis = replace(
            record.analysis,
            delivery=replace(record.analysis.delivery, pauses=pauses),
            flags=tuple(_where_it_is(one, record.words) for one in record.analysis.flags if pauses),
            signals=tuple(_where_it_is(one, record.words) for one in record.analysis.signals if pauses),
        )
        notes = Marks((Bookmark(7.0, "Too long. Start with the fault."),)) if pauses else Marks()
        turns.append(interviewer_turn(record.prompt, 4.0, Path("asked.wav"), 4.0))
        record = replace(record, analysis=analysis)
        turns.append(answer_turn(record, by_hand=notes, probes=probes, audio_s=record.duration_s))
    return Replay(session_id, "Quick round", "2026-01-05T10:15:00+00:00", tuple(turns))


def _where_it_is(finding: Finding, words: Sequence[Word]) -> Finding:
    """With the times of the words that it quotes."""
    quoted, bare = finding.quote.split(), [word.text.strip(".,") for word in words]
    first = next(at for at in range(len(bare)) if bare[at : at + len(quoted)] == quoted)
    return replace(finding, start_s=words[first].start_s, end_s=words[first + len(quoted) - 1].end_s)


def _defaults() -> dict[str, object]:
    return {name: info.default for name, info in Settings.model_fields.items()}


def summary(session_id: str, **changes: object) -> SessionSummary:
    """One line of the list of sessions."""
    fields: dict[str, object] = {
        "id": session_id, "started": "2026-01-05T10:15:00+00:00", "title": "Quick round", "seconds_spoken": 312.0,
        "action_share": 0.58, "flags": 2, "takes": 4, "state": "finished",
    }  # fmt: skip
    return SessionSummary(**{**fields, **changes})  # type: ignore[arg-type]
