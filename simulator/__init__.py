"""A voice mock-interview simulator that listens: STAR timing and follow-up probes, on your own machine."""

__version__ = "0.1.0"
