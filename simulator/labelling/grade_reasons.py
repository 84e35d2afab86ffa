"""Why an answer to a probe counts as strong, middling or weak: one sentence a probe family and grade.

The signs are those of the field (what a weak and a strong answer to each follow-up sound like).
"""

from collections.abc import Mapping

CANNOT_TELL = "There is too little in these words to tell how well it stands up."

REASONS: Mapping[str, Mapping[str, str]] = {
    "motive": {
        "strong": "The trouble itself is your reason, and being seen plays no part in it.",
        "middling": "There is a reason of your own, but being noticed is part of it and you leave it at that.",
        "weak": "Your own reason is not to be heard: it sounds as if being seen was the point.",
    },
    "own_part": {
        "strong": "You say which pieces were yours and whose the others were.",
        "middling": "Your part can be made out, but not where it ends.",
        "weak": "After this answer nobody can say what would be missing without you.",
    },
    "convince": {
        "strong": "You tell what they feared or wanted and what you brought that met it.",
        "middling": "They came along, but what changed their minds stays thin.",
        "weak": "Nobody was persuaded here: it was announced, or passed up to somebody with power.",
    },
    "pushback": {
        "strong": "You name who was against it and why, and what you did with their point.",
        "middling": "There was somebody against it, but what you did with their reason stays thin.",
        "weak": "The other side has no reasons in this answer, only a defeat.",
    },
    "risks": {
        "strong": "You set what could go wrong against what waiting would cost, and say what you did about it.",
        "middling": "A risk is named, but not how you weighed it.",
        "weak": "No risk was weighed: you went ahead, or saw none.",
    },
    "recurrence": {
        "strong": "Something stays behind that catches it without you: a check, a rule, an owner.",
        "middling": "Something was done about it, but it hangs on somebody remembering.",
        "weak": "Nothing keeps it from coming back; you went on to the next thing.",
    },
    "impact": {
        "strong": "You say what changed, by how much, and how you know.",
        "middling": "Something changed, but how much, or how you know, stays open.",
        "weak": "You say that it was good, not what was different afterwards.",
    },
    "counterfactual": {
        "strong": "You say plainly what would have gone on without you, and why nobody else would have moved.",
        "middling": "It might have happened later or by somebody else, and you leave that open.",
        "weak": "By your own account it would have happened anyway, or you only claim that it would not.",
    },
    "noticing": {
        "strong": "You tell the very thing you saw and why others walked past it.",
        "middling": "You tell that you saw it, but hardly how.",
        "weak": "You did not find it: it was told to you, or everybody knew.",
    },
    "cost": {
        "strong": "You put a figure on what it cost before you touched it, and say where the figure is from.",
        "middling": "There is a sense of what it cost, but it is a guess.",
        "weak": "What it cost is not said, only that it was bad.",
    },
    "scope": {
        "strong": "You say what you left out and what the small version had to prove.",
        "middling": "It was kept small, but by accident as much as by choice.",
        "weak": "You took on all of it at once and do not say why.",
    },
    "landing": {
        "strong": "It is in use, and you say by whom and who looks after it now.",
        "middling": "It went out, but who uses it today is not clear.",
        "weak": "It was shown or promised, and no one is said to use it.",
    },
    "stopping": {
        "strong": "You had a mark for enough and kept to it.",
        "middling": "It ended, but what told you to stop stays vague.",
        "weak": "There was no point at which you would have stopped.",
    },
    "hindsight": {
        "strong": "You name one thing you got wrong, and what you do now because of it.",
        "middling": "There is a lesson, but a general one, or nothing follows from it.",
        "weak": "You would change nothing, or the fault lies with others.",
    },
    "toes": {
        "strong": "You went to the people whose area it was, and it ended up better for them.",
        "middling": "They knew of it, but how they took it stays thin.",
        "weak": "The people whose area it was were passed over.",
    },
    "authority": {
        "strong": "You moved people by what you did for them, with no rank in it.",
        "middling": "People followed, but why they did is not clear.",
        "weak": "It leans on a title, an order, or somebody else's power.",
    },
    "leader_or_follower": {
        "strong": "You do both, and say with an example what decides between them.",
        "middling": "You pick a side and soften it, with little to show for either.",
        "weak": "You pick one side and nothing that happened backs it.",
    },
    "specifics": {
        "strong": "One could do it after you: step by step, with the things you touched.",
        "middling": "Some steps can be seen, others are only named.",
        "weak": "There is still no step in it that one could picture.",
    },
    "task": {
        "strong": "It is clear what was yours to answer for and what was not.",
        "middling": "A role is named, but not where it ended.",
        "weak": "What you were answerable for cannot be made out.",
    },
}  # fmt: skip

_GENERAL: Mapping[str, str] = {
    "strong": "You answer what was asked, with something that happened.",
    "middling": "You answer what was asked, but it stays general.",
    "weak": "What was asked is not answered.",
}


def reason(probe: str, grade: str) -> str:
    """One sentence; a general one for a family that is not of the codebook."""
    return REASONS.get(probe, _GENERAL)[grade]
