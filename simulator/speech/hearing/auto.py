"""`--model auto`: the best hearing model on this machine that keeps up with speech, measured once a model.

A model keeps up when it redraws six seconds of speech in little more time than passes until the next redraw. What was
measured is kept in the cache with the machine it was measured on.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from simulator import paths
from simulator.errors import MissingPart
from simulator.speech.hearing import downloaded, models
from simulator.speech.hearing.machine import machine_key

AUTO = "auto"
BEST_FIRST = ("large-v3-turbo", "medium.en", "small.en", "distil-small.en", "base", "tiny.en")
"""By the word error rates their makers publish; from the last to the first each is more work."""
KEEPS_UP_S = 0.6
"""As `pace.Pace.redraw_s`: six seconds of speech, and most windows are shorter, are heard before the next redraw."""

Told = Callable[[str], None]
Cost = Callable[[str], float | None]
"""Seconds that a model takes for a redraw; None where it could not be measured."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The model taken, and a sentence that says why."""

    model: str
    why: str


def _silent(_line: str) -> None: ...


def model_for(setting: str, told: Told = _silent) -> str:
    """The model that a setting means here. `auto` measures what was not measured yet (seconds) and tells of it.

    Raises MissingPart for a model that is not on this machine.
    """
    if setting != AUTO:
        downloaded.require(setting)
        return setting
    return choice_here(told).model


def choice_here(told: Told = _silent) -> Choice:
    """What `auto` takes on this machine. Raises MissingPart when there is no model at all."""
    from simulator.speech.hearing.speed import redraw_cost_s

    key = machine_key()
    known = _known(key)

    def cost(name: str) -> float | None:
        if name not in known:
            told(f"Measuring once how fast {name} hears on this machine …")
            measured = redraw_cost_s(name)
            if measured is None:
                return None
            known[name] = round(measured, 3)
            _keep(key, known)
        return known[name]

    return choose([model.name for model in models.installed()], cost)


def choose(installed: Sequence[str], cost: Cost) -> Choice:
    """From the lightest up, until one does not keep up; heavier ones are not tried. Raises MissingPart without any."""
    lightest_first = [name for name in reversed(BEST_FIRST) if name in installed]
    if not lightest_first:
        raise MissingPart("there is no hearing model", where=AUTO, remedy="Install the program again")
    taken, taken_s = lightest_first[0], None
    for name in lightest_first:
        cost_s = cost(name)
        if cost_s is None:
            return _unmeasured(installed)
        if cost_s > KEEPS_UP_S:
            return _below(taken, taken_s, name, cost_s)
        taken, taken_s = name, cost_s
    return Choice(taken, f"the best model here, and it keeps up: {_told_s(taken_s)}")


def _below(taken: str, taken_s: float | None, next_up: str, next_s: float) -> Choice:
    if taken_s is None:
        return Choice(taken, f"the lightest model here; captions will fall behind: {_told_s(next_s)}")
    return Choice(taken, f"keeps up: {_told_s(taken_s)}; {next_up} does not: {_told_s(next_s)}")


def _unmeasured(installed: Sequence[str]) -> Choice:
    taken = models.DEFAULT_MODEL if models.DEFAULT_MODEL in installed else installed[0]
    return Choice(taken, "the speed could not be measured (no voice to measure with)")


def _told_s(seconds: float | None) -> str:
    return f"{seconds:.2f} s for six seconds of speech, of {KEEPS_UP_S:g} s allowed"


def _file() -> Path:
    return paths.cache_dir() / "hearing-speed.json"


def _known(key: str) -> dict[str, float]:
    """What was measured on this machine; an unreadable record only means measuring again."""
    try:
        record = json.loads(_file().read_text(encoding="utf-8"))
        costs: Mapping[str, float] = record["redraw_s"] if record["machine"] == key else {}
        return {str(name): float(seconds) for name, seconds in costs.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _keep(key: str, costs: Mapping[str, float]) -> None:
    """A cache that cannot be written costs another measurement and nothing else."""
    target = _file()
    try:
        paths.private_dir(target.parent)
        content = json.dumps({"machine": key, "redraw_s": costs}, indent=1)
        paths.write_whole(target, content.encode())
    except OSError:
        return
