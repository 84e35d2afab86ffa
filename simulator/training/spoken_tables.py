"""The figures of spoken answers as a Markdown page."""

from collections.abc import Mapping
from textwrap import fill
from typing import Any

from simulator.training.section_tables import table

_WIDTH = 119
_ROWS = {
    "written": "written, sentences of the corpus",
    "cut": "written, sentences as the program cuts them",
    "spoken": "spoken and heard",
}

_CAVEAT = (
    "The shipped labeller was trained on these very answers. So none of the figures says how good it is (for that see "
    "`sections.md`); only the difference between spoken and written means something, and that roughly: known answers "
    "are labelled with much certainty, which hides small harm, and what was heard differently is known less well. No "
    "model was trained for this page."
)
_ERRORS = (
    "Shares are of words; their error is the mean over answers of the absolute difference to the gold labels, in "
    "hundredths. A word that was heard has the gold section of the word it is aligned with."
)


def render(report: Mapping[str, Any]) -> str:
    """The page; `report` is what `spoken.report_of` returns."""
    parts = [
        "# Section labels on spoken answers\n",
        _paragraph(_introduction(report)),
        _paragraph(_CAVEAT),
        _paragraph(
            f"Word error rate: {report['word_error_rate']:.1%}. Case and punctuation do not count; hesitations that "
            "were not heard and numbers written in digits do."
        ),
        table(["words", "in the right section", "Action share, points", "S+T share, points"], _rows(report)),
        _paragraph(_difference(report["labels"])),
        _paragraph(_ERRORS),
        "## By answer\n",
        _paragraph("Share errors are signed: above zero where the labels give the section more than it has."),
        _answers(report),
    ]
    return "\n".join(parts)


def _paragraph(text: str) -> str:
    return fill(text, _WIDTH, break_on_hyphens=False, break_long_words=False) + "\n"


def _introduction(report: Mapping[str, Any]) -> str:
    return (
        "Made by `python -m simulator.training evaluate spoken` (a quarter of an hour, so not part of "
        f"`make evaluate`): {len(report['answers'])} answers of the corpus, drawn with a fixed seed over all shapes "
        f"({report['words']} words), spoken by the voice {report['voice']} ({report['minutes']:.0f} minutes), heard "
        f"by the full pass with {report['model']}, labelled by the shipped {report['labeller']}."
    )


def _rows(report: Mapping[str, Any]) -> list[list[str]]:
    return [
        [title, f"{labels['right']:.3f}", f"{labels['action_points']:.1f}", f"{labels['setup_points']:.1f}"]
        for name, title in _ROWS.items()
        for labels in [report["labels"][name]]
    ]


def _difference(labels: Mapping[str, Mapping[str, float]]) -> str:
    spoken, written = labels["spoken"], labels["cut"]
    return (
        "Spoken less written, as the program cuts both: "
        f"{100 * (spoken['right'] - written['right']):+.1f} points of words in the right section, "
        f"{spoken['action_points'] - written['action_points']:+.1f} points of error of the Action share, "
        f"{spoken['setup_points'] - written['setup_points']:+.1f} of the S+T share."
    )


def _answers(report: Mapping[str, Any]) -> str:
    head = ["answer", "shape", "WER", "right written", "right spoken", "Action written", "Action spoken", "S+T spoken"]
    return table(
        head,
        [
            [
                row["id"],
                row["shape"],
                f"{row['word_errors'] / row['words']:.1%}",
                f"{row['cut']['right']:.3f}",
                f"{row['spoken']['right']:.3f}",
                f"{row['cut']['action_points']:+.1f}",
                f"{row['spoken']['action_points']:+.1f}",
                f"{row['spoken']['setup_points']:+.1f}",
            ]
            for row in report["answers"]
        ],
    )
