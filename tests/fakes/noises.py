"""Sound in which nobody speaks, made up by arithmetic: the same kind and number give the same samples.

Levels and lengths differ from one number to the next, so that hundreds of clips are hundreds of different sounds.
Nothing here is meant to sound good; each has what its kind is mistaken for speech by: bursts with a rhythm
(keyboard), shaped air (breath), pitch with harmonics that move (music, horns in the street).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from simulator.audio.types import RATE_HZ, Pcm

Signal = npt.NDArray[np.float64]
_LENGTHS_S = (3.0, 5.0, 8.0, 12.0)
_LOUDEST_DBFS, _QUIETEST_DBFS = -9.0, -48.0


@dataclass(frozen=True, slots=True)
class Clip:
    """16 kHz mono int16 without a word in it."""

    kind: str
    number: int
    pcm: Pcm

    @property
    def name(self) -> str:
        return f"{self.kind}-{self.number:03d}"


def clips(of_each_kind: int, first: int = 0) -> Iterator[Clip]:
    """So many of each kind in KINDS, one after the other."""
    for kind in KINDS:
        for number in range(first, first + of_each_kind):
            yield clip(kind, number)


def clip(kind: str, number: int) -> Clip:
    draw = np.random.default_rng([*kind.encode(), number])
    length = round(_LENGTHS_S[number % len(_LENGTHS_S)] * RATE_HZ)
    signal = KINDS[kind](draw, length)
    peak = float(np.abs(signal).max(initial=0.0))
    level = 10 ** (draw.uniform(_QUIETEST_DBFS, _LOUDEST_DBFS) / 20)
    scaled = signal / peak * level * 32767 if peak and kind != "silence" else signal
    return Clip(kind, number, np.clip(scaled, -32768, 32767).astype(np.int16))


def _silence(draw: np.random.Generator, length: int) -> Signal:
    """Zeros, a last bit that flickers, an offset: what microphones give when nothing sounds."""
    return np.round(draw.standard_normal(length) * draw.choice([0.0, 0.5, 2.0])) + draw.choice([0, 0, 40])


def _white(draw: np.random.Generator, length: int) -> Signal:
    return draw.standard_normal(length)


def _pink(draw: np.random.Generator, length: int) -> Signal:
    """Power falls with frequency: 1/f, or 1/f² for the darker half."""
    return _shaped(draw, length, lambda hz: 1 / np.maximum(hz, 20.0) ** draw.choice([0.5, 1.0]))


def _hum(draw: np.random.Generator, length: int) -> Signal:
    """Mains and its harmonics, a little noise, sometimes a fan that beats."""
    base, at_s = draw.choice([50.0, 60.0]), _times(length)
    signal = sum(draw.uniform(0, 1 / n) * np.sin(2 * np.pi * base * n * at_s + draw.uniform(0, 6)) for n in range(1, 9))
    fan = 1 + draw.choice([0.0, 0.5]) * np.sin(2 * np.pi * draw.uniform(2, 9) * at_s)
    return np.asarray(signal * fan + 0.05 * _pink(draw, length))


def _keyboard(draw: np.random.Generator, length: int) -> Signal:
    """Two clicks a key, down and up, at the pace of a typist, in bursts."""
    signal = 0.002 * draw.standard_normal(length)
    at_s = 0.2
    while at_s < length / RATE_HZ - 0.2:
        for delay_s, loud in ((0.0, 1.0), (draw.uniform(0.06, 0.12), 0.5)):
            ring = np.exp(-_times(800) / draw.uniform(0.002, 0.012))
            tone = np.sin(2 * np.pi * draw.uniform(900, 4500) * _times(800))
            _add(signal, at_s + delay_s, loud * draw.uniform(0.4, 1) * ring * (draw.standard_normal(800) + tone))
        at_s += draw.uniform(0.08, 0.3) if draw.random() < 0.9 else draw.uniform(0.5, 1.5)
    return signal


def _breath(draw: np.random.Generator, length: int) -> Signal:
    """In and out: air through a mouth, swelling and falling, with the resonances of a throat but no voice."""
    signal = 0.001 * draw.standard_normal(length)
    at_s = draw.uniform(0.1, 0.8)
    while at_s < length / RATE_HZ - 0.5:
        size = round(draw.uniform(0.5, 1.6) * RATE_HZ)
        centres = (draw.uniform(400, 900), draw.uniform(1200, 2400))
        air = _shaped(draw, size, lambda hz, c=centres: sum(1 / (1 + ((hz - one) / 350) ** 2) for one in c))
        swell = np.sin(np.linspace(0, np.pi, size)) ** draw.uniform(1, 2)
        _add(signal, at_s, draw.uniform(0.4, 1) * air * swell)
        at_s += size / RATE_HZ + draw.uniform(0.2, 1.2)
    return signal


def _music(draw: np.random.Generator, length: int) -> Signal:
    """Chords, a tune with vibrato, a drum: notes with eight harmonics."""
    signal, scale = np.zeros(length), 110 * 2 ** (np.array([0, 2, 4, 5, 7, 9, 11, 12, 14, 16, 19]) / 12)
    at_s, beat_s = 0.1, draw.uniform(0.25, 0.6)
    while at_s < length / RATE_HZ - beat_s:
        for _ in range(draw.integers(1, 4)):
            _add(signal, at_s, _note(draw, draw.choice(scale) * draw.choice([1, 2]), draw.uniform(1, 3) * beat_s))
        if draw.random() < 0.4:
            drum = np.exp(-_times(3200) / 0.05) * np.sin(2 * np.pi * 70 * _times(3200))
            _add(signal, at_s, 2 * drum)
        at_s += beat_s
    return signal


def _note(draw: np.random.Generator, hz: float, seconds: float) -> Signal:
    at_s = _times(round(seconds * RATE_HZ))
    vibrato = draw.choice([0.0, 0.004]) * np.sin(2 * np.pi * 5.5 * at_s) * hz
    phase = 2 * np.pi * np.cumsum(hz + vibrato) / RATE_HZ
    falls = draw.uniform(0.8, 2.0)
    tone = sum(np.sin(n * phase) / n**falls for n in range(1, 9))
    return np.asarray(tone * np.minimum(at_s / 0.02, 1) * np.exp(-at_s / draw.uniform(0.3, 1.5)))


def _street(draw: np.random.Generator, length: int) -> Signal:
    """Rumble, cars that pass, now and then a horn or a siren."""
    signal = 0.3 * _shaped(draw, length, lambda hz: 1 / np.maximum(hz, 40.0))
    at_s = _times(length)
    for _ in range(draw.integers(1, 4)):
        passing = np.exp(-(((at_s - draw.uniform(0, length / RATE_HZ)) / draw.uniform(0.6, 2.0)) ** 2))
        signal += passing * _shaped(draw, length, lambda hz: 1 / (1 + (hz / 800) ** 2))
    if draw.random() < 0.5:
        size = round(draw.uniform(0.3, 1.2) * RATE_HZ)
        horn = sum(np.sign(np.sin(2 * np.pi * hz * _times(size))) for hz in (420.0, 530.0))
        _add(signal, draw.uniform(0, length / RATE_HZ - 1.5), 0.3 * np.asarray(horn))
    elif draw.random() < 0.5:
        sweep = 700 + 300 * np.sin(2 * np.pi * draw.uniform(0.3, 2) * at_s)
        signal += 0.2 * np.sin(2 * np.pi * np.cumsum(sweep) / RATE_HZ)
    return signal


def _things(draw: np.random.Generator, length: int) -> Signal:
    """A desk: knocks, a chair that creaks, paper, a telephone that rings."""
    signal = 0.002 * draw.standard_normal(length)
    for _ in range(draw.integers(2, 8)):
        at_s, size = draw.uniform(0, length / RATE_HZ - 1), round(draw.uniform(0.1, 0.8) * RATE_HZ)
        fade = np.exp(-_times(size) / draw.uniform(0.03, 0.3))
        sound = draw.choice(["knock", "creak", "paper", "ring"])
        if sound == "knock":
            made = np.sin(2 * np.pi * draw.uniform(90, 300) * _times(size)) + 0.3 * draw.standard_normal(size)
        elif sound == "creak":
            made = np.sin(2 * np.pi * np.cumsum(np.linspace(*draw.uniform(200, 900, 2), size)) / RATE_HZ) ** 3
        elif sound == "paper":
            made = _shaped(draw, size, lambda hz: hz / 4000) * draw.uniform(0, 1, size)
        else:
            made = np.sin(2 * np.pi * 440 * _times(size)) * np.sign(np.sin(2 * np.pi * 20 * _times(size)))
            fade = np.ones(size)
        _add(signal, at_s, made * fade)
    return signal


KINDS: dict[str, Callable[[np.random.Generator, int], Signal]] = {
    "silence": _silence,
    "white": _white,
    "pink": _pink,
    "hum": _hum,
    "keyboard": _keyboard,
    "breath": _breath,
    "music": _music,
    "street": _street,
    "things": _things,
}


def _shaped(draw: np.random.Generator, length: int, curve: Callable[[Signal], Signal]) -> Signal:
    """Noise with the spectrum of `curve` (Hz → amplitude), at most 1 loud."""
    spectrum = np.fft.rfft(draw.standard_normal(length)) * curve(np.fft.rfftfreq(length, 1 / RATE_HZ))
    signal = np.fft.irfft(spectrum, length)
    return np.asarray(signal / max(float(np.abs(signal).max()), 1e-9))


def _times(length: int) -> Signal:
    return np.arange(length) / RATE_HZ


def _add(signal: Signal, at_s: float, sound: Signal) -> None:
    first = round(at_s * RATE_HZ)
    room = signal[first : first + len(sound)]
    room += sound[: len(room)]
