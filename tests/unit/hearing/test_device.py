"""Where a model runs, and that it hears English and translates nothing."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from simulator.audio.types import RATE_HZ
from simulator.speech.hearing import batch
from simulator.speech.hearing.batch import BatchRecogniser
from simulator.speech.hearing.device import open_model
from simulator.speech.hearing.models import locate
from simulator.speech.hearing.whisper import WhisperRecogniser

pytestmark = pytest.mark.unit

FOLDER = Path("model")


class Engine:
    """Stands for `WhisperModel`; one on a broken GPU fails at work, as without cuBLAS."""

    broken_gpu = False

    def __init__(self, folder: str, **how: Any) -> None:
        self.how = how
        self.heard: list[dict[str, Any]] = []

    def transcribe(self, _samples: object, **options: Any) -> tuple[list[Any], None]:
        if self.how["device"] == "cuda" and self.broken_gpu:
            raise RuntimeError("Library libcublas.so.12 is not found or cannot be loaded")
        self.heard.append(options)
        return [], None


class BrokenEngine(Engine):
    broken_gpu = True


def test_without_a_gpu_the_processor_computes_in_8_bits() -> None:
    model = open_model(FOLDER, 2, count=lambda: 0, make=Engine)
    assert model.how == {"device": "cpu", "compute_type": "int8", "cpu_threads": 2}


def test_a_gpu_that_works_is_used() -> None:
    model = open_model(FOLDER, 2, count=lambda: 1, make=Engine)
    assert model.how == {"device": "cuda", "compute_type": "int8_float16"}
    assert model.heard, "it was tried"


def test_a_gpu_whose_libraries_are_missing_is_left_alone() -> None:
    model = open_model(FOLDER, 2, count=lambda: 1, make=BrokenEngine)
    assert model.how["device"] == "cpu"


def test_the_full_pass_hears_english_and_translates_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = Engine("", device="cpu")
    monkeypatch.setattr(batch, "open_model", lambda _folder, _threads: engine)
    BatchRecogniser("tiny.en").plain_pass(np.zeros(RATE_HZ, np.float32))
    (options,) = engine.heard
    assert options["language"] == "en"
    assert options.get("task", "transcribe") == "transcribe"


def test_live_hearing_with_a_model_of_many_languages_hears_english_and_translates_nothing() -> None:
    recogniser = WhisperRecogniser("base", locate("base"), threads=1)
    tokenizer = recogniser._tokenizer
    prompt = [tokenizer.tokenizer.id_to_token(token) for token in recogniser._prompt("")]
    assert prompt == ["<|startoftranscript|>", "<|en|>", "<|transcribe|>", "<|notimestamps|>"]
