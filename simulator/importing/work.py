"""The work on one recording, step by step. Each step is noted on disk when it is done, and not done again."""

from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import datetime, timedelta
from pathlib import Path

from simulator.answer.types import Analysis, Word
from simulator.archive.folder import SessionFolder
from simulator.content.models import Question
from simulator.errors import BadInput
from simulator.importing import pieces
from simulator.importing.course import course, take_name
from simulator.importing.origin import Origin, OriginPiece, settings_with
from simulator.importing.parts import Parts
from simulator.importing.progress import WHOLE_FILE, Planned, PlannedTake, Progress
from simulator.importing.questions import unknown
from simulator.importing.sound import Taken, cut, span, take_in
from simulator.importing.types import Brought, How, Piece, ToldTake, Watcher
from simulator.interview.codec import event_to_entry
from simulator.interview.plan import Prompt, SessionPlan, context_of
from simulator.interview.recovery import drop_heard_audio
from simulator.review.layout import clock as minutes

_LEAST_VOICE_S = 0.3
_CUT_OFF_S = 0.5
"""A file that ends this much before its own header says lacks its end."""


class NothingSaid(BadInput):
    """There is no speech in the recording."""


class Work:
    """Of one import. The session is locked by the caller."""

    def __init__(
        self, parts: Parts, folder: SessionFolder, path: Path, how: How, origin: Origin, watcher: Watcher
    ) -> None:
        self._parts, self._folder, self._path = parts, folder, path
        self._how, self._origin, self._watcher = how, origin, watcher
        self._whole = folder.path / WHOLE_FILE
        self._done_s = 0.0

    def run(self) -> Brought:
        """Everything that is still to be done. Raises SimulatorError, NothingSaid among them."""
        progress = Progress(self._folder)
        try:
            planned = progress.planned
            if planned is None or not (self._whole.exists() or self._is_cut(planned)):
                planned = self._read()
                progress.plan(planned, self._now())
            self._cut(planned)
            plan = self._plan(planned)
            self._tell_course(plan, planned)
            self._watcher.begins(self._path, "hearing", sum(take.length_s for take in planned.takes))
            takes = tuple(
                self._heard(progress, plan, take, question)
                for take, question in zip(planned.takes, plan.questions, strict=True)
            )
            if not any(take.words for take in takes):
                raise NothingSaid("no speech is heard in it", where=str(self._path))
            self._finish(plan, planned)
            drop_heard_audio(self._folder)
            progress.end()
        finally:
            progress.close()
        return Brought(self._folder.id, planned.duration_s, takes, planned.notes, planned.damage)

    # ---- reading -----------------------------------------------------------------------------------------------

    def _read(self) -> Planned:
        declared_s = self._parts.declared_s(self._path)
        self._watcher.begins(self._path, "reading", declared_s)
        taken = take_in(self._path, self._parts.blocks, self._parts.voice(), self._whole, self._watcher.reached)
        sounding = taken.sounding
        if sounding.voiced_s(0.0, sounding.duration_s) < _LEAST_VOICE_S:
            raise NothingSaid("no speech is heard in it", where=str(self._path))
        parted, notes = self._parted(sounding)
        return Planned(
            duration_s=sounding.duration_s,
            takes=tuple(_planned(turn, piece, sounding) for turn, piece in enumerate(parted, start=1)),
            notes=notes,
            damage=_damage(taken, declared_s),
        )

    def _parted(self, sounding: pieces.Sounding) -> tuple[tuple[Piece, ...], tuple[str, ...]]:
        how, length_s = self._how, sounding.duration_s
        if how.marks is not None:
            try:
                parted = pieces.at_marks(how.marks, length_s)
            except BadInput as error:
                raise BadInput(error.what, where=str(self._path)) from error
            parted = tuple(replace(one, question=one.question or how.question) for one in parted)
            return parted, (pieces.told_of_marks(how.marks, parted, length_s),)
        if how.pause_s is not None:
            parted = pieces.at_pauses(sounding, how.pause_s, how.question)
            return parted, (pieces.told_of_pauses(sounding, how.pause_s, parted),)
        return (Piece(0.0, length_s, how.question),), ()

    # ---- cutting -----------------------------------------------------------------------------------------------

    def _is_cut(self, planned: Planned) -> bool:
        return all(self._folder.audio(take.take_id) for take in planned.takes)

    def _cut(self, planned: Planned) -> None:
        for take in planned.takes:
            if self._folder.audio(take.take_id) is None:
                cut(self._whole, take.start_s, take.end_s, self._folder.take_path(take.take_id))
        self._whole.unlink(missing_ok=True)

    def _plan(self, planned: Planned) -> SessionPlan:
        return SessionPlan(
            title=self._folder.load_session().title,
            questions=tuple(
                self._parts.question(take.question) if take.question else unknown(number, len(planned.takes))
                for number, take in enumerate(planned.takes, start=1)
            ),
            level=self._parts.level,
            company=self._parts.company,
            probes_per_question=self._parts.probes,
            attended=False,
            keep_audio=self._parts.keep_audio,
        )

    def _tell_course(self, plan: SessionPlan, planned: Planned) -> None:
        events = list(course(plan, [take.length_s for take in planned.takes]))
        told = len(self._folder.entries().entries)
        for event in events[told:]:
            kind, data = event_to_entry(event)
            self._folder.journal.append(kind, data, monotonic_s=0.0, wall=self._now())

    # ---- hearing -----------------------------------------------------------------------------------------------

    def _heard(self, progress: Progress, plan: SessionPlan, take: PlannedTake, question: Question) -> ToldTake:
        there = self._folder.load_transcript(take.take_id)
        words = there.words if there is not None else self._words(progress, take)
        stored = self._folder.load_analysis(take.take_id)
        analysis = stored.analysis if stored else None
        if words and (stored is None or not stored.probes):  # the app completes a session, but asks nothing more
            analysis = self._analysed(plan, take, question, words)
        if there is None:
            self._folder.save_transcript(take.take_id, words, model=self._parts.model, heard="full")
        self._done_s += take.length_s
        self._watcher.reached(self._done_s)
        return ToldTake(take.take_id, take.piece, len(words), analysis)

    def _words(self, progress: Progress, take: PlannedTake) -> tuple[Word, ...]:
        audio = self._folder.audio(take.take_id)
        assert audio is not None, "it was cut before"
        words: list[Word] = []
        for number, (start_s, end_s) in enumerate(take.chunks):
            heard = progress.heard(take.take_id, number)
            if heard is None:
                found = self._parts.hear(span(audio, start_s, end_s), self._share(start_s, end_s))
                heard = tuple(_later(word, start_s) for word in found)
                progress.hear(take.take_id, number, heard, self._parts.model, self._now())
            words += heard
        return tuple(words)

    def _share(self, start_s: float, end_s: float) -> Callable[[float], None]:
        before_s = self._done_s + start_s
        return lambda share: self._watcher.reached(before_s + share * (end_s - start_s))

    def _analysed(self, plan: SessionPlan, take: PlannedTake, question: Question, words: tuple[Word, ...]) -> Analysis:
        context = context_of(plan, Prompt.of(question))
        if not take.question:
            context = replace(context, question=None)
        mind = self._parts.mind()
        analysis = mind.analyse(words, take.length_s, context)
        probes = mind.probes(analysis, (), asked=(), seed=plan.seed, tone=plan.tone, take_ids=(take.take_id,))
        self._folder.save_analysis(take.take_id, analysis, probes)
        return analysis

    # ---- the end -----------------------------------------------------------------------------------------------

    def _finish(self, plan: SessionPlan, planned: Planned) -> None:
        meta = self._folder.load_session()
        spans = tuple(OriginPiece(take_id=one.take_id, start_s=one.start_s, end_s=one.end_s) for one in planned.takes)
        ended = datetime.fromisoformat(meta.started) + timedelta(seconds=planned.duration_s)
        self._folder.save_session(
            replace(
                meta,
                plan=asdict(plan),
                settings=settings_with(meta.settings, self._origin.model_copy(update={"pieces": spans})),
                ended=ended.isoformat(),
            )
        )

    def _now(self) -> str:
        return self._parts.clock.wall().isoformat()


def _planned(turn: int, piece: Piece, sounding: pieces.Sounding) -> PlannedTake:
    return PlannedTake(
        take_id=take_name(turn),
        start_s=piece.start_s,
        end_s=piece.end_s,
        question=piece.question,
        chunks=pieces.chunks(sounding, piece),
    )


def _damage(taken: Taken, declared_s: float | None) -> str:
    """One line on what could not be read, empty where nothing is known to be missing."""
    there_s = taken.sounding.duration_s
    if declared_s is not None and there_s < declared_s - _CUT_OFF_S:
        what = taken.fault or "is cut off"
        return f"{what}; of {minutes(declared_s)} the first {minutes(there_s)} were brought in"
    return f"{taken.fault}; the first {minutes(there_s)} were brought in" if taken.fault else ""


def _later(word: Word, by_s: float) -> Word:
    if not by_s:
        return word
    return replace(word, start_s=round(word.start_s + by_s, 3), end_s=round(word.end_s + by_s, 3))
