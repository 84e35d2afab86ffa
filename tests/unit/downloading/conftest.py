"""A hub of this machine with one small model on it."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from simulator import paths
from simulator.downloading import https
from simulator.speech.hearing import published
from simulator.speech.hearing.published import WEIGHTS, Published, PublishedFile
from tests.fakes.hub import Hub, local_hub

CONTENT = {"config.json": b'{"small": true}', WEIGHTS: bytes(range(256)) * 4096}


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(paths.HOME_VARIABLE, str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def model(home: Path, monkeypatch: pytest.MonkeyPatch) -> Published:
    files = {name: PublishedFile(len(data), hashlib.sha256(data).hexdigest()) for name, data in CONTENT.items()}
    model = Published("small.en", "someone/small", "0123abcd", files, "for tests")
    monkeypatch.setitem(published.PUBLISHED, "small.en", model)
    return model


@pytest.fixture
def hub(model: Published, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hub]:
    for name in ("http_proxy", "HTTP_PROXY"):
        monkeypatch.delenv(name, raising=False)
    with local_hub() as hub:
        hub.files = {model.path(name): data for name, data in CONTENT.items()}
        monkeypatch.setenv(https.HUB_VARIABLE, hub.root)
        yield hub
