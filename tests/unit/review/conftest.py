"""A service with scripted parts, and a folder of answers."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from simulator.answer.types import Analysis, Word
from simulator.errors import BadInput, MissingPart
from simulator.probing.types import ProbeChoice
from simulator.review.service import AnalysisService
from simulator.speech.hearing.types import Transcript
from tests.fakes.answer_models import ListedLabeller, ScriptedJudge

PROBE = ProbeChoice("impact", "impact-1", "What changed?", "you gave no number", "it got better", 3.0)
HEARD = (Word("So,", 0.5, 0.8, 0.9), Word("I", 0.8, 0.9), Word("fixed", 0.9, 1.3), Word("it.", 1.3, 1.6))


def transcribe(path: Path) -> Transcript:
    """Hears the same in every file, but for what its name asks for."""
    if "broken" in path.name:
        raise BadInput("not an audio file", where=str(path))
    if "nomodel" in path.name:
        raise MissingPart("the model 'base' is not there", remedy="Run `simulator models download base`")
    error = "the recording could not be heard" if "deaf" in path.name else ""
    return Transcript(path.name, () if "silent" in path.name else HEARD, "base", 2.5, error)


def choose(analysis: Analysis) -> Sequence[ProbeChoice]:
    return [PROBE] if analysis.words else []


@pytest.fixture
def service() -> AnalysisService:
    judge = ScriptedJudge({"noticed": (0.91234, 0), "vague": (0.8, 0)})
    return AnalysisService(ListedLabeller("STAR"), judge, choose, transcribe)


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str], Path]:
    def write_file(name: str, text: str) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    return write_file
