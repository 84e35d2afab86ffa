from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.answer.analyse import analyse_words, relabel
from simulator.answer.types import Analysis, AnswerContext, Grade, Section
from simulator.probing.standing import story_steps
from simulator.review.layout import clean, clock, length
from simulator.review.terminal import bar_lines, report, report_lines, rubric_lines
from simulator.review.types import Reviewed
from tests.fakes.answer_models import ListedLabeller, ScriptedJudge, spoken, told
from tests.unit.review.conftest import PROBE

pytestmark = pytest.mark.unit

PARTS: list[tuple[Section, str]] = [
    (
        "S",
        "The report was late every month, um, and nobody owned it, and I noticed that the same three pages held it up.",
    ),
    ("T", "So I wanted it out on the first day."),
    ("A", "I wrote a script. " * 12 + "I showed it to Dana."),
    ("A", "She pushed back, so I ran both for a week. " * 6),
    ("R", "It went from six days to two, which saved $4K a month."),
]
SCORES = {"noticed": (0.91, 0), "measured": (0.8, None), "heroics": (0.7, 3)}


def whole() -> Analysis:
    return told(PARTS, scores=SCORES, question="Tell me about a time you took the initiative.")


def text_of(analysis: Analysis) -> str:
    return report(Reviewed("answer.txt", analysis, (PROBE,)))


def test_the_report_holds_every_part_of_the_analysis() -> None:
    text = text_of(whole())
    for part in (
        "answer.txt",
        "Tell me about a time you took the initiative.",
        "times are estimates from a speaking rate",
        "S Situation, T Task, A Action, R Result",
        "target < 17 s",
        "Noticed what others had missed (91% sure)",
        "Next time: Say plainly what you did",
        "pushed back",
        "“six days”, “two”, “$4K”",
        "1. What changed?",
        "Why: you gave no number",
    ):
        assert part in text, part


def test_seconds_shares_and_distances_are_those_of_the_analysis() -> None:
    analysis = whole()
    text = text_of(analysis)
    assert f"~{analysis.timing.seconds['A']:.1f} s" in text
    for verdict in analysis.timing.verdicts:
        assert verdict.why in " ".join(text.split())


def test_the_action_share_is_a_gap_and_no_fail() -> None:
    text = text_of(told([("S", "It was so. " * 20), ("A", "I did it now. " * 20), ("R", "Two won.")]))
    assert "gap  Action" in text
    assert "off  Setup" in text


def test_every_sentence_stands_with_its_time_and_letter() -> None:
    analysis = whole()
    text = text_of(analysis)
    for sentence in analysis.sentences:
        assert f"{clock(sentence.start_s)} {sentence.section}" in text
    assert text.count(" A  I wrote a script.") == 12


def test_a_label_set_by_hand_and_one_that_is_unsure_are_marked() -> None:
    before = told([("A", "I did it."), ("R", "It worked.")])
    first, second = before.sentences
    after = relabel(before, [replace(first, section="S", corrected=True), replace(second, confidence=0.3)])
    text = text_of(after)
    assert "0:00 S* I did it." in text
    assert "0:01 R? It worked." in text


def test_heard_words_tell_their_pauses_and_typed_ones_do_not() -> None:
    heard = analyse_words(spoken("I did [3] it."), 6.0, AnswerContext(), labeller=ListedLabeller("A"))
    text = text_of(heard)
    assert "1 pause over 2 s, the longest 3.1 s at 0:00" in text
    assert "estimates" not in text
    assert "pause over" not in text_of(whole())


def test_a_short_answer_is_not_judged_and_the_reason_is_told_once() -> None:
    text = text_of(told([("A", "I did it.")]))
    assert text.count("cannot tell") == 1
    assert [line[:14].split() for line in text.splitlines() if line.startswith("   ? ")] == [
        ["?", name] for name in ("Setup", "Action", "Result", "Length")
    ]


def test_silence_says_that_nothing_was_heard() -> None:
    analysis = analyse_words([], 7.0, AnswerContext(), labeller=ListedLabeller("A"))
    assert "No words were heard" in text_of(analysis)
    assert "STAR lane" not in text_of(analysis)


def test_an_answer_to_a_probe_shows_its_grade_and_no_guideline() -> None:
    judge = ScriptedJudge({}, grade=Grade("weak", "no figure is named", "it was better", 0.8))
    analysis = analyse_words(
        spoken("It was better for all of us in the end."),
        2.0,
        AnswerContext(probe="impact"),
        labeller=ListedLabeller("R"),
        judge=judge,
    )
    text = text_of(analysis)
    assert "weak (80% sure): no figure is named" in text
    for part in ("Against the guideline", "STAR lane", "Where the time went", " R  It was better"):
        assert part not in text


def test_nothing_that_a_terminal_obeys_gets_through() -> None:
    hostile = "I \x1b[31mdid\x1b]0;x\x07 it.\u202e"
    analysis = analyse_words(spoken(hostile), 2.0, AnswerContext(question="\x1b[2J?"), labeller=ListedLabeller("A"))
    assert all(character.isprintable() or character == "\n" for character in text_of(analysis))


WORD = st.text(st.characters(categories=["L", "N", "P"]), min_size=1, max_size=60)
WORDS = st.lists(WORD.filter(lambda word: word[0] != "["), max_size=40)
"""None that `spoken` takes for a pause."""


@given(WORDS, st.integers(40, 120), st.floats(0, 4000))
def test_no_line_passes_the_width(words: list[str], width: int, silence_s: float) -> None:
    heard = spoken(" ".join(words))
    judge = ScriptedJudge({"noticed": (0.9, 0), "vague": (0.9, 0)})
    duration_s = silence_s + (heard[-1].end_s if heard else 0)
    analysis = analyse_words(
        heard, duration_s, AnswerContext("Why? " * 30), labeller=ListedLabeller("STARLO"), judge=judge
    )
    lines = report_lines(analysis, [PROBE], title="x" * 200, heard="heard by base", width=width)
    assert max(map(len, lines)) <= width


@pytest.mark.parametrize(
    ("seconds", "shown"), [(0, "0:00"), (59.9, "0:59"), (61, "1:01"), (3725, "62:05"), (-1, "0:00")]
)
def test_a_clock_shows_minutes_and_whole_seconds(seconds: float, shown: str) -> None:
    assert clock(seconds) == shown


def test_a_length_is_told_in_words() -> None:
    assert (length(43.4), length(111.6)) == ("43 s", "1 min 52 s")


def test_cleaning_joins_lines() -> None:
    assert clean("a\n b\tc\x00") == "a b c"


def test_every_sentence_says_how_sure_its_letter_is() -> None:
    analysis = whole()
    assert text_of(analysis).count("(90%)") == len(analysis.sentences)


def test_what_outweighs_the_signals_stands_right_below_their_count() -> None:
    analysis = told(
        [("S", "My lead asked me to."), ("A", "I noticed it.")], scores={"assigned": (0.9, 0), "noticed": (0.9, 1)}
    )
    lines = rubric_lines(analysis)
    but = next(at for at, line in enumerate(lines) if line.startswith("  But: Somebody gave you this work"))
    assert lines[0] == "  The five signals: 1 of 5 met"
    assert but < next(at for at, line in enumerate(lines) if line.startswith("  Discovered – Proposed – Shipped"))


def test_each_part_of_the_bar_has_its_words_or_says_what_its_lack_sounds_like() -> None:
    analysis = told([("A", "I worked it out with their team.")], scores={"cross_team": (0.9, 0)}, company="amazon")
    text = " ".join(" ".join(bar_lines(analysis)).split())
    assert (
        "Mid-level: 1 of 3 met met Several parties worked with – 0:00 “I worked it out with their team.” (90% sure)"
        in text
    )
    assert "not heard Won people without authority (else: nobody was influenced)" in text
    assert "Amazon: 0 of 3 met" in text


def test_what_a_follow_up_did_to_the_story_is_told_with_its_words() -> None:
    reply = replace(
        told([("A", "My manager had put it on my list.")], scores={"assigned": (0.9, 0)}, probe="motive"),
        grade=Grade("weak", "It sounds like an order.", "put it on my list", 0.8),
    )
    step = story_steps([("story", whole()), ("reply", reply)])["reply"]
    text = "\n".join(report_lines(reply, (), title="Why?", step=step))
    told_at = text.index("The story after this follow-up")
    assert text.index("How this follow-up was answered") < told_at < text.index("What was said")
    assert "Still 1 of the five signals" in text
    assert "But: Somebody gave you this work: outweighs any number of signals" in text
    assert "Somebody gave you this work: revealed" in text
    assert "0:00 “My manager had put it on my list.”" in text
    assert "the whole story is judged anew" in " ".join(text.split())
