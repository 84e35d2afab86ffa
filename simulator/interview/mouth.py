"""The interviewer's mouth: text to sound to speaker, and always an end to it."""

import threading
from collections.abc import Callable

from simulator.audio.types import Player, Playing, Sound
from simulator.speech.voice.types import Voice

READING_WORDS_PER_S = 4.0
"""Silent reading of a question without hurry, about 240 words a minute (Brysbaert 2019 gives 238 for English)."""
VOICE_TIMEOUT_S = 10.0
"""A question that has no sound after this long is only shown."""


class Mouth:
    """Says one text at a time. `on_done(turn, failure)` is called once for every `say`, from any thread."""

    def __init__(
        self,
        voice: Voice,
        player: Player,
        on_done: Callable[[int, str], None],
        *,
        reading: bool,
        on_sound: Callable[[int, Sound], None] = lambda _turn, _sound: None,
    ) -> None:
        """With `reading`, a text that cannot be heard stays up for the time it takes to read it.

        `on_sound` gets what begins to sound in a turn; it must not wait.
        """
        self._voice, self._player, self._on_done, self._reading = voice, player, on_done, reading
        self._on_sound = on_sound
        self._lock = threading.Lock()
        self._saying = 0
        self._turn = 0
        self._playing: Playing | None = None
        self._reader: threading.Timer | None = None

    def prepare(self, text: str) -> None:
        self._voice.prepare(text)

    def say(self, text: str, turn: int, *, muted: bool) -> None:
        """Returns at once; a text that was prepared starts to sound at once too."""
        with self._lock:
            self._saying += 1
            self._turn = turn
            token = self._saying
        if muted:
            self._show(text, token, "")
        elif (sound := self._voice.ready(text)) is not None:
            self._play(sound, token)
        else:
            threading.Thread(target=self._synthesise, args=(text, token), name="mouth", daemon=True).start()

    def chime(self, sound: Sound) -> None:
        """A tone that nobody waits for."""
        self._player.play(sound, lambda: None)

    def stop(self) -> None:
        """Stop now; the `on_done` of what was being said is called."""
        with self._lock:
            token = self._saying
            playing, self._playing = self._playing, None
            reader, self._reader = self._reader, None
        if playing:
            playing.stop()
        if reader:
            reader.cancel()
        self._done(token, "")

    def close(self) -> None:
        self.stop()
        self._voice.close()
        self._player.close()

    def _synthesise(self, text: str, token: int) -> None:
        sound = self._voice.speak(text, VOICE_TIMEOUT_S)
        if sound is None:  # without a failure there was none to be heard: no voice was wanted
            why = self._voice.failure
            self._show(text, token, f"No voice, so the question is only shown. {why}" if why else "")
        else:
            self._play(sound, token)

    def _play(self, sound: Sound, token: int) -> None:
        with self._lock:
            if token != self._saying:  # stopped while it was being synthesised
                return
            self._playing = self._player.play(sound, lambda: self._done(token, ""))
            turn = self._turn
        self._on_sound(turn, sound)

    def _show(self, text: str, token: int, failure: str) -> None:
        seconds = len(text.split()) / READING_WORDS_PER_S if self._reading else 0.0
        with self._lock:
            if token != self._saying:
                return
            self._reader = threading.Timer(seconds, self._done, args=(token, failure))
            self._reader.daemon = True
            self._reader.start()

    def _done(self, token: int, failure: str) -> None:
        with self._lock:
            if token != self._saying:
                return
            self._saying += 1
            self._playing = None
            turn = self._turn
        self._on_done(turn, failure)
