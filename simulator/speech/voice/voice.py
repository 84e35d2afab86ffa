"""The interviewer's voice: texts are synthesised one after the other on a thread, the newest wish first, and kept."""

import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from simulator.audio.types import Sound
from simulator.errors import UsageError
from simulator.speech.voice.engine import ENGINES, EngineSpec
from simulator.speech.voice.fallback import NO_VOICE, Fallback
from simulator.speech.voice.process import VoiceProcess
from simulator.speech.voice.text import has_words, speakable

_KEPT_S = 300.0
"""Seconds of sound kept ready (29 MB at 24 kHz): the questions and probes of a long session."""
_MOST_PREPARED = 24
"""Texts waiting to be prepared; older ones are forgotten, they were probes of answers long over."""
_CLOSE_S = 0.8
DEFAULT_ENGINES = ("hibari", "system")


@dataclass(slots=True, eq=False)
class _Request:
    text: str
    listeners: int = 0
    done: bool = False
    sound: Sound | None = None


class InterviewerVoice:
    """Implements `Voice` with the first of `engines` that works; its process starts loading at once."""

    def __init__(
        self,
        engines: Sequence[str | EngineSpec] = DEFAULT_ENGINES,
        *,
        kept_s: float = _KEPT_S,
        scratch: Path | None = None,
    ) -> None:
        """`engines` in order of preference, by name or spec. Raises UsageError for a name there is none of.

        `scratch`: a private folder for temporary files, which hold what is said.
        """
        specs = [engine if isinstance(engine, EngineSpec) else spec_named(engine) for engine in engines]
        self._fallback = Fallback([(spec, VoiceProcess(spec, scratch=scratch)) for spec in specs])
        self._kept_s = kept_s
        self._changed = threading.Condition()
        self._requests: OrderedDict[str, _Request] = OrderedDict()
        self._sounds: OrderedDict[str, Sound] = OrderedDict()
        self._late = ""
        self._closed = False
        self._worker = threading.Thread(target=self._work, name="interviewer-voice", daemon=True)
        self._worker.start()

    @property
    def name(self) -> str:
        return self._fallback.name

    @property
    def failure(self) -> str:
        return self._late or self._fallback.failure

    def prepare(self, text: str) -> None:
        plain = speakable(text)
        with self._changed:
            if self._closed or not has_words(plain) or plain in self._sounds:
                return
            self._wish(plain)
            self._forget_old_wishes()

    def ready(self, text: str) -> Sound | None:
        with self._changed:
            return self._kept(speakable(text))

    def speak(self, text: str, timeout_s: float = 10.0) -> Sound | None:
        """As in `Voice`. An answer of 250 words takes about a second with hibari; give a long text a long timeout."""
        plain = speakable(text)
        with self._changed:
            sound = self._kept(plain)
            if sound is not None or self._closed or not has_words(plain):
                return sound
            request = self._wish(plain)
            request.listeners += 1
            self._changed.wait_for(lambda: request.done or self._closed, timeout_s)
            request.listeners -= 1
            self._late = "" if request.done else f"the voice was not ready within {timeout_s:.0f} s"
            return request.sound

    def close(self) -> None:
        """Kill the processes and end the thread, within a second; whoever waits in `speak` gets None."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
        self._fallback.close()
        self._worker.join(_CLOSE_S)

    # ---- under the lock --------------------------------------------------------------------------------------------

    def _kept(self, plain: str) -> Sound | None:
        sound = self._sounds.get(plain)
        if sound is not None:
            self._sounds.move_to_end(plain)
        return sound

    def _wish(self, plain: str) -> _Request:
        request = self._requests.setdefault(plain, _Request(plain))
        self._requests.move_to_end(plain)
        self._changed.notify_all()
        return request

    def _forget_old_wishes(self) -> None:
        idle = [text for text, request in self._requests.items() if not request.listeners]
        for text in idle[:-_MOST_PREPARED]:
            del self._requests[text]

    def _next(self) -> _Request | None:
        """The newest wish, those somebody waits for first; waits for one. None when closed."""
        self._changed.wait_for(lambda: self._requests or self._closed)
        if self._closed:
            return None
        newest = list(reversed(self._requests.values()))
        return next((request for request in newest if request.listeners), newest[0])

    def _keep(self, plain: str, sound: Sound) -> None:
        self._sounds[plain] = sound
        total_s = sum(kept.duration_s for kept in self._sounds.values())
        while total_s > self._kept_s and len(self._sounds) > 1:
            total_s -= self._sounds.popitem(last=False)[1].duration_s

    # ---- the worker ------------------------------------------------------------------------------------------------

    def _work(self) -> None:
        self._fallback.warm()
        while True:
            with self._changed:
                request = self._next()
            if request is None:
                return
            sound = self._fallback.speak(request.text)
            with self._changed:
                request.sound, request.done = sound, True
                self._requests.pop(request.text, None)
                if sound is not None:
                    self._late = ""
                    self._keep(request.text, sound)
                self._changed.notify_all()


class NoVoice:
    """Implements `Voice` for a session without one: the interviewer's texts are only shown."""

    name = NO_VOICE
    failure = ""

    def prepare(self, text: str) -> None:
        """Nothing to prepare."""

    def ready(self, text: str) -> Sound | None:  # noqa: ARG002 - the contract's signature
        return None

    def speak(self, text: str, timeout_s: float = 10.0) -> Sound | None:  # noqa: ARG002 - the contract's signature
        return None

    def close(self) -> None:
        """Nothing to close."""


def spec_named(name: str) -> EngineSpec:
    """The engine called `name`. Raises UsageError when there is none."""
    if name not in ENGINES:
        raise UsageError("no such voice", where=name, remedy=f"Choose one of: {', '.join(ENGINES)}, {NO_VOICE}.")
    return ENGINES[name]
