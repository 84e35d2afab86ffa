import os
from pathlib import Path

import numpy as np
import pytest

from simulator import checksums
from simulator.errors import BadInput, MissingPart
from simulator.labelling import weights
from simulator.labelling.embeddings import DIMENSIONS, find_model, load_embedder, open_session

pytestmark = pytest.mark.unit

SENTENCES = [
    "I wrote a script that checks the invoices every night.",
    "The weather was terrible.",
    "I built a little program to verify the bills overnight.",
]


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIMULATOR_HOME", str(tmp_path / "home"))


def test_each_text_becomes_one_vector_of_length_one() -> None:
    vectors = load_embedder().embed([*SENTENCES, ""])
    assert vectors.shape == (4, DIMENSIONS)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-5)


def test_no_texts_give_no_vectors() -> None:
    assert load_embedder().embed([]).shape == (0, DIMENSIONS)


def test_sentences_of_like_meaning_are_closer_than_others() -> None:
    script, weather, program = load_embedder().embed(SENTENCES)
    assert script @ program > 0.5 > 0.3 > script @ weather


def test_a_vector_depends_on_its_text_alone_not_on_its_company_or_order() -> None:
    long = " ".join(SENTENCES * 3)
    together = load_embedder().embed(["Fresh first text.", long, "Fresh second text."])
    apart = load_embedder().embed(["Fresh second text.", "Fresh first text."])
    assert np.array_equal(together[0], apart[1])
    assert np.array_equal(together[2], apart[0])
    assert not np.allclose(together[0], together[2])


def test_a_text_longer_than_the_model_reads_is_cut_and_not_refused() -> None:
    assert load_embedder().embed(["word " * 2000]).shape == (1, DIMENSIONS)


def test_a_package_that_is_not_installed_is_a_missing_part_with_a_remedy() -> None:
    with pytest.raises(MissingPart, match=r"no-such-package.*pip install"):
        find_model("no-such-package")


def test_a_file_that_is_no_model_is_one_clear_line(tmp_path: Path) -> None:
    junk = tmp_path / "model.onnx"
    junk.write_bytes(b"not a model")
    with pytest.raises(BadInput, match=r"model\.onnx: onnxruntime cannot use this model"):
        open_session(junk)


def test_a_large_file_is_hashed_once_and_again_only_when_it_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "big.bin"
    file.write_bytes(b"first")
    digest = checksums.sha256_of(file)
    weights.verify_once(file, digest)
    hashed: list[Path] = []
    monkeypatch.setattr(checksums, "sha256_of", lambda path: hashed.append(path) or "another")
    weights.verify_once(file, digest)
    assert hashed == []
    file.write_bytes(b"other")
    os.utime(file, ns=(1, 1))
    with pytest.raises(BadInput, match="damaged"):
        weights.verify_once(file, digest)


def test_a_damaged_file_is_refused_every_time(tmp_path: Path) -> None:
    file = tmp_path / "big.bin"
    file.write_bytes(b"damaged")
    for _ in range(2):
        with pytest.raises(BadInput, match=r"big\.bin: a model file is damaged"):
            weights.verify_once(file, "0" * 64)


def test_the_record_of_checked_files_is_private(tmp_path: Path) -> None:
    file = tmp_path / "big.bin"
    file.write_bytes(b"x")
    weights.verify_once(file, checksums.sha256_of(file))
    (record,) = (tmp_path / "home" / "cache").iterdir()
    assert record.stat().st_mode & 0o777 == 0o600
    assert record.parent.stat().st_mode & 0o777 == 0o700


def test_a_cache_that_cannot_be_written_or_read_does_not_stop_the_check(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "big.bin"
    file.write_bytes(b"x")
    blocked = tmp_path / "a-file"
    blocked.write_text("in the way")
    monkeypatch.setenv("SIMULATOR_HOME", str(blocked))
    weights.verify_once(file, checksums.sha256_of(file))
    with pytest.raises(BadInput):
        weights.verify_once(file, "0" * 64)
