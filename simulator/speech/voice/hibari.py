"""The natural voice: hibari-tts, a neural model on onnxruntime. Only the voice inside its package is ever used."""

from pathlib import Path

import numpy as np

from simulator import checksums
from simulator.audio.types import Sound
from simulator.errors import MissingPart
from simulator.speech.voice.engine import EngineFailed
from simulator.speech.voice.shaping import Samples, joined, trimmed

_SENTENCE_PAUSE_S = 0.40
_CLAUSE_PAUSE_S = 0.15
"""Between the parts of a sentence that is too long for the model."""
_SENTENCE_END = ".!?…"
_SHA256 = {
    "hibari.onnx": "5f70741d4e900f4e85d0037498736cc1b3e1b9a63a13546a5da1e63abf4fccd8",
    "oov.onnx": "d3cfd8122c5f172a98c8de38268bf1213ee09f2c2ae4df6e055fc6532590fe76",
}
"""Of hibari-tts 0.2.1: the voice, and how words are said that no dictionary has."""
_SEED = 7
"""The model adds noise of its own; with a seed a text always sounds the same."""


class HibariEngine:
    """24 kHz. The model takes a sentence at a time and puts 0.8 s of silence around it, which is replaced here."""

    reusable = True

    def __init__(self, scratch: Path) -> None:  # noqa: ARG002 - it needs no files
        """Load and warm the model (about 0.7 s). Raises MissingPart when package or model are not there."""
        remedy = "Install the program again, or choose the system voice."
        try:
            from hibari import Hibari
            from hibari.voices import ASSETS, DEFAULT, VOICES
        except ImportError as error:
            raise MissingPart(f"the natural voice is not installed ({error})", remedy=remedy) from error
        # Inside the package; a voice that is not would be downloaded, so it is never asked for that way.
        model = Path(ASSETS) / VOICES[DEFAULT]["file"]
        if not model.is_file():
            raise MissingPart("the model of the natural voice is missing", where=str(model), remedy=remedy)
        for name, sha256 in _SHA256.items():
            if not checksums.is_intact(Path(ASSETS) / name, sha256):
                raise MissingPart(f"{name} of the natural voice is damaged (its checksum differs)", remedy=remedy)
        self._model = Hibari(voice=DEFAULT, model=str(model))
        self.synthesise("Ready.")

    def synthesise(self, text: str) -> Sound:
        phrases = self._model.phonemize(text)
        if not phrases:
            raise EngineFailed("the natural voice knows no sound for this text", "text")
        parts = [self._part(phrase) for phrase in phrases]
        pauses = [_SENTENCE_PAUSE_S if _ends_sentence(phrase) else _CLAUSE_PAUSE_S for phrase in phrases]
        return joined(parts, pauses, self._model.sample_rate)

    def _part(self, phrase: str) -> Samples:
        samples = np.asarray(self._model.from_phonemes(phrase, seed=_SEED), np.float32)
        return trimmed(Sound(samples, self._model.sample_rate)).samples


def _ends_sentence(phrase: str) -> bool:
    return phrase.rstrip("\"'”’) ").endswith(tuple(_SENTENCE_END))
