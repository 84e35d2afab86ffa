"""Corrections in a session folder: kept beside the machine's labels, whatever is done with them."""

import json
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.answer.analyse import analyse_words
from simulator.answer.types import SECTIONS, Analysis, AnswerContext, LabelledSentence, Section, SectionGuess
from simulator.answer.words import estimate_words
from simulator.archive import corrections as hand
from simulator.archive.folder import SessionFolder
from simulator.archive.store import Archive
from simulator.archive.types import Correction
from tests.unit.archive.conftest import NOW

pytestmark = pytest.mark.unit
TAKE = "turn-01"
TEXT = (
    "The export failed twice a week. Everyone had got used to it. I wanted it to run by itself. I read the logs. "
    "Then I wrote a lock and tested it for a week. It has failed once since then. So that is it."
)


class OneByOne:
    name = "one by one"

    def label(self, sentences: object) -> list[SectionGuess]:
        return [SectionGuess(section, 0.7) for section in ("S", "S", "T", "A", "A", "R", "O")]


def analysed() -> Analysis:
    words = estimate_words(TEXT, 140)
    return analyse_words(words, words[-1].end_s + 1.5, AnswerContext(), labeller=OneByOne())


def read(folder: SessionFolder) -> tuple[Analysis, Analysis]:
    """The machine's analysis, and the one with what is on disk."""
    stored = folder.load_analysis(TAKE)
    assert stored
    return stored.analysis, hand.with_corrections(stored.analysis, folder.load_corrections(TAKE))


def test_words_and_times_of_a_correction_are_read_back(session: SessionFolder) -> None:
    made = hand.relabelled(LabelledSentence("Ünïted “words”.", 0.5, 2.5, "S", 0.4), "R")
    session.add_correction(TAKE, made)
    assert session.load_corrections(TAKE) == (made,)


def test_corrections_of_an_earlier_version_without_words_are_read(session: SessionFolder) -> None:
    session.save_corrections(TAKE, [Correction(0, 1, "A", "words")])
    path = session.path / TAKE / "corrections.json"
    data = json.loads(path.read_text())
    del data["corrections"][0]["text"]
    path.write_text(json.dumps(data))
    assert session.load_corrections(TAKE) == (Correction(0, 1, "A"),)


def test_the_list_of_sessions_counts_the_corrected_labels(archive: Archive, session: SessionFolder) -> None:
    machine = analysed()
    session.save_analysis(TAKE, machine)
    before = archive.list()[0].action_share
    session.save_corrections(TAKE, [hand.relabelled(machine.sentences[2], "A")])
    after = archive.list()[0].action_share
    assert before is not None
    assert after is not None
    assert after > before + 0.1


def test_damaged_corrections_are_said_in_the_list_and_the_machines_figures_stay(
    archive: Archive, session: SessionFolder
) -> None:
    session.save_analysis(TAKE, analysed())
    (session.path / TAKE / "corrections.json").write_text("{")
    (summary,) = archive.list()
    assert "corrections.json" in summary.problem
    assert summary.action_share is not None


Step = Callable[[Analysis, tuple[Correction, ...]], tuple[Correction, ...]]


def relabel_step(at: int, section: Section) -> Step:
    return lambda now, made: (*made, hand.relabelled(now.sentences[at], section))


def move_step(at: int, *, later: bool) -> Step:
    def step(now: Analysis, made: tuple[Correction, ...]) -> tuple[Correction, ...]:
        moved = (hand.begun_later if later else hand.begun_earlier)(now.sentences, at)
        return (*made, moved) if moved else made

    return step


sentence_numbers = st.integers(0, 6)
steps = st.lists(
    st.one_of(
        st.builds(relabel_step, sentence_numbers, st.sampled_from(SECTIONS)),
        st.builds(lambda at, later: move_step(at, later=later), sentence_numbers, st.booleans()),
        st.just(lambda now, made: made[:-1]),
        st.just(lambda now, made: ()),
    ),
    max_size=8,
)


@settings(max_examples=40, deadline=None)
@given(steps)
def test_after_any_series_of_corrections_the_times_add_up_and_the_machines_labels_are_untouched(
    series: list[Step],
) -> None:
    with TemporaryDirectory() as root:
        folder = Archive(Path(root)).create("test", {}, {}, {}, {}, NOW)
        folder.save_analysis(TAKE, analysed())
        before = (folder.path / TAKE / "analysis.json").read_bytes()
        for step in series:
            _, now = read(folder)
            folder.save_corrections(TAKE, step(now, folder.load_corrections(TAKE)))
            machine, now = read(folder)
            assert sum(now.timing.seconds.values()) + now.timing.silence_s == pytest.approx(now.duration_s, abs=0.01)
            assert [one.text for one in now.sentences] == [one.text for one in machine.sentences]
            assert machine.sentences == analysed().sentences
        assert (folder.path / TAKE / "analysis.json").read_bytes() == before
        folder.save_corrections(TAKE, ())
        assert read(folder)[1] == analysed()
        folder.close()
