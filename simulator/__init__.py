"""A voice mock-interview simulator that listens: STAR timing and follow-up probes, on your own machine."""

__version__ = "0.1.0"

from simulator.offline import stay_offline

stay_offline()  # here, because it has to come before any library is loaded, in every process
