"""docs/reliability.md from the results that are kept."""

from collections.abc import Sequence

from tests.soak.results import ROOT, Result

PAGE = ROOT / "docs" / "reliability.md"
_HEAD = """\
# What is promised, and how it was kept

Made by `make soak` (`python -m tests.soak`), each part on the day and the machine that stand with it. *Guarded by* is
the quick test of the same promise in `make test`. What a machine cannot be made to do (a suspend, a quota) is
injected, and the part says so.
"""


def as_page(results: Sequence[Result]) -> str:
    """Markdown: how many promises were kept, then a table a soak."""
    rows = [row for result in results for row in result.rows]
    broken = [row.promise for row in rows if not row.held]
    lines = [_HEAD, f"{len(rows)} promises, {len(rows) - len(broken)} of them held."]
    lines += ["Not held: " + "; ".join(broken) + "."] if broken else []
    for result in results:
        lines += ["", *_part(result)]
    return "\n".join(lines) + "\n"


def _part(result: Result) -> list[str]:
    return [
        f"## {result.title}",
        "",
        *([result.about, ""] if result.about else []),
        f"`python -m tests.soak {result.name}`, {result.date}, {_duration(result.took_s)}. {result.machine}.",
        "",
        "| promise | measured | limit | held | guarded by |",
        "| --- | --- | --- | --- | --- |",
        *(
            f"| {_cell(row.promise)} | {_cell(row.measured)} | {_cell(row.limit)} | {'yes' if row.held else '**no**'} "
            f"| {_cell(f'`{row.guarded_by}`')} |"
            for row in result.rows
        ),
    ]


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "\\|").split())


def _duration(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 120 else f"{seconds / 60:.0f} min"
