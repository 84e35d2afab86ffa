import time
from dataclasses import replace

import numpy as np
import pytest

from simulator.answer.types import AnswerContext
from simulator.labelling.finding_features import read_answer
from simulator.labelling.finding_model import FLAGS, IDS, SCORED, SIGNALS, pooled
from simulator.labelling.findings import evidence_of, load_finding_judge, verdicts
from tests.fakes.tellings import WE, Telling, labelled

pytestmark = pytest.mark.unit

STRONG: Telling = [
    ("S", "I was a nurse on a surgical ward, and I noticed that the same three beds ran out of drips every evening."),
    ("S", "It came to about eleven missed drips a week, and each one cost somebody an hour."),
    ("T", "Nobody had asked me to look into it, and it was not my job, it belonged to the pharmacy."),
    ("A", "So I tried it small first, with one sheet in just two rooms for one week."),
    ("A", "The pharmacy lead was against it because of the extra work, so I showed her the count, and she agreed."),
    (
        "A",
        "The risk was that a paper sheet gets lost, and I weighed that against a system that would take a year.",
    ),
    ("R", "After a month missed drips went from eleven a week down to one."),
    ("R", "Three other wards use the sheet now, and the pharmacy checks it every Friday, so it does not slip back."),
    ("L", "Next time I would ask the night shift first, and I do that now before I change anything."),
]
PASSIVE: Telling = [
    ("S", "Complaints had been received about the returns desk for a long time."),
    ("A", "The process was reviewed and a list of problems was drawn up."),
    ("A", "A new form was designed, and the staff were trained on it."),
    ("A", "The old files were moved, and the shelves were relabelled."),
    ("R", "Complaints were reduced, and the form was adopted."),
]


def judge(parts: Telling, **context: str) -> dict[str, tuple[float, int | None]]:
    return load_finding_judge().judge(labelled(parts), AnswerContext(**context))  # type: ignore[arg-type]


def reported(parts: Telling, **context: str) -> set[str]:
    limits = load_finding_judge().thresholds
    return {name for name, (score, _) in judge(parts, **context).items() if score >= limits[name]}


def test_every_id_of_the_codebook_has_a_probability_and_a_threshold() -> None:
    found = judge(STRONG)
    assert list(found) == list(IDS) == [*SIGNALS, *FLAGS]
    assert set(load_finding_judge().thresholds) == set(IDS)
    assert all(0.0 <= score <= 1.0 for score, _ in found.values())
    assert all(where is None or 0 <= where < len(STRONG) for _, where in found.values())


def test_a_strong_answer_shows_its_signals_and_no_flag() -> None:
    said = reported(STRONG)
    assert {"noticed", "unasked", "sized", "scoped", "tradeoffs", "shipped", "measured", "reflection"} <= said
    assert not said & set(FLAGS)


@pytest.mark.parametrize(
    ("name", "sentence"), [("unasked", 2), ("measured", 6), ("tradeoffs", 5), ("reflection", 8), ("scoped", 3)]
)
def test_the_evidence_is_the_sentence_that_shows_it(name: str, sentence: int) -> None:
    assert judge(STRONG)[name][1] == sentence


def test_we_for_everything_and_things_that_were_done_are_flagged() -> None:
    assert "we_only" in reported(WE)
    assert "passive_voice" in reported(PASSIVE)
    assert {"we_only", "passive_voice"}.isdisjoint(reported(STRONG))


def test_staying_in_the_team_is_held_only_against_seniors() -> None:
    assert judge(WE, level="junior")["team_only"][0] == judge(WE, level="mid")["team_only"][0] == 0.0
    assert judge(WE, level="senior")["team_only"][0] > 0.0


def test_a_flag_about_no_numbers_points_at_no_sentence() -> None:
    assert judge(WE)["no_numbers"][1] is None


def test_an_answer_without_sentences_has_no_findings_and_no_grade() -> None:
    assert judge([]) == {}
    assert load_finding_judge().grade([], AnswerContext(probe="risks")) is None


def test_one_short_sentence_can_be_judged() -> None:
    assert set(judge([("O", "Um.")])) == set(IDS)


def test_the_same_answer_is_judged_the_same() -> None:
    first = judge(STRONG)
    judge(WE)
    assert judge(STRONG) == first


def test_a_question_that_is_unknown_or_a_probe_is_no_fault() -> None:
    plain = judge(STRONG)
    assert judge(STRONG, question="Would you say more?", probe="risks") == plain
    assert judge(STRONG, question="Tell me about something you stopped.") != plain


def test_curly_apostrophes_change_nothing() -> None:
    straight: Telling = [("A", "I didn't ask anybody, I'd just start."), ("R", "It's in use.")]
    assert judge(straight) == judge([(section, text.replace("'", "’")) for section, text in straight])


def test_a_second_look_at_the_same_words_takes_little_time() -> None:
    judge(STRONG)
    start = time.process_time()
    judge(STRONG)
    assert time.process_time() - start < 0.05


def test_talk_about_the_talk_is_evidence_only_by_far() -> None:
    reading = read_answer(labelled([("O", "Sure."), ("A", "I built it.")]), "mid")
    near, far = np.array([0.5, 0.0], np.float32), np.array([2.0, 0.0], np.float32)
    assert (evidence_of("shipped", reading, near), evidence_of("shipped", reading, far)) == (1, 0)


def test_handing_it_off_speaks_against_staying_in_the_team() -> None:
    reading = read_answer(labelled(WE), "senior")
    scores = np.zeros((len(WE), len(SCORED)), np.float32)
    chances = np.full(len(IDS), 0.5)
    chances[IDS.index("handed_off")] = 0.9
    assert verdicts(reading, scores, chances)["team_only"][0] == pytest.approx(0.05)


def test_pooling_keeps_the_best_and_the_second_best() -> None:
    best, second, together = pooled(np.array([[1.0], [3.0], [2.0]]))
    assert (best[0], second[0]) == (3.0, 2.0)
    assert together[0] > np.log(3.0)
    assert pooled(np.array([[1.0]]))[1][0] == 0.0


def test_the_same_answer_under_another_question_or_label_is_judged_anew() -> None:
    judging, told = load_finding_judge(), labelled(STRONG)
    context = AnswerContext("Tell me about something you stopped.", "senior")
    first = judging.judge(told, context)
    assert judging.judge(told, replace(context, level="junior")) != first
    assert judging.judge(told, replace(context, question=None)) != first
    assert judging.judge([replace(one, section="S") for one in told], context) != first


def test_what_is_remembered_cannot_be_changed_from_outside() -> None:
    first = judge(STRONG)
    first.clear()
    assert judge(STRONG)
