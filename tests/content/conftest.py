from pathlib import Path

import pytest

from simulator.content.load import load_library
from simulator.content.models import Library

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def shipped() -> Library:
    return load_library(ROOT / "prompts", ROOT / "followups")


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT
