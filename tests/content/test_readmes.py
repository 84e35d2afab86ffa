"""The examples of the READMEs work as they stand, and no key goes unexplained."""

import re
from pathlib import Path

import pytest

from simulator.content.check import check
from simulator.content.load import load_library
from simulator.content.models import Library
from simulator.content.schema import (
    ContextFile,
    FollowupFile,
    PlanFile,
    PromptFile,
    QuestionEntry,
    SketchEntry,
    WordingEntry,
)
from simulator.content.vocabulary import COMPANIES, COMPETENCIES, PROBE_FAMILIES, QUESTION_FAMILIES, TONES

pytestmark = pytest.mark.unit


def examples(readme: Path) -> list[str]:
    return re.findall(r"```toml\n(.*?)```", readme.read_text(encoding="utf-8"), flags=re.DOTALL)


def test_the_examples_pass_the_check_and_load_as_a_persons_own_files(
    root: Path, shipped: Library, tmp_path: Path
) -> None:
    question, plan = examples(root / "prompts" / "README.md")
    followup, context = examples(root / "followups" / "README.md")
    files = {
        "prompts/q.toml": question,
        "prompts/plans/p.toml": plan,
        "followups/f.toml": followup,
        "followups/contexts/c.toml": context,
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert check([tmp_path], against=shipped) == []
    library = load_library(root / "prompts", root / "followups", tmp_path)
    assert library.warnings == ()
    assert library.question("my-cold-coffee").levels == ("junior", "mid")
    assert library.plan("my-monday").questions == ("my-cold-coffee",)
    assert "my-bakery" in {one.id for one in library.contexts}
    assert len(library.family("impact").sketches) == len(shipped.family("impact").sketches) + 1
    assert "my-impact-friday" in {one.id for one in library.family("impact").wordings}


def test_every_key_and_every_value_to_choose_from_is_explained(root: Path) -> None:
    prompts = (root / "prompts" / "README.md").read_text(encoding="utf-8")
    followups = (root / "followups" / "README.md").read_text(encoding="utf-8")
    in_prompts = [*PromptFile.model_fields, *QuestionEntry.model_fields, *PlanFile.model_fields]
    in_followups = [model.model_fields for model in (FollowupFile, WordingEntry, SketchEntry, ContextFile)]
    written_once = {name: f"[[{name}]]" for name in ("pick", "wordings", "sketches")}
    for name in [*in_prompts, *QUESTION_FAMILIES, *COMPETENCIES, *COMPANIES]:
        assert f"`{written_once.get(name, name)}`" in prompts, name
    for name in [*(key for fields in in_followups for key in fields), *PROBE_FAMILIES, *TONES]:
        assert f"`{written_once.get(name, name)}`" in followups, name
