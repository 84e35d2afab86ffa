"""Which questions were answered, how often, and the takes that a person means by what they wrote. Pure."""

from collections.abc import Iterator, Sequence

from simulator.archive.glance import SessionGlance
from simulator.comparing.types import AnsweredQuestion, PastTake, TakeName
from simulator.errors import UsageError

_REMEDY = "`simulator compare` without a take lists what can be compared."


def answered_questions(sessions: Sequence[SessionGlance], *, demos: bool = False) -> tuple[AnsweredQuestion, ...]:
    """Questions by how often they were answered, of those equally often the latest first.

    Those of the person, or with `demos` those of written candidates; `sessions` are in the order they were held.
    Follow-ups are compared in the drill, and not here.
    """
    found: dict[str, list[PastTake]] = {}
    for session in sessions:
        for take in main_takes(session) if session.synthetic == demos else ():
            found.setdefault(_key(take.figures.context.question or ""), []).append(take)
    listed = [AnsweredQuestion(takes[-1].figures.context.question or "", tuple(takes)) for takes in found.values()]
    latest = sorted(listed, key=lambda question: question.takes[-1].started, reverse=True)
    return tuple(sorted(latest, key=lambda question: -len(question.takes)))


def main_takes(session: SessionGlance) -> Iterator[PastTake]:
    """The answers to main questions that are known, in order."""
    for take in session.takes:
        if take.context.probe is None and take.context.question:
            yield PastTake(TakeName(session.id, take.take_id), session.started, session.title, take)


def _key(question: str) -> str:
    return " ".join(question.split()).casefold()


def find_takes(sessions: Sequence[SessionGlance], named: Sequence[str]) -> tuple[TakeName, ...]:
    """The takes that `named` mean, each "SESSION/TAKE" or "SESSION", where any part of the id does that only one has.

    A session alone means the take that counts of its first question. A single name means every take of its question.
    Raises UsageError.
    """
    takes = tuple(_find(sessions, name) for name in named)
    if len(takes) > 1:
        return takes
    questions = (*answered_questions(sessions), *answered_questions(sessions, demos=True))
    question = next((one for one in questions if takes[0] in [take.name for take in one.takes]), None)
    if question is None or len(question.takes) < 2:
        raise UsageError("this question has no other take to compare with", where=named[0], remedy=_REMEDY)
    return tuple(take.name for take in question.takes)


def _find(sessions: Sequence[SessionGlance], named: str) -> TakeName:
    written, _, take_id = named.strip().rstrip("/").partition("/")
    session = _session(sessions, written)
    takes = [take.take_id for take in session.takes]
    if not takes:
        raise UsageError(session.problem or "no answer in this session", where=session.id, remedy=_REMEDY)
    if not take_id:
        main = [take.name.take_id for take in main_takes(session) if take.figures.counted]
        return TakeName(session.id, (main or takes)[0])
    if take_id not in takes:
        raise UsageError("no such answer", where=f"{session.id}/{take_id}", remedy=f"There are {', '.join(takes)}.")
    return TakeName(session.id, take_id)


def _session(sessions: Sequence[SessionGlance], written: str) -> SessionGlance:
    exact = [session for session in sessions if session.id == written]
    fitting = exact or [session for session in sessions if written and written in session.id]
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        some = ", ".join(session.id for session in fitting[-3:])
        raise UsageError(f"{len(fitting)} sessions have this in their id, such as {some}", where=written)
    raise UsageError("no such session", where=written or "''", remedy=_REMEDY)


def takes_of_question(sessions: Sequence[SessionGlance], words: str) -> tuple[TakeName, ...]:
    """Every take of the one question that has `words` in its text. Raises UsageError."""
    wanted = _key(words)
    questions = answered_questions(sessions)
    exact = [question for question in questions if _key(question.text) == wanted]
    fitting = exact or [question for question in questions if wanted in _key(question.text)]
    if not fitting:
        raise UsageError("no question with these words was answered yet", where=words, remedy=_REMEDY)
    if len(fitting) > 1:
        some = " | ".join(question.text for question in fitting[:3])
        raise UsageError(f"{len(fitting)} questions have these words: {some}", where=words, remedy="Give more of one.")
    if len(fitting[0].takes) < 2:
        raise UsageError("this question was answered once only", where=fitting[0].text, remedy=_REMEDY)
    return tuple(take.name for take in fitting[0].takes)
