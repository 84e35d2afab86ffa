"""The story bank as JSON, schema 1."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from simulator.content.problems import Problem
from simulator.stories.check import Heard, remarks
from simulator.stories.convert import data_of
from simulator.stories.coverage import Coverage
from simulator.stories.draft import word_count
from simulator.stories.next import Step
from simulator.stories.types import Bank, Story

SCHEMA = 1


def bank_json(bank: Bank, heard: Heard) -> str:
    """One object: the stories as in their files, with what there is to say on each."""
    stories = [story_data(story, heard) for story in bank.stories]
    return _written({"schema": SCHEMA, "stories": stories, "problems": [str(one) for one in bank.problems]})


def story_json(story: Story, heard: Heard) -> str:
    return _written({"schema": SCHEMA, **story_data(story, heard)})


def story_data(story: Story, heard: Heard) -> dict[str, Any]:
    return {
        "id": story.id,
        **data_of(story),
        "draft_words": word_count(story.draft),
        "best_take": story.best_take or None,
        "remarks": [asdict(remark) for remark in remarks(story, heard)],
    }


def coverage_json(covered: Coverage, steps: Sequence[Step]) -> str:
    """The grid as {quadrant: {level: [ids]}}."""
    grid: dict[str, dict[str, list[str]]] = {}
    for (quadrant, level), ids in covered.grid.items():
        grid.setdefault(quadrant, {})[level] = list(ids)
    return _written(
        {
            "schema": SCHEMA,
            "stories": list(covered.stories),
            "grid": grid,
            "unplaced": list(covered.unplaced),
            "competencies": [asdict(row) for row in covered.competencies],
            "families": [asdict(row) for row in covered.families],
            "signals": [asdict(row) for row in covered.signals],
            "next": [asdict(step) for step in steps],
        }
    )


def problems_json(problems: Sequence[Problem], told: Sequence[tuple[Story, Heard]]) -> str:
    return _written(
        {
            "schema": SCHEMA,
            "problems": [
                {"file": str(one.file), "line": one.line, "key": one.key, "what": one.what, "nearest": one.nearest}
                for one in problems
            ],
            "stories": [{"id": s.id, "remarks": [asdict(one) for one in remarks(s, heard)]} for s, heard in told],
        }
    )


def _written(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
