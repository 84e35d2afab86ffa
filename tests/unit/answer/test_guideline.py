from dataclasses import replace

import pytest

from simulator.answer.guideline import PRESETS, RULES, said_once, setup_limit_s, verdicts
from simulator.answer.missing import missing_chance
from simulator.answer.timing import measure
from simulator.answer.types import Guideline, LabelledSentence, Section, Timing, Verdict
from tests.fakes.answer_models import sentence

pytestmark = pytest.mark.unit


def timing(**seconds: float) -> Timing:
    at, told = 0.0, []
    for name, length in seconds.items():
        section: Section = name  # type: ignore[assignment]
        told.append(sentence(section, at, at + length))
        at += length
    return measure(told, at)


def judged(rule: str, confidence: float = 0.9, guideline: Guideline | None = None, **seconds: float) -> Verdict:
    return next(one for one in verdicts(timing(**seconds), guideline or Guideline(), confidence) if one.rule == rule)


@pytest.mark.parametrize(("answer_s", "limit_s"), [(80.0, 20.0), (200.0, 50.0), (400.0, 50.0)])
def test_setup_is_held_against_the_lesser_of_fifty_seconds_and_a_quarter(answer_s: float, limit_s: float) -> None:
    assert setup_limit_s(Guideline(), answer_s) == limit_s


def test_setup_just_under_the_limit_is_good_and_at_the_limit_is_not() -> None:
    assert judged("setup", S=49.0, A=151.0).ok is True
    at_it = judged("setup", S=50.0, A=150.0)
    assert (at_it.ok, at_it.why) == (False, "at the 50 s")


def test_setup_over_the_limit_says_by_how_much() -> None:
    verdict = judged("setup", S=40, T=24, A=120, R=16)
    assert verdict.ok is False
    assert verdict.why.startswith("14 s over the 50 s")


@pytest.mark.parametrize(
    ("action_s", "ok", "why"),
    [
        (70, True, "on the target"),
        (60, True, "10 points under"),
        (47, False, "23 points under"),
        (85, False, "15 points over"),
    ],
)
def test_the_action_share_has_a_band_and_a_distance(action_s: float, ok: bool, why: str) -> None:
    verdict = judged("action_share", A=action_s, R=100 - action_s)
    assert verdict.ok is ok
    assert verdict.why.startswith(why)


@pytest.mark.parametrize(("missing", "ok"), [(0.95, False), (0.5, None)])
def test_a_task_is_called_missing_only_when_that_is_sure(missing: float, ok: bool | None) -> None:
    told = {one.rule: one for one in verdicts(timing(S=20, A=80), Guideline(), 0.9, missing)}
    assert told["task"].ok is ok
    assert f"{missing:.0%} sure" in told["task"].why


def test_a_task_that_is_there_needs_no_words() -> None:
    told = verdicts(timing(S=10, T=10, A=80), Guideline(), 0.9, 0.0)
    assert "task" not in {one.rule for one in told}


def test_the_chance_that_a_section_is_missing_is_that_of_every_sentence_being_something_else() -> None:
    half = LabelledSentence("so I went", 0.0, 1.0, "A", 0.5, chances=(0.0, 0.5, 0.5, 0.0, 0.0, 0.0))
    assert missing_chance([half, half], "T") == 0.25
    assert missing_chance([half, replace(half, section="T")], "T") == 0.0
    assert missing_chance([half, replace(half, corrected=True)], "T") == 0.5
    assert missing_chance([half, replace(half, chances=())], "T") is None


def test_a_missing_result_is_said() -> None:
    assert judged("result", S=20, A=80).ok is False
    assert judged("result", S=20, A=70, R=1).ok is True


@pytest.mark.parametrize(
    ("length_s", "ok"), [(60, False), (90, True), (150, True), (170, True), (180, False), (240, False)]
)
def test_length_is_judged_with_its_distance(length_s: float, ok: bool) -> None:
    assert judged("length", A=length_s).ok is ok


@pytest.mark.parametrize("rule", ["setup", "action_share", "result", "length"])
def test_little_speech_is_not_judged(rule: str) -> None:
    verdict = judged(rule, S=5, A=30)
    assert verdict.ok is None
    assert verdict.why.startswith("cannot tell: only 35 s of speech")


@pytest.mark.parametrize("rule", ["setup", "action_share", "result"])
def test_shares_are_not_judged_on_uncertain_labels(rule: str) -> None:
    verdict = judged(rule, confidence=0.4, S=30, A=70, R=20)
    assert verdict.ok is None
    assert "uncertain" in verdict.why


def test_nothing_said_is_told_as_such() -> None:
    assert {one.why for one in verdicts(measure([], 30.0), Guideline(), 0.0)} == {"cannot tell: no words were heard"}


def test_every_rule_and_preset_says_what_it_asks() -> None:
    assert [one.rule for one in verdicts(timing(A=100), Guideline(), 1.0, 0.9)] == list(RULES)
    assert all(rule.about.endswith(".") and rule.source for rule in RULES.values())
    assert PRESETS["action-70"].guideline == Guideline()
    assert {preset.guideline.action_target for preset in PRESETS.values()} == {0.6, 0.7}


def test_another_preset_is_another_target() -> None:
    guideline = PRESETS["20-10-60-10"].guideline
    assert judged("action_share", guideline=guideline, S=30, A=60, R=10).why.startswith("on the target of 60%")
    assert judged("setup", guideline=guideline, S=29, A=61, R=10).ok is True


def test_what_cannot_be_told_for_one_reason_says_so_once() -> None:
    short = verdicts(timing(S=10, A=20, R=5), Guideline(), 0.9)
    assert [bool(one.why) for one in said_once(short)] == [True, False, False, False]
    unsure = said_once(verdicts(timing(S=30, A=80, R=10), Guideline(), 0.1))
    assert [one.why.split(":")[0] for one in unsure] == ["cannot tell", "", "", "a good length"]
    whole = verdicts(timing(S=30, T=10, A=100, R=10), Guideline(), 0.9)
    assert said_once(whole) == whole
