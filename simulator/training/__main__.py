"""`python -m simulator.training train|evaluate [MODEL…]`: corpus → weights, corpus → figures; `replay ID`: live labels.

Needs the development parts (scikit-learn) and a checkout. Exit codes are those of the program.
"""

import argparse
import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from threadpoolctl import threadpool_limits

from simulator.errors import EXIT_INTERRUPTED, SimulatorError
from simulator.labelling.weights import FOLDER
from simulator.training.corpus import CORPUS, load_answers
from simulator.training.registry import MODELS, ON_REQUEST, chosen_models

FIGURES = CORPUS.parent / "docs" / "figures"


def main(arguments: list[str] | None = None) -> int:
    chosen = _parser().parse_args(arguments)
    try:
        with threadpool_limits(limits=1):  # sums over several threads come out differently from run to run
            if chosen.action == "train":
                train(chosen.models, chosen.weights)
            elif chosen.action == "evaluate":
                evaluate(chosen.models, chosen.figures)
            else:
                replay(chosen.id, chosen.speed)
    except SimulatorError as error:
        print(error, file=sys.stderr)  # noqa: T201 - a command line
        return error.exit_code
    except KeyboardInterrupt:
        return EXIT_INTERRUPTED
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m simulator.training", description="Train and judge the models.")
    actions = parser.add_subparsers(dest="action", required=True)
    training = actions.add_parser("train", help="corpus to weights")
    training.add_argument("models", **_models(MODELS))
    training.add_argument("--weights", type=Path, default=FOLDER, help="folder to write the weights to")
    judging = actions.add_parser("evaluate", help="corpus to figures")
    judging.add_argument("models", **_models(MODELS + ON_REQUEST))
    judging.add_argument("--figures", type=Path, default=FIGURES, help="folder to write the evaluation to")
    replaying = actions.add_parser("replay", help="a corpus answer through the live analysis, word by word")
    replaying.add_argument("id", metavar="ID", help="id of an answer in the corpus, such as a-001")
    replaying.add_argument("--speed", type=float, help="1 is a speaking rate, 4 four times as fast (default: no waits)")
    return parser


def _models(known: Sequence[str]) -> dict[str, Any]:
    kept = [name for name in known if name in ON_REQUEST]
    every = f"all but {', '.join(kept)}" if kept else "all"
    return {"nargs": "*", "metavar": "MODEL", "help": f"any of: {', '.join(known)} ({every} if none is named)"}


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


def replay(answer_id: str, speed: float | None) -> None:
    """Replay an answer of the corpus, at `speed` or at once. Raises SimulatorError."""
    from simulator.labelling.sections import load_section_labeller
    from simulator.training import replay as replaying

    replaying.check_speed(speed)
    answer = replaying.find_answer(load_answers(), answer_id)
    labeller = load_section_labeller(live=True)
    started_s = time.monotonic()

    def wait_until(due_s: float) -> None:
        time.sleep(max(0.0, started_s + due_s - time.monotonic()))

    for line in replaying.replay(answer, labeller, speed=speed, wait_until=wait_until):
        print(line, flush=True)  # noqa: T201 - a command line
    print("The labeller has learnt from the corpus; for unseen answers see the figures.")  # noqa: T201 - a command line


if __name__ == "__main__":
    sys.exit(main())
