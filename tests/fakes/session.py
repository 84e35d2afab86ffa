"""A running session without parts or threads: the real state machine, scripted answers, and a clock that tests turn."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from simulator.answer.guideline import PRESETS, verdicts
from simulator.answer.timing import measure
from simulator.answer.types import (
    Analysis,
    Delivery,
    Finding,
    Grade,
    LabelledSentence,
    Quantity,
    QuestionAnswered,
    RubricItem,
    Section,
    Span,
    Word,
)
from simulator.archive.types import Correction
from simulator.audio.types import Level
from simulator.errors import BadInput
from simulator.interview import effects as ef
from simulator.interview import events as ev
from simulator.interview.machine import step
from simulator.interview.plan import Prompt, SessionPlan, context_of
from simulator.interview.state import State
from simulator.interview.view import LiveReading, TakeRecord, View
from simulator.probing.types import ProbeChoice
from simulator.tui.drafts import drafted

GUIDELINE = PRESETS["action-70"].guideline
WORD_S = 0.4
SPEECH_S = 3.0
"""How long the interviewer speaks."""
LAG_S = 0.8
"""How far the last words are from being settled."""


@dataclass(frozen=True)
class Script:
    """One scripted answer: sentences with their sections, spoken at `WORD_S` a word, and what is made of it."""

    sentences: tuple[tuple[Section, str], ...] = ()
    flags: tuple[Finding, ...] = ()
    signals: tuple[Finding, ...] = ()
    rubric: tuple[RubricItem, ...] = ()
    bar: tuple[RubricItem, ...] = ()
    answered: QuestionAnswered | None = None
    probes: tuple[ProbeChoice, ...] = ()
    grade: Grade | None = None
    cue: str = ""
    word_s: float = WORD_S
    confidence: float = 0.9

    def labelled(self) -> tuple[LabelledSentence, ...]:
        told, at = [], 0.5
        for section, text in self.sentences:
            end = at + len(text.split()) * self.word_s
            told.append(LabelledSentence(text, at, end, section, self.confidence))
            at = end
        return tuple(told)

    def words(self) -> tuple[Word, ...]:
        texts = [word for _, sentence in self.sentences for word in sentence.split()]
        return tuple(
            Word(text, 0.5 + index * self.word_s, 0.5 + (index + 1) * self.word_s) for index, text in enumerate(texts)
        )

    @property
    def end_s(self) -> float:
        return 0.5 + sum(len(text.split()) for _, text in self.sentences) * self.word_s


@dataclass
class FakeSession:
    """Implements `simulator.tui.live.LiveSession`. Nothing happens but by `send`, `advance` and the part calls."""

    plan: SessionPlan
    scripts: Sequence[Script] = ()
    """One an opened take, in order; the last one serves for the rest."""
    audio: Path | None = None
    voice: str = "hibari"
    microphone: str = "Built-in Microphone"
    hearing: str = "base"
    session_id: str = "2026-01-05T101500-mock-abc123"
    on_change: Callable[[], None] | None = None
    state: State = field(default_factory=State)
    now_s: float = 0.0
    sent: list[ev.Command] = field(default_factory=list)
    typed_text: str = ""
    refining: int = 0
    disk: str = ""
    farewell: str = ""
    saved_in: list[Path] = field(default_factory=list)
    closed: int = 0
    behind_s: float = 0.0
    judges: bool = True
    """Whether corrections are judged anew at once, or only by `judge`."""
    corrections: dict[str, tuple[Correction, ...]] = field(default_factory=dict)
    rechecked: list[str] = field(default_factory=list)
    level: Level | None = field(default_factory=lambda: Level(-24.0, -12.0))

    def __post_init__(self) -> None:
        self._timers: list[tuple[float, ev.Event]] = []
        self._takes_begun = 0
        self._recorded_s = 0.0
        self._running_since: float | None = None
        self.records: list[TakeRecord] = []
        self._happen(ev.Start(self.plan))

    # ---- what the app calls ---------------------------------------------------------------------------------------

    def send(self, command: ev.Command) -> None:
        self.sent.append(command)
        self._happen(command)

    def type_text(self, text: str) -> None:
        self.typed_text = text

    def save_elsewhere(self, parent: Path) -> Path:
        self.saved_in.append(parent)
        if not parent.exists():
            raise BadInput("cannot save the session: no space", where=str(parent))
        return parent / self.session_id

    def recheck(self, take_id: str) -> None:
        self.rechecked.append(take_id)
        if self.judges:
            self.judge(take_id)

    def leave_and_close(self) -> None:
        self._happen(ev.Leave())
        self.closed += 1

    def view(self) -> View:
        state, script = self.state, self.script
        recorded_s = self.recorded_s
        committed, provisional = self._heard(recorded_s)
        reading = self._reading(script, recorded_s)
        return View(
            phase=state.phase,
            prompt=state.prompt,
            question_number=state.question + 1,
            question_count=len(self.plan.questions),
            probe_number=state.probes_asked,
            probe_limit=self.plan.probes_per_question,
            take_id=state.take_id,
            take_number=state.take,
            typed=self.plan.typed,
            muted=state.muted,
            recorded_s=recorded_s,
            committed=committed,
            provisional=provisional,
            heard_s=max(0.0, recorded_s - self.behind_s),
            silence_s=max(0.0, recorded_s - script.end_s) if committed else recorded_s,
            level=self.level,
            reading=reading,
            records=tuple(replace(record, kept=record.take_id not in state.replaced) for record in self.records),
            prep_left_s=self._prep_left_s(),
            notice=state.notice,
            hearing=self.hearing,
            microphone="" if self.plan.typed else self.microphone,
            voice=self.voice,
            refining=self.refining,
            disk=self.disk,
        )

    # ---- what tests call ------------------------------------------------------------------------------------------

    def advance(self, seconds: float) -> None:
        """Let time pass; timers that run out on the way fire in order."""
        until = self.now_s + seconds
        while due := [entry for entry in self._timers if entry[0] <= until]:
            entry = min(due, key=lambda one: one[0])
            self._timers.remove(entry)
            self.now_s = max(self.now_s, entry[0])
            self._happen(entry[1])
        self.now_s = until

    def until_listening(self) -> None:
        """Let the interviewer finish and the microphone open."""
        for _ in range(2000):
            if self.state.phase == "listening":
                return
            self.advance(0.1)
        raise AssertionError(f"never listening, but {self.state.phase}")

    def judge(self, take_id: str) -> None:
        """The models have judged a take anew."""
        at = next(index for index, record in enumerate(self.records) if record.take_id == take_id)
        self.records[at] = drafted(self.records[at], self.corrections.get(take_id, ()), GUIDELINE)

    def report(self, event: ev.Event) -> None:
        """A part reports something."""
        self._happen(event)

    @property
    def script(self) -> Script:
        index = max(0, self._takes_begun - 1)
        return self.scripts[min(index, len(self.scripts) - 1)] if self.scripts else Script()

    @property
    def recorded_s(self) -> float:
        running = self.now_s - self._running_since if self._running_since is not None else 0.0
        return self._recorded_s + running

    # ---- parts ----------------------------------------------------------------------------------------------------

    def _happen(self, event: ev.Event) -> None:
        before = self.state.phase
        self.state, effects = step(self.state, event)
        for effect in effects:
            self._carry_out(effect)
        if self.state.phase != before and self.on_change is not None:
            self.on_change()

    def _later(self, seconds: float, event: ev.Event) -> None:
        self._timers.append((self.now_s + seconds, event))

    def _carry_out(self, effect: ef.Effect) -> None:
        match effect:
            case ef.Say(turn=turn):
                self._later(0.0 if self.state.muted else SPEECH_S, ev.Spoken(turn))
            case ef.StopSaying():
                self._later(0.0, ev.Spoken(self.state.turn))
            case ef.SetTimer(name=name, seconds=seconds, turn=turn, take=take):
                self._later(seconds, ev.TimeUp(name, turn, take))
            case ef.BeginTake(take_id=take_id):
                self._takes_begun += 1
                self._recorded_s, self._running_since, self.typed_text = 0.0, self.now_s, ""
                self._later(0.4, ev.FirstBlock(take_id))
            case ef.PauseTake():
                self._recorded_s, self._running_since = self.recorded_s, None
            case ef.ResumeTake():
                self._running_since = self.now_s
            case ef.EndTake(take_id=take_id, keep_words=keep):
                self._recorded_s, self._running_since = self.recorded_s, None
                self.records.append(self._record(take_id, keep=keep))
                if keep:
                    self._later(0.1, ev.WordsFinal(take_id, self._all_words()))
            case ef.ChooseProbes(take_id=take_id):
                self._later(0.05, ev.ProbesChosen(take_id, self.script.probes, len(self._all_words())))
            case ef.EndSession() | ef.SoundCue():
                pass

    def _all_words(self) -> tuple[Word, ...]:
        if self.plan.typed:
            return tuple(Word(text, i * 0.4, i * 0.4 + 0.4) for i, text in enumerate(self.typed_text.split()))
        return tuple(word for word in self.script.words() if word.end_s <= self.recorded_s)

    def _heard(self, recorded_s: float) -> tuple[tuple[Word, ...], tuple[Word, ...]]:
        if self.plan.typed or self.state.phase not in ("listening", "paused", "finishing"):
            return (), ()
        words = self._all_words()
        settled = tuple(word for word in words if word.end_s <= recorded_s - LAG_S)
        return settled, words[len(settled) :]

    def _so_far(self, script: Script, recorded_s: float) -> tuple[LabelledSentence, ...]:
        return tuple(
            replace(sentence, end_s=min(sentence.end_s, recorded_s))
            for sentence in script.labelled()
            if sentence.start_s < recorded_s
        )

    def _reading(self, script: Script, recorded_s: float) -> LiveReading:
        sentences = self._so_far(script, recorded_s)
        if not sentences:
            return LiveReading()
        wpm = 60.0 / script.word_s if recorded_s > 5 else None
        return LiveReading(sentences, measure(sentences, recorded_s), wpm, script.cue)

    def _prep_left_s(self) -> float:
        left = [at - self.now_s for at, event in self._timers if isinstance(event, ev.TimeUp) and event.timer == "prep"]
        return max([0.0, *left])

    def _record(self, take_id: str, *, keep: bool) -> TakeRecord:
        script, words = self.script, self._all_words()
        prompt = self.state.prompt or Prompt("question", "", "", "")
        analysis = self.analysis(script, words, prompt) if keep and words else None
        return TakeRecord(
            take_id=take_id,
            prompt=prompt,
            duration_s=self._recorded_s,
            words=words,
            analysis=analysis,
            machine=analysis,
            probes=script.probes,
            audio=self.audio if not self.plan.typed else None,
            source="typed" if self.plan.typed else "live",
        )

    def analysis(self, script: Script, words: tuple[Word, ...], prompt: Prompt) -> Analysis:
        """What the scripted parts make of an answer."""
        sentences = self._so_far(script, self._recorded_s if not self.plan.typed else script.end_s)
        duration_s = max(self._recorded_s, sentences[-1].end_s if sentences else 0.0)
        timing = measure(sentences, duration_s)
        mean = script.confidence
        return Analysis(
            context=context_of(self.plan, prompt),
            duration_s=duration_s,
            words=words,
            sentences=sentences,
            timing=replace(timing, verdicts=verdicts(timing, GUIDELINE, mean)),
            delivery=Delivery(
                words=len(words),
                words_per_minute=60.0 / script.word_s,
                fillers=(Span("um", 4.0, 4.3),),
                fillers_per_minute=0.6,
                pauses=(),
                i_count=6,
                we_count=4,
                we_share=0.4,
                quantities=(Quantity("two hours", "duration", 2.0, 3.0, 3.8),),
            ),
            signals=script.signals,
            flags=script.flags,
            rubric=script.rubric,
            bar=script.bar,
            answered=script.answered,
            grade=script.grade if prompt.kind == "probe" else None,
            estimated=self.plan.typed,
            labeller="scripted",
        )
