"""kill -9 at many moments: of the program, and of its children while it goes on. Used by a quick test and by a soak."""

import os
import random
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from simulator import paths
from simulator.archive.folder import SessionFolder
from simulator.archive.recovery import recover
from simulator.archive.store import Archive
from simulator.archive.types import StoredTranscript
from simulator.audio.types import RATE_HZ
from simulator.audio.wavfile import FRAME_BYTES, HEADER_BYTES, read_wav, repair
from simulator.interview.recovery import complete
from simulator.settings import load_settings
from simulator.speech.hearing.batch import BatchRecogniser
from simulator.speech.hearing.fullpass import transcribe
from simulator.speech.hearing.types import Transcript
from simulator.wiring.brain import Analysing, open_analyst
from simulator.wiring.library import open_library
from tests.fakes.killing import (
    LONG_S,
    Left,
    contents,
    end,
    is_gone,
    look,
    moments,
    new_home,
    running,
    wait_until,
    write_answer,
)
from tests.fakes.terminal import terminal

ANSWER_S = 3.0
SESSION_S = 10.0
"""From the first entry of the journal to the summary, with two answers of ANSWER_S and no voice."""


@dataclass(frozen=True, slots=True)
class Killed:
    """What was left of a session whose program was killed `at_s` after it had begun."""

    home: Path
    at_s: float
    left: Left
    orphans_s: float
    """How long its children outlived it."""
    before: Mapping[str, bytes]
    """What was on the disk."""


def kill_programs(folder: Path, seed: int, count: int, *, at_once: int) -> Iterator[Killed]:
    """A session each, killed at a random moment between its start and its summary."""
    answer = write_answer(folder / "answer.wav", ANSWER_S)

    def kill(numbered: tuple[int, float]) -> Killed:
        return _kill_program(folder / f"home-{numbered[0]}", answer, numbered[1])

    with ThreadPoolExecutor(at_once) as pool:
        yield from pool.map(kill, enumerate(moments(seed, count, SESSION_S)))


def _kill_program(home: Path, answer: Path, at_s: float) -> Killed:
    new_home(home)
    with running(home, [answer, answer], questions=1, probes=1) as run:
        run.wait_begun()
        time.sleep(at_s)  # this is the moment of the kill; nothing is waited for
        children = run.children(("",))
        killed_s = run.kill()
        wait_until(lambda: all(map(is_gone, children)), "its children outlive the program")
        return Killed(home, at_s, look(run, killed_s), time.monotonic() - killed_s, contents(home))


def is_cut_off(home: Path) -> bool:
    return any(one.state == "cut off" for one in Archive(home / "recordings").list())


def offered_s(home: Path) -> float:
    """From the next start of the app to its offer to finish the session."""
    env = os.environ | {paths.HOME_VARIABLE: str(home), "TERM": "xterm-256color"}
    started_s = time.monotonic()
    with terminal((sys.executable, "-m", "simulator"), env) as screen:
        screen.until("Finish a cut-off session", LONG_S)
        took_s = time.monotonic() - started_s
        screen.press("q")
        screen.wait()
    return took_s


class Redoing:
    """Completes sessions as the app does, with models that are loaded once."""

    def __init__(self) -> None:
        settings = load_settings()
        self._mind = open_analyst(open_library(), Analysing.of(settings))
        self._recogniser = BatchRecogniser("tiny.en")

    def missing(self, home: Path) -> list[str]:
        """Cut-off and unheard answers of `home` are heard again; those that hold speech and have no words from it."""
        archive = Archive(home / "recordings")
        recover(archive, repair)
        missing = []
        for summary in archive.list():
            folder = archive.open(summary.id)
            complete(folder, self._mind, self._hear, ended=summary.started)
            missing += [take for take in folder.takes() if self._lacks_words(folder, take)]
        return missing + [one.id for one in archive.list() if one.state != "finished"]

    def _hear(self, audio: Path) -> Transcript:
        return transcribe(audio, "tiny.en", recogniser=self._recogniser)

    def _lacks_words(self, folder: SessionFolder, take: str) -> bool:
        audio, transcript = folder.audio(take), folder.load_transcript(take)
        if audio is None or len(read_wav(audio)) < SPOKEN_S * RATE_HZ:
            return False
        return transcript is None or transcript.heard != "full" or "and so" not in _text(transcript)


SPOKEN_S = 1.2
"""By then the answer has its first two words."""


def _text(transcript: StoredTranscript) -> str:
    return " ".join(word.text for word in transcript.words).lower()


ANSWERS = 4


@dataclass(frozen=True, slots=True)
class Orphaned:
    """A session whose children were killed at `kills` moments."""

    home: Path
    kills: int
    exit_code: int
    left: Left
    answers: int
    """Answers that were begun: a question whose words were lost with their hearing is not followed up."""
    whole: int
    """Those of them that are on the disk in full."""
    told: str


def kill_children(
    folder: Path, kinds: Sequence[str], seed: int, sessions: int, kills: int, *, voice: str, at_once: int
) -> Iterator[Orphaned]:
    """Sessions of four answers; in each, `kills` times at a random moment, a child of `kinds` is killed."""
    answer = write_answer(folder / "answer.wav", ANSWER_S)

    def hold(number: int) -> Orphaned:
        return _kill_children(folder / f"home-{number}", answer, kinds, seed + number, kills, voice)

    with ThreadPoolExecutor(at_once) as pool:
        yield from pool.map(hold, range(sessions))


def _kill_children(home: Path, answer: Path, kinds: Sequence[str], seed: int, kills: int, voice: str) -> Orphaned:
    dice = random.Random(seed)
    new_home(home)
    killed = 0
    with running(home, [answer] * ANSWERS, questions=2, probes=1, voice=voice) as run:
        while killed < kills and run.process.poll() is None:
            time.sleep(dice.uniform(0.0, 4.0))  # the moment of the next kill
            if victims := run.children(kinds):
                end([dice.choice(victims)])
                killed += 1
        code = run.process.wait(LONG_S)
        whole = sum(note.path.stat().st_size == HEADER_BYTES + FRAME_BYTES * note.frames for note in run.notes())
        return Orphaned(home, killed, code, look(run, time.monotonic()), len(run.notes()), whole, run.told)
