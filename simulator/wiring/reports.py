"""A session of the archive as a report, with the real parts."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

from simulator.archive import files
from simulator.archive.folder import SessionFolder
from simulator.archive.summary import summarise
from simulator.errors import SimulatorError
from simulator.interview.mind import Mind
from simulator.paths import private_dir, report_path
from simulator.replay.load import load_replay
from simulator.report.gather import gather
from simulator.report.sound import session_sound
from simulator.report.types import SessionReport
from simulator.report.write import render
from simulator.settings import load_settings


def open_report(folder: SessionFolder, mind: Callable[[], Mind] | None = None) -> SessionReport:
    """What is damaged or missing is told in the report. Raises BadInput when the folder itself cannot be read.

    `mind` is called only where corrections are to be judged; by default it loads the models.
    """
    replay = load_replay(folder, mind or cache(_mind))
    return gather(replay, summarise(folder), folder.path, _heard_by(folder))


def save_page(folder: SessionFolder, mind: Callable[[], Mind]) -> Path:
    """The session as an HTML page with its sound, in the folder of reports; an earlier one of it is replaced.

    Raises BadInput when it cannot be written.
    """
    told = open_report(folder, mind)
    to = report_path(folder.id)
    with files.reporting(to, "save"):
        private_dir(to.parent)
    files.write_private(to, render(told, "html", session_sound(told)).encode("utf-8", "backslashreplace"))
    return to


def _mind() -> Mind:
    from simulator.wiring.brain import Analysing, open_analyst
    from simulator.wiring.library import open_library

    return open_analyst(open_library(), Analysing.of(load_settings()))


def _heard_by(folder: SessionFolder) -> str:
    try:
        model = folder.load_session().models.get("hearing", "")
    except SimulatorError:
        return ""  # the report tells that session.json is damaged
    return "" if model == "typed" else model
