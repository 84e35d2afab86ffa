"""The `simulator` command: one file a group of subcommands, and one place where errors become a line and a code."""

from simulator.cli.main import main

__all__ = ["main"]
