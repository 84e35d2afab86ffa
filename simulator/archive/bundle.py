"""A session as one zip file, and back. The manifest in it lists every file with its SHA-256.

    manifest.json   <id>/session.json   <id>/journal.jsonl   <id>/turn-01/audio.wav …

A zip may come from anywhere: nothing of it is written before its names and sizes are checked, nothing is shown before
its sums are right, and nothing lands outside the new session folder.
"""

import hashlib
import secrets
import shutil
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

from simulator.archive import bundle_zip, files, ids, lock
from simulator.archive.bundle_manifest import (
    MANIFEST,
    FileRow,
    Manifest,
    check_names,
    check_size,
    read_manifest,
    refused,
)
from simulator.archive.folder import SessionFolder
from simulator.archive.store import IMPORTING, Archive
from simulator.checksums import sha256_of
from simulator.errors import BadInput, UsageError
from simulator.paths import private_dir, sync_folder

_BLOCK_BYTES = 1 << 20

_Told = Callable[[str], None]


# ---- out ------------------------------------------------------------------------------------------------------------


def pack(folder: SessionFolder, to: IO[bytes]) -> None:
    """Write the whole session to `to`, which need not be seekable. Files are read once and block by block.

    Raises BadInput when the session is being recorded, when a file cannot be read, or its name not be kept; OSError
    when `to` takes no more.
    """
    if lock.in_use(folder.path):
        raise BadInput("still being recorded, so it is not exported", where=folder.id, remedy="End the session first.")
    with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as bundle:
        rows = tuple(_packed(bundle, folder, path) for path in _content(folder.path))
        manifest = Manifest(id=folder.id, files=rows)
        bundle.writestr(
            bundle_zip.entry(MANIFEST), files.encode(manifest.model_dump(mode="json", by_alias=True), indent=1)
        )


def _content(folder: Path) -> Iterator[Path]:
    """Every file of the session, in order; links are not followed, and hidden files are the program's own."""
    with files.reporting(folder, "read the session"):
        entries = sorted(folder.iterdir())
    for entry in entries:
        if entry.name.startswith(".") or entry.is_symlink():
            continue
        if entry.is_dir():
            yield from _content(entry)
        elif entry.is_file():
            yield entry


def _packed(bundle: zipfile.ZipFile, folder: SessionFolder, path: Path) -> FileRow:
    name = path.relative_to(folder.path).as_posix()
    if not bundle_zip.is_safe(name):
        raise BadInput("a file of this name cannot be exported", where=repr(str(path)), remedy="Rename it.")
    digest, size = hashlib.sha256(), 0
    with files.reporting(path, "read"):
        entry = bundle_zip.entry(f"{folder.id}/{name}", path.stat())
    with bundle.open(entry, "w", force_zip64=True) as target:
        for block in _blocks(path):
            target.write(block)
            digest.update(block)
            size += len(block)
    return FileRow(path=name, size=size, sha256=digest.hexdigest())


def _blocks(path: Path) -> Iterator[bytes]:
    with files.reporting(path, "read"), path.open("rb") as source:
        while block := source.read(_BLOCK_BYTES):
            yield block


# ---- in -------------------------------------------------------------------------------------------------------------


def is_bundle(path: Path) -> bool:
    """Whether `path` looks like a zip, whatever is in it."""
    return path.suffix.lower() == ".zip" or (path.is_file() and zipfile.is_zipfile(path))


def unpack(archive: Archive, path: Path, told: _Told = lambda _: None) -> str:
    """Make the session in the zip at `path` a session of `archive`, and return its id.

    A session of the same id is never touched: with the same content it is the answer, else a new id is. `told` gets a
    line then. Raises UsageError when there is no such file, BadInput when it is not a whole session of this program.
    """
    if not path.is_file():
        raise UsageError("no such file", where=str(path))
    with bundle_zip.opened(path) as bundle:
        manifest = read_manifest(bundle, path)
        check_names(bundle, manifest, path)
        check_size(manifest, archive.root, path)
        there = archive.root / manifest.id
        if _is_there(there) and _same(there, manifest):
            told(f"{manifest.id} is already in your archive, with the same content.")
            return manifest.id
        return _taken_in(archive, bundle, manifest, path, told)


def _taken_in(archive: Archive, bundle: zipfile.ZipFile, manifest: Manifest, path: Path, told: _Told) -> str:
    """Unpack into a hidden folder, which becomes a session in one step once all of it is right."""
    staging = archive.root / f"{IMPORTING}{secrets.token_hex(8)}"
    try:
        with files.reporting(staging, "make a session folder"):
            private_dir(staging)
        with lock.held(staging):
            for row in manifest.files:
                _write(bundle, manifest, row, staging, path)
        session_id = _free_id(archive.root, manifest.id)
        with files.reporting(staging, "make a session folder"):
            staging.rename(archive.root / session_id)
            sync_folder(archive.root)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    if session_id != manifest.id:
        told(f"There is another session {manifest.id} in your archive, so this one is called {session_id}.")
    return session_id


def _write(bundle: zipfile.ZipFile, manifest: Manifest, row: FileRow, staging: Path, path: Path) -> None:
    target = staging / row.path
    digest, left = hashlib.sha256(), row.size
    with files.reporting(target, "save"):
        private_dir(target.parent)
        with bundle.open(f"{manifest.id}/{row.path}") as source, target.open("xb") as file:
            target.chmod(files.FILE_MODE)
            while block := source.read(min(_BLOCK_BYTES, left + 1)):
                left -= len(block)
                if left < 0:
                    break
                digest.update(block)
                file.write(block)
    if left or digest.hexdigest() != row.sha256:
        raise refused(path, f"{row.path!a} in it is not what the manifest says: it is damaged")


def _free_id(root: Path, wanted: str) -> str:
    """`wanted`, else the first of `wanted-2`, `wanted-3` … that is free."""
    number, session_id = 1, wanted
    while _is_there(root / session_id):
        number += 1
        session_id = f"{wanted}-{number}"
    return ids.checked(session_id, "session")


def _is_there(path: Path) -> bool:
    return path.exists() or path.is_symlink()


def _same(folder: Path, manifest: Manifest) -> bool:
    wanted = {row.path: row.sha256 for row in manifest.files}
    with files.reporting(folder, "read the session"):
        found = {path.relative_to(folder).as_posix(): path for path in _content(folder)}
        return found.keys() == wanted.keys() and all(sha256_of(found[name]) == wanted[name] for name in found)
