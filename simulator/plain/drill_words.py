"""What a drill says in plain lines."""

from collections.abc import Iterator

from simulator.drill import told
from simulator.drill.progress import Overview
from simulator.drill.run import DrillRun, Kept
from simulator.drill.types import DrillItem
from simulator.interview.view import View
from simulator.plain.narrator import TYPED_KEYS, Narrator

SPOKEN_KEYS = "Enter: done. p Enter: pause. r: again. s: leave this one out. a: ask again. m: mute. q: end."
GRADING = "Your own grade: 1 again, 2 hard, 3 good, 4 easy. r: try again. s: no grade. q: end the drill."


def overview_lines(seen: Overview, *, history: bool) -> Iterator[str]:
    """Due today and days in a row; with `history` every family, and why there is a drill at all."""
    yield f"{told.due_line(seen)}. {told.streak_line(seen)}."
    if seen.notice:
        yield f"Note: {seen.notice}"
    if history:
        yield ""
        yield from told.history_lines(seen.rows, seen.today)
        yield ""
        yield told.WHY
        yield told.HOW_SCHEDULED


def brief_lines(item: DrillItem) -> Iterator[str]:
    """The story, before the follow-up is asked."""
    yield ""
    yield f"Drill: {item.family.title}" + (" (ahead of its day)" if item.ahead else "")
    yield f"  {told.source_line(item)}"
    yield f"  {item.story}"


def judged_lines(run: DrillRun, view: View) -> Iterator[str]:
    """How the last attempt stood up, against the one before; after the first one the sketches."""
    attempts, records = run.attempts(view), run.records(view)
    analysis = records[-1].analysis
    grade = analysis.grade if analysis else None
    yield f"  {told.attempt_line(attempts[-1], len(attempts))}"
    if grade:
        yield f"  {grade.because}"
        if grade.quote:
            yield f"  You said: “{grade.quote}”"
    if note := told.length_note(attempts[-1]):
        yield f"  {note}"
    if comparison := run.comparison(view):
        yield from (f"  {line}" for line in told.comparison_lines(comparison))
    if len(attempts) == 1:
        for sketch in run.item.family.sketches[:1]:
            yield f"  Weak: {sketch.weak}"
            yield f"  Strong: {sketch.strong}"
            yield f"  The difference: {sketch.difference}"


def kept_lines(kept: Kept) -> Iterator[str]:
    yield f"  {told.kept_line(kept.due, kept.today, kept.own, kept.counted_as)}"
    if kept.fault:
        yield f"Note: the grade could not be kept: {kept.fault}"


class DrillNarrator(Narrator):
    """Tells a drill as it runs; what comes of an answer is told by `judged_lines`."""

    def _question(self, view: View) -> Iterator[str]:
        prompt = view.prompt
        if prompt is not None and self._asked != (prompt.text, view.question_number):
            self._asked = (prompt.text, view.question_number)
            yield f"Follow-up: {prompt.text}"

    def _result(self, view: View) -> Iterator[str]:  # noqa: ARG002
        return iter(())

    def _phase_lines(self, view: View) -> Iterator[str]:
        match view.phase:
            case "listening" if self._attended:
                yield TYPED_KEYS if view.typed else f"Listening. {SPOKEN_KEYS}"
            case "paused":
                yield "Paused. p Enter: go on."
            case "silent" if self._attended:
                yield "Nothing was heard. r Enter: try again. Enter: leave this one out."
