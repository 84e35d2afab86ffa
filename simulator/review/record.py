"""One analysed answer as a JSON object of schema 1 (docs: command line, `analyse --json`)."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer

from simulator.answer.bar import asked_by_id, bar_groups
from simulator.answer.types import Analysis, RubricItem, Section
from simulator.probing.standing import Standing, Step
from simulator.review.clashes import Clash
from simulator.review.types import Reviewed

SCHEMA: Literal[1] = 1

Seconds = Annotated[float, PlainSerializer(lambda value: round(value, 3))]
"""To the millisecond: rounding seven of them keeps their sum well inside 10 ms."""
Part = Annotated[float, PlainSerializer(lambda value: round(value, 4))]
"""A share or a confidence, 0–1."""
Rate = Annotated[float, PlainSerializer(lambda value: round(value, 1))]


class _Record(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False, from_attributes=True)


class WordRecord(_Record):
    text: str
    start_s: Seconds
    end_s: Seconds
    probability: Part


class SentenceRecord(_Record):
    text: str
    start_s: Seconds
    end_s: Seconds
    section: Section
    confidence: Part


class VerdictRecord(_Record):
    """`ok` null: cannot tell."""

    rule: str
    target: str
    value: Seconds
    ok: bool | None


class TimingRecord(_Record):
    seconds: dict[Section, Seconds]
    share: dict[Section, Part]
    setup_s: Seconds
    action_share: Part
    silence_s: Seconds
    verdicts: list[VerdictRecord]


class FillerRecord(_Record):
    text: str
    start_s: Seconds


class PauseRecord(_Record):
    start_s: Seconds
    end_s: Seconds


class QuantityRecord(_Record):
    """`value` null: "dozens" and the like."""

    text: str
    kind: Literal["money", "percent", "duration", "count"]
    value: float | None
    start_s: Seconds


class DeliveryRecord(_Record):
    """`i_count`, `we_count` and the shares are of the Action."""

    words_per_minute: Rate
    fillers: list[FillerRecord]
    fillers_per_minute: Rate
    pauses: list[PauseRecord]
    we_share: Part | None
    i_count: int
    we_count: int
    passive_share: Part | None
    hedges: list[FillerRecord]
    quantities: list[QuantityRecord]


class SignalRecord(_Record):
    id: str
    quote: str
    start_s: Seconds
    confidence: Part
    why: str


class FlagRecord(_Record):
    id: str
    quote: str
    start_s: Seconds
    why: str
    confidence: Part
    repair: str


class RubricRecord(_Record):
    id: str
    state: Literal["met", "not_heard", "unclear"]
    quote: str
    start_s: Seconds
    end_s: Seconds
    confidence: Part
    value: str
    """The quadrant's letter; empty for every other item."""


class AskedRecord(_Record):
    """One thing that the bar asks for. `group` is the level or the company that asks it."""

    id: str
    title: str
    group: str
    state: Literal["met", "not_heard", "unclear"]
    quote: str
    start_s: Seconds
    end_s: Seconds
    confidence: Part


class AnsweredRecord(_Record):
    value: Literal["yes", "no", "cannot_tell"]
    because: str
    quote: str
    start_s: Seconds
    end_s: Seconds
    confidence: Part


class BarRecord(_Record):
    level: str
    company: str | None
    items: list[AskedRecord]


class GradeRecord(_Record):
    value: Literal["strong", "middling", "weak"]
    because: str
    quote: str
    confidence: Part


class ProbeRecord(_Record):
    family: str
    id: str
    text: str
    because: str
    quote: str


class SaidRecord(_Record):
    """`source` names the answer as a report does: its file, and its line's id."""

    source: str
    quote: str
    start_s: Seconds
    end_s: Seconds


class ClashRecord(_Record):
    """Words that do not fit with `earlier` ones of the same run, or tell the same story again."""

    kind: Literal["number", "same_story"]
    quote: str
    start_s: Seconds
    end_s: Seconds
    earlier: SaidRecord
    why: str


class ChangeRecord(_Record):
    """A signal that was shown or is in doubt, or a flag that was revealed or settled. `take` is where it was said."""

    kind: Literal["shown", "doubted", "revealed", "settled"]
    id: str
    quote: str
    start_s: Seconds
    take: str


class StandingRecord(_Record):
    """`met` counts the five signals; `outweighed_by` are the disqualifiers that stand against any number of them."""

    met: int
    outweighed_by: list[str]


class StepRecord(_Record):
    before: StandingRecord
    now: StandingRecord
    changes: list[ChangeRecord]


class AnswerRecord(_Record):
    """`id`, `estimated` and `story` are left out of the JSON where they do not apply (an audio file has none)."""

    schema_number: Literal[1] = Field(default=SCHEMA, alias="schema")
    id: str | int | None = None
    source: str
    question: str | None
    duration_s: Seconds
    model: str | None
    estimated: bool = False
    words: list[WordRecord]
    sentences: list[SentenceRecord]
    timing: TimingRecord
    delivery: DeliveryRecord
    signals: list[SignalRecord]
    flags: list[FlagRecord]
    rubric: list[RubricRecord]
    grade: GradeRecord | None
    probes: list[ProbeRecord]
    bar: BarRecord
    answered: AnsweredRecord | None
    clashes: list[ClashRecord]
    story: StepRecord | None = None
    """What the answers to follow-ups did to the story; only in a session."""

    def to_json(self) -> str:
        """One line of JSON."""
        return self.model_dump_json(by_alias=True, exclude=self._unused)

    def to_dict(self) -> dict[str, Any]:
        """What `to_json` writes, to be part of something larger."""
        return self.model_dump(mode="json", by_alias=True, exclude=self._unused)

    @property
    def _unused(self) -> set[str]:
        used = {"id": self.id is not None, "estimated": self.estimated, "story": self.story is not None}
        return {name for name, is_used in used.items() if not is_used}


def to_record(reviewed: Reviewed) -> AnswerRecord:
    """Raises pydantic.ValidationError for a value that JSON cannot carry (a time that is not a number)."""
    analysis = reviewed.analysis
    return AnswerRecord(
        id=reviewed.id,
        source=reviewed.source,
        question=analysis.context.question,
        duration_s=analysis.duration_s,
        model=reviewed.model,
        estimated=analysis.estimated,
        words=[WordRecord.model_validate(word) for word in analysis.words],
        sentences=[SentenceRecord.model_validate(sentence) for sentence in analysis.sentences],
        timing=TimingRecord.model_validate(analysis.timing),
        delivery=DeliveryRecord.model_validate(analysis.delivery),
        signals=[SignalRecord.model_validate(finding) for finding in analysis.signals],
        flags=[FlagRecord.model_validate(finding) for finding in analysis.flags],
        rubric=[RubricRecord.model_validate(item) for item in analysis.rubric],
        grade=None if analysis.grade is None else GradeRecord.model_validate(analysis.grade),
        probes=[ProbeRecord.model_validate(probe) for probe in reviewed.probes],
        bar=_bar(analysis),
        answered=None if analysis.answered is None else AnsweredRecord.model_validate(analysis.answered),
        clashes=[_clash(clash) for clash in reviewed.clashes],
        story=None if reviewed.step is None else _step(reviewed.step),
    )


def _bar(analysis: Analysis) -> BarRecord:
    groups = bar_groups(analysis.context, analysis.bar)
    items = [_asked(group, item) for group, found in groups for item in found]
    return BarRecord(level=analysis.context.level, company=analysis.context.company, items=items)


def _asked(group: str, item: RubricItem) -> AskedRecord:
    return AskedRecord(
        id=item.id,
        title=asked_by_id(item.id).title,
        group=group,
        state=item.state,
        quote=item.quote,
        start_s=item.start_s,
        end_s=item.end_s,
        confidence=item.confidence,
    )


def _clash(clash: Clash[str]) -> ClashRecord:
    earlier, now = clash.earlier, clash.now
    said = SaidRecord(source=clash.earlier_in, quote=earlier.quote, start_s=earlier.start_s, end_s=earlier.end_s)
    return ClashRecord(
        kind=clash.kind, quote=now.quote, start_s=now.start_s, end_s=now.end_s, earlier=said, why=clash.told
    )


def _step(step: Step) -> StepRecord:
    changes = [
        ChangeRecord(
            kind=one.kind,
            id=one.finding.id,
            quote=one.finding.quote,
            start_s=one.finding.start_s,
            take=one.take_id,
        )
        for one in step.changes
    ]
    return StepRecord(before=_standing(step.before), now=_standing(step.now), changes=changes)


def _standing(standing: Standing) -> StandingRecord:
    return StandingRecord(met=standing.met, outweighed_by=[flag.id for flag in standing.outweighed_by])
