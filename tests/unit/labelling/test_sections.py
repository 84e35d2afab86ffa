from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from simulator.answer.types import SECTIONS
from simulator.errors import MissingPart
from simulator.labelling import sections
from simulator.labelling.section_features import MARKS, sentence_features, sentence_marks, tokens
from simulator.labelling.section_network import network_features
from simulator.labelling.sections import VARIANTS, Variant, cooled, load_section_labeller, open_labeller

pytestmark = pytest.mark.unit

TIDY = {
    "Two years ago I was a nurse on a surgical ward with twenty-eight beds.": "S",
    "Every evening the handover sheet was missing half of the drips, and patients waited for fluids.": "S",
    "Nobody had asked me to, but I decided that I would get us one sheet that everybody could trust.": "T",
    "I sat with both shifts for a week and wrote down each thing they asked each other.": "A",
    "Then I drafted a one-page sheet, tried it in two rooms, and changed it every morning.": "A",
    "Our matron worried about the extra work, so I showed her that it took four minutes.": "A",
    "After a month missed drips went from eleven a week down to one.": "R",
    "Three other wards use the same sheet today.": "R",
    "What I learned is that a small trial convinces people better than a good argument.": "L",
}
RESULT_FIRST = {
    "In the end we cut the returns of that shop by a third, which saved about nine thousand a month.": "R",
    "Let me go back to how it started, because I was only a student worker in the warehouse back then.": "S",
    "I had noticed that the same shoe kept coming back in the wrong size.": "S",
    "I measured forty pairs, compared them with the size chart and showed the buyer the difference.": "A",
    "I rewrote the size chart with her and we put a note on the product page.": "A",
}


@pytest.mark.parametrize("variant", VARIANTS, ids=lambda variant: variant.name)
def test_each_sentence_gets_one_section_with_a_probability(variant: Variant) -> None:
    guesses = open_labeller(variant).label(list(TIDY))
    assert len(guesses) == len(TIDY)
    assert all(guess.section in SECTIONS and 1 / 6 <= guess.confidence <= 1 for guess in guesses)


@pytest.mark.parametrize("variant", VARIANTS, ids=lambda variant: variant.name)
def test_an_empty_answer_has_no_labels_and_a_single_word_has_one(variant: Variant) -> None:
    labeller = open_labeller(variant)
    assert labeller.label([]) == []
    assert len(labeller.label(["Um"])) == len(labeller.label([""])) == 1


@pytest.mark.parametrize("told", [TIDY, RESULT_FIRST], ids=["tidy", "result first"])
def test_a_plain_story_is_labelled_in_the_order_it_is_told(told: dict[str, str]) -> None:
    assert [guess.section for guess in load_section_labeller().label(list(told))] == list(told.values())


def test_the_live_labeller_follows_an_answer_as_it_grows() -> None:
    labeller = load_section_labeller(live=True)
    texts, gold = list(TIDY), list(TIDY.values())
    last = [labeller.label(texts[:count])[-1].section for count in range(1, len(texts) + 1)]
    assert sum(guess == label for guess, label in zip(last, gold, strict=True)) >= 7


def test_live_attributes_say_nothing_of_what_is_still_to_come() -> None:
    texts = list(TIDY)
    assert sentence_features(texts, live=True)[2] == sentence_features(texts[:5], live=True)[2]
    assert sentence_features(texts, live=False)[2] != sentence_features(texts[:5], live=False)[2]
    assert np.array_equal(network_features(texts, live=True)[:5], network_features(texts[:5], live=True))
    assert not np.array_equal(network_features(texts, live=False)[:5], network_features(texts[:5], live=False))


def test_words_are_read_the_same_without_punctuation_and_capitals() -> None:
    bare = [text.lower().replace(",", "").replace(".", "").replace("-", " ") for text in TIDY]
    assert sentence_features(bare, live=False) == sentence_features(list(TIDY), live=False)


def test_tokens_keep_contractions_and_hide_which_number_it_was() -> None:
    assert tokens("I’d cut 1,200 of them, didn't I?") == ["i'd", "cut", "#", "of", "them", "didn't", "i"]


@pytest.mark.parametrize(
    ("sentence", "mark"),
    [
        ("I decided to fix it.", "p=decision"),
        ("The report was carefully written by somebody.", "passive"),
        ("We moved the whole store.", "subject=we"),
        ("It went from nine to four.", "numbers=2"),
        ("Looking back I would ask sooner.", "p=wish"),
        ("It took three weeks.", "time"),
    ],
)
def test_a_sentence_shows_its_marks_and_a_neutral_one_does_not(sentence: str, mark: str) -> None:
    assert dict(zip(MARKS, sentence_marks(sentence), strict=True))[mark] == 1.0
    assert dict(zip(MARKS, sentence_marks("Hello there."), strict=True))[mark] == 0.0


def test_without_the_embedder_the_plain_labeller_serves_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def absent() -> None:
        raise MissingPart("not installed")

    monkeypatch.setattr(sections, "load_embedder", absent)
    labeller = load_section_labeller.__wrapped__()
    assert labeller.name == "sections-whole-plain"
    assert len(labeller.label(list(TIDY))) == len(TIDY)
    assert load_section_labeller().name == "sections-whole-meaning"


def test_several_threads_get_the_labels_that_one_gets() -> None:
    labeller = load_section_labeller()
    answers = [list(TIDY)[:count] for count in range(1, 10)] * 4
    alone = [labeller.label(answer) for answer in answers]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(labeller.label, answers)) == alone


def test_a_temperature_over_one_lowers_the_confidence_and_keeps_the_order() -> None:
    rows = np.array([[0.7, 0.2, 0.1, 0.0, 0.0, 0.0]])
    flat = cooled(rows, 2.0)
    assert flat.sum() == pytest.approx(1.0)
    assert 1 / 6 < flat[0, 0] < 0.7
    assert list(flat[0].argsort()[::-1][:3]) == [0, 1, 2]
    assert cooled(rows, 1.0) == pytest.approx(rows, abs=1e-9)
