"""Models brought from a hub that serves ranges, breaks off, lies and gives wrong bytes."""

import hashlib
import stat
from pathlib import Path

import pytest

from simulator import checksums
from simulator.downloading import models as downloading
from simulator.downloading.https import HttpsSource
from simulator.downloading.https import hub as chosen_hub
from simulator.errors import BadInput, MissingPart, UsageError
from simulator.speech.hearing import models
from simulator.speech.hearing.downloaded import folder_of, remove, verified
from simulator.speech.hearing.published import PUBLISHED, WEIGHTS, Published
from tests.fakes.hub import Hub
from tests.unit.downloading.conftest import CONTENT

pytestmark = pytest.mark.unit


class Watched:
    """What was reported, and the pauses that were made between two tries."""

    def __init__(self) -> None:
        self.steps: list[tuple[int, int]] = []
        self.pauses: list[float] = []

    def fetch(self, model: Published, hub: Hub) -> Path:
        return downloading.download(model, HttpsSource(hub.root), self._reached, wait=self.pauses.append)

    def _reached(self, done: int, whole: int) -> None:
        self.steps.append((done, whole))


@pytest.fixture
def watched() -> Watched:
    return Watched()


def test_a_model_is_brought_whole_private_and_ready_to_be_found(model: Published, hub: Hub, watched: Watched) -> None:
    folder = watched.fetch(model, hub)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == CONTENT
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert "small.en" in [one.name for one in models.installed()]
    assert models.locate("small.en") == folder


def test_everything_is_asked_for_at_the_pinned_revision(model: Published, hub: Hub, watched: Watched) -> None:
    watched.fetch(model, hub)
    assert [path for path, _ in hub.asked] == [f"/someone/small/resolve/0123abcd/{name}" for name in CONTENT]


def test_progress_counts_the_whole_model_and_ends_at_its_size(model: Published, hub: Hub, watched: Watched) -> None:
    watched.fetch(model, hub)
    done = [step for step, _ in watched.steps]
    assert done == sorted(done)
    assert watched.steps[-1] == (model.size_bytes, model.size_bytes)


def test_a_connection_that_breaks_off_is_taken_up_where_it_broke(model: Published, hub: Hub, watched: Watched) -> None:
    hub.breaks_after = [100, 300_000, 400_000]
    folder = watched.fetch(model, hub)
    assert (folder / WEIGHTS).read_bytes() == CONTENT[WEIGHTS]
    assert [wanted for path, wanted in hub.asked if path.endswith(WEIGHTS)] == [
        "",
        "bytes=300000-",
        "bytes=700000-",
    ]


def test_a_hub_that_knows_no_ranges_is_read_from_the_beginning(model: Published, hub: Hub, watched: Watched) -> None:
    hub.knows_ranges = False
    hub.breaks_after = [100, 300_000]
    assert (watched.fetch(model, hub) / WEIGHTS).read_bytes() == CONTENT[WEIGHTS]


def test_what_came_before_the_program_was_stopped_is_kept_and_not_asked_for_again(
    model: Published, hub: Hub, watched: Watched
) -> None:
    def stop(_done: int, _whole: int) -> None:
        if _done > 400_000:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        downloading.download(model, HttpsSource(hub.root), stop, wait=watched.pauses.append)
    kept = (folder_of("small.en") / f"{WEIGHTS}.part").stat().st_size
    assert kept > 0
    assert downloading.still_to_come(model) == len(CONTENT[WEIGHTS]) - kept
    assert "small.en" not in [one.name for one in models.installed()]
    watched.fetch(model, hub)
    assert hub.asked[-1][1] == f"bytes={kept}-"
    assert verified("small.en")


def test_a_second_call_asks_for_nothing(model: Published, hub: Hub, watched: Watched) -> None:
    watched.fetch(model, hub)
    hub.asked.clear()
    watched.fetch(model, hub)
    assert hub.asked == []


def test_a_hub_that_offers_another_size_is_refused_before_a_byte_is_kept(
    model: Published, hub: Hub, watched: Watched
) -> None:
    hub.said_bytes = 7
    with pytest.raises(BadInput, match=r"config\.json: .*7 bytes are offered where 15 are expected"):
        watched.fetch(model, hub)
    assert (folder_of("small.en") / "config.json.part").stat().st_size == 0


def test_wrong_bytes_are_thrown_away_and_told_in_a_line(model: Published, hub: Hub, watched: Watched) -> None:
    hub.files[model.path(WEIGHTS)] = b"x" * len(CONTENT[WEIGHTS])
    with pytest.raises(BadInput, match=r"model\.bin: .*checksum differs") as caught:
        watched.fetch(model, hub)
    assert "\n" not in str(caught.value)
    assert [path.name for path in folder_of("small.en").iterdir()] == ["config.json"]


def test_a_hub_that_never_goes_on_is_given_up_with_growing_pauses_and_the_part_kept(
    model: Published, hub: Hub, watched: Watched
) -> None:
    hub.breaks_after = [100, 5_000, *[0] * 5]
    with pytest.raises(MissingPart, match=r"does not go on.*network.*same command goes on"):
        watched.fetch(model, hub)
    assert watched.pauses == sorted(watched.pauses)
    assert len(watched.pauses) == 4
    assert (folder_of("small.en") / f"{WEIGHTS}.part").stat().st_size == 5_000


def test_a_hub_that_is_busy_for_a_while_is_asked_again(model: Published, hub: Hub, watched: Watched) -> None:
    hub.statuses = [503, 429]
    assert watched.fetch(model, hub)


def test_a_revision_that_is_gone_is_told_at_once(model: Published, hub: Hub, watched: Watched) -> None:
    hub.files.clear()
    with pytest.raises(BadInput, match="no longer has this revision"):
        watched.fetch(model, hub)
    assert len(hub.asked) == 1


def test_without_a_network_it_is_a_missing_part_that_says_so(model: Published, home: Path, watched: Watched) -> None:
    with pytest.raises(MissingPart, match=r"refused.*Is there a network\?"):
        watched.fetch(model, Hub(root="http://127.0.0.1:9"))


def test_it_never_follows_to_a_place_without_encryption(model: Published, hub: Hub, watched: Watched) -> None:
    hub.moved_to = "http://elsewhere.invalid"
    with pytest.raises(BadInput, match=r"elsewhere\.invalid: .*without encryption"):
        watched.fetch(model, hub)


def test_a_mirror_without_encryption_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_ENDPOINT", "http://mirror.invalid")
    with pytest.raises(UsageError, match="https only"):
        chosen_hub()


def test_a_full_disk_is_told_before_anything_is_asked_for(
    model: Published, hub: Hub, watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(downloading.shutil, "disk_usage", lambda _: type("", (), {"free": 1_000})())
    with pytest.raises(MissingPart, match="no room on the disk"):
        watched.fetch(model, hub)
    assert hub.asked == []


def test_a_damaged_model_is_not_loaded_and_is_mended_by_another_download(
    model: Published, hub: Hub, watched: Watched
) -> None:
    weights = watched.fetch(model, hub) / WEIGHTS
    weights.write_bytes(b"y" * len(CONTENT[WEIGHTS]))
    with pytest.raises(BadInput, match=r"simulator models download small\.en"):
        models.locate("small.en")
    watched.fetch(model, hub)
    assert checksums.sha256_of(weights) == hashlib.sha256(CONTENT[WEIGHTS]).hexdigest()


def test_a_removed_model_is_gone_and_asked_for_by_name(model: Published, hub: Hub, watched: Watched) -> None:
    watched.fetch(model, hub)
    assert remove("small.en") == model.size_bytes
    assert not folder_of("small.en").exists()
    assert remove("small.en") == 0
    with pytest.raises(MissingPart, match=r"^small\.en: .*simulator models download small\.en"):
        models.locate("small.en")


def test_every_published_model_is_pinned_with_its_weights_last() -> None:
    for model in PUBLISHED.values():
        assert list(model.files)[-1] == WEIGHTS
        assert len(model.revision) == 40
        assert all(len(file.sha256) == 64 and file.size_bytes > 0 for file in model.files.values())
