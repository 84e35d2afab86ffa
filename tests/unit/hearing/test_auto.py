"""`--model auto`: which model is taken, why, and that a machine is measured once."""

import json
from pathlib import Path

import pytest

from simulator import paths
from simulator.errors import MissingPart
from simulator.settings import Settings
from simulator.speech.hearing import auto, models, speed
from simulator.speech.hearing.auto import BEST_FIRST, KEEPS_UP_S, choice_here, choose, model_for

pytestmark = pytest.mark.unit

COSTS = {"tiny.en": 0.15, "base": 0.3, "distil-small.en": 0.5, "small.en": 0.9, "medium.en": 2.5}


class Machine:
    """Stands for the measurement: knows what each model costs and which were measured."""

    def __init__(self) -> None:
        self.costs: dict[str, float | None] = dict(COSTS)
        self.measured: list[str] = []

    def cost(self, name: str) -> float | None:
        self.measured.append(name)
        return self.costs[name]


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    monkeypatch.setenv(paths.HOME_VARIABLE, str(tmp_path))
    machine = Machine()
    monkeypatch.setattr(speed, "redraw_cost_s", machine.cost)
    return machine


def test_the_best_model_that_keeps_up_is_taken_and_the_next_one_named(machine: Machine) -> None:
    choice = choose(["base", "tiny.en", "small.en", "distil-small.en"], machine.cost)
    assert choice.model == "distil-small.en"
    assert choice.why == (
        "keeps up: 0.50 s for six seconds of speech, of 0.6 s allowed; "
        "small.en does not: 0.90 s for six seconds of speech, of 0.6 s allowed"
    )


def test_heavier_models_than_one_that_does_not_keep_up_are_not_tried(machine: Machine) -> None:
    choose(["base", "tiny.en", "small.en", "medium.en"], machine.cost)
    assert machine.measured == ["tiny.en", "base", "small.en"]


def test_where_all_keep_up_the_best_one_is_taken(machine: Machine) -> None:
    choice = choose(["base", "tiny.en"], machine.cost)
    assert choice.model == "base"
    assert choice.why.startswith("the best model here, and it keeps up: 0.30 s")


def test_where_none_keeps_up_the_lightest_is_taken_and_that_is_said(machine: Machine) -> None:
    machine.costs["tiny.en"] = KEEPS_UP_S + 0.01
    choice = choose(["base", "tiny.en"], machine.cost)
    assert choice.model == "tiny.en"
    assert "captions will fall behind" in choice.why


def test_without_a_voice_to_measure_with_the_usual_model_is_taken(machine: Machine) -> None:
    machine.costs["tiny.en"] = None
    choice = choose(["base", "tiny.en"], machine.cost)
    assert choice.model == "base"
    assert "could not be measured" in choice.why


def test_without_any_model_a_part_is_missing(machine: Machine) -> None:
    with pytest.raises(MissingPart, match="no hearing model"):
        choose([], machine.cost)


def test_a_machine_is_measured_once_and_told_of_it_while_it_is(machine: Machine) -> None:
    told: list[str] = []
    assert model_for("auto", told.append) == "base"
    assert told == [f"Measuring once how fast {name} hears on this machine …" for name in ("tiny.en", "base")]
    assert model_for("auto", told.append) == "base"
    assert len(told) == 2
    assert machine.measured == ["tiny.en", "base"]


def test_another_machine_is_measured_again(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    choice_here()
    monkeypatch.setattr(auto, "machine_key", lambda: "another processor")
    choice_here()
    assert machine.measured == ["tiny.en", "base"] * 2


def test_a_model_that_came_later_is_measured_alone(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    choice_here()
    later = [*models.installed(), models.ModelInfo("distil-small.en", 1)]
    monkeypatch.setattr(models, "installed", lambda: later)
    assert choice_here().model == "distil-small.en"
    assert machine.measured == ["tiny.en", "base", "distil-small.en"]


@pytest.mark.parametrize("record", ["", "{broken", "[]", '{"machine": 1}', json.dumps({"redraw_s": {"base": "x"}})])
def test_a_record_that_cannot_be_read_only_means_measuring_again(machine: Machine, record: str, tmp_path: Path) -> None:
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / "hearing-speed.json").write_text(record)
    assert choice_here().model == "base"
    assert machine.measured == ["tiny.en", "base"]


def test_a_model_that_is_named_is_taken_without_measuring(machine: Machine) -> None:
    assert model_for("tiny.en") == "tiny.en"
    assert machine.measured == []


def test_a_model_that_was_not_downloaded_is_a_missing_part(machine: Machine) -> None:
    with pytest.raises(MissingPart, match=r"simulator models download small\.en"):
        model_for("small.en")


def test_every_model_has_its_place_in_the_order() -> None:
    assert set(BEST_FIRST) == set(models.NAMES)


def test_doctor_says_which_model_auto_takes_and_why(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    from simulator.doctor import checks

    monkeypatch.setattr(checks, "_LOOKS", tuple(look for look in checks._LOOKS if look[0] in ("hearing", "gpu")))
    hearing, gpu = checks.examine(Settings(model="auto"))
    assert hearing.detail.startswith("model base (auto: the best model here, and it keeps up: 0.30 s")
    assert "none that CTranslate2 sees" in gpu.detail
