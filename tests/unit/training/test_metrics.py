import pytest

from simulator.training.metrics import Case, calibration_error, confusion, kappa, score, share_error

pytestmark = pytest.mark.unit

HALF_RIGHT = Case(words=[10, 30, 40, 20], gold=["S", "A", "A", "R"], guess=["S", "S", "A", "A"])


def test_accuracy_f1_and_kappa_agree_with_a_count_by_hand() -> None:
    scores = score([HALF_RIGHT])
    assert scores.accuracy == 0.5
    # S: 2·1/(1+2), A: 2·1/(2+2), R: 0; T, L and O are neither there nor guessed
    assert scores.by_section == pytest.approx({"S": 2 / 3, "A": 0.5, "R": 0.0})
    assert scores.macro_f1 == pytest.approx((2 / 3 + 0.5) / 3)
    # chance: S 1·2 + A 2·2 + R 1·0 over 16
    assert scores.kappa == pytest.approx((0.5 - 6 / 16) / (1 - 6 / 16))


def test_share_errors_are_in_points_of_the_words() -> None:
    assert share_error([HALF_RIGHT], "A") == pytest.approx(10.0)
    assert share_error([HALF_RIGHT], "ST") == pytest.approx(30.0)


def test_share_errors_do_not_cancel_between_answers() -> None:
    too_much = Case(words=[50, 50], gold=["A", "R"], guess=["A", "A"])
    too_little = Case(words=[50, 50], gold=["A", "R"], guess=["R", "R"])
    assert share_error([too_much, too_little], "A") == pytest.approx(50.0)


def test_confusion_has_gold_down_and_guesses_across() -> None:
    matrix = confusion([HALF_RIGHT])
    assert matrix[2, 0] == 1
    assert matrix[0, 2] == 0


def test_kappa_is_one_where_all_agree_on_a_single_label() -> None:
    assert kappa(confusion([Case(words=[1, 1], gold=["A", "A"], guess=["A", "A"])])) == 1.0


def test_calibration_error_is_the_gap_between_stated_and_found() -> None:
    sure_and_half_right = Case([1, 1], ["A", "A"], ["A", "S"], [0.9, 0.9])
    assert calibration_error([sure_and_half_right]) == pytest.approx(0.4)
    assert calibration_error([Case([1, 1], ["A", "A"], ["A", "S"], [0.5, 0.5])]) == pytest.approx(0.0)


def test_without_confidences_there_is_no_calibration_error() -> None:
    assert score([HALF_RIGHT]).calibration is None
