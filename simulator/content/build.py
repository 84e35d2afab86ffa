"""Checked documents into the frozen values of `models`."""

from collections.abc import Iterable

from simulator.content.locate import Location
from simulator.content.models import Pick, Plan, ProbeFamily, Question, Sketch, StoryContext, Wording
from simulator.content.read import Reading
from simulator.content.schema import ContentFile, ContextFile, FollowupFile, PlanFile, PromptFile
from simulator.content.vocabulary import PROBE_FAMILIES


def questions_of(readings: Iterable[Reading[ContentFile]]) -> tuple[Question, ...]:
    return tuple(
        Question(
            id=entry.id,
            family=reading.document.family,
            text=entry.text,
            competencies=tuple(entry.competencies),
            levels=tuple(entry.levels),
            companies=tuple(entry.companies),
            tests=entry.tests or "",
            strong=entry.strong or "",
            trap=entry.trap or "",
            source=_source(reading, ("questions", index, "id")),
        )
        for reading in readings
        if isinstance(reading.document, PromptFile)
        for index, entry in enumerate(reading.document.questions)
    )


def families_of(readings: Iterable[Reading[ContentFile]]) -> tuple[ProbeFamily, ...]:
    """In the codebook's order. A later file of a family adds its wordings and signs, and may replace title and why."""
    families: dict[str, ProbeFamily] = {}
    for reading in readings:
        document = reading.document
        if isinstance(document, FollowupFile):
            before = families.get(document.family) or ProbeFamily(document.family, "", "", (), (), ())
            families[document.family] = ProbeFamily(
                id=document.family,
                title=document.title or before.title,
                why=document.why or before.why,
                weak=before.weak + tuple(document.weak),
                strong=before.strong + tuple(document.strong),
                wordings=before.wordings + _wordings(reading, document),
                source=before.source or _source(reading, ("family",)),
                sketches=before.sketches
                + tuple(Sketch(one.weak, one.strong, one.difference) for one in document.sketches),
                companies=_together(before.companies, document.companies),
                tones=_together(before.tones, document.tones),
            )
    return tuple(families[family] for family in PROBE_FAMILIES if family in families)


def _together(before: tuple[str, ...], added: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*before, *added)))


def _wordings(reading: Reading[ContentFile], document: FollowupFile) -> tuple[Wording, ...]:
    return tuple(
        Wording(
            entry.id,
            entry.text,
            entry.tone,
            _source(reading, ("wordings", index, "id")),
            tuple(entry.levels),
            tuple(entry.companies),
            tuple(entry.quotes),
            entry.opens,
        )
        for index, entry in enumerate(document.wordings)
    )


def contexts_of(readings: Iterable[Reading[ContentFile]]) -> tuple[StoryContext, ...]:
    return tuple(
        StoryContext(
            id=document.id,
            title=document.title,
            profession=document.profession,
            story=document.story,
            families=tuple(document.families),
            source=_source(reading, ("id",)),
        )
        for reading in readings
        if isinstance(document := reading.document, ContextFile)
    )


def plans_of(readings: Iterable[Reading[ContentFile]]) -> tuple[Plan, ...]:
    return tuple(_plan(reading, reading.document) for reading in readings if isinstance(reading.document, PlanFile))


def _plan(reading: Reading[ContentFile], document: PlanFile) -> Plan:
    return Plan(
        id=document.id,
        title=document.title,
        minutes=document.minutes,
        description=document.description,
        questions=tuple(document.questions),
        picks=tuple(Pick(tuple(entry.families), entry.count) for entry in document.pick),
        probes=document.probes,
        prep_s=float(document.prep_s),
        level=document.level,
        company=document.company,
        source=_source(reading, ("id",)),
    )


def _source(reading: Reading[ContentFile], location: Location) -> str:
    return f"{reading.path}:{reading.problem(location, '').line}"
