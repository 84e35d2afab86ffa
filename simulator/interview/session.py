"""A session that runs: events in, effects out, everything journalled before anything is shown.

One thread owns the state machine; parts report from their own threads through a queue. Whoever looks takes a `View`.
"""

import contextlib
import queue
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Final

from simulator.archive.keeper import Keeper
from simulator.audio.wavfile import as_wav
from simulator.errors import SimulatorError
from simulator.interview import events as ev
from simulator.interview import rescue
from simulator.interview.codec import event_to_entry
from simulator.interview.desk import Desk
from simulator.interview.ears import Ears, Heard
from simulator.interview.effects import (
    BeginTake,
    ChooseProbes,
    Effect,
    EndSession,
    EndTake,
    PauseTake,
    ResumeTake,
    Say,
    SetTimer,
    SoundCue,
    StopSaying,
)
from simulator.interview.keyboard import TypedEars
from simulator.interview.machine import step
from simulator.interview.mouth import Mouth
from simulator.interview.parts import Parts
from simulator.interview.plan import SessionPlan
from simulator.interview.second_pass import SecondPass
from simulator.interview.state import State
from simulator.interview.timers import Timers
from simulator.interview.view import View
from simulator.interview.worker import Worker
from simulator.paths import rescue_dirs

DISK_LOOK_S: Final = 1.0
"""While something waits for the disk, it is tried so often."""


class Session:
    """`start`, `send` commands, look at `view`, `leave_and_close`.

    `on_change` is called from the session's threads whenever a `view` may have changed.
    """

    def __init__(self, plan: SessionPlan, parts: Parts) -> None:
        self._plan, self._parts, self._folder = plan, parts, Keeper(parts.folder)
        self._state = State(plan=plan)
        self._events: queue.SimpleQueue[ev.Event | None] = queue.SimpleQueue()
        self._timers = Timers(parts.clock)
        self._fault = ""
        self._begun = False
        self._saved_in: Path | None = None
        self.farewell = ""
        """After the end: where the session is that its own folder took no more; empty when all is well."""
        self._left = False
        self._worker = Worker("thinking", on_fault=self._on_fault, on_done=self._changed)
        self._desk = Desk(plan, parts, self._folder, self._events.put)
        self._second_pass = SecondPass(
            parts.full_pass,
            self._folder,
            lambda take_id: self._worker.submit(lambda: self._desk.drop_unwanted_audio(take_id)),
        )
        self._mouth = Mouth(
            parts.voice,
            parts.player,
            lambda turn, why: self._events.put(ev.Spoken(turn, why)),
            reading=plan.attended,
            on_sound=lambda turn, sound: self._worker.submit(lambda: self._desk.keep_asked(turn, sound)),
        )
        self._ears = self._make_ears()
        self._thread = threading.Thread(target=self._run, name="session", daemon=True)
        self._finished = threading.Event()
        self.on_change: Callable[[], None] | None = None

    # ---- for whoever drives and looks

    @property
    def session_id(self) -> str:
        return self._folder.id

    def start(self) -> None:
        """Open the parts and ask the first question. Raises as `open` does."""
        self.open()
        self.begin()

    def open(self) -> None:
        """Open the parts; nothing is asked before `begin`.

        Raises MissingPart or BadInput when the microphone fails; nothing is kept of the session then.
        """
        try:
            self._ears.open()
        except SimulatorError:
            self._folder.discard()
            raise
        self._second_pass.open(lambda done: self._worker.submit(lambda: self._desk.refine(done)))
        self._mouth.prepare(self._plan.questions[0].text)

    def begin(self) -> None:
        """Ask the first question. A session that never began leaves nothing behind."""
        self._begun = True
        self._thread.start()
        self._events.put(ev.Start(self._plan))

    def send(self, command: ev.Command) -> None:
        """Never blocks."""
        if isinstance(command, ev.Finish):
            command = ev.Finish(behind_s=self._ears.heard().behind_s)
        self._events.put(command)

    def type_text(self, text: str) -> None:
        """The typed answer so far (typed sessions only)."""
        if isinstance(self._ears, TypedEars):
            self._ears.type_text(text)

    def recheck(self, take_id: str) -> None:
        """The corrections of a take on disk have changed: its record follows soon. Never blocks."""
        self._worker.submit(lambda: self._desk.recheck(take_id), key=f"recheck {take_id}")

    def view(self) -> View:
        """A snapshot, from any thread."""
        state, heard = self._state, self._ears.heard()
        current = heard.take_id == state.take_id
        heard = heard if current else Heard(state.take_id)
        return View(
            phase="opening" if state.phase == "listening" and not current else state.phase,
            prompt=state.prompt,
            question_number=state.question + 1,
            question_count=len(self._plan.questions),
            probe_number=state.probes_asked,
            probe_limit=self._plan.probes_per_question,
            take_id=state.take_id,
            take_number=state.take,
            typed=self._plan.typed,
            muted=state.muted,
            recorded_s=heard.recorded_s,
            committed=heard.committed,
            provisional=heard.provisional,
            heard_s=heard.heard_s,
            silence_s=heard.silence_s,
            level=self._ears.level(),
            reading=self._desk.reading,
            records=self._desk.records(),
            prep_left_s=self._timers.prep_left_s(),
            notice=state.notice or self._fault,
            disk=state.disk or self._folder.trouble,
            hearing=self._ears.status,
            microphone=self._ears.microphone,
            voice="muted" if state.muted else self._parts.voice.name,
            refining=self._second_pass.left,
        )

    def wait_finished(self, timeout_s: float | None = None) -> bool:
        return self._finished.wait(timeout_s)

    def leave_and_close(self) -> None:
        """Leave from any state; what was said is on disk. Takes under a second.

        A session that never began is not kept.
        """
        if self._thread.is_alive():
            self._events.put(ev.Leave())
            self._finished.wait(0.6)
            self._events.put(None)
            self._thread.join(0.2)
        self._worker.close(0.2)
        self._keep_live_words()
        if self._begun and not self._left:
            self._left = True
            self._rescue()
        self._ears.close()
        self._mouth.close()
        self._second_pass.close()
        if self._begun:
            self._folder.close()
        else:
            self._folder.discard()
        self._finished.set()

    def save_elsewhere(self, parent: Path) -> Path:
        """Save the whole session in a folder of `parent`, with what waits in memory; the session goes on as before.

        Returns the folder. Raises BadInput when that place refuses too.
        """
        sound = ((path, as_wav(pcm)) for path, pcm in self._ears.unsaved())
        saved = self._folder.save_elsewhere(parent, sound)
        self._saved_in = parent
        return saved

    def _rescue(self) -> None:
        """At the end nothing may wait for the disk any more: what does goes elsewhere, with the rest of the session."""
        self._folder.try_again(now=True)
        unsaved = self._ears.unsaved()
        if not self._folder.waiting and not unsaved:
            return
        self.farewell = rescue.lost(unsaved, self._folder.waiting)
        for parent in filter(None, (self._saved_in, *rescue_dirs())):
            with contextlib.suppress(SimulatorError, OSError):
                self.farewell = rescue.saved_in(self.save_elsewhere(parent), self._parts.folder.path)
                return

    def _keep_live_words(self) -> None:
        """Of an answer whose final words were not saved before the end: those that stood on the screen."""
        heard = self._ears.heard()
        if heard.words and not self._folder.has_transcript(heard.take_id, "live"):
            with contextlib.suppress(SimulatorError):  # the audio is on disk, and is heard at the next start
                self._folder.save_transcript(heard.take_id, heard.words, model=self._ears.model, heard="live")

    # ---- the session's own thread

    def _run(self) -> None:
        while True:
            try:
                event = self._events.get(timeout=self._next_look_s())
            except queue.Empty:
                self._folder.try_again()
                if self._timers.next_s() != 0.0:
                    continue
                event = self._timers.pop()
            if event is None:
                return
            self._handle(event)

    def _next_look_s(self) -> float | None:
        timer_s = self._timers.next_s()
        if not self._folder.waiting:
            return timer_s
        return DISK_LOOK_S if timer_s is None else min(timer_s, DISK_LOOK_S)

    def _handle(self, event: ev.Event) -> None:
        self._log(event)
        before = self._state
        self._state, effects = step(before, event)
        self._note(event, before)
        for effect in effects:
            try:
                self._carry_out(effect, before)
            except Exception as error:  # noqa: BLE001 - a part that fails is said; the session's thread must live on
                self._on_part_fault(effect, error)
        self._changed()

    def _changed(self) -> None:
        if self.on_change:
            self.on_change()

    def _log(self, event: ev.Event) -> None:
        kind, data = event_to_entry(event)
        clock = self._parts.clock
        try:
            self._folder.log(kind, data, monotonic_s=clock.monotonic_s(), wall=clock.wall().isoformat())
        except SimulatorError as error:
            self._fault = f"{error} Recording goes on."

    def _note(self, event: ev.Event, before: State) -> None:
        """Keep the desk up to date with what just happened."""
        match event:
            case ev.TakeEnded(take_id=take_id, duration_s=duration_s, waiting_s=waiting_s):
                self._desk.ended(take_id, duration_s)
                self._second_pass.take_ended(take_id, duration_s, unwritten=bool(waiting_s))
            case ev.DiskTold() if self._second_pass.waits_for_disk and not self._ears.unsaved():
                self._second_pass.disk_took_all()
            case ev.WordsFinal(take_id=take_id, words=words):
                model, over = self._ears.model, self._state.phase == "finished"
                self._worker.submit(lambda: self._desk.complete(take_id, words, model, over=over))
            case ev.Refined(take_id=take_id):
                self._second_pass.done(take_id)
        if self._state.question != before.question:
            self._worker.submit(self._desk.new_story)

    def _carry_out(self, effect: Effect, before: State) -> None:
        match effect:
            case Say(text=text, turn=turn):
                self._mouth.say(text, turn, muted=self._state.muted)
                self._second_pass.hold(False)
            case StopSaying():
                self._mouth.stop()
            case SetTimer():
                self._timers.set(effect)
            case BeginTake(take_id=take_id):
                self._begin_take(take_id, before)
            case SoundCue():
                self._mouth.chime(self._parts.cue)
            case PauseTake():
                self._ears.pause()
            case ResumeTake():
                self._ears.resume()
            case EndTake(take_id=take_id, keep_words=keep_words):
                self._ears.end(take_id, keep_words=keep_words)
                if not keep_words:
                    self._desk.dropped(take_id)
            case ChooseProbes(take_id=take_id):
                heard, asked = self._ears.heard(), self._state.asked
                self._worker.submit(lambda: self._desk.choose(take_id, heard.words, heard.recorded_s, asked))
            case EndSession():
                self._second_pass.hold(False)
                self._worker.submit(self._finish)

    def _begin_take(self, take_id: str, before: State) -> None:
        assert self._state.prompt is not None
        self._second_pass.hold(True)
        replaced = self._state.replaced[-1] if self._state.replaced != before.replaced else ""
        path = self._folder.take_path(take_id)
        self._desk.begin(take_id, self._state.prompt, path, replaces=replaced)
        self._ears.begin(take_id, path)

    # ---- on the worker

    def _finish(self) -> None:
        self._folder.end_session(self._parts.clock.wall().isoformat())
        self._finished.set()

    def _on_fault(self, error: Exception) -> None:
        self._fault = f"An analysis failed ({type(error).__name__}: {error}). What you said is saved."

    def _on_part_fault(self, effect: Effect, error: Exception) -> None:
        self._fault = str(error) if isinstance(error, SimulatorError) else f"{type(error).__name__}: {error}"
        if isinstance(effect, BeginTake):  # no take can be recorded: end here, what was said so far is complete
            self._events.put(ev.SourceExhausted(more=False))

    def _on_words(self, heard: Heard) -> None:
        asked = self._state.asked
        self._worker.submit(lambda: self._desk.read(heard, asked), key="reading")

    def _make_ears(self) -> "Ears | TypedEars":
        if self._plan.typed or self._parts.recorder is None:
            return TypedEars(self._parts.mind, self._events.put, on_words=self._on_words)
        return Ears(
            self._parts.recorder,
            self._parts.hearing,
            self._events.put,
            on_words=self._on_words,
            sources_left=self._parts.sources_left,
            auto_finish_s=self._plan.auto_finish_s,
        )
