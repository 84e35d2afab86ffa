"""Microphones, voices and the speaker, as the screens ask for them outside of a session."""

import shutil
import tempfile
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from simulator.audio.sound_check import SoundCheck
from simulator.audio.tap import LevelTap
from simulator.audio.types import Level, Playing, Sound
from simulator.errors import MissingPart, SimulatorError
from simulator.settings import Settings
from simulator.speech.voice.types import Voice
from simulator.tui.choices import MicrophoneChoice, VoiceChoice

CHECK_S = 4.0
"""A sentence."""
SAY_TIMEOUT_S = 30.0
"""The system voice takes some seconds for an answer of 200 words."""


class Sounds:
    """One thing sounds at a time: what is new stops what plays."""

    settings: Settings
    microphone_fault: str = ""
    _playing: Playing | None = None
    _voice: tuple[str, Voice] | None = None
    _check_folder: Path | None = None
    _check_stop = threading.Event()

    def microphones(self) -> Sequence[MicrophoneChoice]:
        from simulator.audio.devices import microphones

        try:
            found = microphones()
        except SimulatorError as error:
            self.microphone_fault = str(error)
            return ()
        self.microphone_fault = "" if found else "No microphone was found."
        return tuple(MicrophoneChoice(device.name, device.name, device.is_default) for device in found)

    def meter(self, name: str | None) -> LevelTap:
        from simulator.audio.microphone import Microphone

        return LevelTap(Microphone(name))

    def voices(self) -> Sequence[VoiceChoice]:
        from simulator.speech.voice.engine import ENGINES

        return (
            *(VoiceChoice(spec.name, spec.label) for spec in ENGINES.values()),
            VoiceChoice("none", "no voice: the questions are shown"),
        )

    def play(self, audio: Path, start_s: float, end_s: float) -> None:
        from simulator.audio.span import read_span

        self._sound(read_span(audio, start_s, end_s), threading.Event())

    def say(self, text: str, voice: str | None = None) -> None:
        """In `voice`, or the interviewer's; where that is none, in the first that works: it was asked to be heard."""
        self._say(text, voice, threading.Event())

    def say_and_wait(self, text: str) -> None:
        """As `say`, until the last of it was heard."""
        over = threading.Event()
        self._say(text, None, over)
        over.wait()

    def _say(self, text: str, voice: str | None, over: threading.Event) -> None:
        self.stop_playing()
        chosen = self._voice_called(voice or self.settings.voice)
        sound = chosen.speak(text, SAY_TIMEOUT_S)
        if sound is None:
            raise MissingPart(f"no voice works here ({chosen.failure})", remedy="Run: simulator voices")
        self._sound(sound, over)

    def stop_playing(self) -> None:
        if self._playing:
            self._playing.stop()
        self._playing = None

    def check_sound(self, name: str | None, told: Callable[[Level], None]) -> SoundCheck:
        """The recording lies among the temporary files until the next check, or the end of the program."""
        from simulator.archive import files
        from simulator.archive.scratch import scratch_folder
        from simulator.audio.microphone import Microphone
        from simulator.audio.sound_check import check_sound
        from simulator.wiring.archive import open_archive

        self.forget_sound_check()
        scratch = scratch_folder(open_archive().root)
        with files.reporting(scratch, "make a folder for the sound check"):
            self._check_folder = Path(tempfile.mkdtemp(dir=scratch, prefix="sound-check-"))  # 0700
        self._check_stop = threading.Event()
        audio = self._check_folder / "check.wav"
        return check_sound(Microphone(name), audio, CHECK_S, told, self._check_stop)

    def forget_sound_check(self) -> None:
        self._check_stop.set()
        if self._check_folder:
            shutil.rmtree(self._check_folder, ignore_errors=True)
        self._check_folder = None

    def close_voice(self) -> None:
        if self._voice:
            self._voice[1].close()
        self._voice = None

    def _voice_called(self, name: str) -> Voice:
        from simulator.speech.voice.voice import DEFAULT_ENGINES
        from simulator.wiring.rooms import open_voice

        name = DEFAULT_ENGINES[0] if name == "none" else name
        if self._voice is None or self._voice[0] != name:
            self.close_voice()
            self._voice = name, open_voice(name)
        return self._voice[1]

    def _sound(self, sound: Sound, over: threading.Event) -> None:
        """Start it; `over` is set when it has ended or was stopped."""
        from simulator.audio.player import open_player

        self.stop_playing()
        player = open_player(self.settings.speaker)

        def ended() -> None:
            player.close()
            over.set()

        self._playing = player.play(sound, ended)
