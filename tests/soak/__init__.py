"""The long runs behind docs/reliability.md: faults many times over, hours of sound, thousands of files.

    make soak                        all of them
    python -m tests.soak NAME…       these; the page keeps the last result of the others
    python -m tests.soak --list      what there is
    python -m tests.soak --page      write the page again from the results that are kept

To add one, put a file into `tests/soak/runs/`; its name is the soak's NAME. It has a docstring, whose first line
becomes the heading on the page and whose other paragraphs stand below it (what was done, how often, what was
injected instead of done for real), and a function

    def measure() -> Iterable[Row]:
        yield Row(
            promise="kill -9 of the app: at most 250 ms of sound lost",
            measured="212 ms at worst, of 200 kills",
            limit="250 ms",
            held=True,
            guarded_by="tests/faults/test_kills.py",       # the quick test of the same promise in `make test`
        )

Nothing else is needed: the runner finds it, keeps the rows in docs/figures/reliability/NAME.json and writes the
page from those files. A row is printed as soon as it is yielded. A soak that raises is on the page as one that
could not be run; the others go on. The quick test and the soak share their code: a function that takes how many
moments, the soak with many. A measurement that must not suffer from the rest of the machine says so itself; the
runner changes no priority.
"""
