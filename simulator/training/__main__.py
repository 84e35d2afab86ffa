"""`python -m simulator.training train|evaluate [MODEL…]`: corpus → weights, corpus → figures.

Needs the development parts (scikit-learn) and a checkout. Exit codes are those of the program.
"""

import argparse
import json
import sys
from pathlib import Path

from threadpoolctl import threadpool_limits

from simulator.errors import SimulatorError
from simulator.labelling.weights import FOLDER
from simulator.training.corpus import CORPUS
from simulator.training.registry import MODELS, chosen_models

FIGURES = CORPUS.parent / "docs" / "figures"


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m simulator.training", description="Train and judge the models.")
    parser.add_argument("action", choices=("train", "evaluate"))
    parser.add_argument(
        "models", nargs="*", metavar="MODEL", help=f"any of: {', '.join(MODELS)} (all if none is named)"
    )
    parser.add_argument("--weights", type=Path, default=FOLDER, help="folder to write the weights to")
    parser.add_argument("--figures", type=Path, default=FIGURES, help="folder to write the evaluation to")
    chosen = parser.parse_args(arguments)
    try:
        with threadpool_limits(limits=1):  # sums over several threads come out differently from run to run
            if chosen.action == "train":
                train(chosen.models, chosen.weights)
            else:
                evaluate(chosen.models, chosen.figures)
    except SimulatorError as error:
        print(error, file=sys.stderr)  # noqa: T201 - a command line
        return error.exit_code
    return 0


def train(names: list[str], folder: Path) -> None:
    """Train the named models (all if none) into `folder`. Raises SimulatorError."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, model in chosen_models(names):
        print(f"training {name}", flush=True)  # noqa: T201 - a command line
        model.train(folder)


def evaluate(names: list[str], folder: Path) -> None:
    """Judge the named models (all if none), print the tables and save them as JSON and Markdown in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, model in chosen_models(names):
        report = model.evaluate()
        page = model.render(report)
        text = json.dumps(report, indent=1) + "\n"
        (folder / f"{name}.json").write_text(text, encoding="utf-8", newline="\n")
        (folder / f"{name}.md").write_text(page, encoding="utf-8", newline="\n")
        print(page)  # noqa: T201 - a command line


if __name__ == "__main__":
    sys.exit(main())
