"""Past sessions looked at together, with the real archive: progress, and takes side by side."""

from collections.abc import Callable, Sequence

from simulator.answer.consistency import rare_words
from simulator.answer.guideline import PRESETS
from simulator.archive.store import Archive
from simulator.comparing.questions import answered_questions, main_takes
from simulator.comparing.side_by_side import side_by_side
from simulator.comparing.stories import stories_told_again
from simulator.comparing.types import AnsweredQuestion, SideBySide, TakeName
from simulator.content.models import Library
from simulator.drill.progress import Overview
from simulator.errors import SimulatorError
from simulator.interview.mind import Mind
from simulator.progress.report import progress_report
from simulator.progress.types import ProgressReport
from simulator.replay.load import load_replay
from simulator.settings import Settings
from simulator.wiring.archive import open_archive

STORIES_FROM = 200
"""The last takes that are looked through for stories told again: each has to be read with its words."""


def open_progress(
    settings: Settings, library: Library, drill: Callable[[], Overview], *, with_demos: bool = False
) -> ProgressReport:
    """Read every session at a glance. Raises BadInput for an unusable data folder."""
    guideline = PRESETS[settings.guideline].guideline
    return progress_report(open_archive().glances(), guideline, library.families, drill(), with_demos=with_demos)


def open_questions() -> tuple[AnsweredQuestion, ...]:
    """Every question that was answered, then stories that answered several. Raises BadInput."""
    archive = open_archive()
    glances = archive.glances()
    takes = [take for session in glances if not session.synthetic for take in main_takes(session)]
    told = [(take, rare) for take in takes[-STORIES_FROM:] if (rare := _rare_words(archive, take.name))]
    return (*answered_questions(glances), *stories_told_again(told))


def _rare_words(archive: Archive, name: TakeName) -> frozenset[str]:
    try:
        stored = archive.open(name.session_id).load_analysis(name.take_id)
    except SimulatorError:
        return frozenset()  # the list of sessions tells what is wrong with it
    return rare_words(stored.analysis) if stored else frozenset()


def open_side_by_side(names: Sequence[TakeName], library: Library, mind: Callable[[], Mind]) -> SideBySide:
    """Read the sessions of `names`; `mind` is called only where corrections are to be judged. Raises SimulatorError."""
    archive = open_archive()
    titles = {family.id: family.title for family in library.families}
    return side_by_side(names, lambda session_id: load_replay(archive.open(session_id), mind), titles)
