import json
import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.answer.analyse import analyse_text, analyse_words, relabel
from simulator.answer.timing import told_s
from simulator.answer.types import Analysis, AnswerContext, Grade, SectionGuess, Word
from tests.fakes.answer_models import ListedLabeller, ScriptedJudge, ScriptedLabeller, spoken, told

pytestmark = pytest.mark.unit

CORPUS = Path(__file__).parents[3] / "corpus"
SHAPES = [
    "tidy", "tidy_reflect", "rambling_setup", "no_task", "no_result", "result_first", "interleaved", "backtrack",
    "short", "long", "team_we", "vague", "two_stories",
]  # fmt: skip


def corpus() -> Iterator[dict[str, Any]]:
    for path in sorted(CORPUS.glob("train-*.jsonl")):
        yield from map(json.loads, path.read_text(encoding="utf-8").splitlines())


def gold(record: dict[str, Any], **changes: Any) -> Analysis:
    sections = {sentence["text"]: sentence["section"] for sentence in record["sentences"]}
    scores = {
        name: (0.9, next(iter(record["evidence"].get(name, ())), None))
        for name in (*record["signals"], *record["flags"])
    }
    text = " ".join(sentence["text"] for sentence in record["sentences"])
    context = AnswerContext(record["question"], record["level"])
    return analyse_text(text, context, labeller=ScriptedLabeller(sections), judge=ScriptedJudge(scores), **changes)


@pytest.mark.parametrize("shape", SHAPES)
def test_an_answer_of_each_shape_is_analysed_whole(shape: str) -> None:
    record = next(one for one in corpus() if one["shape"] == shape and "probe" not in one)
    analysis = gold(record)
    said = " ".join(" ".join(sentence["text"] for sentence in record["sentences"]).split())
    assert " ".join(sentence.text for sentence in analysis.sentences) == said
    assert told_s(analysis.timing) + analysis.timing.silence_s == pytest.approx(analysis.duration_s, abs=0.01)
    assert analysis.estimated
    assert {signal.id for signal in analysis.signals} == set(record["signals"])
    assert {flag.id for flag in analysis.flags} == set(record["flags"])
    words = dict.fromkeys("STARLO", 0)
    for sentence in record["sentences"]:
        words[sentence["section"]] += len(sentence["text"].split())
    for section, count in words.items():
        assert analysis.timing.share[section] == pytest.approx(count / sum(words.values()), abs=0.02)  # type: ignore[index]


def test_no_words_are_analysed_as_nothing_said() -> None:
    analysis = analyse_words(
        [], 12.0, AnswerContext(), labeller=ListedLabeller("S"), judge=ScriptedJudge({"noticed": (1.0, 0)})
    )
    assert (analysis.sentences, analysis.signals, analysis.flags, analysis.rubric) == ((), (), (), ())
    assert (analysis.timing.silence_s, analysis.duration_s) == (12.0, 12.0)
    assert {verdict.ok for verdict in analysis.timing.verdicts} == {None}


def test_one_word_is_analysed_without_a_judgement() -> None:
    analysis = analyse_words([Word("Yes.", 1.0, 1.4)], 3.0, AnswerContext(), labeller=ListedLabeller("A"))
    assert analysis.timing.seconds["A"] == pytest.approx(0.4)
    assert {verdict.ok for verdict in analysis.timing.verdicts} == {None}


def test_a_duration_short_of_the_last_word_is_stretched_to_it() -> None:
    words = [Word("Yes.", 1.0, 1.4)]
    for duration_s in (0.5, math.nan, math.inf):
        assert analyse_words(words, duration_s, AnswerContext(), labeller=ListedLabeller("A")).duration_s == 1.4


def test_a_labeller_that_loses_a_sentence_is_an_error() -> None:
    class Lossy(ListedLabeller):
        def label(self, sentences: Sequence[str]) -> list[SectionGuess]:
            return super().label(sentences)[1:]

    with pytest.raises(ValueError, match="gave 1 labels for 2 sentences"):
        analyse_text("One. Two.", AnswerContext(), labeller=Lossy("S"))


def test_only_an_answer_to_a_probe_is_graded_and_it_has_no_verdicts() -> None:
    grade = Grade("strong", "names the pattern", "the same error", 0.8)
    judge = ScriptedJudge({}, grade=grade)
    probe = analyse_text("It was me.", AnswerContext(probe="own_part"), labeller=ListedLabeller("A"), judge=judge)
    main = analyse_text("It was me.", AnswerContext(), labeller=ListedLabeller("A"), judge=judge)
    assert (probe.grade, probe.timing.verdicts) == (grade, ())
    assert main.grade is None
    assert main.timing.verdicts


def test_i_do_not_know_is_no_confession() -> None:
    """The reason that goes with the grade would say how it was, of which nothing was said."""
    judge = ScriptedJudge({}, grade=Grade("weak", "Being seen was the point.", "I don't know", 0.8))

    def reason(text: str) -> str:
        told_so = analyse_text(text, AnswerContext(probe="motive"), labeller=ListedLabeller("A"), judge=judge)
        return told_so.grade.because if told_so.grade else ""

    assert reason("I don't know.") == "So few words leave the question open."
    assert reason("I did it so that the director would see me at last.") == "Being seen was the point."


def test_paused_time_is_silence() -> None:
    words = spoken("I did it. [60] It worked.")
    analysis = analyse_words(words, 63.0, AnswerContext(), labeller=ListedLabeller("AR"), paused=[(1.5, 61.0)])
    assert analysis.timing.seconds["A"] + analysis.timing.seconds["R"] < 4
    assert analysis.timing.silence_s > 59
    assert analysis.delivery.pauses == ()


TIMES = st.floats(allow_nan=True, allow_infinity=True)
TEXTS = st.sampled_from(["I", "we", "did", "it.", "um,", "30%", "why?", "", " ", "— so", "\x1b[31m"])


@given(st.lists(st.builds(Word, TEXTS, TIMES, TIMES, TIMES), max_size=40), TIMES)
def test_whatever_is_heard_sums_up_and_holds_no_nan(words: list[Word], duration_s: float) -> None:
    labeller = ListedLabeller("STARLO")
    analysis = analyse_words(
        words, duration_s, AnswerContext(), labeller=labeller, judge=ScriptedJudge({"vague": (0.9, 0)})
    )
    total = told_s(analysis.timing) + analysis.timing.silence_s
    assert total == pytest.approx(analysis.duration_s, rel=1e-9, abs=0.01)
    assert "nan" not in repr(analysis)
    assert "inf" not in repr(analysis)


def corrected_tidy() -> tuple[Analysis, Analysis]:
    record = next(one for one in corpus() if one["shape"] == "tidy")
    before = gold(record)
    sentences = [replace(one, section="S", corrected=True) if one.section == "A" else one for one in before.sentences]
    return before, relabel(before, sentences)


def test_relabelling_makes_timing_delivery_and_counted_flags_anew() -> None:
    before, after = corrected_tidy()
    assert after.timing.seconds["A"] == 0
    assert after.timing.setup_s == pytest.approx(before.timing.setup_s + before.timing.seconds["A"])
    assert after.delivery.we_share is None
    assert "long_setup" in {flag.id for flag in after.flags}
    assert (after.signals, after.rubric, after.words) == (before.signals, before.rubric, before.words)


def test_relabelling_with_the_same_labels_changes_nothing() -> None:
    for record in list(corpus())[:40]:
        before = told([(one["section"], one["text"]) for one in record["sentences"]])
        assert relabel(before, before.sentences) == before


def test_relabelling_with_a_judge_asks_it_again() -> None:
    before = told([("A", "I did it.")], scores={"vague": (0.9, 0)})
    after = relabel(before, before.sentences, judge=ScriptedJudge({"scoped": (0.9, 0)}))
    assert [one.id for one in (*after.signals, *after.flags)] == ["scoped"]


def test_sentences_of_another_answer_are_refused() -> None:
    before = told([("A", "I did it."), ("R", "It worked.")])
    with pytest.raises(ValueError, match="do not tile"):
        relabel(before, before.sentences[:1])


def test_a_label_set_by_hand_is_certain() -> None:
    words = spoken("so it was done. " * 40)
    unsure = analyse_words(words, 70.0, AnswerContext(), labeller=ListedLabeller("A", confidence=0.3))
    sure = relabel(unsure, [replace(one, corrected=True) for one in unsure.sentences])
    action = {a.timing.verdicts[1].ok for a in (unsure,)}, {a.timing.verdicts[1].ok for a in (sure,)}
    assert action == ({None}, {False})
