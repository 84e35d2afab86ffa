"""docs/benchmarks.md and the table on the terminal, from the results that are kept."""

from collections.abc import Sequence

from tests.benchmarks.figures import ROOT, Figure, Result

PAGE = ROOT / "docs" / "benchmarks.md"
QUIET_LOAD = 0.5
_HEAD = """\
# How fast it is

Made by `make bench` (`python -m tests.benchmarks PART…` for some of it); the same as JSON in docs/figures/speed. Each
part stands with the machine, the versions and the load it was measured under: above a load of {quiet} something else
was running, times are then longer than the program's own, and a figure that was missed says little.
"""


def as_page(results: Sequence[Result]) -> str:
    """Markdown: one table of all figures, then how each part was measured."""
    lines = [
        _HEAD.format(quiet=QUIET_LOAD),
        "| what | measured | wanted | held | part |",
        "| --- | --- | --- | --- | --- |",
    ]
    for result in results:
        lines += [_row(figure, result) for figure in result.figures]
    for result in results:
        lines += ["", f"## {result.title}", "", result.about, "", _machine(result)]
    return "\n".join(lines) + "\n"


def as_text(result: Result) -> str:
    """A part for the terminal."""
    rows = [f"  {one.what:<62} {_value(one.value, one.unit):>12}  {_wanted(one)}" for one in result.figures]
    return "\n".join([f"{result.title} ({result.took_s:.0f} s)", *rows])


def _row(figure: Figure, result: Result) -> str:
    missed = "no (busy machine)" if figure.is_speed and not _quiet(result) else "no"
    held = {None: "–", True: "yes", False: missed}[figure.held]
    wanted = "–" if figure.wanted is None else f"≤ {_value(figure.wanted, figure.unit)}"
    return f"| {figure.what} | {_value(figure.value, figure.unit)} | {wanted} | {held} | {result.name} |"


def _wanted(figure: Figure) -> str:
    if figure.wanted is None:
        return ""
    return f"wanted ≤ {_value(figure.wanted, figure.unit)}{'' if figure.held in (True, None) else '  MISSED'}"


def _value(value: float | None, unit: str) -> str:
    if value is None:
        return "not measured"
    return f"{value:,.0f} {unit}".strip() if abs(value) >= 100 else f"{value:.3g} {unit}".strip()


def _quiet(result: Result) -> bool:
    return bool(result.machine["load"] <= QUIET_LOAD)


def _machine(result: Result) -> str:
    one = result.machine
    versions = ", ".join(f"{name} {number}" for name, number in one["versions"].items())
    return (
        f"`python -m tests.benchmarks {result.name}`, {result.date}, {result.took_s:.0f} s. {one['system']}, "
        f"{one['processor']}, {one['cores']} cores, Python {one['python']}, {versions}. "
        f"Load {one['load']:.1f} before, {result.load_after:.1f} after."
    )
