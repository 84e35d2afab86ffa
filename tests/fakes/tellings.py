"""Stories of a few sentences, each with its section, that several tests tell."""

from simulator.answer.types import LabelledSentence, Section

Telling = list[tuple[Section, str]]

WE: Telling = [
    ("S", "We had a lot of trouble with the invoices in our department."),
    ("A", "We sat down together and we looked at the process, and we made a plan."),
    ("A", "We built a new form and we tested it, and then we rolled it out."),
    ("A", "We had some discussions and we worked through them as a team."),
    ("R", "We were really happy with it, and we still use it."),
]
LATE_PARTS: Telling = [
    ("S", "Our parts were always late and everybody in the yard knew about it."),
    ("A", "I went to the other depot and I asked them for their lists."),
    ("A", "I compared the two, I called the suppliers, and I changed the order day."),
    ("R", "The parts come on time now."),
]


def labelled(telling: Telling) -> list[LabelledSentence]:
    """With no times, for models that read only texts."""
    return [LabelledSentence(text, 0.0, 0.0, section, 0.9) for section, text in telling]
