"""One line about a session, from its files; whatever is wrong in a folder becomes a line, never an error."""

from collections.abc import Sequence
from datetime import UTC, datetime

from simulator.answer.types import SECTIONS, Analysis
from simulator.archive import ids, lock
from simulator.archive.corrections import with_corrections
from simulator.archive.folder import SessionFolder
from simulator.archive.marks import counted_takes
from simulator.archive.types import SessionMeta, SessionState, SessionSummary
from simulator.errors import SimulatorError

_NO_ID = (
    "not a session id: the name of its folder may have letters, digits, hyphens and underscores only. "
    "Nothing in it is lost: rename the folder."
)


def summarise(folder: SessionFolder) -> SessionSummary:
    """The summary of a session folder, of state "unreadable" when its session.json or name cannot be used."""
    try:
        if not ids.is_valid(folder.id):
            return unreadable(folder, _NO_ID)
        if folder.path.is_symlink():
            return unreadable(folder, "a link out of the data folder, which is not followed")
        meta = folder.load_session()
        takes = folder.takes()
    except SimulatorError as error:
        return unreadable(folder, folder.local(str(error)))
    analyses, problem = _analyses(folder, takes)
    return SessionSummary(
        id=folder.id,
        started=meta.started,
        title=meta.title,
        seconds_spoken=sum((_spoken_s(analysis) for analysis in analyses), 0.0),
        action_share=_action_share(analyses),
        flags=sum(len(analysis.flags) for analysis in analyses),
        takes=len(takes),
        state=_state(folder, meta),
        problem=folder.local(problem) or folder.notice,
        questions=sum(analysis.context.probe is None for analysis in analyses),
    )


def unreadable(folder: SessionFolder, why: str) -> SessionSummary:
    """A folder that cannot be used; its time is that of its last change."""
    try:
        changed = datetime.fromtimestamp(folder.path.lstat().st_mtime, UTC).isoformat(timespec="seconds")
    except OSError:
        changed = datetime.fromtimestamp(0, UTC).isoformat(timespec="seconds")
    return SessionSummary(
        id=folder.id,
        started=changed,
        title="",
        seconds_spoken=0.0,
        action_share=None,
        flags=0,
        takes=0,
        state="unreadable",
        problem=why,
    )


def _state(folder: SessionFolder, meta: SessionMeta) -> SessionState:
    if meta.ended is not None:
        return "finished"
    return "in use" if lock.in_use(folder.path) else "cut off"


def _analyses(folder: SessionFolder, takes: Sequence[str]) -> tuple[list[Analysis], str]:
    """The analyses of the take that counts of each turn, and the first problem met."""
    analyses: list[Analysis] = []
    problem = ""
    for take in counted_takes(folder, takes):
        try:
            stored = folder.load_analysis(take)
            if stored is not None:
                analyses.append(stored.analysis)
                analyses[-1] = with_corrections(stored.analysis, folder.load_corrections(take))
        except SimulatorError as error:
            problem = problem or str(error)
    return analyses, problem


def _spoken_s(analysis: Analysis) -> float:
    return sum(analysis.timing.seconds.get(section, 0.0) for section in SECTIONS)


def _action_share(analyses: Sequence[Analysis]) -> float | None:
    stories = [analysis for analysis in analyses if analysis.context.is_story]
    spoken = sum(_spoken_s(story) for story in stories)
    return sum(story.timing.seconds.get("A", 0.0) for story in stories) / spoken if spoken > 0 else None
