"""What the zip of a session says of itself, and whether what is in it may be let in: before a byte is written."""

import shutil
import stat
import zipfile
from pathlib import Path
from typing import Annotated

from pydantic import Field, StringConstraints, ValidationError

from simulator.archive import bundle_zip, files, ids
from simulator.archive.records import SCHEMA, FileRecord, Record
from simulator.errors import BadInput

MANIFEST = "manifest.json"
_LARGEST_MANIFEST = 16 << 20
_FREE_AFTERWARDS = 100 << 20
"""Bytes that must stay free on the disk."""


class FileRow(Record):
    path: str
    """Below the session folder, with "/" between its parts."""
    size: Annotated[int, Field(ge=0)]
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class Manifest(FileRecord):
    id: str
    files: tuple[FileRow, ...]


def read_manifest(bundle: zipfile.ZipFile, path: Path) -> Manifest:
    if MANIFEST not in bundle.namelist():
        raise BadInput(
            "not a session that this program exported (it has no manifest)",
            where=str(path),
            remedy="Make one with: simulator export ID -o FILE.zip",
        )
    if bundle.getinfo(MANIFEST).file_size > _LARGEST_MANIFEST:
        raise refused(path, "its manifest is too large")
    content = bundle.read(MANIFEST)
    try:
        return Manifest.model_validate_json(content)
    except ValidationError as error:
        if any(one["loc"] == ("schema",) for one in error.errors()):
            raise BadInput(
                f"exported by a newer version of this program, or not by it at all (schema {SCHEMA} is known here)",
                where=str(path),
                remedy="Update the program to import it.",
            ) from error
        raise refused(path, "its manifest is damaged") from error


def check_names(bundle: zipfile.ZipFile, manifest: Manifest, path: Path) -> None:
    """Names as the manifest has them, all safe, no links: else nothing of it is read any further."""
    if not ids.is_valid(manifest.id):
        raise refused(path, "it names a session that could lead out of the archive")
    for row in manifest.files:
        if not bundle_zip.is_safe(row.path):
            raise refused(path, f"it names a file that could lead out of the session ({row.path!a})")
    names = [entry.filename for entry in bundle.infolist()]
    listed = [MANIFEST, *(f"{manifest.id}/{row.path}" for row in manifest.files)]
    if extra := sorted(set(names) - set(listed)):
        raise refused(path, f"it holds what its manifest does not list ({extra[0]!a})")
    if missing := sorted(set(listed) - set(names)):
        raise refused(path, f"it lacks {missing[0]!a}")
    if len(names) != len(set(names)) or len(listed) != len(set(listed)):
        raise refused(path, "it holds a file twice")
    for entry in bundle.infolist():
        if stat.S_IFMT(entry.external_attr >> 16) not in (0, stat.S_IFREG):
            raise refused(path, f"it holds a link or a device ({entry.filename!a})")


def check_size(manifest: Manifest, root: Path, path: Path) -> None:
    size = sum(row.size for row in manifest.files)
    with files.reporting(path, "read"):
        packed = path.stat().st_size
    if size > bundle_zip.most_bytes(packed):
        raise refused(path, "it would unpack to far more than a session holds")
    with files.reporting(root, "use the data folder"):
        free = shutil.disk_usage(root).free
    if size + _FREE_AFTERWARDS > free:
        raise BadInput(
            f"its {size / 1e6:.0f} MB do not fit on the disk", where=str(path), remedy="Free some disk space."
        )


def refused(path: Path, why: str) -> BadInput:
    return BadInput(f"not imported: {why}", where=str(path), remedy="Nothing was changed; export the session again.")
