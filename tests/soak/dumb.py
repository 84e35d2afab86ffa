"""Questions asked with a voice that hangs or dies, and with a speaker that is pulled."""

import threading
import time
from dataclasses import dataclass
from typing import Final

import numpy as np

from simulator.audio.player import SpeakerPlayer
from simulator.audio.silent import SilentPlayer
from simulator.audio.types import Sound
from simulator.interview.mouth import VOICE_TIMEOUT_S, Mouth
from simulator.speech.voice.voice import InterviewerVoice
from tests.fakes.pulse import Pulse
from tests.fakes.voice_engines import spec

SPOKEN_S: Final = 1.0
LATE_S: Final = 1.0
"""How much longer than itself a sound may take when its speaker goes away."""
SHOWN_S: Final = VOICE_TIMEOUT_S + 1.0


@dataclass(frozen=True, slots=True)
class Asked:
    """How long it took until the session went on, and what was said about it."""

    seconds: float
    told: str


class Questions:
    """Asks through one voice: "die …" kills its process, "hang …" lets it hang, other texts are spoken."""

    def __init__(self) -> None:
        self._done = threading.Event()
        self._told = ""
        self._turn = 0
        self._mouth = Mouth(InterviewerVoice((spec("Obedient"),)), SilentPlayer(), self._on_done, reading=False)

    def ask(self, text: str) -> Asked:
        self._turn += 1
        self._done.clear()
        since = time.monotonic()
        said = text if text == "hang" else f"{text} {self._turn}"  # else its sound would be kept ready
        self._mouth.say(said, self._turn, muted=False)
        assert self._done.wait(60.0), f"the session waits for ever after {text}"
        return Asked(time.monotonic() - since, self._told)

    def close(self) -> None:
        self._mouth.close()

    def _on_done(self, _turn: int, told: str) -> None:
        self._told = told
        self._done.set()


def pull_speakers(pulse: Pulse, times: int) -> list[Asked]:
    """A sound of SPOKEN_S each time, and the speaker pulled while it plays."""
    player, asked = SpeakerPlayer(), []
    sound = Sound(np.full(int(SPOKEN_S * 16_000), 0.1, np.float32), 16_000)
    try:
        for number in range(times):
            done, since = threading.Event(), time.monotonic()
            player.play(sound, done.set)
            time.sleep(0.05 + SPOKEN_S * number / times / 2)  # this much of it sounds; nothing is waited for
            pulse.unplug("speaker")
            pulse.unplug("mic")
            assert done.wait(20.0), "the session waits for ever for a speaker that is gone"
            asked.append(Asked(time.monotonic() - since, ""))
            pulse.plug_in("speaker")
            pulse.plug_in("mic")
    finally:
        player.close()
    return asked
