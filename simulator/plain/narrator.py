"""A session told line by line: what changed between two looks, as sentences that a screen reader can read out."""

from collections.abc import Iterator

from simulator.answer.types import SECTION_NAMES
from simulator.interview.state import Phase
from simulator.interview.view import TakeRecord, View

KEYS = "Enter: done. p Enter: pause. r: again. s: skip. a: ask again. m: mute. q: leave."
TYPED_KEYS = "Type your answer; a line with only a full stop ends it. Commands: /r again, /s skip, /q leave."

_PHASES: dict[Phase, str] = {
    "preparing": "Time to think. Enter: begin.",
    "paused": "Paused. p Enter: go on.",
    "finishing": "One moment.",
    "silent": "Nothing was heard. r Enter: try again. Enter: go on.",
    "between": "Enter: next question. r Enter: answer this one again.",
}


class Narrator:
    """Keeps what was told last. `tell` gives the new lines, in order; nothing is told twice."""

    def __init__(self, *, attended: bool) -> None:
        self._attended = attended
        self._phase: Phase = "waiting"
        self._turn = ""
        self._asked: tuple[str, int] = ("", 0)
        self._take = ""
        self._told_words = 0
        self._notices = ("", "")
        self._results: set[str] = set()

    def tell(self, view: View) -> list[str]:
        """The lines for everything that is new in `view`."""
        lines = [*self._result(view), *self._question(view), *self._words(view)]
        if view.phase != self._phase:
            self._phase = view.phase
            lines += self._phase_lines(view)
        told = (view.notice, view.disk)
        if view.disk and not self._notices[1] and self._attended:
            lines.append(f"{'/w' if view.typed else 'w'} FOLDER Enter: save the whole session there too.")
        lines += [f"Note: {new}" for new, old in zip(told, self._notices, strict=True) if new and new != old]
        self._notices = told
        return lines

    def _question(self, view: View) -> Iterator[str]:
        prompt = view.prompt
        if prompt is None or self._asked == (prompt.text, view.question_number):
            return
        self._asked = (prompt.text, view.question_number)
        yield ""
        if prompt.kind == "question":
            yield f"Question {view.question_number} of {view.question_count}: {prompt.text}"
        else:
            yield f"Follow-up {view.probe_number} ({prompt.family.replace('_', ' ')}): {prompt.text}"
            yield f"  Why: {prompt.because}"
            if prompt.quote and prompt.quote not in prompt.because:
                yield f"  You said: “{prompt.quote}”"

    def _words(self, view: View) -> Iterator[str]:
        """Committed words, a sentence or so at a time: a line a word would be noise to a listener."""
        if view.typed:
            return
        if view.take_id != self._take:
            self._take, self._told_words = view.take_id, 0
        fresh = view.committed[self._told_words :]
        ends = [index for index, word in enumerate(fresh) if word.text.endswith((".", "?", "!"))]
        upto = ends[-1] + 1 if ends else 0
        if view.phase not in ("listening", "paused"):
            upto = len(fresh)
        if upto:
            self._told_words += upto
            yield f"  {fresh[0].start_s:5.1f} s  {' '.join(word.text for word in fresh[:upto])}"

    def _result(self, view: View) -> Iterator[str]:
        """The seconds per section of an answer, as soon as the next thing is asked; that may be told already."""
        for record in view.records:
            done = record.analysis is not None and record.kept and record.take_id != view.take_id
            resting = record.analysis is not None and view.phase in ("between", "finished")
            if (done or resting) and record.take_id not in self._results:
                self._results.add(record.take_id)
                yield from result_lines(record)

    def _phase_lines(self, view: View) -> Iterator[str]:
        if view.phase == "listening" and self._attended:
            yield TYPED_KEYS if view.typed else f"Listening. {KEYS}"
        elif view.phase in _PHASES and (self._attended or view.phase == "paused"):
            yield _PHASES[view.phase]


def result_lines(record: TakeRecord) -> Iterator[str]:
    """One answer in three lines at most: seconds per section, and how they compare."""
    analysis = record.analysis
    if analysis is None:
        return
    about = "about " if analysis.estimated else ""
    answer = "Answer to the question" if record.prompt.kind == "question" else "Answer to the follow-up"
    if not analysis.context.is_story:
        yield f"  {answer}: {about}{analysis.duration_s:.0f} s, {analysis.delivery.words} words."
        if analysis.grade:
            yield f"  It stood up as {analysis.grade.value}: {analysis.grade.because}"
        return
    seconds = ", ".join(
        f"{SECTION_NAMES[section]} {value:.0f} s" for section, value in analysis.timing.seconds.items() if value >= 0.5
    )
    yield f"  {answer}: {about}{analysis.duration_s:.0f} s. {seconds}."
    yield (
        f"  Setup {analysis.timing.setup_s:.0f} s, Action {analysis.timing.action_share:.0%} "
        f"(guideline: under 50 s, about 70 %)."
    )
