"""Lines from a keyboard or a pipe, as commands to a session."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from simulator.errors import SimulatorError
from simulator.interview import events as ev
from simulator.interview.session import Session
from simulator.interview.state import Phase
from simulator.interview.view import View

COMMANDS: dict[str, ev.Command] = {
    "": ev.Finish(),
    "p": ev.Pause(),
    "r": ev.Redo(),
    "s": ev.Skip(),
    "a": ev.AskAgain(),
    "m": ev.Mute(),
    "q": ev.Leave(),
}
END_OF_ANSWER = "."

_USABLE: tuple[Phase, ...] = ("listening", "between", "silent", "finished")
"""What a line waits for: phases in which it means something."""

WaitFor = Callable[[Callable[[View], bool]], View]
"""Waits until a look at the session passes a test; gives that look."""
Say = Callable[[str], None]
"""Prints a line."""


def drive_spoken(session: Session, lines: Iterable[str], say: Say) -> None:
    """A letter and Enter is a command, Enter alone is "done"; so is anything else, for nerves hit any key."""
    for line in lines:
        if folder := _elsewhere(line, "w "):
            _save(session, folder, say)
            continue
        session.send(COMMANDS.get(line.strip().lower(), ev.Finish()))


def drive_typed(session: Session, lines: Iterable[str], wait_for: WaitFor, say: Say) -> None:
    """Text is the answer until a line with a full stop alone, or a command such as /r. The end of the lines leaves.

    Lines that come faster than the session are not lost: each waits until it can be used.
    """
    text: list[str] = []
    for line in _clean(lines):
        if folder := _elsewhere(line, "/w "):
            _save(session, folder, say)
            continue
        if _open_for_text(session, line, wait_for) == "finished":
            return
        command = _command(line)
        if command:
            _send(session, command, wait_for)
            text = []
        elif session.view().phase == "listening":
            text.append(line)
            session.type_text("\n".join(text))
    if any(part.strip() for part in text):
        session.send(ev.Finish())
        wait_for(lambda view: view.phase not in ("listening", "finishing"))
    wait_for(lambda view: view.phase != "finishing")  # an answer just ended is read before the session is left
    session.send(ev.Leave())


def _elsewhere(line: str, command: str) -> str:
    """The folder that a line names for the whole session to be saved in; empty when it is no such line."""
    return line.strip()[len(command) :].strip() if line.lower().startswith(command) else ""


def _save(session: Session, folder: str, say: Say) -> None:
    try:
        say(f"Saved in {session.save_elsewhere(Path(folder))}")
    except SimulatorError as error:
        say(str(error))


def _open_for_text(session: Session, line: str, wait_for: WaitFor) -> Phase:
    """Wait until a line can be used; between two questions Enter goes on, and so does the next answer itself."""
    phase = wait_for(lambda view: view.phase in _USABLE).phase
    while phase in ("between", "silent") and not _command(line):
        session.send(ev.Finish())
        if not line.strip():
            return _after(phase, wait_for)
        # After a silent answer there may be the end of the question first, and only then the next one.
        phase = _after(phase, wait_for, *_USABLE)
    return phase


def _after(before: Phase, wait_for: WaitFor, *wanted: Phase) -> Phase:
    """The phase that follows `before`: one of `wanted`, where any are named."""
    return wait_for(lambda view: view.phase != before and (not wanted or view.phase in wanted)).phase


def _send(session: Session, command: ev.Command, wait_for: WaitFor) -> None:
    """Send, and wait until it has had its effect: the next line is meant for what comes then."""
    before = session.view()
    session.send(command)
    wait_for(lambda view: (view.phase, view.take_id) != (before.phase, before.take_id))


def _command(line: str) -> ev.Command | None:
    word = line.strip().lower()
    if word == END_OF_ANSWER:
        return ev.Finish()
    return COMMANDS.get(word[1:]) if word.startswith("/") and len(word) == 2 else None


def _clean(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        yield line.rstrip("\r\n")
