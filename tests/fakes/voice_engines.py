"""Engines that misbehave on purpose, scripted by the text they are asked to speak. They run in the voice process."""

import os
import sys
import time
from pathlib import Path

import numpy as np

from simulator.audio.types import Sound
from simulator.errors import MissingPart
from simulator.speech.voice.engine import EngineFailed, EngineSpec
from simulator.speech.voice.hibari import HibariEngine
from simulator.speech.voice.system import SystemEngine

RATE_HZ = 8000
FOR_EVER_S = 3600.0


def tone(seconds: float) -> Sound:
    times = np.arange(round(seconds * RATE_HZ)) / RATE_HZ
    return Sound((0.1 * np.sin(2 * np.pi * 440 * times)).astype(np.float32), RATE_HZ)


class Obedient:
    """Speaks a tenth of a second a word; "hang", "die", "exit", "raise", "refuse" and "silence" do what they say."""

    reusable = True

    def __init__(self, scratch: Path) -> None:
        self.scratch = scratch
        print("this must not reach the terminal")
        print("nor this", file=sys.stderr)

    def synthesise(self, text: str) -> Sound:
        first, *rest = text.split()
        if first == "hang":
            for path in rest:
                Path(path).touch()
            time.sleep(FOR_EVER_S)
        if first == "die":
            os.abort()
        if first == "exit":
            sys.exit(7)
        if first == "raise":
            raise ValueError("first line\nsecond line")
        if first == "refuse":
            raise EngineFailed("cannot say this", "text")
        if first == "silence":
            return Sound(np.zeros(RATE_HZ, np.float32), RATE_HZ)
        if first == "wait":
            while not Path(rest[0]).exists():
                time.sleep(0.005)
        if first == "pid":
            return tone(os.getpid() / RATE_HZ)
        if first == "scratch":
            (self.scratch / "left-behind").write_text("private")
        return tone(0.1 * (1 + len(rest)))


class OneShot(Obedient):
    reusable = False


class Steady(Obedient):
    """Speaks any text."""

    def synthesise(self, text: str) -> Sound:
        return tone(0.1 * len(text.split()))


class HangsAtStart(Obedient):
    def __init__(self, scratch: Path) -> None:
        super().__init__(scratch)
        time.sleep(FOR_EVER_S)


class ExitsAtStart(Obedient):
    """As pyttsx3 does when eSpeak's data is missing."""

    def __init__(self, scratch: Path) -> None:
        super().__init__(scratch)
        os._exit(1)


class Missing(Obedient):
    def __init__(self, scratch: Path) -> None:
        raise MissingPart("the fake voice is not installed", remedy="Install it")


def spec(name: str) -> EngineSpec:
    """The spec of an engine of this file, by its class."""
    return EngineSpec(name.lower(), f"{name} voice", f"{__name__}:{name}")


class SystemWithoutLibrary:
    """The real system voice on a machine without eSpeak NG."""

    def __new__(cls, scratch: Path) -> SystemEngine:  # type: ignore[misc]
        import ctypes

        def refuse(name: str) -> None:
            raise OSError(f"{name}: cannot open shared object file")

        ctypes.cdll.LoadLibrary = refuse  # type: ignore[assignment]
        return SystemEngine(scratch)


class HibariWithoutModel:
    """The real natural voice with its model file gone."""

    def __new__(cls, scratch: Path) -> HibariEngine:  # type: ignore[misc]
        import hibari.voices

        hibari.voices.ASSETS = str(scratch)
        return HibariEngine(scratch)


class HibariWithDamagedModel(HibariWithoutModel):
    """The real natural voice with something else in its model file."""

    def __new__(cls, scratch: Path) -> HibariEngine:  # type: ignore[misc]
        import hibari.voices

        (scratch / hibari.voices.VOICES[hibari.voices.DEFAULT]["file"]).write_bytes(b"not a model")
        return super().__new__(cls, scratch)


class HibariWithoutPackage:
    """The real natural voice where hibari-tts is not installed."""

    def __new__(cls, scratch: Path) -> HibariEngine:  # type: ignore[misc]
        sys.modules["hibari"] = None  # type: ignore[assignment]
        return HibariEngine(scratch)
