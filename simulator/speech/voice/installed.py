"""Which voices are installed, looked up without loading or trying one; `catalogue` tries them."""

from importlib.metadata import PackageNotFoundError, version

from simulator.speech.voice.engine import ENGINES


def installed() -> list[str]:
    """Name, package and its version of each, in order of preference, such as "system (pyttsx3 2.99)"."""
    found = []
    for spec in ENGINES.values():
        try:
            found.append(f"{spec.name} ({spec.distribution} {version(spec.distribution)})")
        except PackageNotFoundError:
            continue
    return found
