"""Comparing sounds in tests, and the recordings they are made from."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import soundfile

AUDIO = Path(__file__).parents[1] / "data" / "audio"


def recordings(**wanted: Any) -> list[dict[str, Any]]:
    """Rows of the manifest with these values, e.g. kind="read"."""
    rows: list[dict[str, Any]] = json.loads((AUDIO / "manifest.json").read_text())
    return [row for row in rows if all(row[key] == value for key, value in wanted.items())]


def recording(name: str) -> npt.NDArray[np.int16]:
    """The samples of a recording, 16 kHz mono."""
    pcm, rate_hz = soundfile.read(AUDIO / f"{name}.flac", dtype="int16")
    assert rate_hz == 16_000
    return np.asarray(pcm)


def tone(
    seconds: float, pitch_hz: float = 440.0, amplitude: float = 0.3, rate_hz: int = 16_000
) -> npt.NDArray[np.int16]:
    time_s = np.arange(round(seconds * rate_hz)) / rate_hz
    return (amplitude * 32767 * np.sin(2 * np.pi * pitch_hz * time_s)).astype(np.int16)


def alignment(heard: npt.NDArray[Any], source: npt.NDArray[Any]) -> tuple[float, int]:
    """(correlation, lag in samples) of `source` at the place in `heard` where it fits best."""
    a, b = heard.astype(np.float64), source.astype(np.float64)
    size = 1 << (len(a) + len(b)).bit_length()
    product = np.fft.irfft(np.fft.rfft(a, size) * np.conj(np.fft.rfft(b, size)), size)
    lag = int(np.argmax(product[: len(a)]))
    piece = a[lag : lag + len(b)]
    return float(np.corrcoef(piece, b[: len(piece)])[0, 1]), lag
