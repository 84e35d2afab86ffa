from dataclasses import replace
from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.answer.types import SECTIONS, LabelledSentence, Section
from simulator.archive.corrections import (
    apply,
    begun_earlier,
    begun_later,
    relabelled,
    section_start,
    with_corrections,
)
from simulator.archive.types import Correction
from simulator.errors import BadInput
from tests.fakes.archive_samples import WORDS, an_analysis

pytestmark = pytest.mark.unit


def sentence(start_s: float, end_s: float, section: Section = "S") -> LabelledSentence:
    return LabelledSentence("words", start_s, end_s, section, 0.6)


def test_a_corrected_sentence_has_the_new_section_and_says_so() -> None:
    first, second = apply([sentence(0, 4), sentence(4, 8)], [Correction(0, 4, "A")])
    assert (first.section, first.corrected, first.confidence) == ("A", True, 1.0)
    assert second == sentence(4, 8)


def test_edges_moved_by_a_new_transcript_do_not_lose_the_correction() -> None:
    before, hit, after = apply([sentence(0, 3.8), sentence(3.8, 8.3), sentence(8.3, 12)], [Correction(4.0, 8.0, "R")])
    assert [before.corrected, hit.corrected, after.corrected] == [False, True, False]


def test_both_halves_of_a_sentence_that_was_split_follow_the_correction() -> None:
    assert [item.section for item in apply([sentence(0, 2), sentence(2, 4)], [Correction(0, 4, "T")])] == ["T", "T"]


def test_a_joined_sentence_follows_what_covers_most_of_it() -> None:
    assert apply([sentence(0, 10)], [Correction(0, 6, "A"), Correction(6, 10, "R")])[0].section == "A"
    assert not apply([sentence(0, 10)], [Correction(0, 4, "A")])[0].corrected


def test_the_newest_correction_of_the_same_time_wins() -> None:
    corrections = [Correction(0, 4, "A"), Correction(0, 4, "R"), Correction(0.1, 4, "L")]
    assert apply([sentence(0, 4)], corrections)[0].section == "L"


def test_a_sentence_without_length_follows_the_correction_around_it() -> None:
    assert apply([sentence(2, 2)], [Correction(0, 4, "A")])[0].section == "A"
    assert not apply([sentence(5, 5)], [Correction(0, 4, "A")])[0].corrected


def test_nothing_corrected_is_nothing_changed() -> None:
    sentences = (sentence(0, 4), sentence(4, 4.5))
    assert apply(sentences, []) == sentences
    assert apply([], [Correction(0, 1, "A")]) == ()


spans = st.tuples(st.floats(0, 100), st.floats(0, 30)).map(lambda pair: (pair[0], pair[0] + pair[1]))


@given(
    st.lists(spans, max_size=6),
    st.lists(st.tuples(spans, st.sampled_from(SECTIONS)), max_size=6),
)
def test_texts_and_times_are_never_touched(
    sentences: list[tuple[float, float]], made: list[tuple[tuple[float, float], Section]]
) -> None:
    given_ = [sentence(*span) for span in sentences]
    result = apply(given_, [Correction(*span, section) for span, section in made])
    assert [(item.text, item.start_s, item.end_s) for item in result] == [
        (item.text, item.start_s, item.end_s) for item in given_
    ]


# ---- after the answer was heard again -------------------------------------------------------------------------------


def told(*parts: tuple[str, float, float, Section]) -> list[LabelledSentence]:
    return [LabelledSentence(text, start_s, end_s, section, 0.6) for text, start_s, end_s, section in parts]


def test_a_short_sentence_is_found_again_by_its_words_when_its_time_has_moved_past_its_length() -> None:
    before = told(("It was bad.", 0, 3, "S"), ("So yeah.", 3.0, 3.5, "A"), ("I wrote a check.", 3.5, 6, "A"))
    after = told(("It was bad.", 0, 3.6, "S"), ("So, yeah.", 3.7, 4.1, "A"), ("I wrote a check.", 4.1, 6.2, "A"))
    result = apply(after, [relabelled(before[1], "O")])
    assert [(one.section, one.corrected) for one in result] == [("S", False), ("O", True), ("A", False)]


def test_of_the_same_words_said_twice_the_nearer_ones_are_meant() -> None:
    after = told(("Right.", 0.1, 0.5, "S"), ("Right.", 1.4, 1.8, "S"))
    assert [one.corrected for one in apply(after, [Correction(1.0, 1.4, "O", "Right.")])] == [False, True]


def test_the_same_words_far_away_are_another_sentence() -> None:
    after = told(("Right.", 0.1, 0.5, "S"), ("We went on.", 10, 12, "A"))
    assert not any(one.corrected for one in apply(after, [Correction(5.0, 5.4, "O", "Right.")]))


def test_words_that_were_heard_differently_follow_by_their_time() -> None:
    after = told(
        ("I wrote a Czech for it.", 3.7, 6.2, "T"),
    )
    assert apply(after, [Correction(3.5, 6.0, "A", "I wrote a check for it.")])[0].section == "A"


# ---- boundaries -----------------------------------------------------------------------------------------------------


def row_of(sections: str) -> list[LabelledSentence]:
    names: list[Section] = [name for letter in sections for name in SECTIONS if name == letter]
    return [
        LabelledSentence(f"Sentence number {at}.", 2.0 * at, 2.0 * at + 2, name, 0.7) for at, name in enumerate(names)
    ]


def after(sentences: list[LabelledSentence], correction: Correction | None) -> str:
    return "".join(one.section for one in apply(sentences, [correction] if correction else []))


def test_a_section_begins_one_sentence_earlier_from_any_of_its_sentences() -> None:
    for marked in (2, 3, 4):
        assert after(row_of("SSAAAR"), begun_earlier(row_of("SSAAAR"), marked)) == "SAAAAR"


def test_a_section_begins_one_sentence_later_from_any_of_its_sentences() -> None:
    for marked in (2, 3, 4):
        assert after(row_of("SSAAAR"), begun_later(row_of("SSAAAR"), marked)) == "SSSAAR"


@pytest.mark.parametrize(("sections", "marked"), [("SSA", 0), ("SSA", 1), ("SA", 1), ("SSTA", 3)])
def test_a_boundary_does_not_move_earlier_out_of_the_answer_or_over_a_whole_section(sections: str, marked: int) -> None:
    assert begun_earlier(row_of(sections), marked) is None


@pytest.mark.parametrize(("sections", "marked"), [("SSA", 1), ("SSA", 2), ("STA", 1)])
def test_a_boundary_does_not_move_later_out_of_the_answer_or_over_a_whole_section(sections: str, marked: int) -> None:
    assert begun_later(row_of(sections), marked) is None


rows = st.text("STARLO", min_size=1, max_size=12)


def runs(sections: str) -> list[str]:
    return [letter for letter, _ in groupby(sections)]


@given(rows, st.integers(0, 11))
def test_moving_a_boundary_keeps_the_order_of_the_sections_and_can_be_moved_back(sections: str, marked: int) -> None:
    sentences = row_of(sections)
    marked %= len(sentences)
    start = section_start(sentences, marked)
    for there, back, by in ((begun_earlier, begun_later, -1), (begun_later, begun_earlier, 1)):
        correction = there(sentences, marked)
        if correction is None:
            continue
        moved = apply(sentences, [correction])
        assert runs("".join(one.section for one in moved)) == runs(sections)
        assert section_start(moved, start + by) == start + by
        returned = back(moved, start + by)
        assert returned is not None
        assert after(sentences, None) == "".join(one.section for one in apply(sentences, [correction, returned]))


def test_an_analysis_without_corrections_is_the_same_one() -> None:
    analysis = an_analysis()
    assert with_corrections(analysis, ()) is analysis


def test_an_analysis_whose_sentences_do_not_fit_its_words_is_refused_in_one_line() -> None:
    broken = replace(an_analysis(), words=WORDS[:1])
    with pytest.raises(BadInput, match="cannot be corrected"):
        with_corrections(broken, [Correction(0, 2, "A")])
