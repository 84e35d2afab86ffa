"""A checked file into a story, and a story into the plain values of its file."""

from typing import Any

from simulator.stories.schema import CheckTable, StoryFile, TakeTable
from simulator.stories.types import Checked, CheckId, Story, ToldIn
from simulator.stories.vocabulary import CHECKS


def story_of(story_id: str, file: StoryFile) -> Story:
    return Story(
        id=story_id,
        title=file.title,
        discovered=file.beats.discovered,
        proposed=file.beats.proposed,
        shipped=file.beats.shipped,
        quadrant=file.quadrant or None,
        level=file.level or None,
        archetype=file.archetype,
        number=file.number,
        lesson=file.lesson,
        competencies=dict(file.competencies),
        signals=tuple(file.signals),
        families=tuple(file.families),
        tags=tuple(file.tags),
        checks=_checks(file),
        told=tuple(_told(one) for one in file.takes),
        draft=file.draft,
        notes=file.notes,
    )


def _checks(file: StoryFile) -> dict[CheckId, Checked]:
    tables: dict[CheckId, CheckTable] = {name: getattr(file.checks, name) for name in CHECKS}
    return {name: Checked(one.answer, one.because) for name, one in tables.items() if one.answer}


def _told(table: TakeTable) -> ToldIn:
    return ToldIn(table.take, table.asked, table.family, table.on, table.best, dict(table.quotes))


def data_of(story: Story) -> dict[str, Any]:
    """Every key of the file, in its order, empty ones too."""
    return {
        "title": story.title,
        "quadrant": story.quadrant or "",
        "level": story.level or "",
        "archetype": story.archetype,
        "number": story.number,
        "lesson": story.lesson,
        "signals": list(story.signals),
        "families": list(story.families),
        "tags": list(story.tags),
        "draft": story.draft,
        "notes": story.notes,
        "beats": dict(story.beats),
        "competencies": dict(story.competencies),
        "checks": {name: _check_data(story.checks.get(name)) for name in CHECKS},
        "takes": [_take_data(one) for one in story.told],
    }


def _check_data(checked: Checked | None) -> dict[str, str]:
    return {"answer": checked.answer if checked else "", "because": checked.because if checked else ""}


def _take_data(told: ToldIn) -> dict[str, Any]:
    kept = {"take": told.take, "asked": told.asked, "family": told.family, "on": told.on}
    plain: dict[str, Any] = {name: value for name, value in kept.items() if value}
    if told.best:
        plain["best"] = True
    if told.quotes:
        plain["quotes"] = dict(told.quotes)
    return plain
