"""What the answers to follow-ups did to a story, in words."""

from collections.abc import Mapping
from types import MappingProxyType

from simulator.answer.catalogue import DISQUALIFIERS, entry
from simulator.answer.rubric import FIVE_SIGNALS
from simulator.probing.standing import Change, ChangeKind, Standing, Step

KINDS: Mapping[ChangeKind, str] = MappingProxyType(
    {"shown": "now shown", "doubted": "in doubt", "revealed": "revealed", "settled": "settled"}
)


def step_title(step: Step) -> str:
    """The heading of what changed."""
    return "The story after its follow-ups" if step.probes > 1 else "The story after this follow-up"


def tally(step: Step) -> str:
    """How many of the five signals stand, and how many did before."""
    now, before, of = step.now.met, step.before.met, len(FIVE_SIGNALS)
    return f"Still {now} of the five signals" if now == before else f"{now} of the {of} signals, {before} before"


def outweighed(standing: Standing) -> list[str]:
    """What outweighs them, a sentence each."""
    return [f"{entry(flag.id).title}: outweighs any number of signals" for flag in standing.outweighed_by]


def change_title(change: Change) -> str:
    return entry(change.finding.id).title


def change_why(change: Change) -> str:
    """What the change means for the story."""
    match change.kind:
        case "shown":
            return "Your answer to the follow-up shows it."
        case "doubted":
            return "You had claimed it, and the answer to the follow-up did not bear it out."
        case "revealed" if change.finding.id in DISQUALIFIERS:
            return f"{change.finding.why} With it the whole story is judged anew."
        case "revealed":
            return change.finding.why
        case "settled":
            return "What you answered speaks against it."
