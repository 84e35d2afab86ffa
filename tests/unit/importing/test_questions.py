import pytest

from simulator.importing.questions import known, unknown
from tests.fakes.parts import question

pytestmark = pytest.mark.unit
LIBRARY = (question(1), question(2))


@pytest.mark.parametrize("text", ["q2", "Question number 2?", "question   number 2"])
def test_a_question_of_the_library_is_known_by_id_and_by_its_words(text: str) -> None:
    assert known(text, LIBRARY, lambda _: "influence") is LIBRARY[1]


def test_another_one_is_a_question_of_its_own_in_the_closest_family() -> None:
    one, other = (known(text, LIBRARY, lambda _: "influence") for text in ("Whom did you win?", "Who won?"))
    assert (one.text, one.family) == ("Whom did you win?", "influence")
    assert one.id == "own-whom-did-you-win"
    assert one.id != other.id


def test_two_that_nobody_knows_are_not_the_same_question_and_have_no_id() -> None:
    assert unknown(1, 2) != unknown(2, 2)
    assert unknown(1, 1).id == ""
