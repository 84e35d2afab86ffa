"""The shipped weight files, whole and damaged."""

import shutil
from pathlib import Path

import numpy as np
import pytest

from simulator.errors import BadInput, MissingPart
from simulator.labelling.sections import VARIANTS, Variant, open_labeller
from simulator.labelling.weights import (
    FOLDER,
    MANIFEST,
    load_arrays,
    load_json,
    read_manifest,
    save_arrays,
    save_json,
    weight_path,
)

pytestmark = pytest.mark.unit

PLAIN = Variant(live=False, meaning=False)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FOLDER, tmp_path / "weights"))


def test_every_shipped_file_agrees_with_the_manifest_and_none_is_left_over() -> None:
    there = {path.name for path in FOLDER.iterdir()} - {MANIFEST, ".gitattributes"}
    assert there == set(read_manifest())
    for name in there:
        weight_path(name)


@pytest.mark.parametrize("variant", VARIANTS, ids=lambda variant: variant.name)
def test_a_damaged_file_is_named_in_one_line(variant: Variant, copy: Path) -> None:
    path = copy / variant.crf_file
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0xFF
    path.write_bytes(content)
    with pytest.raises(BadInput, match=rf"{variant.crf_file}: a weight file is damaged") as caught:
        open_labeller(variant, copy)
    assert "\n" not in str(caught.value)
    assert "make train" in str(caught.value)


def test_a_file_damaged_after_it_was_checked_is_noticed(copy: Path) -> None:
    open_labeller(PLAIN, copy)
    path = copy / PLAIN.settings_file
    path.write_text(path.read_text() + " ")
    with pytest.raises(BadInput, match="damaged"):
        open_labeller(PLAIN, copy)


def test_a_missing_file_is_a_missing_part(copy: Path) -> None:
    (copy / PLAIN.crf_file).unlink()
    with pytest.raises(MissingPart, match=PLAIN.crf_file):
        open_labeller(PLAIN, copy)


def test_a_missing_manifest_is_a_missing_part(copy: Path) -> None:
    (copy / MANIFEST).unlink()
    with pytest.raises(MissingPart, match="manifest"):
        open_labeller(PLAIN, copy)


def test_a_file_that_nobody_sealed_is_not_trusted(copy: Path) -> None:
    (copy / "stray.json").write_text("{}")
    with pytest.raises(BadInput, match=r"stray\.json: .*not in the manifest"):
        load_json("stray.json", copy)


def test_saved_values_come_back_and_are_the_same_bytes_each_time(tmp_path: Path) -> None:
    arrays = {"b": np.arange(3), "a": np.ones((2, 2), np.float32)}
    save_arrays("x.npz", arrays, tmp_path)
    save_json("x.json", {"b": 1, "a": [1.5]}, tmp_path)
    first = [(tmp_path / name).read_bytes() for name in ("x.npz", "x.json", MANIFEST)]
    save_arrays("x.npz", dict(reversed(arrays.items())), tmp_path)
    save_json("x.json", {"a": [1.5], "b": 1}, tmp_path)
    assert [(tmp_path / name).read_bytes() for name in ("x.npz", "x.json", MANIFEST)] == first
    assert np.array_equal(load_arrays("x.npz", tmp_path)["b"], arrays["b"])
    assert load_json("x.json", tmp_path) == {"a": [1.5], "b": 1}


def test_arrays_that_would_run_code_are_refused(tmp_path: Path) -> None:
    np.savez(tmp_path / "x.npz", a=np.array([{"an": "object"}], dtype=object))
    save_json("other.json", {}, tmp_path)
    from simulator.labelling.weights import seal

    seal("x.npz", folder=tmp_path)
    with pytest.raises(BadInput, match=r"x\.npz: .*cannot be read"):
        load_arrays("x.npz", tmp_path)
