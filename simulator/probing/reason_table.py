# ruff: noqa: E501 - a table reads best with one cause a line
"""Why each probe family is asked: what in the answer calls for it, as one sentence to the candidate.

`quoted` serves when words of theirs are at hand, `plain` otherwise. Fields: {quote}, {we} and {i} (how often, in the
Action), {setup} (share of Situation and Task).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

CauseKind = Literal["flag", "missing", "claimed"]


@dataclass(frozen=True, slots=True)
class Cause:
    """It holds when the flag `id` is open, the signal `id` was claimed, or the signal `id` is missing."""

    kind: CauseKind
    id: str
    plain: str
    quoted: str = ""


def _flag(name: str, plain: str, quoted: str = "") -> Cause:
    return Cause("flag", name, plain, quoted)


def _missing(name: str, plain: str) -> Cause:
    return Cause("missing", name, plain)


def _claimed(name: str, plain: str, quoted: str) -> Cause:
    return Cause("claimed", name, plain, quoted)


_WE = "You said “we” {we} in the Action and “I” {i}: an interviewer wants to know your part."

CAUSES: Mapping[str, tuple[Cause, ...]] = {
    "motive": (
        _flag("credit_seeking", "Being seen comes up in your answer: an interviewer asks what you did it for.", "You said “{quote}”: an interviewer asks whether being seen was the point."),
        _flag("assigned", "The work was given to you: an interviewer asks what made it yours.", "You said “{quote}”, so it was given to you: an interviewer asks what made it yours."),
        _claimed("unasked", "Nobody asked you to: an interviewer wants to know why you did it all the same.", "You said “{quote}”: an interviewer wants to know why you took it on all the same."),
        _claimed("noticed", "You saw it and acted: an interviewer asks why you did not leave it alone.", "You said “{quote}”: an interviewer asks why you did not leave it at that."),
    ),
    "own_part": (
        _flag("we_only", _WE),
        _flag("passive_voice", "In the Action things were done, and nobody is named who did them.", "You said “{quote}”, and not who did it."),
        _flag("handed_off", "It was passed on to others: an interviewer asks what you did yourself.", "You said “{quote}”: an interviewer asks what was left for you to do."),
        _flag("heroics", "You tell it as if you had been alone: an interviewer asks who else had a hand in it.", "You said “{quote}”: an interviewer asks who else had a hand in it."),
        _flag("assigned", "The work was given to you: an interviewer asks what you added to it.", "You said “{quote}”: an interviewer asks what in it came from you."),
        _flag("long_setup", "Background takes {setup} of your words, so your own part came short."),
        _claimed("credit", "You give others their share: an interviewer now wants the size of yours.", "You said “{quote}”: that is fair to them, and now an interviewer wants the size of your part."),
        _claimed("cross_team", "Several people had a hand in this: an interviewer asks where your part ends.", "You said “{quote}”: an interviewer asks where your part ends and theirs begins."),
    ),
    "convince": (
        _flag("handed_off", "You passed it on: an interviewer asks what you did to win anybody for a solution.", "You said “{quote}”: an interviewer asks what you did to win them for a solution."),
        _flag("title_talk", "It was decided from above: an interviewer asks who was won over, and how.", "You said “{quote}”: an interviewer asks whom you won over, and how."),
        _flag("team_only", "It stayed inside your team: an interviewer asks whom you had to win outside it."),
        _missing("buy_in", "Others had to go along with it, and you do not say what brought them round."),
        _claimed("cross_team", "Others worked on it with you: an interviewer asks how you got them to.", "You said “{quote}”: an interviewer asks how you got them to go along."),
    ),
    "pushback": (
        _flag("heroics", "Nobody seems to have had another opinion: an interviewer asks who did.", "You said “{quote}”: an interviewer asks who saw it differently."),
        _flag("overreach", "It had been decided against: an interviewer asks what you did with their reasons.", "You said “{quote}”: an interviewer asks what you did with the reasons against it."),
        _flag("title_talk", "Nobody objects in your account: an interviewer asks who did.", "You said “{quote}”: an interviewer asks who disagreed and what became of that."),
        _missing("buy_in", "You say little of those who saw it differently, and of what you did with their reasons."),
        _claimed("buy_in", "You brought people round: an interviewer asks who stayed against it, and why.", "You said “{quote}”: an interviewer asks who was still against it, and why."),
    ),
    "risks": (
        _missing("tradeoffs", "You do not say what could have gone wrong or what you gave up for it."),
        _claimed("scoped", "You chose one way of doing it: an interviewer asks what that cost you.", "You said “{quote}”: an interviewer asks what you gave up by going that way."),
    ),
    "recurrence": (
        _missing("prevention", "You do not say what keeps the trouble from coming back."),
        _claimed("shipped", "It is in place: an interviewer asks what keeps it there.", "You said “{quote}”: an interviewer asks what keeps it that way without you."),
    ),
    "impact": (
        _flag("effort_only", "You tell how hard it was and not what changed.", "You said “{quote}”: that is effort, and an interviewer asks what changed."),
        _flag("no_numbers", "There is no number on the problem or the result, so its size is left to the listener."),
        _flag("no_result", "Your answer stops before anything came of it."),
        _flag("proposal_only", "A proposal is where your answer ends: an interviewer asks what changed.", "You said “{quote}”: an interviewer asks what was different afterwards."),
        _flag("vague", "What got better stays general.", "You said “{quote}”: an interviewer asks what one could have measured."),
        _flag("credit_seeking", "You say who saw it and not what it did.", "You said “{quote}”: an interviewer asks what it did for anybody else."),
        _flag("team_only", "It stayed inside your team: an interviewer asks how far its effect reached."),
        _missing("measured", "You put no number on what came of it."),
        _claimed("measured", "You name a number: an interviewer asks how you know it.", "You said “{quote}”: an interviewer asks how you know that it was your doing."),
    ),
    "counterfactual": (
        _flag("assigned", "The work was given to you: an interviewer asks whether it would have happened anyway.", "You said “{quote}”: an interviewer asks whether it would have happened without you."),
        _flag("credit_seeking", "You tell who noticed you: an interviewer asks what would be missing without you.", "You said “{quote}”: an interviewer asks what would be missing without you."),
        _claimed("noticed", "You saw it first: an interviewer asks whether others would have, given time.", "You said “{quote}”: an interviewer asks who else would have come to it, given time."),
        _claimed("unasked", "It was nobody's job: an interviewer asks what would have become of it without you.", "You said “{quote}”: an interviewer asks what would have become of it without you."),
        _claimed("shipped", "It came about: an interviewer asks whether it would have without you.", "You said “{quote}”: an interviewer asks whether that would have come about without you."),
    ),
    "noticing": (
        _flag("assigned", "Somebody else brought it to you: an interviewer asks what you saw for yourself.", "You said “{quote}”: an interviewer asks what in it you saw for yourself."),
        _missing("noticed", "You start where the problem is already known, and not with how you came upon it."),
        _claimed("noticed", "You noticed what others had not: an interviewer asks how.", "You said “{quote}”: an interviewer asks why nobody had seen it before."),
    ),
    "cost": (
        _flag("no_numbers", "There is no number in it that says how bad things were before."),
        _missing("sized", "You do not say what the trouble cost before you touched it."),
        _claimed("sized", "You name a figure: an interviewer asks what it came to in all.", "You said “{quote}”: an interviewer asks what that came to in all."),
    ),
    "scope": (
        _missing("scoped", "You do not say why it had to be that big, or what a smaller step would have been."),
        _claimed("scoped", "You kept it small: an interviewer asks why just that size.", "You said “{quote}”: an interviewer asks why just that size."),
    ),
    "landing": (
        _flag("proposal_only", "Your answer ends at a proposal: an interviewer asks whether anybody uses it.", "You said “{quote}”: an interviewer asks whether it was ever put to use."),
        _flag("no_result", "Your answer stops before it is in use."),
        _flag("effort_only", "You tell the work and not where it ended up.", "You said “{quote}”: an interviewer asks where all that work ended up."),
        _missing("shipped", "You do not say whether it was put to use, and by whom."),
        _claimed("shipped", "It was put to use: an interviewer asks who uses it today.", "You said “{quote}”: an interviewer asks who uses it today."),
    ),
    "stopping": (
        _flag("overreach", "You went on after it was decided: an interviewer asks what would have stopped you.", "You said “{quote}”: an interviewer asks what would have made you stop."),
        _claimed("stopped", "You ended it: an interviewer asks how you knew that it was time.", "You said “{quote}”: an interviewer asks how you knew that it was time."),
        _missing("stopped", "You do not say when it was enough."),
    ),
    "hindsight": (
        _missing("reflection", "You do not say what you would do differently now."),
        _claimed("reflection", "You draw a lesson: an interviewer asks what you have done differently since.", "You said “{quote}”: an interviewer asks what you have done differently since."),
    ),
    "toes": (
        _flag("team_only", "It stayed inside your team: an interviewer asks whom outside it touched, and how they took it."),
        _flag("heroics", "You did it over other people's heads, by your account: an interviewer asks how they took it.", "You said “{quote}”: an interviewer asks how the others took that."),
        _flag("overreach", "Others had decided it: an interviewer asks how they took it.", "You said “{quote}”: an interviewer asks how those who had decided took it."),
        _flag("credit_seeking", "You say how it looked: an interviewer asks how it was for the others.", "You said “{quote}”: an interviewer asks how the others took that."),
        _claimed("unasked", "It was not yours: an interviewer asks how those took it whose it was.", "You said “{quote}”: an interviewer asks how the people took it whose area that was."),
        _claimed("cross_team", "You worked in somebody else's area: an interviewer asks how they took it.", "You said “{quote}”: an interviewer asks how they took it."),
    ),
    "authority": (
        _flag("title_talk", "You tell it as a matter of rank: an interviewer asks how you would lead without it.", "You said “{quote}”: an interviewer asks what you would have done without that rank."),
        _claimed("buy_in", "People followed you who did not have to: an interviewer asks why.", "You said “{quote}”: an interviewer asks why they followed you."),
        _claimed("cross_team", "You moved people who did not report to you: an interviewer asks how.", "You said “{quote}”: an interviewer asks how you led them without being their manager."),
    ),
    "leader_or_follower": (
        _flag("title_talk", "You speak of leading as a position: an interviewer asks when you follow.", "You said “{quote}”: an interviewer asks when you follow."),
        _claimed("credit", "You let others lead parts of it: an interviewer asks which of the two you are.", "You said “{quote}”: an interviewer asks when you lead and when you follow."),
        _claimed("buy_in", "You led here: an interviewer asks whether you can follow as well.", "You said “{quote}”: an interviewer asks whether you can follow as well."),
    ),
    "specifics": (
        _flag("vague", "One cannot picture what you did.", "You said “{quote}”: an interviewer cannot picture what you did."),
        _flag("we_only", _WE),
        _flag("passive_voice", "Things were done, and one does not see you do them.", "You said “{quote}”: an interviewer wants to see you do it."),
        _flag("handed_off", "You passed it on: an interviewer asks for each step that you took before.", "You said “{quote}”: an interviewer asks for each step that you took yourself."),
        _flag("long_setup", "Background takes {setup} of your words, so what you did came short."),
        _claimed("shipped", "It got done: an interviewer asks for the steps.", "You said “{quote}”: an interviewer asks for the steps that led there."),
    ),
    "task": (
        _flag("vague", "What you were there to do cannot be made out.", "You said “{quote}”: an interviewer asks what exactly you were there to do."),
        _flag("long_setup", "Background takes {setup} of your words, and your task came short."),
        _flag("assigned", "The work was given to you: an interviewer asks where your responsibility ended.", "You said “{quote}”: an interviewer asks what exactly you had to answer for."),
    ),
}  # fmt: skip

PLAIN: Mapping[str, str] = {
    "motive": "You tell what you did and hardly why it mattered to you.",
    "own_part": "Where your own part begins and ends is left open.",
    "convince": "You do not say what brought the others round.",
    "pushback": "Who saw it differently, and what you did with that, is left open.",
    "risks": "You say little of what could have gone wrong.",
    "recurrence": "You say little of what keeps it from coming back.",
    "impact": "How much changed, and how you know, is left open.",
    "counterfactual": "Whether it would have happened without you is left open.",
    "noticing": "How you came upon it is told in passing.",
    "cost": "What it cost before is left open.",
    "scope": "Why it had that size is left open.",
    "landing": "Where it stands today is left open.",
    "stopping": "How you knew that it was enough is left open.",
    "hindsight": "What you would do differently is left open.",
    "toes": "How the people took it whose area it was is left open.",
    "authority": "How you led people who did not report to you is left open.",
    "leader_or_follower": "Your answer shows one side of you: an interviewer asks for the other.",
    "specifics": "The steps in between are left open.",
    "task": "What exactly you had to answer for is left open.",
}
"""When no cause holds."""
