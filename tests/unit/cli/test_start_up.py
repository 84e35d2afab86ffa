"""What a start loads: engines, screens and settings are imported where they are used, never before."""

import subprocess
import sys

import pytest

pytestmark = pytest.mark.unit

HEAVY = (
    "textual",
    "numpy",
    "onnxruntime",
    "ctranslate2",
    "faster_whisper",
    "sounddevice",
    "soundfile",
    "pycrfsuite",
    "pysbd",
    "rich.console",
    "pydantic",
    "urllib.request",
)


def loaded_by(code: str) -> set[str]:
    """The modules of HEAVY that a fresh Python has after `code`."""
    program = f"{code}\nimport sys\nprint(*(name for name in {HEAVY} if name in sys.modules))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_the_command_line_loads_no_engine_no_screen_and_no_settings() -> None:
    assert loaded_by("import simulator.cli") == set()


def test_the_version_with_models_and_voices_loads_none_of_them() -> None:
    code = "import simulator.cli, io, contextlib\nwith contextlib.redirect_stdout(io.StringIO()) as out:"
    code += "\n    assert simulator.cli.main(['--version']) == 0\nassert 'voices: hibari' in out.getvalue()"
    assert loaded_by(code) == set()


def test_the_first_picture_needs_no_engine_and_no_services() -> None:
    code = "import simulator.cli, simulator.tui.app, simulator.wiring.late"
    assert loaded_by(code) <= {"textual", "rich.console", "urllib.request"}
