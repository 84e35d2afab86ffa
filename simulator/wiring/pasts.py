"""Past sessions looked at together, with the real archive: progress, and takes side by side."""

from collections.abc import Callable, Sequence

from simulator.answer.guideline import PRESETS
from simulator.comparing.side_by_side import side_by_side
from simulator.comparing.types import SideBySide, TakeName
from simulator.content.models import Library
from simulator.drill.progress import Overview
from simulator.interview.mind import Mind
from simulator.progress.report import progress_report
from simulator.progress.types import ProgressReport
from simulator.replay.load import load_replay
from simulator.settings import Settings
from simulator.wiring.archive import open_archive


def open_progress(
    settings: Settings, library: Library, drill: Callable[[], Overview], *, with_demos: bool = False
) -> ProgressReport:
    """Read every session at a glance. Raises BadInput for an unusable data folder."""
    guideline = PRESETS[settings.guideline].guideline
    return progress_report(open_archive().glances(), guideline, library.families, drill(), with_demos=with_demos)


def open_side_by_side(names: Sequence[TakeName], library: Library, mind: Callable[[], Mind]) -> SideBySide:
    """Read the sessions of `names`; `mind` is called only where corrections are to be judged. Raises SimulatorError."""
    archive = open_archive()
    titles = {family.id: family.title for family in library.families}
    return side_by_side(names, lambda session_id: load_replay(archive.open(session_id), mind), titles)
