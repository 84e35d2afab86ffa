import pytest

from simulator.speech.hearing.pieces import join_pieces

pytestmark = pytest.mark.unit


def words(*texts: str, goes_on: bool = False) -> list[tuple[str, int]]:
    return join_pieces([(text, 1) for text in texts], goes_on=goes_on)


def test_marks_belong_to_the_word_before() -> None:
    assert words(" So", ",", " we", " did", " it", ".", '"') == [
        ("So,", 2),
        ("we", 1),
        ("did", 1),
        ('it."', 3),
    ]


def test_what_has_no_space_before_it_belongs_to_the_word_before() -> None:
    assert words(" co", "-worker", " wouldn", "'t", " 40", "%") == [("co-worker", 2), ("wouldn't", 2), ("40%", 2)]


def test_an_ending_with_a_stray_space_belongs_to_the_word_before() -> None:
    assert words(" wouldn", " 't") == [("wouldn't", 2)]


def test_a_lone_opening_mark_belongs_to_the_word_after() -> None:
    assert words(" said", ' "', "Yes", ".") == [("said", 1), ('"Yes.', 3)]


def test_marks_that_close_a_fixed_word_become_an_empty_text_and_their_tokens_are_counted() -> None:
    assert words("%", ",", " but", " this", goes_on=True) == [("", 2), ("but", 1), ("this", 1)]


def test_without_fixed_words_a_mark_at_the_start_opens_the_first_word() -> None:
    assert words("(", "we", " did") == [("(we", 2), ("did", 1)]


def test_no_pieces_are_no_words() -> None:
    assert words() == []
