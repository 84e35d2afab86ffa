"""The person's own answers that a follow-up can be drilled on: those in which a probe of its family is still open."""

from collections.abc import Iterator
from dataclasses import dataclass

from simulator.answer.types import Analysis
from simulator.archive.folder import SessionFolder
from simulator.archive.store import Archive
from simulator.errors import SimulatorError
from simulator.interview.course import read_course
from simulator.interview.history import counting
from simulator.probing.types import ProbeChoice

RECENT = 20
"""How many sessions back it looks."""
EXCERPT_WORDS = 70


@dataclass(frozen=True, slots=True)
class OwnStory:
    """A story the person told, and a probe that it leaves open. `started` is the session's ISO time."""

    session_id: str
    take_id: str
    started: str
    question: str
    text: str
    probe: ProbeChoice

    @property
    def source(self) -> str:
        return f"{self.session_id}/{self.take_id}"


def own_stories(archive: Archive, family: str) -> tuple[OwnStory, ...]:
    """Newest first. What a demo's candidate said is nobody's own; an answer that was redone no longer counts.

    What cannot be read is passed over, for the list of sessions tells what is wrong with it.
    """
    found: list[OwnStory] = []
    for summary in archive.list(limit=RECENT):
        if summary.state in ("finished", "cut off"):
            found += _of_session(archive.open(summary.id), summary.started, family)
    return tuple(found)


def _of_session(folder: SessionFolder, started: str, family: str) -> Iterator[OwnStory]:
    try:
        takes = () if folder.load_session().plan.get("synthetic") else folder.takes()
        counted = counting(folder, read_course(folder), takes)
    except SimulatorError:
        return
    for take_id in (take for take in takes if take in counted):
        try:
            stored = folder.load_analysis(take_id)
        except SimulatorError:
            continue
        if stored is None or not stored.analysis.context.is_story:
            continue
        for probe in stored.probes:
            if probe.family == family:
                question = stored.analysis.context.question or ""
                yield OwnStory(folder.id, take_id, started, question, excerpt(stored.analysis), probe)


def excerpt(analysis: Analysis) -> str:
    """The beginning of an answer, long enough to bring the story back."""
    words = [word.text for word in analysis.words]
    return " ".join(words[:EXCERPT_WORDS]) + (" …" if len(words) > EXCERPT_WORDS else "")
