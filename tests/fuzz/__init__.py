"""Bad input of every kind, many cases of it.

A kind is a file `kinds_*.py` with a function that takes how many examples hypothesis draws, runs them with all that
is written down by hand, and returns how many cases there were. The tests call it with few, `make soak` with many
(`tests/soak/runs/bad_input.py`); what is small enough to keep lies in `tests/data/bad_input/`.

Of every case the same is asked (`harness.py`): a line that says what and where, the documented exit code, no
traceback, no control character on the terminal, no file outside the data folder.
"""
