"""Libraries are told to be silent before one of them is loaded, in the program and in its children."""

import subprocess
import sys

import pytest

from simulator.offline import QUIET

pytestmark = pytest.mark.unit
LOADED = "import sys, os, {module}; print(os.environ['ORT_DISABLE_TELEMETRY'], 'onnxruntime' in sys.modules)"
MODULES = (
    "simulator",
    "simulator.cli",
    "simulator.speech.hearing.live_child",
    "simulator.speech.hearing.fullpass_child",
    "simulator.speech.voice.child",
)


@pytest.mark.parametrize("module", MODULES)
def test_no_process_of_the_program_may_phone_home(module: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOADED.format(module=module)],
        env={},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert done.stdout.split() == ["1", "False"]


def test_a_wish_to_the_contrary_in_the_environment_does_not_count() -> None:
    code = "import simulator, os; print(os.environ['HF_HUB_OFFLINE'], os.environ['ORT_TELEMETRY_DISABLED'])"
    against = dict.fromkeys(QUIET, "0")
    done = subprocess.run([sys.executable, "-c", code], env=against, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["1", "1"]
