"""Tells at the end of a test run how many bad inputs there were."""

from typing import Any

from tests.fuzz.ran import RAN


def pytest_terminal_summary(terminalreporter: Any) -> None:
    if RAN:
        terminalreporter.section("bad input")
        for tally in RAN:
            terminalreporter.write_line(str(tally))
        terminalreporter.write_line(f"{sum(tally.cases for tally in RAN):,} cases in all")
