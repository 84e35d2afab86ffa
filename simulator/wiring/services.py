"""What the screens ask for, answered with the real parts."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from simulator.archive.marks import mark_best
from simulator.archive.types import Correction, Found, Marks, SessionSummary
from simulator.audio.deck import Deck
from simulator.comparing.questions import find_takes, takes_of_question
from simulator.comparing.types import AnsweredQuestion, SideBySide, TakeName
from simulator.content.models import Library
from simulator.demo.candidates import candidates, load_candidate
from simulator.drill.progress import Overview
from simulator.drill.run import DrillRun
from simulator.errors import SimulatorError
from simulator.interview.analyst import Analyst
from simulator.interview.clock import SystemClock
from simulator.interview.history import load_plan
from simulator.interview.plan import Prompt
from simulator.interview.planning import Wishes, plan_again, plan_session
from simulator.interview.session import Session
from simulator.interview.view import TakeRecord
from simulator.paths import report_path, reports_dir, stories_dir
from simulator.progress.types import ProgressReport
from simulator.replay.types import Replay
from simulator.settings import Settings, change_settings
from simulator.speech.hearing.auto import model_for
from simulator.today.types import DayPlan
from simulator.tui.choices import DemoChoice, SessionSetup
from simulator.wiring.archive import delete_outdated, delete_session, open_archive
from simulator.wiring.brain import Analysing, Matcher, open_analyst
from simulator.wiring.bringing_in import BringingIn
from simulator.wiring.catching_up import CatchUp
from simulator.wiring.demo import build_demo
from simulator.wiring.drills import DrillConditions, Drills
from simulator.wiring.learning import Learning
from simulator.wiring.library import open_library
from simulator.wiring.pasts import open_progress, open_questions, open_side_by_side
from simulator.wiring.rooms import Conditions, build_session, file_sources, recently_asked
from simulator.wiring.seeds import fresh_seed
from simulator.wiring.sounds import Sounds
from simulator.wiring.stories import StoryDesk, StoryParts
from simulator.wiring.today import open_today

_MOST_FOUND = 200
"""Answers whose sentences the list of past sessions shows."""


class RealServices(Sounds):
    """Implements `simulator.tui.services.Services`."""

    def __init__(self, settings: Settings, *, demo_speed: float = 1.0, drilling: DrillConditions | None = None) -> None:
        self.settings = settings
        self._demo_speed = demo_speed
        self._drilling = drilling or DrillConditions()
        self._bringing_in = BringingIn()
        self._catching_up: CatchUp | None = None

    def catch_up(self) -> None:
        """Hear in the background what earlier sessions left unheard. Raises BadInput for an unusable data folder."""
        from simulator.speech.hearing.fullpass import BackgroundFullPass

        full_pass = BackgroundFullPass(model_for(self.settings.model))
        self._catching_up = CatchUp(open_archive(), lambda: self.analyst, full_pass)
        self._catching_up.start()

    def close(self) -> None:
        """End what runs in the background, within a second."""
        self.stop_playing()
        self.close_voice()
        self.forget_sound_check()
        self.stop_bringing_in()
        if self._catching_up:
            self._catching_up.close()

    @cached_property
    def library(self) -> Library:
        return open_library()

    @cached_property
    def analyst(self) -> Analyst:
        return open_analyst(self.library, Analysing.of(self.settings))

    @cached_property
    def drills(self) -> Drills:
        return Drills(self.library, lambda: self.analyst, self._drilling)

    @cached_property
    def learning(self) -> Learning:
        return Learning(lambda: self.settings, lambda: self.analyst)

    @cached_property
    def stories(self) -> StoryDesk:
        return StoryDesk(
            StoryParts(
                folder=stories_dir(),
                pages=reports_dir(),
                archive=open_archive,
                mind=lambda: self.analyst,
                matcher=Matcher(),
                level=lambda: self.settings.level,
            )
        )

    def first_start(self) -> bool:
        return not self.settings.introduced and not open_archive().list(limit=1)

    def save_settings(self, changes: Mapping[str, object]) -> None:
        self.settings = change_settings(self.settings, changes)

    # ---- sessions

    def start(self, setup: SessionSetup) -> Session:
        wishes = Wishes(setup.plan_id, setup.company, setup.level, setup.questions, setup.probes, setup.prep_s)
        conditions = replace(Conditions.of(self.settings), voice=setup.voice, microphone=setup.microphone)
        return self._started(self.build(wishes, typed=setup.typed, attended=True, conditions=conditions))

    def start_with(self, wishes: Wishes, *, files: Sequence[Path], typed: bool, attended: bool) -> Session:
        """Start the session of a command line."""
        return self._started(self.build(wishes, files=files, typed=typed, attended=attended))

    def build(
        self,
        wishes: Wishes,
        *,
        files: Sequence[Path] = (),
        typed: bool,
        attended: bool,
        conditions: Conditions | None = None,
    ) -> Session:
        """A session that has not started; `files` answer one prompt each. Raises SimulatorError."""
        plan = plan_session(self.library, wishes, seed=fresh_seed(), recently=recently_asked(open_archive()))
        plan = replace(
            plan,
            typed=typed,
            attended=attended,
            prep_s=plan.prep_s if attended and not files else 0.0,
            auto_finish_s=self.settings.auto_finish_s,
            tone=self.settings.tone,
        )
        conditions = conditions or Conditions.of(self.settings)
        if files and not typed:
            conditions = replace(conditions, sources=file_sources(files))
        return build_session(plan, conditions, self.analyst, self.settings)

    def demos(self) -> Sequence[DemoChoice]:
        loaded = [(name, load_candidate(name)) for name in candidates()]
        return tuple(DemoChoice(name, candidate.title, candidate.name) for name, candidate in loaded)

    def start_demo(self, demo_id: str) -> Session:
        return self._started(build_demo(demo_id, self.library, self.analyst, self.settings, speed=self._demo_speed))

    def drill_overview(self) -> Overview:
        return self.drills.overview()

    def today(self) -> DayPlan:
        gaps, changed_on = self.stories.shelf().steps, self.stories.store.changed_on
        return open_today(self.settings, self.drill_overview, self.learning.overview, gaps, changed_on)

    def progress(self, *, with_demos: bool = False) -> ProgressReport:
        return open_progress(self.settings, self.library, self.drill_overview, with_demos=with_demos)

    def answered_questions(self) -> Sequence[AnsweredQuestion]:
        return open_questions()

    def find_takes(self, named: Sequence[str]) -> tuple[TakeName, ...]:
        """The takes that a command line means. Raises UsageError."""
        return find_takes(open_archive().glances(), named)

    def takes_of_question(self, words: str) -> tuple[TakeName, ...]:
        """Every take of the question that has `words` in it. Raises UsageError."""
        return takes_of_question(open_archive().glances(), words)

    def side_by_side(self, names: Sequence[TakeName]) -> SideBySide:
        return open_side_by_side(names, self.library, lambda: self.analyst)

    def start_drill(self, family: str | None, *, typed: bool) -> DrillRun:
        chosen = family or self.drills.next()
        assert chosen is not None, "the shipped families are never empty"
        typed = typed or (not self.drills.from_files and not self.microphones())
        run = self.drills.open(chosen, self.settings, typed=typed, attended=True)
        if self._catching_up:
            self._catching_up.rest_during(run)
        return run

    def _started(self, session: Session) -> Session:
        if self._catching_up:
            self._catching_up.rest_during(session)
        try:
            session.start()
        except SimulatorError:
            session.leave_and_close()
            raise
        return session

    # ---- the archive

    def recent(self) -> Sequence[SessionSummary]:
        return open_archive().list()

    def search(self, wanted: str) -> Found:
        return open_archive().index.search(wanted, limit=_MOST_FOUND)

    def unfinished(self) -> Sequence[SessionSummary]:
        return open_archive().unfinished()

    def deleted_by_age(self) -> str:
        return self._deleted_by_age

    @cached_property
    def _deleted_by_age(self) -> str:
        return delete_outdated(self.settings.keep_days)

    def recover(self, session_id: str) -> None:
        from simulator.archive.recovery import recover
        from simulator.audio.wavfile import repair
        from simulator.interview.recovery import complete
        from simulator.speech.hearing.fullpass import transcribe

        archive = open_archive()
        recover(archive, repair)
        complete(
            archive.open(session_id),
            self.analyst,
            lambda path: transcribe(path, model_for(self.settings.model)),
            ended=SystemClock().wall().isoformat(),
        )

    def bring_in(self, path: Path, told: Callable[[str], None]) -> str:
        return self._bringing_in.run(path, self.settings.model, told)

    def stop_bringing_in(self) -> None:
        self._bringing_in.stop()

    def delete(self, session_id: str) -> None:
        delete_session(session_id)

    def records(self, session_id: str) -> tuple[TakeRecord, ...]:
        from simulator.interview.history import load_records

        return load_records(open_archive().open(session_id), self.analyst)

    def record(self, session_id: str, take_id: str) -> TakeRecord:
        from simulator.interview.history import load_record

        return load_record(open_archive().open(session_id), take_id, self.analyst)

    # ---- replay

    def replay(self, session_id: str) -> Replay:
        from simulator.replay.load import load_replay

        return load_replay(open_archive().open(session_id), lambda: self.analyst)

    def report_of(self, session_id: str) -> Path | None:
        path = report_path(session_id)
        return path if path.exists() else None

    def save_report(self, session_id: str) -> Path:
        from simulator.wiring.reports import save_page

        return save_page(open_archive().open(session_id), lambda: self.analyst)

    def deck(self) -> Deck:
        from simulator.audio.player import open_player

        return Deck(lambda: open_player(self.settings.speaker))

    def save_marks(self, session_id: str, take_id: str, marks: Marks) -> None:
        open_archive().open(session_id).save_marks(take_id, marks)

    def mark_best(self, session_id: str, take_id: str, on: bool) -> None:
        mark_best(open_archive().open(session_id), take_id, on)

    def delete_take(self, session_id: str, take_id: str) -> None:
        clock = SystemClock()
        open_archive().delete_take(session_id, take_id, monotonic_s=clock.monotonic_s(), wall=clock.wall().isoformat())
        self.stories.store.forget(session_id, take_id)

    def start_again(self, session_id: str, prompt: Prompt) -> Session:
        """Typed where the first one was typed, or where there is no microphone."""
        plan = plan_again(load_plan(open_archive().open(session_id)), prompt, seed=fresh_seed())
        typed = plan.typed or not self.microphones()
        plan = replace(
            plan, typed=typed, attended=True, auto_finish_s=self.settings.auto_finish_s, tone=self.settings.tone
        )
        return self._started(build_session(plan, Conditions.of(self.settings), self.analyst, self.settings))

    def correct(self, session_id: str, take_id: str, corrections: Sequence[Correction]) -> None:
        open_archive().open(session_id).save_corrections(take_id, corrections)
