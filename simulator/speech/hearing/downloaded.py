"""Published models that were downloaded to this machine: found, verified, removed. Nothing here uses the network."""

import shutil
from pathlib import Path

from simulator import checksums, paths
from simulator.errors import BadInput, MissingPart
from simulator.speech.hearing.published import PUBLISHED, Published


def folder_of(name: str) -> Path:
    """Where a downloaded model lies; perhaps nothing is there. It can be made again, so it is in the cache."""
    return paths.cache_dir() / "models" / name


def is_here(model: Published) -> bool:
    """Whether every file is there in its size. Files are not read, only looked at."""
    folder = folder_of(model.name)
    try:
        return all((folder / name).stat().st_size == file.size_bytes for name, file in model.files.items())
    except OSError:
        return False


def require(name: str) -> None:
    """Raises MissingPart for a published model that was not downloaded; does nothing for other names."""
    model = PUBLISHED.get(name)
    if model is not None and not is_here(model):
        raise MissingPart(
            "this hearing model is not on this machine",
            where=name,
            remedy=f"Get it with: simulator models download {name} ({model.size_bytes / 1e6:,.0f} MB from the network)",
        )


def verified(name: str) -> Path:
    """The folder of a downloaded model. Raises MissingPart when it is not there, BadInput when a file is damaged."""
    require(name)
    folder = folder_of(name)
    for file_name, file in PUBLISHED[name].files.items():
        if not checksums.is_intact(folder / file_name, file.sha256):
            raise BadInput(
                "a downloaded speech model file is damaged (its checksum differs)",
                where=str(folder / file_name),
                remedy=f"Get it again with: simulator models download {name}",
            )
    return folder


def remove(name: str) -> int:
    """Delete a downloaded model, or what has come of it; the bytes that are free now. Raises BadInput."""
    folder = folder_of(name)
    freed = sum(file.stat().st_size for file in folder.glob("*")) if folder.is_dir() else 0
    try:
        shutil.rmtree(folder, ignore_errors=False)
    except FileNotFoundError:
        return 0
    except OSError as error:
        raise BadInput(f"cannot be removed ({error.strerror})", where=str(error.filename or folder)) from error
    return freed
