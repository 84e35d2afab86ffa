"""The system's own voice through pyttsx3: SAPI5 on Windows, NSSpeechSynthesizer on macOS, eSpeak NG elsewhere.

Its event loop is fit for one text: it may return early, does only the last of several queued texts, and what it leaves
behind differs by driver. So a process speaks one text, into a file, and ends.
"""

import re
import sys
import tempfile
import threading
from pathlib import Path
from typing import Any

from simulator.audio.types import Sound
from simulator.errors import MissingPart
from simulator.speech.voice.engine import EngineFailed

_WORDS_PER_MINUTE = 170
"""An interviewer's pace; pyttsx3's own 200 is hurried."""
_FINISH_S = 60.0
"""The parent gives up long before; this only keeps a process without parent from waiting for ever."""
_ENGLISH = re.compile(r"(^|[^a-z])en([^a-z]|$)|english", re.IGNORECASE)


class SystemEngine:
    """At the driver's own rate (eSpeak NG 22,050 Hz)."""

    reusable = False

    def __init__(self, scratch: Path) -> None:
        """Raises MissingPart when pyttsx3 or the system's voice is not there."""
        self._scratch = scratch
        try:
            import pyttsx3

            self._engine: Any = pyttsx3.init()
        except Exception as error:
            raise MissingPart(f"the system has no voice ({_line(error)})", remedy=_remedy()) from error
        self._errors: list[str] = []
        self._finished = threading.Event()
        self._engine.connect("finished-utterance", self._on_finished)
        self._engine.connect("error", self._on_error)
        self._engine.setProperty("rate", _WORDS_PER_MINUTE)
        self._prefer_english()

    def synthesise(self, text: str) -> Sound:
        with tempfile.TemporaryDirectory(dir=self._scratch) as folder:
            path = Path(folder) / "speech.wav"
            self._engine.save_to_file(text, str(path))
            self._engine.runAndWait()
            finished = self._finished.wait(0.0 if self._errors else _FINISH_S)
            if self._errors or not finished:
                raise EngineFailed(f"the system voice failed: {self._errors[0] if self._errors else 'no end in sight'}")
            return _read(path)

    def _on_finished(self, **_: object) -> None:
        self._finished.set()

    def _on_error(self, exception: object = None, **_: object) -> None:
        self._errors.append(_line(exception))

    def _prefer_english(self) -> None:
        """The questions are English: leave the voice that is set when it speaks that, else take the first that does."""
        current = self._engine.getProperty("voice")
        english = [str(voice.id) for voice in self._engine.getProperty("voices") if _speaks_english(voice)]
        if english and current not in english:
            self._engine.setProperty("voice", english[0])


def _speaks_english(voice: Any) -> bool:
    described = [voice.id, voice.name, *(voice.languages or ())]
    return any(_ENGLISH.search(str(item)) for item in described)


def _read(path: Path) -> Sound:
    import soundfile

    try:
        samples, rate_hz = soundfile.read(path, dtype="float32", always_2d=True)
    except (OSError, soundfile.SoundFileError) as error:
        raise EngineFailed(f"the system voice left no sound ({_line(error)})") from error
    return Sound(samples.mean(axis=1, dtype="float32"), int(rate_hz))


def _line(error: object) -> str:
    return " ".join(str(error).split()) or type(error).__name__


def _remedy() -> str:
    if sys.platform.startswith("linux"):
        return "Install it with: apt-get install libespeak-ng1"
    return "Install a voice in the system's speech settings."
