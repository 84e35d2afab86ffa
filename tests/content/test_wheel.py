"""The wheel holds all that the program reads, and runs where there is no checkout.

It is built, put into a fresh environment and started there for real. Only other people's packages are borrowed from the
environment of this test run (nothing is fetched); a witness in every process of the fresh one notes each file that
Python opens in the checkout, or in its editable installation.
"""

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from simulator import __version__
from simulator.content.models import Library

pytestmark = pytest.mark.xdist_group("wheel")  # one process, so that it is built once
WITNESS = """\
import os, sys

def _foreign(path):
    return _below(path, {editable!r}) or (_below(path, {checkout!r}) and not _below(path, {borrowed!r}))

def _below(path, place):
    return path == place or path.startswith(place + os.sep)

def _note(event, arguments):
    if event in ("open", "os.listdir", "os.scandir") and isinstance(arguments[0], (str, bytes)):
        path = os.path.abspath(os.fsdecode(arguments[0]))
        if _foreign(path):
            with open({notes!r}, "a", encoding="utf-8") as notes:
                notes.write(path + "\\n")

sys.addaudithook(_note)
"""


@dataclass(frozen=True)
class House:
    """A fresh environment with the wheel in it, an empty folder to start in, and what the witness noted."""

    python: Path
    empty: Path
    notes: Path
    home: Path

    def run(self, *command: str) -> str:
        own = {"PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "SIMULATOR_HOME"}
        env = {name: value for name, value in os.environ.items() if name not in own}
        done = subprocess.run(
            [str(self.python.with_name(command[0])), *command[1:]],
            cwd=self.empty,
            env={**env, "SIMULATOR_HOME": str(self.home)},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=120,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    _pip("wheel", "--no-deps", "--no-build-isolation", "--no-index", "--wheel-dir", str(folder), str(root))
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def house(wheel: Path, root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("house")
    venv.create(folder / "venv", symlinks=os.name == "posix")
    made = House(
        folder / "venv" / ("bin" if os.name == "posix" else "Scripts") / "python",
        *(folder / name for name in ("empty", "notes", "home")),
    )
    made.empty.mkdir()
    _pip("--python", str(made.python), "install", "--no-deps", "--no-index", str(wheel))
    _borrow_packages(made, root)
    yield made
    shutil.rmtree(folder)  # with a hearing model that was put together


def _pip(*arguments: str) -> None:
    command = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr


def _borrow_packages(house: House, root: Path) -> None:
    """A folder that a .pth names is searched last, and the .pth files in it (the editable finder) are not read."""
    borrowed = sysconfig.get_path("purelib")
    own = Path(house.run("python", "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").strip())
    editable = str(Path(borrowed) / "simulator")
    witness = WITNESS.format(checkout=str(root), borrowed=borrowed, editable=editable, notes=str(house.notes))
    (own / "_witness.py").write_text(witness, encoding="utf-8")
    (own / "borrowed.pth").write_text(f"import _witness\n{borrowed}\n", encoding="utf-8")


def noted(house: House) -> list[str]:
    return house.notes.read_text(encoding="utf-8").splitlines() if house.notes.exists() else []


def test_the_wheel_holds_every_file_that_the_program_reads_and_nothing_else(wheel: Path, root: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        held = {name: archive.read(name) for name in archive.namelist() if ".dist-info/" not in name}
    assert held == {
        name: path.read_bytes()
        for folder, inside in (
            ("simulator", "simulator"),
            ("prompts", "simulator/_content/prompts"),
            ("followups", "simulator/_content/followups"),
        )
        for path in (root / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
        for name in [f"{inside}/{path.relative_to(root / folder).as_posix()}"]
    }


def test_the_witness_sees_a_file_of_the_checkout_in_any_process(house: House, root: Path) -> None:
    place = str(root / "pyproject.toml")
    opens = f"open({place!r})"
    house.run("python", "-c", f"import subprocess, sys; subprocess.run([sys.executable, '-c', {opens!r}], check=True)")
    assert noted(house) == [place]
    house.notes.unlink()


def test_installed_it_tells_its_version_and_finds_models_and_voices(house: House) -> None:
    first, models, voices = house.run("simulator", "--version").splitlines()
    assert first == f"simulator {__version__}"
    assert "base" in models
    assert "hibari" in voices
    assert noted(house) == []


def test_installed_it_reads_its_own_questions_follow_ups_and_pages(house: House, shipped: Library) -> None:
    counts = f"{len(shipped.questions)} questions, {len(shipped.families)} families of follow-ups"
    assert counts in house.run("simulator", "check")
    assert "noticing" in house.run("simulator", "learn", "--plain").lower()
    assert noted(house) == []


def test_installed_it_interviews_a_candidate_to_the_end(house: House) -> None:
    said = house.run("simulator", "demo", "quiet", "--plain", "--speed", "20")
    assert "Hearing the answers once more in full" in said
    assert "Answer to the question" in said
    assert "Follow-up 1" in said
    assert noted(house) == []
