"""The saved evaluation of the section labeller belongs to the corpus, the weights and the code of this commit."""

import json

import pytest

from simulator.training.__main__ import FIGURES, main
from simulator.training.corpus import MORE, load_answers, star_answers
from simulator.training.section_evaluation import fingerprint, spoken, without_punctuation
from simulator.training.section_tables import render, table

pytestmark = pytest.mark.unit


@pytest.fixture(scope="module")
def report() -> dict:
    return json.loads((FIGURES / "sections.json").read_text(encoding="utf-8"))


def test_the_saved_figures_are_those_of_the_present_corpus(report: dict) -> None:
    trained_on = [*star_answers(load_answers()), *star_answers(load_answers(kind=MORE))]
    assert report["fingerprint"] == fingerprint(trained_on), "run `make evaluate`"


def test_the_saved_page_shows_the_saved_figures(report: dict) -> None:
    assert (FIGURES / "sections.md").read_text(encoding="utf-8") == render(report)


def test_every_answer_of_the_corpus_is_in_the_figures(report: dict) -> None:
    answers = star_answers(load_answers())
    sentences = sum(len(answer.sentences) for answer in answers)
    for figures in report["labellers"].values():
        assert (figures["answers"], figures["sentences"]) == (len(answers), sentences)
    assert sum(map(sum, report["confusion"])) == sentences


def test_the_labellers_beat_every_baseline(report: dict) -> None:
    rows = report["labellers"]
    best = max(rows[name]["macro_f1"] for name in ("all Action", "keywords", "position"))
    assert all(rows[name]["macro_f1"] > best for name in rows if name.startswith("sections-"))


def test_a_prefix_ends_with_the_sentence_being_said() -> None:
    answer = star_answers(load_answers())[0]
    assert spoken(answer, 100) == len(answer.sentences)
    assert spoken(answer, 1) == 1
    half = spoken(answer, 50)
    said = answer.word_counts
    assert sum(said[: half - 1]) < sum(said) / 2 <= sum(said[:half])


def test_punctuation_goes_and_words_stay() -> None:
    assert without_punctuation("Well, I'd cut 40% — finally!") == "well i'd cut 40 finally"


def test_a_table_is_markdown() -> None:
    assert table(["a", "b"], [["x", "1"]]) == "| a | b |\n| --- | ---: |\n| x | 1 |\n"


def test_an_unknown_model_is_a_wrong_call_and_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["train", "no-such-model"]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "no-such-model" in said
    assert "sections" in said
