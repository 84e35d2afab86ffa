"""The kinds that were run so far, to be told at the end."""

from tests.fuzz.harness import Tally

RAN: list[Tally] = []
