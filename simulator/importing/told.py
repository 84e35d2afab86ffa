"""What came of an import, in lines for the person. Pure."""

from simulator.importing.types import AlreadyThere, Brought, Kind, ToldTake
from simulator.review.layout import clean, clock, counted

_LONG_S = 600.0
_NOT_APART = "Voices are not told apart: all that is heard counts as your answer"
_CONVERSATION = (
    f"{_NOT_APART}, the interviewer's words too, so labels and findings may rest on them. "
    'A file of marks (--marks) can leave the interviewer out: a line with the time and "skip"'
)


def not_apart(kind: Kind) -> str:
    """What the figures of a recording rest on; to be said once."""
    return f"{_CONVERSATION if kind == 'conversation' else _NOT_APART}."


def told(name: str, outcome: Brought | AlreadyThere) -> tuple[str, ...]:
    """`name`: the file as the person called it."""
    if isinstance(outcome, AlreadyThere):
        return (f"{clean(name)}: is here already, as {outcome.session_id}. Nothing was done; --again makes another.",)
    answers = counted(len(outcome.takes), "answer")
    lines = [f"{clean(name)}: {clock(outcome.duration_s)}, {answers}, now session {outcome.session_id}"]
    lines += [f"  {note}." for note in outcome.notes]
    lines += [f"  {_row(take)}" for take in outcome.takes]
    if len(outcome.takes) == 1 and outcome.duration_s >= _LONG_S and not outcome.notes:
        lines.append(
            "  It is long for one answer: --split silence parts it at long pauses, --marks FILE where you say."
        )
    return tuple(lines)


def _row(take: ToldTake) -> str:
    piece = take.piece
    facts = [f"{clock(piece.start_s)}–{clock(piece.end_s)}"]
    if take.analysis is None:
        facts.append("no word heard")
    else:
        share = take.analysis.timing.action_share
        facts += [counted(take.words, "word"), "Action –" if share is None else f"Action {share:.0%}"]
        facts.append(counted(len(take.analysis.flags), "flag"))
    facts.append(clean(piece.question) or "what was asked: cannot tell")
    return "  ".join(facts)
