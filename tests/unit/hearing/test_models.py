"""Models on disk: small stand-ins in installed-looking packages, and the real ones once."""

import hashlib
import stat
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError
from pathlib import Path, PurePosixPath
from typing import get_args

import pytest

from simulator import checksums, paths
from simulator.errors import BadInput, MissingPart, UsageError
from simulator.settings import ModelName
from simulator.speech.hearing import models

pytestmark = pytest.mark.unit

HALVES = (b"first half " * 100, b"second half " * 100)


@dataclass
class Packaged:
    """What `importlib.metadata.files` lists."""

    root: Path
    name: str

    def as_posix(self) -> str:
        return PurePosixPath(self.name).as_posix()

    def locate(self) -> Path:
        return self.root / self.name


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(paths.HOME_VARIABLE, str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def site(tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two models, "base" in two packages and "tiny.en" in one, of a few bytes each."""
    site = tmp_path / "site"
    content = {
        "one": {"d/config.json": b"{}", "d/model.bin.part1": HALVES[0]},
        "two": {"d/model.bin.part2": HALVES[1]},
        "three": {"m/model.bin": b"tiny", "m/config.json": b"{}"},
    }
    for package, listed in content.items():
        for name, data in listed.items():
            (site / package / name).parent.mkdir(parents=True, exist_ok=True)
            (site / package / name).write_bytes(data)

    def files(package: str) -> list[Packaged]:
        if not (site / package).is_dir():
            raise PackageNotFoundError(package)
        return [Packaged(site / package, name) for name in content[package]]

    monkeypatch.setattr(models, "files", files)
    recipes = {
        "base": models.Recipe(
            (models.Part("one", "d/model.bin.part1"), models.Part("two", "d/model.bin.part2")),
            "d",
            {"config.json": _sha(b"{}"), "model.bin": _sha(b"".join(HALVES))},
        ),
        "tiny.en": models.Recipe(
            (models.Part("three", "m/model.bin"),), "m", {"config.json": _sha(b"{}"), "model.bin": _sha(b"tiny")}
        ),
    }
    monkeypatch.setattr(models, "_RECIPES", recipes)
    return site


def _sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def test_a_model_in_two_packages_is_put_together_in_the_cache_with_progress(site: Path, home: Path) -> None:
    steps: list[tuple[int, int]] = []
    folder = models.locate("base", lambda done, total: steps.append((done, total)))
    assert folder == home / "cache" / "models" / "base"
    assert (folder / "model.bin").read_bytes() == b"".join(HALVES)
    assert steps[-1] == (sum(map(len, HALVES)), sum(map(len, HALVES)))


def test_what_is_put_together_is_private_and_leaves_nothing_behind(site: Path) -> None:
    folder = models.locate("base")
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}
    assert sorted(path.name for path in folder.iterdir()) == ["config.json", "model.bin"]


def test_a_model_in_one_package_is_used_where_it_lies(site: Path) -> None:
    assert models.locate("tiny.en") == site / "three" / "m"


def test_the_second_call_reads_no_file_again(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    models.locate("base")
    models.locate("tiny.en")
    monkeypatch.setattr(checksums, "sha256_of", lambda path: pytest.fail(f"{path} was read again"))
    models.locate("base", lambda *_: pytest.fail("put together again"))
    models.locate("tiny.en")


def test_a_damaged_assembled_model_is_put_together_again(site: Path) -> None:
    weights = models.locate("base") / "model.bin"
    weights.write_bytes(b"x" * 10)
    assert (models.locate("base") / "model.bin").read_bytes() == b"".join(HALVES)


def test_a_damaged_half_is_one_clear_line_that_says_which_and_what_to_do(site: Path) -> None:
    (site / "one" / "d" / "model.bin.part1").write_bytes(b"rotten")
    with pytest.raises(BadInput, match=r"model\.bin\.part1: .*damaged.*pip install --force-reinstall.* one$") as caught:
        models.locate("base")
    assert "\n" not in str(caught.value)
    assert not list((paths.cache_dir() / "models" / "base").glob("*model*"))


def test_a_damaged_model_inside_its_package_is_refused(site: Path) -> None:
    (site / "three" / "m" / "model.bin").write_bytes(b"tin!")
    with pytest.raises(BadInput, match="damaged"):
        models.locate("tiny.en")


def test_a_missing_package_is_named_and_the_other_model_still_offered(site: Path) -> None:
    (site / "two" / "d" / "model.bin.part2").unlink()
    with pytest.raises(MissingPart, match=r"^two: .*model\.bin\.part2"):
        models.locate("base")
    assert [model.name for model in models.installed()] == ["tiny.en"]


def test_both_models_are_listed_with_their_sizes(site: Path) -> None:
    assert [(model.name, model.size_bytes) for model in models.installed()] == [
        ("base", sum(map(len, HALVES))),
        ("tiny.en", 4),
    ]


def test_an_unknown_model_is_a_wrong_call_that_names_the_known_ones() -> None:
    with pytest.raises(UsageError, match=r"huge: .*base, tiny\.en"):
        models.locate("huge")


def test_the_setting_takes_every_model_there_is() -> None:
    assert set(get_args(ModelName)) == {"auto", *models.NAMES}


def test_a_full_disk_is_told_with_a_way_on(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device", str(site))

    monkeypatch.setattr(models.tempfile, "NamedTemporaryFile", full)
    with pytest.raises(MissingPart, match=r"no room on the disk.*tiny\.en"):
        models.locate("base")


def test_the_record_of_checksums_may_be_lost_or_broken(site: Path, home: Path) -> None:
    models.locate("base")
    (home / "cache" / "checked-files.json").write_text("{broken")
    assert (models.locate("base") / "model.bin").is_file()


def test_the_shipped_models_are_the_published_ones(home: Path) -> None:
    for model in models.installed():
        assert (models.locate(model.name) / "model.bin").stat().st_size == model.size_bytes
    assert [model.name for model in models.installed()] == ["base", "tiny.en"]
