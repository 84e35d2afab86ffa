"""A synthetic candidate at the microphone: a written answer, spoken by a voice, heard by the same parts as a person."""

from collections.abc import Callable

from simulator.audio.types import RATE_HZ, Pcm, Sound
from simulator.demo.candidates import Candidate
from simulator.errors import MissingPart
from simulator.interview.plan import Prompt
from simulator.speech.voice.types import Voice

ANSWER_TIMEOUT_S = 60.0


class CandidateSource:
    """Gives `FileMicrophone` what the candidate says to the prompt that is being asked."""

    def __init__(self, candidate: Candidate, voice: Voice, prompt: Callable[[], Prompt | None]) -> None:
        """`prompt` tells what was asked last."""
        self._candidate, self._voice, self._prompt = candidate, voice, prompt
        voice.prepare(candidate.answer)

    def next_take(self) -> Pcm | None:
        """The reply, as 16 kHz mono. Raises MissingPart when no voice can speak it."""
        prompt = self._prompt()
        if prompt is None:
            return None
        sound = self._voice.speak(self.text(prompt), ANSWER_TIMEOUT_S)
        if sound is None:
            raise MissingPart(
                f"the candidate has no voice ({self._voice.failure})",
                remedy="`simulator doctor` says what is missing; `simulator session --typed` needs no voice",
            )
        return to_pcm(sound)

    def left(self) -> bool:
        """A candidate always has something to say."""
        return True

    def text(self, prompt: Prompt) -> str:
        return self._candidate.answer if prompt.kind == "question" else self._candidate.reply(prompt.family)


def to_pcm(sound: Sound) -> Pcm:
    """A sound as the microphone would record it: 16 kHz mono int16."""
    import numpy as np
    import soxr

    samples = soxr.resample(sound.samples, sound.rate_hz, RATE_HZ)
    return np.asarray(np.clip(samples, -1.0, 1.0) * 32767, dtype=np.int16)
