"""What a person reads for the ids of prompts."""

from simulator.content.models import Library
from simulator.content.vocabulary import QUESTION_FAMILIES
from simulator.interview.plan import Prompt


def prompt_kind(prompt: Prompt, library: Library) -> str:
    """As in "Question · Above and beyond" or "Follow-up · your part and the team's"."""
    if prompt.kind == "question" and not prompt.family:
        return "Question"
    if prompt.kind == "question":
        return f"Question  ·  {QUESTION_FAMILIES.get(prompt.family, _readable(prompt.family))}"
    titles = {family.id: family.title for family in library.families}
    return f"Follow-up  ·  {titles.get(prompt.family, _readable(prompt.family))}"


def _readable(name: str) -> str:
    return name.replace("_", " ").capitalize()
