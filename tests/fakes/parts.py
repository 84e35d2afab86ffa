"""Parts of a session that follow a script, for tests of order, timing and faults; real engines are tested elsewhere."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from simulator.answer.types import Analysis, AnswerContext, Delivery, Timing, Word
from simulator.archive.types import Correction
from simulator.audio.types import RATE_HZ, Level, Pcm, RecorderListener, Sound, TakeAudio
from simulator.content.models import Question
from simulator.interview.view import LiveReading
from simulator.probing.types import ProbeChoice
from simulator.speech.hearing.types import Caption, FinalWords, HearingEvent, HearingReady, Transcript

SILENCE = Sound(np.zeros(10, dtype=np.float32), RATE_HZ)


def question(number: int = 1) -> Question:
    return Question(
        id=f"q{number}",
        family="self_started",
        text=f"Question number {number}?",
        competencies=("initiative",),
        levels=("mid",),
        companies=(),
        tests="",
        strong="",
        trap="",
    )


def words(text: str, *, start_s: float = 0.0, each_s: float = 0.4) -> tuple[Word, ...]:
    return tuple(
        Word(word, start_s + index * each_s, start_s + index * each_s + 0.3) for index, word in enumerate(text.split())
    )


def probe(family: str = "impact") -> ProbeChoice:
    return ProbeChoice(
        family, f"{family}-1", f"Tell me about the {family}.", f"You left out the {family}.", "a quote", 1.0
    )


@dataclass
class FakeClock:
    now_s: float = 0.0

    def monotonic_s(self) -> float:
        return self.now_s

    def wall(self) -> datetime:
        return datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


@dataclass
class FakeVoice:
    """Every text is sound at once, or never when `broken`."""

    broken: bool = False
    prepared: list[str] = field(default_factory=list)
    name: str = "fake"
    failure: str = ""

    def prepare(self, text: str) -> None:
        self.prepared.append(text)

    def ready(self, text: str) -> Sound | None:
        return None if self.broken else SILENCE

    def speak(self, text: str, timeout_s: float = 10.0) -> Sound | None:
        self.failure = "it is broken" if self.broken else ""
        return self.ready(text)

    def close(self) -> None:
        pass


@dataclass
class FakePlaying:
    on_done: Callable[[], None]

    def stop(self) -> None:
        self.on_done()


@dataclass
class FakePlayer:
    """Sounds end when the test says so with `finish`, or at once when `instant`."""

    instant: bool = False
    label: str = "fake speaker"
    silent: bool = True
    playing: list[FakePlaying] = field(default_factory=list)

    def play(self, sound: Sound, on_done: Callable[[], None]) -> FakePlaying:
        import threading

        playing = FakePlaying(on_done)
        self.playing.append(playing)
        if self.instant:
            threading.Thread(target=on_done, daemon=True).start()
        return playing

    def finish(self) -> None:
        self.playing[-1].on_done()

    def close(self) -> None:
        pass


@dataclass
class FakeRecorder:
    """A microphone whose blocks the test sends with `hear`."""

    label: str = "fake microphone"
    listener: RecorderListener | None = None
    takes: list[Path] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)
    recorded: int = 0

    def open(self, listener: RecorderListener) -> None:
        self.listener = listener

    def begin(self, path: Path) -> None:
        self.takes.append(path)
        self.recorded = 0
        path.write_bytes(b"RIFF")
        assert self.listener
        self.listener.on_listening()

    def hear(self, seconds: float) -> None:
        assert self.listener
        self.recorded += int(seconds * RATE_HZ)
        self.listener.on_level(Level(-30.0, -20.0))
        self.listener.on_audio(np.zeros(int(seconds * RATE_HZ), dtype=np.int16))

    def pause(self) -> None:
        self.calls.append("pause")

    def resume(self) -> None:
        self.calls.append("resume")

    def end(self) -> TakeAudio:
        self.calls.append("end")
        return TakeAudio(self.takes[-1], self.recorded / RATE_HZ)

    def unsaved(self) -> tuple[tuple[Path, Pcm], ...]:
        return ()

    def close(self) -> None:
        self.calls.append("close")


@dataclass
class FakeHearing:
    """Says the words it was given at `finish`, or before with `caption`."""

    script: list[tuple[Word, ...]]
    on_event: Callable[[HearingEvent], None] | None = None
    utterance: str = ""
    answers_at_once: bool = True
    fed: list[Pcm] = field(default_factory=list)
    """Of the open utterance."""
    begun: int = 0
    calls: list[str] = field(default_factory=list)

    def open(self, on_event: Callable[[HearingEvent], None]) -> None:
        self.on_event = on_event
        on_event(HearingReady("fake-model"))

    def begin(self, utterance: str) -> None:
        self.utterance = utterance
        self.fed, self.begun = [], self.begun + 1

    def feed(self, pcm: Pcm) -> None:
        self.fed.append(pcm)

    def caption(self, committed: Sequence[Word], provisional: Sequence[Word] = (), *, heard_s: float) -> None:
        assert self.on_event
        self.on_event(Caption(self.utterance, tuple(committed), tuple(provisional), heard_s))

    def finish(self) -> None:
        self.calls.append("finish")
        if self.answers_at_once:
            self.say()

    def say(self) -> None:
        assert self.on_event
        self.on_event(FinalWords(self.utterance, self.script.pop(0) if self.script else ()))

    def drop(self) -> None:
        self.calls.append("drop")

    def close(self) -> None:
        pass


@dataclass
class FakeFullPass:
    on_done: Callable[[Transcript], None] | None = None
    submitted: list[str] = field(default_factory=list)
    held: bool = False

    def open(self, on_done: Callable[[Transcript], None]) -> None:
        self.on_done = on_done

    def submit(self, utterance: str, path: Path) -> None:
        self.submitted.append(utterance)

    def hold(self, on: bool) -> None:
        self.held = on

    def close(self) -> None:
        pass


def analysis(spoken: Sequence[Word], duration_s: float, context: AnswerContext) -> Analysis:
    timing = Timing(seconds={"A": duration_s}, share={"A": 1.0}, setup_s=0.0, action_share=1.0, silence_s=0.0)
    delivery = Delivery(
        words=len(spoken),
        words_per_minute=140.0,
        fillers=(),
        fillers_per_minute=0.0,
        pauses=(),
        i_count=0,
        we_count=0,
        we_share=None,
    )
    return Analysis(context, duration_s, tuple(spoken), (), timing, delivery)


@dataclass
class FakeReader:
    def read(self, spoken: Sequence[Word], at_s: float) -> LiveReading:
        return LiveReading(words_per_minute=100.0)


@dataclass
class FakeMind:
    """Asks the families of `families` in order, leaving out those asked."""

    families: tuple[str, ...] = ("impact", "own_part", "risks")
    takes_told: tuple[str, ...] = ()
    stories: list[tuple[int, int]] = field(default_factory=list)
    """(words of the main answer, later answers) at every choice."""
    before: tuple[str, ...] = ()
    """Families asked for earlier stories, as the last choice was told them."""

    def reader(self, context: AnswerContext) -> FakeReader:
        return FakeReader()

    def words_of(self, text: str) -> tuple[Word, ...]:
        return words(text)

    def analyse(
        self, spoken: Sequence[Word], duration_s: float, context: AnswerContext, *, estimated: bool = False
    ) -> Analysis:
        return analysis(spoken, duration_s, context)

    def corrected(self, original: Analysis, corrections: Sequence[Correction]) -> Analysis:
        return original

    def probes(
        self,
        main: Analysis,
        later: Sequence[Analysis],
        *,
        asked: Collection[str],
        before: Sequence[str] = (),
        seed: int,
        tone: str | None,
        take_ids: Sequence[str] = (),
    ) -> tuple[ProbeChoice, ...]:
        self.takes_told = tuple(take_ids)
        self.before = tuple(before)
        self.stories.append((len(main.words), len(later)))
        return tuple(probe(family) for family in self.families if family not in asked)
