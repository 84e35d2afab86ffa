"""The desk: what is known about each take of a session, and the thinking that is done about it.

Every method that thinks runs on the session's worker; the records may be read from any thread.
"""

import contextlib
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from simulator.answer.types import Analysis, Word
from simulator.archive.keeper import Keeper
from simulator.audio.types import Sound
from simulator.audio.written import wav_bytes
from simulator.errors import SimulatorError
from simulator.interview import events as ev
from simulator.interview.ears import Heard
from simulator.interview.mind import LiveReader
from simulator.interview.parts import Parts
from simulator.interview.plan import Prompt, SessionPlan, context_of
from simulator.interview.view import LiveReading, TakeRecord
from simulator.probing.types import ProbeChoice
from simulator.speech.hearing.types import Transcript


@dataclass(frozen=True, slots=True)
class _Foreseen:
    """What a reading led to, for the moment when its words turn out to be the last ones."""

    take_id: str
    texts: tuple[str, ...]
    asked: tuple[str, ...]
    analysis: Analysis
    probes: tuple[ProbeChoice, ...]

    def fits(self, take_id: str, words: tuple[Word, ...], asked: tuple[str, ...]) -> bool:
        same = take_id == self.take_id and asked == self.asked
        return same and tuple(word.text for word in words) == self.texts


class Desk:
    """Records, readings and choices of one session."""

    def __init__(self, plan: SessionPlan, parts: Parts, folder: Keeper, post: Callable[[ev.Event], None]) -> None:
        self._plan, self._parts, self._folder, self._post = plan, parts, folder, post
        self._lock = threading.Lock()
        self._records: dict[str, TakeRecord] = {}
        self._story: list[str] = []
        """The takes analysed for this main question, in the order they were answered."""
        self._reader: LiveReader | None = None
        self._foreseen: _Foreseen | None = None
        self.reading = LiveReading()

    def records(self) -> tuple[TakeRecord, ...]:
        with self._lock:
            return tuple(self._records.values())

    def record(self, take_id: str) -> TakeRecord | None:
        with self._lock:
            return self._records.get(take_id)

    # ---- called by the session as things happen

    def new_story(self) -> None:
        self._story = []

    def keep_asked(self, turn: int, sound: Sound) -> None:
        """Keep the sound of what the interviewer asked, to be replayed. Its words are in the journal without it."""
        if not self._plan.keep_audio:
            return
        with contextlib.suppress(SimulatorError):
            self._folder.save_interviewer(turn, wav_bytes(sound))

    def begin(self, take_id: str, prompt: Prompt, path: Path, *, replaces: str = "") -> None:
        """A take starts; unless it is typed its audio goes to `path`.

        The take it replaces stays on record but no longer counts.
        """
        if replaces:
            self._update(replaces, kept=False)
        self._reader = self._parts.mind.reader(context_of(self._plan, prompt))
        self.reading = LiveReading()
        source = "typed" if self._plan.typed else "live"
        audio = None if self._plan.typed else path
        with self._lock:
            self._records[take_id] = TakeRecord(take_id, prompt, 0.0, (), None, (), audio, source)

    def ended(self, take_id: str, duration_s: float) -> None:
        self._update(take_id, duration_s=duration_s)

    def dropped(self, take_id: str) -> None:
        """The take was skipped: it stays on disk and does not count."""
        self._update(take_id, kept=False)

    # ---- on the worker

    def read(self, heard: Heard, asked: tuple[str, ...]) -> None:
        """The live reading of the words so far, and the probe they would lead to, synthesised ahead."""
        reader, record = self._reader, self.record(heard.take_id)
        if reader is None or record is None:
            return
        reading = reader.read(heard.words, heard.heard_s)
        analysis = self._analyse(record.prompt, heard.words, heard.heard_s)
        probes = self._choose(heard.take_id, analysis, asked)
        texts = tuple(word.text for word in heard.words)
        self._foreseen = _Foreseen(heard.take_id, texts, asked, analysis, probes)
        for probe in probes[:2]:
            self._parts.voice.prepare(probe.text)
        self.reading = replace(reading, probe=probes[0] if probes else None)

    def choose(self, take_id: str, words: tuple[Word, ...], duration_s: float, asked: tuple[str, ...]) -> None:
        """Analyse the finished take and choose what to ask; `ProbesChosen` is posted before anything is saved.

        Where the words are those of the last reading the choice is made already and posted at once.
        """
        record = self.record(take_id)
        if record is None:
            return
        if record.source == "full":  # the second pass was quicker than the live words: it knows better
            words, duration_s = record.words, record.duration_s
        if not words:
            self._post(ev.ProbesChosen(take_id, (), 0))
            return
        probes: tuple[ProbeChoice, ...] = ()
        foreseen = self._foreseen
        if foreseen is not None and foreseen.fits(take_id, words, asked):
            probes = foreseen.probes
            self._update(take_id, words=words, analysis=foreseen.analysis, machine=foreseen.analysis, probes=probes)
            self._post(ev.ProbesChosen(take_id, probes, len(words)))
            analysis = self._analyse(record.prompt, words, duration_s)  # the same words, with their final times
            self._update(take_id, analysis=analysis, machine=analysis)
        else:
            try:
                analysis = self._analyse(record.prompt, words, duration_s)
                probes = self._choose(take_id, analysis, asked)
                self._update(take_id, words=words, analysis=analysis, machine=analysis, probes=probes)
            finally:  # the session waits for a choice: a fault in the models must not leave it waiting
                self._post(ev.ProbesChosen(take_id, probes, len(words)))
        if take_id not in self._story:
            self._story.append(take_id)
        self._folder.save_analysis(take_id, analysis, probes)

    def complete(self, take_id: str, words: tuple[Word, ...], model: str, *, over: bool = False) -> None:
        """All live words of a take are there: save them, and mend an analysis that was made from fewer.

        When the session is `over` (left in mid-answer) no choice of a probe will analyse the take, so this does.
        """
        record = self.record(take_id)
        if record is None:
            return
        self._folder.save_transcript(take_id, words, model=model, heard="live")
        if record.source == "full":  # the second pass was first: its words are the better ones
            return
        if over or (record.analysis is not None and record.words != words):
            self._reanalyse(record, words, record.duration_s, record.source)
        elif record.analysis is None:
            self._update(take_id, words=words)

    def refine(self, transcript: Transcript) -> None:
        """The second pass has heard a take again: its words replace the live ones; the probes stay as they were."""
        record = self.record(transcript.utterance)
        if record is None:
            return
        try:
            if not transcript.error:
                self._folder.save_transcript(
                    transcript.utterance, transcript.words, model=transcript.model, heard="full"
                )
                self._reanalyse(record, transcript.words, transcript.duration_s, "full")
                self.drop_unwanted_audio(transcript.utterance)
        finally:  # somebody waits for the number of takes that are still to be refined
            self._post(ev.Refined(transcript.utterance, len(transcript.words), transcript.error))

    def drop_unwanted_audio(self, take_id: str) -> None:
        """Where only words are wanted, the recording of a take goes: there is nothing left to hear in it."""
        if not self._plan.keep_audio:
            self._folder.drop_audio(take_id)
            self._update(take_id, audio=None)

    def recheck(self, take_id: str) -> None:
        """The candidate has corrected labels of a take: what hangs on them is made anew."""
        record = self.record(take_id)
        if record is not None and record.machine is not None:
            self._update(take_id, **self._corrected(take_id, record.machine))

    def _reanalyse(self, record: TakeRecord, words: tuple[Word, ...], duration_s: float, source: str) -> None:
        judged: dict[str, Any] = {"analysis": None, "machine": None}
        if words:
            fresh = self._analyse(record.prompt, words, duration_s)
            self._folder.save_analysis(record.take_id, fresh, record.probes)
            judged = self._corrected(record.take_id, fresh)
        self._update(record.take_id, words=words, source=source, duration_s=duration_s, **judged)

    def _corrected(self, take_id: str, machine: Analysis) -> dict[str, Any]:
        """The fields of a record that hold its analysis, with the corrections that are on disk by now."""
        corrections = self._folder.load_corrections(take_id)
        analysis = self._parts.mind.corrected(machine, corrections)
        return {"machine": machine, "corrections": corrections, "analysis": analysis}

    def _analyse(self, prompt: Prompt, words: tuple[Word, ...], duration_s: float) -> Analysis:
        context = context_of(self._plan, prompt)
        return self._parts.mind.analyse(words, duration_s, context, estimated=self._plan.typed)

    def _choose(self, take_id: str, analysis: Analysis, asked: tuple[str, ...]) -> tuple[ProbeChoice, ...]:
        earlier = (self.record(take) for take in self._story if take != take_id)
        told = {record.take_id: record.analysis for record in earlier if record and record.kept and record.analysis}
        main, *later = (*told.values(), analysis)
        return self._parts.mind.probes(
            main,
            later,
            asked=asked,
            before=self._asked_before(take_id),
            seed=self._plan.seed,
            tone=self._plan.tone,
            take_ids=(*told, take_id),
        )

    def _asked_before(self, take_id: str) -> tuple[str, ...]:
        """Families of the probes that were answered for earlier stories of this session."""
        story = {*self._story, take_id}
        probes = [record for record in self.records() if record.kept and record.prompt.kind == "probe"]
        return tuple(record.prompt.family for record in probes if record.take_id not in story)

    def _update(self, take_id: str, **changes: Any) -> None:
        """Change only what is named: the session's thread and the worker both write to a record."""
        with self._lock:
            if take_id in self._records:
                self._records[take_id] = replace(self._records[take_id], **changes)
