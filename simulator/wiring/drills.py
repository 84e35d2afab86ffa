"""The follow-up drill with the real parts."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from simulator.content.models import Library
from simulator.content.vocabulary import nearest
from simulator.drill.choose import choose_item
from simulator.drill.progress import Overview, next_family, overview
from simulator.drill.run import DrillRun, plan_of
from simulator.drill.store import DrillStore
from simulator.drill.stories import own_stories
from simulator.errors import SimulatorError, UsageError
from simulator.interview.clock import SystemClock
from simulator.interview.mind import Mind
from simulator.settings import Settings
from simulator.wiring.archive import open_archive
from simulator.wiring.rooms import Conditions, Sources, build_session, file_sources
from simulator.wiring.seeds import fresh_seed


@dataclass(frozen=True, slots=True)
class DrillConditions:
    """What a call may settle: `seed` None is a fresh one each time, `files` answer one follow-up each."""

    seed: int | None = None
    files: Sequence[Path] = ()


class Drills:
    """Says what is due and opens drills. `mind` loads the models at its first call."""

    def __init__(self, library: Library, mind: Callable[[], Mind], conditions: DrillConditions) -> None:
        self._library, self._mind, self._seed = library, mind, conditions.seed
        self._sources: Sources | None = file_sources(conditions.files) if conditions.files else None

    @property
    def answers_left(self) -> bool:
        """False when answers come from files and those are used up."""
        return self._sources is None or self._sources.left()

    @property
    def from_files(self) -> bool:
        return self._sources is not None

    def overview(self) -> Overview:
        """What is due today, the days in a row, the history. Raises BadInput for an unusable data folder."""
        return overview(self._store().load(), self._library.families, _now().date())

    def find(self, family: str) -> str:
        """`family` where it exists. Raises UsageError that names the nearest."""
        known = [one.id for one in self._library.families]
        if family not in known:
            near = nearest(family, known)
            remedy = f"Did you mean {near}?" if near else f"There are {', '.join(known)}"
            raise UsageError("no such family of follow-ups", where=family, remedy=remedy)
        return family

    def next(self, skipped: Collection[str] = ()) -> str | None:
        """The family to drill now, of those that were not skipped; None when none is left."""
        families = [one.id for one in self._library.families if one.id not in skipped]
        return next_family(self._store().load(), families, _now().date())

    def open(self, family: str, settings: Settings, *, typed: bool, attended: bool) -> DrillRun:
        """A drill with its parts open, waiting for `ask`. Raises SimulatorError."""
        store, archive = self._store(), open_archive()
        progress, today = store.load(), _now().date()
        before = progress.of(family)
        seed = fresh_seed() if self._seed is None else self._seed
        item = choose_item(
            self._library.family(family),
            own_stories(archive, family),
            self._library.contexts,
            before.entries,
            seed=seed,
            tone=settings.tone,
            ahead=before.card is not None and before.card.due > today,
        )
        plan = plan_of(item, seed=seed, typed=typed, attended=attended, auto_finish_s=settings.auto_finish_s)
        conditions = Conditions.of(settings)
        if not typed:
            conditions = replace(conditions, sources=self._sources)
        session = build_session(plan, conditions, self._mind(), settings)
        run = DrillRun(item, session, store, before.card, _now)
        try:
            run.open()
        except SimulatorError:
            run.leave_and_close()
            raise
        return run

    def _store(self) -> DrillStore:
        return DrillStore(open_archive().root)


def _now() -> datetime:
    """Local time with its offset: the drill's days are those of the place."""
    return SystemClock().wall().astimezone()
