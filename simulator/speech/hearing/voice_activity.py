"""Voice activity: is somebody speaking? Silero v6 (inside faster-whisper) run frame by frame with its state kept."""

from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from simulator import checksums
from simulator.audio.types import RATE_HZ
from simulator.errors import BadInput, MissingPart

Samples = npt.NDArray[np.float32]
"""Mono sound at 16 kHz in −1…1, shape (n,)."""

FRAME = 512
"""Samples a frame: the size Silero was trained for at 16 kHz (32 ms)."""
FRAME_S = FRAME / RATE_HZ
_SHA256 = "4cbf549b8326f60f80f2536d9eefeb450a9abe83365a098031c89719f1be17d2"
"""Of silero_vad_v6.onnx as faster-whisper carries it."""
_REMEDY = "Install it again with: pip install --force-reinstall --no-deps faster-whisper"
_CONTEXT = 64
_STATE = (1, 1, 128)


class VoiceActivity(Protocol):
    """Gives each 32 ms frame the probability (0–1) that it holds voice."""

    def feed(self, samples: Samples) -> Sequence[float]:
        """Probabilities of the frames completed by these samples; the rest is kept for the next call."""

    def reset(self) -> None:
        """Forget everything: another recording starts."""


class SileroVoiceActivity:
    """Silero v6 on onnxruntime, one thread; about 0.2 ms a frame (measured), 0.6 % of one core."""

    def __init__(self) -> None:
        """Raises MissingPart when the detector's weights are not there, BadInput when they are damaged."""
        import onnxruntime

        onnxruntime.disable_telemetry_events()
        options = onnxruntime.SessionOptions()
        options.inter_op_num_threads = options.intra_op_num_threads = 1
        options.enable_cpu_mem_arena = False
        options.log_severity_level = 4
        self._session: Any = onnxruntime.InferenceSession(
            str(_weights()), providers=["CPUExecutionProvider"], sess_options=options
        )
        self.reset()

    def reset(self) -> None:
        self._h = np.zeros(_STATE, np.float32)
        self._c = np.zeros(_STATE, np.float32)
        self._context = np.zeros(_CONTEXT, np.float32)
        self._rest: Samples = np.zeros(0, np.float32)

    def feed(self, samples: Samples) -> list[float]:
        pending = np.concatenate([self._rest, samples])
        whole = len(pending) // FRAME * FRAME
        self._rest = pending[whole:].copy()
        if not whole:
            return []
        # Each frame is preceded by the last 64 samples of the one before it.
        with_context = np.concatenate([self._context, pending[:whole]])
        self._context = with_context[-_CONTEXT:].copy()
        frames = np.lib.stride_tricks.sliding_window_view(with_context, FRAME + _CONTEXT)[::FRAME]
        probabilities, self._h, self._c = self._session.run(
            None, {"input": np.ascontiguousarray(frames), "h": self._h, "c": self._c}
        )
        return [float(value) for value in probabilities]


def _weights() -> Path:
    spec = find_spec("faster_whisper")
    path = Path(spec.origin).parent / "assets" / "silero_vad_v6.onnx" if spec and spec.origin else None
    if path is None or not path.is_file():
        raise MissingPart("the voice detector's weights are missing", where="faster-whisper", remedy=_REMEDY)
    if not checksums.is_intact(path, _SHA256):
        what = "the voice detector's weights are damaged (their checksum differs)"
        raise BadInput(what, where=str(path), remedy=_REMEDY)
    return path
