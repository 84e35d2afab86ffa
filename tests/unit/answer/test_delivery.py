import pytest

from simulator.answer.delivery import find_fillers, find_pauses, measure_delivery
from simulator.answer.passive import has_passive
from simulator.answer.quantities import find_quantities
from simulator.answer.types import Delivery, LabelledSentence, Section, Word
from simulator.answer.words import estimate_words
from tests.fakes.answer_models import spoken

pytestmark = pytest.mark.unit


def delivered(*parts: tuple[Section, str]) -> Delivery:
    words = spoken(" ".join(text for _, text in parts))
    return measure_delivery(words, [LabelledSentence(text, 0, 1, section, 0.9) for section, text in parts])


def fillers(text: str) -> list[str]:
    return [filler.text for filler in find_fillers(spoken(text))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Um, so, uh, I erm went, hmm, there. Umm.", ["um", "uh", "erm", "hmm", "umm"]),
        ("It was, you know, slow. I mean, really slow.", ["you know", "i mean"]),
        ("We sort of guessed and kind of hoped.", ["sort of", "kind of"]),
        ("It was, like, broken. Like, all of it.", ["like", "like"]),
        ("It was like, forty minutes.", ["like"]),
    ],
)
def test_fillers_are_found(text: str, found: list[str]) -> None:
    assert fillers(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Do you know what you know about it?",
        "As you know the team is small.",
        "That is what I mean. I mean it.",
        "It is a kind of filter and this sort of thing helps.",
        "I like it, it looks like a win, people like me would like that.",
        "The umbrella term is the error rate, hence her answer.",
    ],
)
def test_words_that_mean_something_are_no_fillers(text: str) -> None:
    assert fillers(text) == []


def test_only_gaps_over_two_seconds_are_pauses() -> None:
    pauses = find_pauses(spoken("one [1.8] two [2.5] three"))
    assert len(pauses) == 1
    assert pauses[0].end_s - pauses[0].start_s == pytest.approx(2.6)


def test_a_gap_in_which_the_recording_was_paused_is_no_pause() -> None:
    words = spoken("one [10] two")
    assert find_pauses(words, [(1.0, 10.0)]) == ()


def test_the_rate_is_of_the_time_between_first_and_last_word() -> None:
    words = spoken("a " * 30, word_s=0.4, gap_s=0.1, start_s=20.0)
    told = measure_delivery(words, [LabelledSentence(" ".join(["a"] * 30), 0, 1, "A", 0.9)])
    assert told.words_per_minute == pytest.approx(30 * 60 / 14.9)


def test_i_and_we_are_counted_in_the_action_only() -> None:
    told = delivered(
        ("S", "We were slow, I knew."), ("A", "I'd built it, we've tested, and, I mean, I shipped."), ("R", "We won.")
    )
    assert (told.i_count, told.we_count) == (2, 1)
    assert told.we_share == pytest.approx(1 / 3)


def test_without_i_or_we_in_the_action_there_is_no_share() -> None:
    assert delivered(("A", "The thing was moved.")).we_share is None


def test_the_passive_share_is_of_sentences_without_a_doer() -> None:
    told = delivered(
        ("A", "It was moved."),
        ("A", "I was asked to go."),
        ("A", "They were then quickly retested."),
        ("S", "It was built."),
    )
    assert told.passive_share == pytest.approx(2 / 3)


def test_no_words_give_zeros() -> None:
    told = measure_delivery((), [])
    assert (told.words, told.words_per_minute, told.fillers_per_minute, told.passive_share) == (0, 0.0, 0.0, None)


def test_one_word_of_no_length_gives_no_rate() -> None:
    told = measure_delivery(estimate_words("—"), [LabelledSentence("—", 0, 0, "A", 0.9)])
    assert told.words_per_minute == 0.0


def test_hedges_take_the_longest_phrase() -> None:
    told = delivered(("A", "Maybe it was a little bit late, I think."))
    assert [hedge.text for hedge in told.hedges] == ["maybe", "a little bit", "i think"]


@pytest.mark.parametrize(
    "text", ["It was moved", "they were all then told", "it got fixed", "being rewritten", "wasn't ever tested"]
)
def test_passives_are_found(text: str) -> None:
    assert has_passive(spoken(text)) is ("ever" not in text)


@pytest.mark.parametrize(
    "text", ["I was tired", "we were interested in it", "it was late", "I moved it", "she was my boss and asked"]
)
def test_adjectives_and_actives_are_no_passives(text: str) -> None:
    assert not has_passive(spoken(text))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It cost $40K a week.", [("$40K", "money", 40_000)]),
        ("about forty thousand dollars", [("forty thousand dollars", "money", 40_000)]),
        ("five grand", [("five grand", "money", 5_000)]),
        ("cut by 30%, then by thirty percent", [("30%", "percent", 30), ("thirty percent", "percent", 30)]),
        ("up ninety-nine point nine per cent", [("ninety-nine point nine per cent", "percent", 99.9)]),
        ("two and a half days", [("two and a half days", "duration", 2.5)]),
        ("it took 200ms, then 3.5 hours", [("200ms", "duration", 200), ("3.5 hours", "duration", 3.5)]),
        ("from nineteen to two", [("nineteen", "count", 19), ("two", "count", 2)]),
        ("three hundred and twenty tickets", [("three hundred and twenty", "count", 320)]),
        ("two, three people", [("two", "count", 2), ("three", "count", 3)]),
        ("1,200 rows", [("1,200", "count", 1_200)]),
        ("twelve hundred", [("twelve hundred", "count", 1_200)]),
        ("a hundred users", [("hundred", "count", 100)]),
        ("it doubled, half the time", [("doubled", "count", 2), ("half", "count", 0.5)]),
        ("one week later", [("one week", "duration", 1)]),
        ("dozens of people", [("dozens", "count", None)]),
        ("twice a week", [("twice", "count", 2)]),
    ],
)
def test_quantities_are_found_with_kind_and_value(text: str, found: list[tuple[str, str, float | None]]) -> None:
    assert [(one.text, one.kind, one.value) for one in find_quantities(spoken(text))] == [
        (text, kind, value if value is None else pytest.approx(value)) for text, kind, value in found
    ]


@pytest.mark.parametrize(
    "text",
    [
        "one of them",
        "no one asked",
        "the one thing",
        "in 2019",
        "on the 3rd at 9am",
        "one day",
        "another one",
        "Q3 and L4",
        "at once",
    ],
)
def test_pronouns_years_ordinals_and_names_are_no_quantities(text: str) -> None:
    assert find_quantities(spoken(text)) == ()


def test_words_whose_times_are_broken_give_no_rate() -> None:
    words = (Word("I", 0.0, 2e-313),)
    delivery = measure_delivery(words, (LabelledSentence("I", 0.0, 2e-313, "A", 0.9),))
    assert (delivery.words_per_minute, delivery.fillers_per_minute) == (0.0, 0.0)
