"""A session of the archive as a report, with the real parts."""

from collections.abc import Callable
from functools import cache

from simulator.archive.folder import SessionFolder
from simulator.archive.summary import summarise
from simulator.errors import SimulatorError
from simulator.interview.mind import Mind
from simulator.replay.load import load_replay
from simulator.report.gather import gather
from simulator.report.types import SessionReport
from simulator.settings import load_settings


def open_report(folder: SessionFolder, mind: Callable[[], Mind] | None = None) -> SessionReport:
    """What is damaged or missing is told in the report. Raises BadInput when the folder itself cannot be read.

    `mind` is called only where corrections are to be judged; by default it loads the models.
    """
    replay = load_replay(folder, mind or cache(_mind))
    return gather(replay, summarise(folder), folder.path, _heard_by(folder))


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
