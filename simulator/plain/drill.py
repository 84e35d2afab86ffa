"""The follow-up drill in plain lines: for screen readers, pipes, and terminals that can do no more."""

import time
from collections.abc import Callable, Iterable

from simulator.drill.run import DrillRun
from simulator.drill.types import OWN_GRADES, OwnGrade
from simulator.interview import events as ev
from simulator.interview.view import View
from simulator.plain.drill_words import GRADING, DrillNarrator, brief_lines, judged_lines, kept_lines
from simulator.plain.keys import COMMANDS, END_OF_ANSWER
from simulator.plain.lines import Lines
from simulator.plain.session import REFINE_WAIT_S

_GRADES: dict[str, OwnGrade] = {
    **{str(number): grade for number, grade in enumerate(OWN_GRADES, 1)},
    **{grade: grade for grade in OWN_GRADES},
}
_TICK_S = 0.25


class PlainDrill:
    """Drives one drill. The caller closes it."""

    def __init__(self, run: DrillRun, lines: Lines, say: Callable[[str], None], *, attended: bool) -> None:
        self._run, self._lines, self._say, self._attended = run, lines, say, attended
        self._narrator = DrillNarrator(attended=attended)
        self._text: list[str] = []
        self._judged = 0
        run.on_change = self._on_change

    def run(self) -> bool:
        """Run to the grade; whether the person wants to go on."""
        self._tell(brief_lines(self._run.item))
        if not self._attended or self._run.view().typed:
            self._run.ask()
        else:
            self._say("Enter: ask me. q: end the drill.")
        while True:
            view = self._run.view()
            self._tell(self._narrator.tell(view))
            stage = self._run.stage(view)
            if stage == "over":
                return self._over()
            if stage == "judged":
                self._tell_judged(view)
            if self._is_usable(view):
                line = self._lines.take()
                going_on = self._at_end(view) if line is None and self._lines.over else None
                if line is not None:
                    going_on = self._use(line, view)
                if going_on is not None:
                    return going_on
                if line is not None:
                    continue
            with self._lines.changed:
                self._lines.changed.wait(_TICK_S)

    # ---- lines --------------------------------------------------------------------------------------------------

    def _is_usable(self, view: View) -> bool:
        """Whether a line means something now; typed text waits until the answer is open."""
        if not self._attended or view.phase in ("finishing", "opening"):
            return False
        return not view.typed or self._run.stage(view) != "answering" or view.phase == "listening"

    def _use(self, line: str, view: View) -> bool | None:
        """Do what `line` says; None: the drill goes on, else whether to go on with another."""
        word = line.strip().lower()
        match self._run.stage(view):
            case "briefing":
                return self._ask(word)
            case "answering":
                return self._type(line, word, view) if view.typed else self._command(word)
            case "silent":
                return self._retry(word) if word in ("r", "/r", "q", "/q") else True
            case _:
                return self._grade(word)

    def _ask(self, word: str) -> bool | None:
        if word == "q":
            return False
        self._run.ask()
        return None

    def _type(self, line: str, word: str, view: View) -> bool | None:
        if word in ("/q", "/s"):
            return word == "/s"
        if word == END_OF_ANSWER:
            self._finish(view)
        elif word == "/r":
            self._text = []
            self._run.type_text("")
        else:
            self._text.append(line)
            self._run.type_text("\n".join(self._text))
        return None

    def _command(self, word: str) -> bool | None:
        if word in ("q", "s"):
            return word == "s"
        self._run.send(COMMANDS.get(word, ev.Finish()))
        return None

    def _retry(self, word: str) -> bool | None:
        """R answers again, q ends."""
        if word in ("q", "/q"):
            return False
        before = self._run.view().take_id
        self._run.send(ev.Redo())
        self._settled(lambda view: view.take_id != before or view.phase == "finished")
        return None

    def _grade(self, word: str) -> bool | None:
        if word in ("r", "/r"):
            return self._retry(word)
        leaves = word in ("q", "/q")
        if word not in _GRADES and word not in ("s", "/s") and not leaves:
            self._say(GRADING)
            return None
        self._tell(kept_lines(self._run.grade(_GRADES.get(word))))
        return not leaves

    def _at_end(self, view: View) -> bool | None:
        """No line will come any more: what was typed counts, and nobody grades it."""
        if view.phase in ("listening", "paused") and (self._text or not view.typed):
            self._finish(view)
            return None
        if self._run.stage(view) == "judged":
            self._tell(kept_lines(self._run.grade(None)))
        return False

    def _finish(self, view: View) -> None:
        self._text = []
        self._run.send(ev.Finish())
        self._settled(lambda now: (now.phase, now.take_id) != (view.phase, view.take_id))

    # ---- telling ------------------------------------------------------------------------------------------------

    def _tell(self, lines: Iterable[str]) -> None:
        for line in lines:
            self._say(line)

    def _tell_judged(self, view: View) -> None:
        number = len(self._run.attempts(view))
        if number > self._judged:
            self._judged = number
            self._tell(judged_lines(self._run, view))
            if self._attended and not self._lines.over:
                self._say(GRADING)

    def _over(self) -> bool:
        """The session has ended by itself: nobody is there to grade, or the recordings are used up."""
        self._run.wait_finished(REFINE_WAIT_S)
        if self._run.view().refining:
            self._say("Hearing the answer once more in full …")
        view = self._settled(lambda now: not now.refining, REFINE_WAIT_S)
        if not self._run.records(view):
            self._say("  Nothing was heard, so nothing is noted.")
            return not self._attended
        self._tell_judged(view)
        self._tell(kept_lines(self._run.grade(None)))
        return True

    def _settled(self, holds: Callable[[View], bool], timeout_s: float | None = None) -> View:
        ends_s = None if timeout_s is None else time.monotonic() + timeout_s
        while not holds(view := self._run.view()) and (ends_s is None or time.monotonic() < ends_s):
            self._tell(self._narrator.tell(view))
            with self._lines.changed:
                self._lines.changed.wait(_TICK_S)
        return view

    def _on_change(self) -> None:
        with self._lines.changed:
            self._lines.changed.notify_all()
