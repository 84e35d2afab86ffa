"""What a person reads for the ids of findings, rubric items and prompts."""

from collections.abc import Mapping

from simulator.content.models import Library
from simulator.content.vocabulary import QUESTION_FAMILIES, SHORT_FAMILY
from simulator.interview.plan import Prompt

SIGNALS: Mapping[str, str] = {
    "noticed": "Noticed what others had missed",
    "unasked": "Nobody had asked for it",
    "sized": "Put a number on the problem first",
    "scoped": "Started with the smallest version",
    "buy_in": "Won people over without authority",
    "tradeoffs": "Weighed the risks",
    "cross_team": "Worked across a team boundary",
    "shipped": "It was put to use",
    "measured": "A number on the result",
    "prevention": "Kept it from coming back",
    "stopped": "Knew when to stop",
    "credit": "Gave others their share",
    "reflection": "Took a lesson from it",
}
FLAGS: Mapping[str, str] = {
    "assigned": "Somebody gave you this work",
    "team_only": "It stayed inside your team",
    "we_only": "“We” hides what you did",
    "effort_only": "Effort stands in for an effect",
    "handed_off": "Handed over without a solution",
    "passive_voice": "Things “were done”: by whom?",
    "vague": "What exactly you did stays open",
    "no_numbers": "Not one number",
    "heroics": "Sounds like a lone hero",
    "proposal_only": "Ends with a proposal",
    "overreach": "Pushed on for too long",
    "title_talk": "Leads by title or by orders",
    "credit_seeking": "Done to be noticed",
    "no_result": "No outcome",
    "long_setup": "A long way to the point",
}
RUBRIC: Mapping[str, str] = {
    "discovered": "How the problem was found",
    "proposed": "How others were brought in",
    "shipped": "What landed and what changed",
    "counterfactual": "It would not have happened without you",
    "resistance": "Somebody had to be convinced",
    "sustained": "Stayed with it after the start",
}


def finding_name(finding_id: str) -> str:
    return SIGNALS.get(finding_id) or FLAGS.get(finding_id) or _readable(finding_id)


def rubric_name(item_id: str) -> str:
    return RUBRIC.get(item_id) or SIGNALS.get(item_id) or _readable(item_id)


def prompt_kind(prompt: Prompt, library: Library) -> str:
    """As in "Question · Above and beyond" or "Follow-up · your part and the team's"."""
    if prompt.kind == "question":
        return f"Question  ·  {QUESTION_FAMILIES.get(prompt.family, _readable(prompt.family))}"
    titles = {family.id: family.title for family in library.families}
    return f"Follow-up  ·  {titles.get(prompt.family, _readable(prompt.family))}"


def is_story(prompt: Prompt) -> bool:
    """Whether STAR timing is asked of the answer: not of follow-ups and short opinions."""
    return prompt.kind == "question" and prompt.family != SHORT_FAMILY


def _readable(name: str) -> str:
    return name.replace("_", " ").capitalize()
