"""The end of a plain session: every answer as a report, and where it is kept."""

from collections.abc import Iterator, Sequence

from simulator.interview.view import TakeRecord
from simulator.probing.standing import story_steps
from simulator.review.clashes import clashes_of
from simulator.review.terminal import report_lines

SOURCES = {"live": "heard live", "full": "heard in full afterwards", "typed": "typed", "unknown": "transcript missing"}


def summary_lines(records: Sequence[TakeRecord], session_id: str) -> Iterator[str]:
    """The whole session as lines of at most 80 columns."""
    told = [record for record in records if record.kept and record.analysis]
    yield ""
    yield f"Summary: {len(told)} answers" if len(told) != 1 else "Summary: 1 answer"
    clashes = clashes_of((f"answer {at}", record.analysis) for at, record in enumerate(told, 1) if record.analysis)
    steps = story_steps([(record.take_id, record.analysis) for record in told if record.analysis])
    for number, record in enumerate(told, 1):
        assert record.analysis
        yield ""
        yield from report_lines(
            record.analysis,
            record.probes,
            title=f"{number}. {record.prompt.text}",
            heard=SOURCES[record.source],
            clashes=clashes.get(f"answer {number}", ()),
            step=steps.get(record.take_id),
        )
    yield ""
    yield f"Kept as {session_id}. `simulator list` shows all sessions."
