"""What this machine is, as far as the speed of hearing goes."""

import os
import platform
from importlib.metadata import version
from pathlib import Path


def processor() -> str:
    """The processor's name."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or "unknown processor"
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), "unknown processor")


def machine_key() -> str:
    """Another key means that what was measured is to be measured again."""
    return f"{processor()}, {os.cpu_count() or 1} cores, ctranslate2 {version('ctranslate2')}"
