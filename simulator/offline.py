"""Libraries that phone home are told not to, before any of them is loaded: no telemetry, no look-ups on a model hub.

onnxruntime sends what it runs to its maker from 1.29 on, on Linux too, and keeps an identifier of the machine for it;
only these variables, set before it is imported, keep it from opening a socket (its own call comes too late).
Not a wall: that nothing leaves is shown by tests that watch the sockets of a session.
"""

import os
from typing import Final

QUIET: Final = {
    "ORT_DISABLE_TELEMETRY": "1",
    "ORT_TELEMETRY_DISABLED": "1",
    "HF_HUB_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "TRANSFORMERS_OFFLINE": "1",
    "DO_NOT_TRACK": "1",
}
"""Environment variables that onnxruntime and the hub client of faster-whisper heed."""


def stay_offline() -> None:
    """For this process and those it starts. `models download` downloads with none of these libraries."""
    os.environ.update(QUIET)
