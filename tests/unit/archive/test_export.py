"""`simulator corrections export`: codebook records that section training reads, and nothing that nobody judged."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from simulator.answer.types import SECTIONS, AnswerContext, Section
from simulator.archive.export import codebook_record, corrected_answers, shape_of
from simulator.archive.folder import SessionFolder
from simulator.archive.store import Archive
from simulator.archive.types import Correction
from simulator.cli import main
from simulator.errors import SimulatorError
from simulator.training.corpus import load_answers
from tests.fakes.minds import StoredMind
from tests.fakes.parts import words
from tests.unit.archive.conftest import NOW
from tests.unit.archive.test_corrections import row_of

pytestmark = pytest.mark.unit
Export = Callable[..., tuple[int, str, str]]
TAKE = "turn-01"
SHAPES = [
    "tidy",
    "tidy_reflect",
    "rambling_setup",
    "no_task",
    "no_result",
    "result_first",
    "interleaved",
    "backtrack",
    "short",
    "long",
    "team_we",
    "vague",
    "two_stories",
]
PROBES = [
    "motive",
    "own_part",
    "convince",
    "pushback",
    "risks",
    "recurrence",
    "impact",
    "counterfactual",
    "noticing",
    "cost",
    "scope",
    "landing",
    "stopping",
    "hindsight",
    "toes",
    "authority",
    "leader_or_follower",
    "specifics",
    "task",
]


def answer(folder: SessionFolder, take: str = TAKE, **known: str) -> None:
    """A take with three sentences, all of them Action to the machine."""
    said = words("The backups failed. I wrote a check for them. Nothing was lost since.")
    context = AnswerContext(question="Tell me about a fix.", level="senior", **known)
    folder.save_analysis(take, StoredMind().analyse(said, 20.0, context))


def correct(folder: SessionFolder, sections: dict[int, Section], take: str = TAKE) -> None:
    stored = folder.load_analysis(take)
    assert stored
    sentences = stored.analysis.sentences
    folder.save_corrections(
        take, [Correction(sentences[at].start_s, sentences[at].end_s, section) for at, section in sections.items()]
    )


def valid(record: dict[str, object]) -> None:
    """The rules of corpus/CODEBOOK.md for the keys that an export has."""
    assert set(record) - {"probe"} == {"id", "question", "level", "shape", "sentences", "corrected"}
    assert record["level"] in ("junior", "mid", "senior", "staff")
    assert record["shape"] in SHAPES
    assert record.get("probe") in (None, *PROBES)
    sentences = record["sentences"]
    assert isinstance(sentences, list)
    assert sentences
    for sentence in sentences:
        assert set(sentence) == {"text", "section"}
        assert sentence["text"].strip()
        assert sentence["section"] in SECTIONS
    assert isinstance(record["corrected"], list)
    assert set(record["corrected"]) <= set(range(len(sentences)))


def test_a_corrected_answer_is_a_codebook_record(session: SessionFolder) -> None:
    answer(session)
    correct(session, {0: "S", 2: "R"})
    record = codebook_record(session, TAKE)
    assert record
    valid(record)
    assert record["id"] == f"{session.id}-turn-01"
    assert (record["question"], record["level"]) == ("Tell me about a fix.", "senior")
    assert record["sentences"] == [
        {"text": "The backups failed.", "section": "S"},
        {"text": "I wrote a check for them.", "section": "A"},
        {"text": "Nothing was lost since.", "section": "R"},
    ]
    assert record["corrected"] == [0, 2]


def test_an_answer_to_a_follow_up_names_the_family_that_was_asked(session: SessionFolder) -> None:
    answer(session, probe="impact")
    correct(session, {0: "R"})
    record = codebook_record(session, TAKE)
    assert record
    valid(record)
    assert record["probe"] == "impact"
    assert "grade" not in record


def test_answers_without_corrections_or_with_ones_that_hit_nothing_are_left_out(session: SessionFolder) -> None:
    answer(session)
    assert codebook_record(session, TAKE) is None
    session.save_corrections(TAKE, [Correction(15.0, 19.0, "R")])
    assert codebook_record(session, TAKE) is None
    assert codebook_record(session, "turn-02") is None


def test_what_cannot_be_read_comes_in_its_place_and_the_others_go_on(archive: Archive, session: SessionFolder) -> None:
    for take in ("turn-01", "turn-02"):
        answer(session, take)
        correct(session, {0: "S"}, take)
    (session.path / "turn-01" / "corrections.json").write_text("{")
    first, second = corrected_answers(archive)
    assert isinstance(first, SimulatorError)
    assert isinstance(second, dict)


@pytest.mark.parametrize(
    ("sections", "shape"),
    [
        ("SSTAAAARR", "tidy"),
        ("SSTAAAARRL", "tidy_reflect"),
        ("SSSSSSSTAAR", "rambling_setup"),
        ("SSAAAAARR", "no_task"),
        ("SSTAAAAAA", "no_result"),
        ("ORSTAAAAR", "result_first"),
        ("SSTAARAAR", "interleaved"),
        ("STAAR", "short"),
        ("SSSST" + "A" * 20 + "R", "long"),
    ],
)
def test_the_shape_is_told_by_sections_and_length(sections: str, shape: str) -> None:
    assert shape_of(row_of(sections)) == shape


@pytest.fixture
def export(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Export:
    monkeypatch.setenv("SIMULATOR_HOME", str(tmp_path / "home"))

    def run(*arguments: object) -> tuple[int, str, str]:
        code = main(["corrections", "export", *map(str, arguments)])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


@pytest.fixture
def corrected(export: Export) -> SessionFolder:
    from simulator.wiring.archive import open_archive

    folder = open_archive().create("test", {}, {}, {}, {}, NOW)
    answer(folder)
    correct(folder, {0: "S", 2: "R"})
    folder.close()
    return folder


def test_the_command_writes_a_private_file_that_section_training_reads(
    export: Export, corrected: SessionFolder, tmp_path: Path
) -> None:
    to = tmp_path / "train-mine.jsonl"
    code, out, errors = export("-o", to)
    assert (code, out) == (0, "")
    assert "1 answer written to" in errors
    assert to.stat().st_mode & 0o777 == 0o600
    (read,) = load_answers(tmp_path)
    assert (read.sections, read.shape, read.probe) == (("S", "A", "R"), "short", None)


def test_without_a_command_it_is_said_how_many_answers_are_corrected_and_how_to_get_them(
    corrected: SessionFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["corrections"]) == 0
    assert capsys.readouterr() == ("1 answer has corrected labels: `simulator corrections export` writes them.\n", "")
    corrected.save_corrections("turn-01", ())
    assert main(["corrections"]) == 0
    assert capsys.readouterr() == ("No answer has corrected labels yet: press C in a summary.\n", "")


def test_without_a_file_the_records_go_to_the_output_and_nothing_else_does(
    export: Export, corrected: SessionFolder
) -> None:
    code, out, errors = export()
    assert (code, errors) == (0, "")
    valid(json.loads(out))


def test_nothing_corrected_is_said_and_is_no_fault(export: Export) -> None:
    assert export() == (0, "", "No answer has corrected labels yet: press C in a summary.\n")


def test_a_damaged_answer_is_one_line_and_exit_code_one(export: Export, corrected: SessionFolder) -> None:
    (corrected.path / TAKE / "analysis.json").write_text("nonsense")
    code, out, errors = export()
    assert (code, out) == (1, "")
    assert "analysis.json" in errors.splitlines()[0]


def test_a_file_that_cannot_be_written_is_one_line(export: Export, corrected: SessionFolder, tmp_path: Path) -> None:
    code, _, errors = export("-o", tmp_path / "nowhere" / "x.jsonl")
    assert code == 1
    assert "nowhere" in errors
    assert len(errors.splitlines()) == 1
