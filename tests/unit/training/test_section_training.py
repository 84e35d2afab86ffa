"""Training of the section labeller: repeatable, honest about what it has seen, its gradients right."""

from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from simulator.errors import BadInput
from simulator.labelling.embeddings import load_embedder
from simulator.labelling.section_network import SectionNetwork, Weights
from simulator.labelling.sections import Variant, open_labeller
from simulator.training import section_fit
from simulator.training.baselines import all_action, by_keywords, by_position
from simulator.training.corpus import Answer, load_answers, star_answers
from simulator.training.network_fit import NetworkFits
from simulator.training.network_steps import Adam, Batch, Dropout, loss_and_gradients, reversal, section_loss
from simulator.training.section_fit import (
    best_temperature,
    left_out_labellers,
    left_out_probabilities,
    train_variant,
)

pytestmark = pytest.mark.unit

PLAIN = Variant(live=False, meaning=False)
Gold = np.ndarray[tuple[int, ...], np.dtype[np.int64]]
SIZES = {"inputs": 5, "features": 3, "hidden": 4}


@pytest.fixture(scope="module")
def slice_of_corpus() -> list[Answer]:
    return star_answers(load_answers())[:12]


@pytest.fixture
def trained_on(monkeypatch: pytest.MonkeyPatch) -> list[set[str]]:
    """The files of the answers that each labeller was trained on, in the order of training."""
    seen: list[set[str]] = []
    real = section_fit.train_variant

    def watched(given: list[Answer], *rest: object) -> None:
        seen.append({answer.source for answer in given})
        real(given, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(section_fit, "train_variant", watched)
    return seen


@pytest.mark.parametrize("live", [False, True])
def test_training_twice_gives_the_same_files(slice_of_corpus: list[Answer], tmp_path: Path, live: bool) -> None:
    variant = Variant(live=live, meaning=True)
    for name in ("first", "second"):
        (tmp_path / name).mkdir()
        train_variant(slice_of_corpus, variant, tmp_path / name, NetworkFits(load_embedder(), live, 2, 2), 1.1)
    first = {path.name: path.read_bytes() for path in (tmp_path / "first").iterdir()}
    second = {path.name: path.read_bytes() for path in (tmp_path / "second").iterdir()}
    assert len(first) == 4
    assert first == second


def test_a_trained_folder_serves_a_labeller(slice_of_corpus: list[Answer], tmp_path: Path) -> None:
    train_variant(slice_of_corpus, PLAIN, tmp_path, None)
    labeller = open_labeller(PLAIN, tmp_path)
    answer = slice_of_corpus[0]
    right = [
        guess.section == gold for guess, gold in zip(labeller.label(answer.sentences), answer.sections, strict=True)
    ]
    assert sum(right) / len(right) > 0.9


def test_a_left_out_labeller_is_trained_on_all_other_files_and_no_answer_of_its_own(
    slice_of_corpus: list[Answer], trained_on: list[set[str]]
) -> None:
    answers = [replace(answer, source=f"file-{place % 3}") for place, answer in enumerate(slice_of_corpus)]
    sources = [source for source, _ in left_out_labellers(answers, PLAIN, None)]
    assert sources == ["file-0", "file-1", "file-2"]
    assert trained_on == [set(sources) - {source} for source in sources]


def test_answers_that_only_help_are_trained_on_for_every_file_and_never_judged(
    slice_of_corpus: list[Answer], trained_on: list[set[str]]
) -> None:
    answers = [replace(answer, source=f"file-{place % 2}") for place, answer in enumerate(slice_of_corpus)]
    judged, helping = answers[:8], [replace(answer, source="more") for answer in answers[8:]]
    raw = left_out_probabilities(judged, PLAIN, None, helping)
    assert trained_on == [{"file-1", "more"}, {"file-0", "more"}]
    assert set(raw) == {answer.id for answer in judged}


def test_an_overconfident_model_gets_a_temperature_over_one(slice_of_corpus: list[Answer]) -> None:
    answer = replace(slice_of_corpus[0], sentences=("a",) * 4, sections=("A", "A", "A", "S"))
    sure = np.array([[0.002, 0.002, 0.99, 0.002, 0.002, 0.002]] * 4)
    doubtful = np.array([[0.3, 0.05, 0.5, 0.05, 0.05, 0.05]] * 3 + [[0.5, 0.05, 0.3, 0.05, 0.05, 0.05]])
    assert best_temperature([answer], {answer.id: sure}) > 2.0
    assert best_temperature([answer], {answer.id: doubtful}) < 1.0


def _random_weights(chance: np.random.Generator) -> Weights:
    hidden, cells = SIZES["hidden"], SIZES["hidden"] // 2
    shapes = {
        "project": (SIZES["inputs"], hidden),
        "notice": (SIZES["features"], hidden),
        "hidden": (hidden,),
        "enter": (2, hidden, 4 * cells),
        "recur": (2, cells, 4 * cells),
        "gates": (2, 4 * cells),
        "leave": (hidden, 6),
        "scores": (6,),
    }
    return Weights(**{name: chance.normal(0, 0.3, shape) for name, shape in shapes.items()})


def _random_batch(chance: np.random.Generator) -> tuple[Batch, Dropout, Gold]:
    lengths, longest = np.array([4, 2]), 4
    gold = chance.integers(0, 6, (2, longest))
    gold[np.arange(longest)[None, :] >= lengths[:, None]] = -1
    inputs = chance.normal(size=(2, longest, SIZES["inputs"]))
    features = chance.normal(size=(2, longest, SIZES["features"]))
    drop = Dropout(
        chance.integers(0, 2, inputs.shape) * 2.0,
        chance.integers(0, 2, (2, longest, SIZES["hidden"])) * 2.0,
        chance.integers(0, 2, (2, longest, SIZES["hidden"])) * 2.0,
    )
    return Batch(inputs, features, reversal(lengths, longest)), drop, gold


@pytest.mark.parametrize("name", Weights.names())
def test_gradients_agree_with_finite_differences(name: str) -> None:
    chance = np.random.default_rng(3)
    weights = _random_weights(chance)
    batch, drop, gold = _random_batch(chance)
    _, gradients = loss_and_gradients(weights, batch, drop, partial(section_loss, gold=gold))
    array, found = getattr(weights, name), getattr(gradients, name)
    expected = np.zeros_like(array)
    for index in np.ndindex(array.shape):
        kept = array[index]
        losses = []
        for step in (1e-5, -1e-5):
            array[index] = kept + step
            losses.append(loss_and_gradients(weights, batch, drop, partial(section_loss, gold=gold))[0])
        array[index] = kept
        expected[index] = (losses[0] - losses[1]) / 2e-5
    assert np.abs(found).max() > 1e-4
    assert found == pytest.approx(expected, abs=1e-7)


def test_the_network_that_serves_computes_what_was_trained() -> None:
    chance = np.random.default_rng(5)
    weights = _random_weights(chance)
    batch, _, gold = _random_batch(chance)
    kept = Dropout(*(np.ones(shape) for shape in (batch.inputs.shape, (2, 4, 4), (2, 4, 4))))
    served = SectionNetwork([weights])
    for row, length in ((0, 4), (1, 2)):
        alone = replace(
            batch,
            inputs=batch.inputs[row : row + 1, :length],
            features=batch.features[row : row + 1, :length],
            turned=reversal(np.array([length]), length),
        )
        probabilities = served.probabilities(alone.inputs[0] / 3.0, alone.features[0])
        target = np.eye(6)[gold[row, :length]] * 0.95 + 0.05 / 6
        loss = -(target * np.log(probabilities)).sum(axis=1).mean()
        ones = Dropout(*(mask[row : row + 1, :length] for mask in (kept.inputs, kept.hidden, kept.out)))
        loss_of = partial(section_loss, gold=gold[row : row + 1, :length])
        assert loss_and_gradients(weights, alone, ones, loss_of)[0] == pytest.approx(loss, abs=1e-6)


def test_adam_goes_downhill() -> None:
    chance = np.random.default_rng(7)
    weights = _random_weights(chance)
    batch, _, gold = _random_batch(chance)
    ones = Dropout(*(np.ones(shape) for shape in (batch.inputs.shape, (2, 4, 4), (2, 4, 4))))
    adam = Adam(weights, decay=0.0)
    loss_of = partial(section_loss, gold=gold)
    before, _ = loss_and_gradients(weights, batch, ones, loss_of)
    for _ in range(60):
        weights = adam.update(weights, loss_and_gradients(weights, batch, ones, loss_of)[1], 0.02)
    assert loss_and_gradients(weights, batch, ones, loss_of)[0] < before / 2


def test_baselines_label_every_sentence_and_position_ignores_the_answers_own_file(
    slice_of_corpus: list[Answer],
) -> None:
    odd = replace(slice_of_corpus[0], source="odd", sections=("O",) * len(slice_of_corpus[0].sections))
    answers = [*slice_of_corpus[1:], odd]
    for baseline in (all_action, by_keywords, by_position):
        assert [len(labels) for labels in baseline(answers)] == [len(answer.sentences) for answer in answers]
    assert "O" not in by_position(answers)[-1][2:-2]
    assert {label for labels in all_action(answers) for label in labels} == {"A"}


def test_answers_to_probes_take_no_part_in_the_sections() -> None:
    answers = load_answers()
    main = star_answers(answers)
    assert 0 < len(main) < len(answers)
    assert all(answer.probe is None for answer in main)


@pytest.mark.parametrize(
    ("line", "said"),
    [("{", "not a labelled answer"), ('{"id": "x"}', "sentences"), ("[1]", "not a labelled answer")],
)
def test_a_broken_corpus_line_is_named(line: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "train-x.jsonl").write_text("\n" + line + "\n")
    with pytest.raises(BadInput, match=rf"train-x\.jsonl:2: .*{said}"):
        load_answers(tmp_path)


def test_a_section_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    record = '{"id":"x","question":"q","level":"mid","shape":"tidy","sentences":[{"text":"a","section":"Z"}]}'
    (tmp_path / "train-x.jsonl").write_text(record)
    with pytest.raises(BadInput, match=r"unknown section.*Z"):
        load_answers(tmp_path)


def test_a_folder_without_a_corpus_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"no train-\*\.jsonl"):
        load_answers(tmp_path)
