import json
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from simulator.answer.types import AnswerContext
from simulator.errors import BadInput, MissingPart, UsageError
from simulator.review.inputs import READABLE
from simulator.review.record import to_record
from simulator.review.service import AnalysisService
from simulator.review.terminal import report
from simulator.review.types import Reviewed

pytestmark = pytest.mark.unit

Write = Callable[[str, str], Path]


def good(outcomes: Iterable[Reviewed | BadInput]) -> list[Reviewed]:
    found = list(outcomes)
    assert all(isinstance(one, Reviewed) for one in found), found
    return [one for one in found if isinstance(one, Reviewed)]


def fault(outcomes: Iterable[Reviewed | BadInput]) -> str:
    (only,) = outcomes
    assert isinstance(only, BadInput)
    return str(only)


def test_a_text_is_analysed_with_estimated_times(service: AnalysisService, write: Write) -> None:
    (one,) = good(service.analyse_path(write("a.txt", "\ufeffIt broke. I fixed it.\nIt works."), AnswerContext("Why?")))
    assert one.analysis.estimated
    assert one.analysis.context.question == "Why?"
    assert [sentence.text for sentence in one.analysis.sentences] == ["It broke.", "I fixed it.", "It works."]
    assert (one.model, one.id, [probe.family for probe in one.probes]) == (None, None, ["impact"])


@pytest.mark.parametrize("suffix", [".wav", ".FLAC", ".mp3", ".ogg", ".m4a"])
def test_a_recording_is_heard(service: AnalysisService, write: Write, suffix: str) -> None:
    (one,) = good(service.analyse_path(write(f"a{suffix}", "")))
    assert (one.model, one.analysis.duration_s, one.analysis.estimated) == ("base", 2.5, False)
    assert one.analysis.timing.silence_s == pytest.approx(1.4)


def test_a_recording_of_silence_is_an_answer_without_words(service: AnalysisService, write: Write) -> None:
    (one,) = good(service.analyse_path(write("silent.wav", "")))
    assert (one.analysis.words, one.analysis.timing.silence_s, one.probes) == ((), 2.5, ())


def test_a_folder_is_walked_in_order_and_what_is_hidden_or_unknown_left_out(
    service: AnalysisService, write: Write, tmp_path: Path
) -> None:
    for name in ("b.txt", "sub/a.wav", ".cache/x.txt", "notes.md", "a.txt"):
        write(name, "I did it.")
    assert [Path(one.source).name for one in good(service.analyse_path(tmp_path))] == ["a.txt", "b.txt", "a.wav"]


def test_a_bad_file_is_reported_and_the_others_go_on(service: AnalysisService, write: Write, tmp_path: Path) -> None:
    for name in ("a.wav", "broken.wav", "c.wav", "deaf.wav"):
        write(name, "")
    first, second, third, fourth = service.analyse_path(tmp_path)
    assert isinstance(first, Reviewed)
    assert isinstance(third, Reviewed)
    assert "broken.wav: not an audio file" in str(second)
    assert "deaf.wav: the recording could not be heard" in str(fourth)


def test_a_missing_model_ends_the_run(service: AnalysisService, write: Write) -> None:
    with pytest.raises(MissingPart, match="models download"):
        list(service.analyse_path(write("nomodel.wav", "")))


def test_a_path_that_is_not_there_is_told_before_any_work(service: AnalysisService, write: Write) -> None:
    outcomes = service.analyse_paths([write("a.txt", "I did it."), Path("missing.txt")])
    with pytest.raises(UsageError, match=r"missing\.txt: no such file"):
        next(outcomes)


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("a.pdf", "x", "cannot analyse .pdf"),
        ("noend", "x", "cannot analyse a file without a suffix"),
        ("a.txt", " \n", "there are no words in it"),
        ("a.txt", "...", "there are no words in it"),
        ("a.jsonl", "\n\n", "there is no line in it"),
    ],
)
def test_a_file_that_cannot_be_analysed_says_why(
    service: AnalysisService, write: Write, name: str, text: str, line: str
) -> None:
    assert line in fault(service.analyse_path(write(name, text)))


@pytest.mark.parametrize("name", ["a.txt", "a.jsonl"])
def test_text_in_another_encoding_says_so(service: AnalysisService, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes("Ich prüfte es.".encode("latin-1"))
    assert "not UTF-8 text. Save it as UTF-8" in fault(service.analyse_path(tmp_path / name))


def test_a_text_far_too_large_is_not_read(service: AnalysisService, write: Write) -> None:
    assert "2,000,001 bytes" in fault(service.analyse_path(write("a.txt", "x" * 2_000_001)))


def test_a_folder_with_nothing_to_read_says_what_it_takes(service: AnalysisService, tmp_path: Path) -> None:
    assert all(suffix in fault(service.analyse_path(tmp_path)) for suffix in READABLE)


def test_lines_bring_their_id_and_context(service: AnalysisService, write: Write) -> None:
    lines = (
        '{"id": "a-1", "question": "Why?", "level": "senior", "company": "amazon", "text": "I did it."}\n'
        "\n"
        '{"id": 0, "probe": "impact", "sentences": [{"text": "It fell.", "section": "R"}, {"text": "By half."}]}\n'
    )
    first, second = good(service.analyse_path(write("a.jsonl", lines), AnswerContext("Why not?")))
    assert (first.id, first.analysis.context) == ("a-1", AnswerContext("Why?", "senior", "amazon"))
    assert (second.id, second.analysis.context.probe) == (0, "impact")
    assert second.analysis.context.question == "Why not?"
    assert [one.section for one in second.analysis.sentences] == ["S", "T"]  # the labeller's, not the line's
    assert " ".join(one.text for one in second.analysis.sentences) == "It fell. By half."


def test_a_line_without_level_or_company_takes_those_asked_for(service: AnalysisService, write: Write) -> None:
    path = write("a.jsonl", '{"id": 1, "text": "I did it."}\n{"id": 2, "text": "I did it.", "level": "junior"}\n')
    first, second = good(service.analyse_path(path, AnswerContext(level="staff", company="google")))
    assert (first.analysis.context.level, first.analysis.context.company) == ("staff", "google")
    assert second.analysis.context.level == "junior"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('{"id": "a", "text": ', "not JSON at column"),
        ("[" * 100_000, "not JSON"),
        ("[1]", "valid dictionary"),
        ('{"text": "I did."}', "key 'id': field required"),
        ('{"id": "a"}', "needs either 'text' or 'sentences'"),
        ('{"id": "a", "text": "x", "sentences": ["x"]}', "needs either 'text' or 'sentences'"),
        ('{"id": "a", "text": "I", "level": "boss"}', "key 'level'"),
        ('{"id": "a", "text": "I", "probe": "impcat"}', "Did you mean 'impact'?"),
        ('{"id": "a", "sentences": []}', "there are no words in it"),
    ],
)
def test_a_bad_line_is_named_by_number_and_the_others_go_on(
    service: AnalysisService, write: Write, line: str, message: str
) -> None:
    path = write("a.jsonl", f'{{"id": 1, "text": "One."}}\n{line}\n{{"id": 3, "text": "Three."}}\n')
    first, bad, third = service.analyse_path(path)
    assert isinstance(first, Reviewed)
    assert isinstance(third, Reviewed)
    assert isinstance(bad, BadInput)
    assert f"{path}:2: " in str(bad)
    assert message in str(bad)
    assert "\n" not in str(bad)


def test_numbers_that_contradict_each_other_over_a_run_are_told_with_both_answers(
    service: AnalysisService, write: Write
) -> None:
    lines = (
        '{"id": 1, "text": "We cut the error rate of the export by forty percent."}\n'
        '{"id": 2, "text": "The error rate of the export was cut by fourteen percent."}\n'
    )
    first, second = good(service.analyse_path(write("a.jsonl", lines)))
    assert first.clashes == ()
    (clash,) = second.clashes
    assert clash.earlier_in == first.name
    assert "forty percent" in clash.earlier.quote
    assert "fourteen percent" in clash.now.quote
    shown = " ".join(report(second).split())
    assert "Does not fit together" in shown
    assert "forty percent" in shown
    (told,) = json.loads(to_record(second).to_json())["clashes"]
    assert (told["kind"], told["earlier"]["source"]) == ("number", first.name)


def test_a_run_knows_nothing_of_the_run_before(service: AnalysisService, write: Write) -> None:
    path = write("a.txt", "We cut the error rate of the export by forty percent.")
    other = write("b.txt", "The error rate of the export was cut by fourteen percent.")
    assert good(service.analyse_path(path))[0].clashes == good(service.analyse_path(other))[0].clashes == ()
