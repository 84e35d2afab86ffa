"""`make soak`: every promise measured at length, docs/reliability.md written. How to add one: see the package."""

import argparse
import importlib
import inspect
import pkgutil
import signal
import sys
import time
import traceback
from collections.abc import Iterator
from datetime import date
from types import ModuleType

from tests.benchmarks.machine import describe_machine
from tests.soak import results, runs
from tests.soak.page import PAGE, as_page
from tests.soak.results import Result
from tests.soak.row import Row


def main() -> int:
    """1 when a promise was not held."""
    names = sorted(module.name for module in pkgutil.iter_modules(runs.__path__))
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help="which ones; all when none")
    parser.add_argument("--list", action="store_true", help="name them")
    parser.add_argument("--page", action="store_true", help="only write the page again")
    options = parser.parse_args()
    if unknown := set(options.names) - set(names):
        parser.error(f"no such soak: {', '.join(sorted(unknown))}; there are {', '.join(names)}")
    if options.list:
        print("\n".join(names))
        return 0
    signal.signal(
        signal.SIGINT, signal.default_int_handler
    )  # a script's background job ignores it, and its children do
    held = True
    for name in [] if options.page else options.names or names:
        result = run(name)
        held = held and result.held
        results.save(result)
        _write_page()
    if options.page:
        _write_page()
    return int(not held)


def run(name: str) -> Result:
    """One soak from start to end; its rows are printed as they come."""
    soak = importlib.import_module(f"{runs.__name__}.{name}")
    title, _, about = (inspect.getdoc(soak) or name).partition("\n")
    machine = " ".join(str(describe_machine()).split("\n")[0].split())
    print(f"{name}: {title}", flush=True)
    started = time.monotonic()
    rows = tuple(_rows(soak, name))
    took_s = round(time.monotonic() - started, 1)
    return Result(name, title.rstrip("."), about.strip(), date.today().isoformat(), machine, took_s, rows)


def _rows(soak: ModuleType, name: str) -> Iterator[Row]:
    try:
        for row in soak.measure():
            print(f"  {'held' if row.held else 'NOT HELD'}: {row.promise}: {row.measured} ({row.limit})", flush=True)
            yield row
    except Exception as error:  # noqa: BLE001 - the other soaks have hours of work to do still
        traceback.print_exc()
        where = f"tests/soak/runs/{name}.py"
        yield Row(f"`{name}` runs to its end", type(error).__name__, "no fault", False, where)


def _write_page() -> None:
    PAGE.write_text(as_page(results.load_all()), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
