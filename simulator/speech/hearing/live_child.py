"""The live hearing process: owns the model, turns orders and sound into captions."""

import queue
import struct
import time

import numpy as np

from simulator.audio.types import RATE_HZ
from simulator.speech.hearing import models, wire
from simulator.speech.hearing.inbox import Line, Order, run_child
from simulator.speech.hearing.memory import give_back
from simulator.speech.hearing.stream import Heard, LiveStream
from simulator.speech.hearing.voice_activity import Samples, SileroVoiceActivity

_ALIVE_S = 1.0
_MOST_BYTES = 20 * RATE_HZ * 2
"""Of a backlog only this much (20 s) is taken up between two recognitions: memory stays small, signs of life go out."""
_SILENCE_STEP_S = 0.5
"""In silence nothing is recognised; every so much of it is told, because how long it lasts is asked for."""
_FULL_SCALE = 32768.0


def main(model: str, threads: int) -> None:
    run_child(lambda line, inbox: _LiveWork(line, inbox, model, threads).run())


class _LiveWork:
    """Takes all orders that have come in, then does one piece of recognition, and so on."""

    def __init__(self, line: Line, inbox: "queue.SimpleQueue[Order]", model: str, threads: int) -> None:
        self._line, self._inbox = line, inbox
        self._model, self._threads = model, threads
        self._stream: LiveStream | None = None
        self._take = 0
        self._told_words = 0
        self._reach_s = 0.0
        self._pending: list[bytes] = []
        self._told_s = 0.0

    def run(self) -> None:
        from simulator.speech.hearing.whisper import WhisperRecogniser

        folder = models.locate(self._model, lambda _done, _total: self._tell_alive("working"))
        self._recogniser = WhisperRecogniser(self._model, folder, threads=self._threads)
        self._recogniser.warm_up()
        self._voice = SileroVoiceActivity()
        self._line.report("ready", model=self._model)
        idle = True
        while True:
            self._take_orders(wait=idle)
            heard = self._stream.step() if self._stream else None
            if heard is not None:
                self._tell("caption", heard)
            elif self._stream and self._stream.heard.heard_s - self._reach_s >= _SILENCE_STEP_S:
                self._tell("caption", self._stream.heard)
            idle = heard is None

    def _take_orders(self, *, wait: bool) -> None:
        while sum(map(len, self._pending)) < _MOST_BYTES:
            try:
                kind, payload = self._inbox.get(block=wait)
            except queue.Empty:
                break
            wait = False
            self._obey(kind, payload)
        self._feed_pending()
        self._tell_alive("alive")

    def _obey(self, kind: bytes, payload: bytes) -> None:
        if kind == wire.AUDIO:
            self._pending.append(payload)
        elif kind == wire.BEGIN:
            self._pending.clear()
            (self._take,) = struct.unpack("<I", payload)
            self._told_words, self._reach_s = 0, 0.0
            self._stream = LiveStream(self._recogniser, self._voice, time.monotonic)
        elif kind == wire.DROP:
            self._pending.clear()
            self._end_take()
        elif kind == wire.FINISH and self._stream is not None:
            self._feed_pending()
            self._stream.finish(lambda: self._tell_alive("working"))
            self._tell("final", self._stream.heard)
            self._end_take()

    def _end_take(self) -> None:
        self._stream = None
        give_back()

    def _feed_pending(self) -> None:
        if self._stream is not None and self._pending:
            self._stream.feed(_to_samples(b"".join(self._pending)))
        self._pending.clear()

    def _tell(self, kind: str, heard: Heard) -> None:
        """Committed words go over the line once; the other side keeps them."""
        self._line.report(
            kind,
            take=self._take,
            committed=wire.words_to_json(heard.committed[self._told_words :]),
            provisional=wire.words_to_json(heard.provisional),
            heard_s=heard.heard_s,
        )
        if len(heard.committed) > self._told_words:  # every few seconds, and they came from the longest windows
            give_back()
        self._told_words, self._reach_s = len(heard.committed), heard.heard_s

    def _tell_alive(self, kind: str) -> None:
        now = time.monotonic()
        if now - self._told_s >= _ALIVE_S:
            self._told_s = now
            self._line.report(kind)


def _to_samples(pcm: bytes) -> Samples:
    return np.frombuffer(pcm, np.int16).astype(np.float32) / np.float32(_FULL_SCALE)
