"""The shipped weight files: found, checked against their manifest, read. Nothing here executes what it reads.

`manifest.json` maps each file name to its SHA-256; training writes it (`seal`), loading holds every file against it.
A file is read once for each version of it; see `simulator.checksums`, which the speech models use too.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

import numpy as np
import numpy.typing as npt

from simulator import checksums, paths
from simulator.errors import BadInput, MissingPart

FOLDER = Path(__file__).resolve().parent / "weights"
MANIFEST = "manifest.json"
_REINSTALL = "Install the program again, or run `make train` in a checkout"


def weight_path(name: str, folder: Path = FOLDER) -> Path:
    """The path of a shipped weight file whose checksum agrees with the manifest.

    Raises MissingPart when it is not there, BadInput when it is damaged.
    """
    path = folder / name
    if not path.is_file():
        raise MissingPart("a shipped weight file is missing", where=str(path), remedy=_REINSTALL)
    expected = read_manifest(folder).get(name)
    if expected is None:
        raise BadInput("a weight file is not in the manifest", where=str(path), remedy=_REINSTALL)
    if not checksums.is_intact(path, expected):
        raise BadInput("a weight file is damaged (its checksum differs)", where=str(path), remedy=_REINSTALL)
    return path


def read_manifest(folder: Path = FOLDER) -> dict[str, str]:
    """File name → SHA-256. Raises MissingPart without a manifest, BadInput when it cannot be read."""
    path = folder / MANIFEST
    if not path.is_file():
        raise MissingPart("the manifest of the weight files is missing", where=str(path), remedy=_REINSTALL)
    return {str(name): str(value) for name, value in _read_object(path).items()}


def load_json(name: str, folder: Path = FOLDER) -> dict[str, Any]:
    """A verified JSON object. Raises MissingPart, BadInput."""
    return _read_object(weight_path(name, folder))


def load_arrays(name: str, folder: Path = FOLDER) -> dict[str, npt.NDArray[Any]]:
    """The arrays of a verified .npz file, without pickle. Raises MissingPart, BadInput."""
    path = weight_path(name, folder)
    try:
        with np.load(path, allow_pickle=False) as arrays:
            return {key: arrays[key] for key in arrays.files}
    except (ValueError, OSError) as error:
        raise BadInput("a weight file cannot be read", where=str(path), remedy=_REINSTALL) from error


def seal(*names: str, folder: Path = FOLDER) -> None:
    """Write the checksums of the files just trained into the manifest. Raises OSError."""
    path = folder / MANIFEST
    manifest = read_manifest(folder) if path.exists() else {}
    manifest.update({name: checksums.sha256_of(folder / name) for name in names})
    text = json.dumps(dict(sorted(manifest.items())), indent=1) + "\n"
    paths.write_whole(path, text.encode(), 0o644)


def save_json(name: str, value: Mapping[str, Any], folder: Path = FOLDER) -> None:
    """Write a JSON object the same way each time, and seal it. Raises OSError."""
    text = json.dumps(value, indent=1, sort_keys=True, ensure_ascii=False) + "\n"
    (folder / name).write_text(text, encoding="utf-8", newline="\n")
    seal(name, folder=folder)


def save_arrays(name: str, arrays: Mapping[str, npt.NDArray[Any]], folder: Path = FOLDER) -> None:
    """Write arrays as .npz, byte for byte the same each time, and seal it. Raises OSError."""
    ordered = {key: arrays[key] for key in sorted(arrays)}
    np.savez_compressed(folder / name, allow_pickle=False, **cast(dict[str, Any], ordered))
    seal(name, folder=folder)


def verify_once(path: Path, sha256: str) -> None:
    """Hold a large file against its checksum, once for each version of the file (size and time of change).

    Raises BadInput when it is not there or differs, OSError when it cannot be read.
    """
    if not checksums.is_intact(path, sha256):
        raise BadInput("a model file is damaged (its checksum differs)", where=str(path), remedy=_REINSTALL)


def _read_object(path: Path) -> dict[str, Any]:
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except (ValueError, OSError) as error:
        raise BadInput("this file cannot be read", where=str(path), remedy=_REINSTALL) from error
    if not isinstance(value, dict):
        raise BadInput("this file does not hold a JSON object", where=str(path), remedy=_REINSTALL)
    return value
