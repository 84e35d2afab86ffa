import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.answer import catalogue
from simulator.answer.analyse import analyse_text
from simulator.answer.quote import QUOTE_WORDS, best_quote, quote_text
from simulator.answer.types import Analysis, AnswerContext, Finding, Section
from tests.fakes.answer_models import ScriptedJudge, ScriptedLabeller, told

pytestmark = pytest.mark.unit

FILLING = "and that is how the whole thing went on for quite some time over there"
WE: list[tuple[Section, str]] = [
    ("S", f"The report was late, {FILLING}."),
    ("A", "We looked at it, we talked, and we rebuilt it."),
    ("A", "Then we showed it to the others and I helped."),
    ("A", "We tested it, we fixed it, and we shipped it with our friends on the floor below."),
    ("R", "It went from six days to two."),
]


def flag(analysis: Analysis, name: str) -> Finding | None:
    return next((one for one in analysis.flags if one.id == name), None)


def with_i() -> list[tuple[Section, str]]:
    return [(section, text.replace("We ", "I ").replace("we ", "I ")) for section, text in WE]


def test_we_in_most_of_the_action_is_flagged_with_the_counts() -> None:
    found = flag(told(WE), "we_only")
    assert found is not None
    assert found.why.startswith('You said "we" 7 times and "I" once in the Action')
    assert found.quote == "We looked at it, we talked, and we rebuilt it."
    assert found.repair


def test_i_in_the_action_is_not_flagged_even_where_the_judge_sees_it() -> None:
    assert flag(told(with_i(), scores={"we_only": (0.99, 1)}), "we_only") is None


def test_passive_action_is_flagged_with_the_counts() -> None:
    passive: list[tuple[Section, str]] = [
        ("A", "The list was collected by somebody on the floor below us."),
        ("A", "It was then rewritten and a copy was sent to the whole department at once."),
        ("A", "The rota was moved to the new board near the entrance of the hall."),
        ("R", "People were told about it and nine of them came in on the first day."),
    ]
    found = flag(told(passive), "passive_voice")
    assert found is not None
    assert found.why == "3 of 3 sentences of the Action say that it was done, not that you did it."


def test_setup_over_45_percent_of_the_words_is_flagged_with_its_share() -> None:
    setup: list[tuple[Section, str]] = [("S", "word " * 45 + "here."), ("A", "I did " * 20 + "it."), ("R", "Two won.")]
    found = flag(told(setup), "long_setup")
    assert found is not None
    assert "52% of your words" in found.why


def test_setup_of_45_percent_is_not_long_even_where_the_judge_says_so() -> None:
    even: list[tuple[Section, str]] = [
        ("S", "word " * 17 + "here."),
        ("A", "I did " * 10 + "it now."),
        ("R", "Two won."),
    ]
    assert flag(told(even, scores={"long_setup": (1.0, 0)}), "long_setup") is None


def test_no_number_at_all_is_flagged_and_money_or_a_percentage_clears_it() -> None:
    plain: list[tuple[Section, str]] = [
        ("A", f"I moved it, {FILLING}."),
        ("A", f"I told them, {FILLING}."),
        ("R", f"Better, {FILLING}."),
    ]
    found = flag(told(plain), "no_numbers")
    assert found is not None
    assert "there is not one number" in found.why
    numbered = [*plain, ("R", "It saved 30% of the cost.")]
    assert flag(told(numbered, scores={"no_numbers": (0.95, None)}), "no_numbers") is None


def test_numbers_on_effort_leave_it_to_the_judge_and_are_named() -> None:
    effort: list[tuple[Section, str]] = [
        ("A", f"I worked sixty hours, {FILLING}."),
        ("A", f"I kept on, {FILLING}."),
        ("R", "Better."),
    ]
    found = flag(told(effort, scores={"no_numbers": (0.8, None)}), "no_numbers")
    assert found is not None
    assert '"sixty hours"' in found.why
    assert flag(told(effort, scores={"no_numbers": (0.2, None)}), "no_numbers") is None


def test_the_word_one_is_not_told_as_a_number() -> None:
    parts: list[tuple[Section, str]] = [
        ("A", f"I wrote one sheet, {FILLING}."),
        ("A", f"I kept on, {FILLING}, {FILLING}."),
    ]
    found = flag(told(parts, scores={"no_numbers": (0.8, None)}), "no_numbers")
    assert found is not None
    assert "there is not one number" in found.why


def test_a_short_answer_or_one_to_a_probe_is_not_flagged_by_counting() -> None:
    assert told([("S", "We did it.")]).flags == ()
    assert told(WE, probe="own_part").flags == ()


def test_only_scores_from_their_threshold_on_are_reported_surest_first() -> None:
    judge = ScriptedJudge(
        {"noticed": (0.79, 0), "sized": (0.8, 0), "shipped": (0.95, 1)}, {"noticed": 0.8, "sized": 0.8, "shipped": 0.5}
    )
    text = "I noticed that it cost us ten days. It went live in May."
    analysis = analyse_text(text, AnswerContext(), labeller=ScriptedLabeller({}), judge=judge)
    assert [signal.id for signal in analysis.signals] == ["shipped", "sized"]


def test_a_signal_names_the_numbers_of_its_evidence() -> None:
    parts: list[tuple[Section, str]] = [("S", "It cost us $40K a week."), ("A", "I cut it."), ("R", "It fell by 30%.")]
    signals = {one.id: one for one in told(parts, scores={"sized": (0.9, 0), "measured": (0.9, 2)}).signals}
    assert '"$40K"' in signals["sized"].why
    assert '"30%"' in signals["measured"].why


def test_a_quote_has_the_times_of_its_own_words() -> None:
    text = "Well, so, nobody had asked me for it but I thought that the people in the shop should have a list to read."
    analysis = told([("T", text)], scores={"unasked": (0.9, 0)})
    found = analysis.signals[0]
    words = [word for word in analysis.words if found.start_s <= word.start_s and word.end_s <= found.end_s]
    assert " ".join(word.text for word in words) == found.quote
    assert found.quote.startswith("nobody had asked me")


@pytest.mark.parametrize("index", [None, -1, 99])
def test_evidence_that_is_not_there_gives_a_finding_without_a_quote(index: int | None) -> None:
    found = flag(told([("A", "I did it.")], scores={"vague": (0.9, index)}), "vague")
    assert found is not None
    assert (found.quote, found.start_s) == ("", 0.0)


def test_an_unfinished_answer_is_told_where_it_ends() -> None:
    found = flag(told([("A", "I wrote it. So I sent it to finance.")], scores={"no_result": (0.9, None)}), "no_result")
    assert found is not None
    assert 'ends at "So I sent it to finance"' in found.why


def test_every_id_of_the_codebook_has_its_texts() -> None:
    assert (len(catalogue.SIGNALS), len(catalogue.FLAGS)) == (13, 15)
    for entry in (*catalogue.SIGNALS.values(), *catalogue.FLAGS.values()):
        assert entry.title
        assert entry.why.endswith(".")
        assert bool(entry.repair) is (entry.id in catalogue.FLAGS)
    with pytest.raises(KeyError):
        catalogue.entry("unknown")


CUES = re.compile("noticed|30%")
TOKENS = st.sampled_from(
    ["so,", "um,", "and", "I", "noticed", "that", "the", "30%", "team,", "which", "because", "—", "asked."]
)


@given(st.lists(TOKENS, max_size=60))
def test_a_quote_is_whole_words_in_a_row_and_not_too_long(words: list[str]) -> None:
    first, last = best_quote(words, CUES)
    assert 0 <= first <= last <= len(words)
    assert last - first <= QUOTE_WORDS
    assert (last > first) is bool(words)
    assert " ".join(words).find(quote_text(words, first, last)) >= 0


def test_the_clause_with_the_cue_is_quoted() -> None:
    sentence = (
        "We had been there for years and the place was old, but I noticed the same error on every page, "
        "which was a surprise to all of us"
    )
    words = sentence.split()
    assert "I noticed the same error" in quote_text(words, *best_quote(words, CUES))


def test_a_quote_does_not_begin_with_a_word_that_leans_on_what_is_left_out() -> None:
    sentence = (
        "the people over there kept on telling all of us, which I had noticed, that it was 30% off, I saw it later"
    )
    words = sentence.split()
    assert quote_text(words, *best_quote(words, CUES)).split()[0] not in {"which", "that"}


def test_an_answer_to_a_probe_is_not_flagged_for_lacking_what_a_whole_story_has() -> None:
    scores = {"no_result": (0.95, None), "no_numbers": (0.9, None), "credit_seeking": (0.8, 0)}
    said: list[tuple[Section, str]] = [("T", "Honestly, I wanted my boss to see that I could do it.")]
    assert [one.id for one in told(said, scores=scores, probe="motive").flags] == ["credit_seeking"]
    assert {one.id for one in told(said, scores=scores).flags} >= {"no_result", "credit_seeking"}


def test_a_few_words_in_answer_to_a_probe_show_nothing() -> None:
    scores = {"stopped": (0.9, 0), "vague": (0.9, 0)}
    short = told([("A", "I do not know.")], scores=scores, probe="impact")
    assert (short.signals, short.flags) == ((), ())
    longer = told([("A", "I do not know what came of it, since I left.")], scores=scores, probe="impact")
    assert ([one.id for one in longer.signals], [one.id for one in longer.flags]) == (["stopped"], ["vague"])


def test_a_quote_that_is_cut_does_not_end_on_the_first_words_of_a_clause() -> None:
    words = [
        "I",
        "settled",
        "on",
        "six",
        "plus",
        "a",
        "short",
        "question",
        "to",
        "the",
        "four",
        "departments",
        "that",
        "live",
        "by",
        "a",
        "regulatory",
        "calendar",
    ]
    quote = quote_text(words, *best_quote(words, re.compile("settled")))
    assert quote == "I settled on six plus a short question to the four departments"


def test_the_last_word_of_a_sentence_is_no_loose_end() -> None:
    text = (
        "I had gone round asking people for permission to delete things, and that's how I set up every clean-up since."
    )
    words = text.split(" ")
    assert quote_text(words, *best_quote(words, re.compile("since"))) == "that's how I set up every clean-up since."


def test_the_numbers_named_are_those_of_the_quote() -> None:
    text = "In four months ten of eleven squads were on it, and failed deploys went from one in five to one in thirty."
    found = told([("S", "It broke."), ("A", "I did it."), ("R", text)], scores={"measured": (0.9, 2)}).signals[0]
    assert found.quote == "failed deploys went from one in five to one in thirty."
    assert found.why.startswith('You put "one in five" and "one in thirty" on the result')
