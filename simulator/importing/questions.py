"""What was asked, as far as it is known."""

from collections.abc import Callable, Sequence

from simulator.archive.ids import slug
from simulator.content.models import Question


def unknown(number: int, of: int) -> Question:
    """Stands where nobody said what was asked. No two are the same question, and none can be asked again."""
    text = f"Answer {number}: cannot tell what was asked." if of > 1 else "Cannot tell: what was asked is not known."
    return _question("", "", text)


def known(text: str, library: Sequence[Question], family: Callable[[str], str]) -> Question:
    """The question of the library with this id or these words; else a new one, of what `family` says of it."""
    for question in library:
        if text == question.id or _plain(text) == _plain(question.text):
            return question
    return _question(f"own-{slug(text)}", family(text), text)


def _question(name: str, family: str, text: str) -> Question:
    return Question(
        id=name, family=family, text=text, competencies=(), levels=(), companies=(), tests="", strong="", trap=""
    )


def _plain(text: str) -> str:
    return " ".join("".join(one for one in text.lower() if one.isalnum() or one.isspace()).split())
