"""Past sessions looked at together, with the real archive: progress."""

from collections.abc import Callable

from simulator.answer.guideline import PRESETS
from simulator.content.models import Library
from simulator.drill.progress import Overview
from simulator.progress.report import progress_report
from simulator.progress.types import ProgressReport
from simulator.settings import Settings
from simulator.wiring.archive import open_archive


def open_progress(
    settings: Settings, library: Library, drill: Callable[[], Overview], *, with_demos: bool = False
) -> ProgressReport:
    """Read every session at a glance. Raises BadInput for an unusable data folder."""
    guideline = PRESETS[settings.guideline].guideline
    return progress_report(open_archive().glances(), guideline, library.families, drill(), with_demos=with_demos)
