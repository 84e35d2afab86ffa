"""The list of past sessions: found while one types, opened where it was said."""

import pytest
from textual.widgets import Input, OptionList

from simulator.archive.types import Hit, Where
from simulator.errors import BadInput
from simulator.tui import messages
from simulator.tui.desks.replays import ReplayDesk
from simulator.tui.desks.summaries import SummaryDesk
from simulator.tui.past_rows import fits, hit_line
from simulator.tui.screens.past import PastScreen
from tests.fakes.services import FakeServices, summary
from tests.tui.conftest import Stage, StageMaker

pytestmark = pytest.mark.tui


def hit(session_id: str, text: str, word: str, *, at_s: float = 65.0, where: Where = "said") -> Hit:
    at = text.index(word)
    return Hit(session_id, "", "", "turn-02", "q", where, text, ((at, at + len(word)),), at_s)


def services(**more: object) -> FakeServices:
    made = FakeServices(
        past=(
            summary("mon", title="[b]Monday[/x]", questions=2),
            summary("tue", title="Tuesday", started="2026-02-10T10:15:00+00:00"),
            summary("bad", title="", state="unreadable", problem="session.json is not JSON"),
        ),
        said=(
            hit("mon", "nobody owned the backups [/] at all", "backups"),
            hit("mon", "the backups failed", "backups", at_s=70.0),
        ),
    )
    for name, value in more.items():
        setattr(made, name, value)
    return made


Asked = list[messages.ReplayWanted | messages.SummaryWanted]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Asked:
    """What the list asks the app to open, instead of that being opened."""
    kept: Asked = []
    monkeypatch.setattr(ReplayDesk, "on_replay_wanted", lambda _, message: kept.append(message))
    monkeypatch.setattr(SummaryDesk, "on_summary_wanted", lambda _, message: kept.append(message))
    return kept


async def opened(seen: Stage) -> None:
    seen.app.post_message(messages.PastWanted())
    await seen.settle()


async def type_in(seen: Stage, text: str) -> None:
    await seen.press("slash", *({" ": "space", "/": "slash", "[": "left_square_bracket"}.get(one, one) for one in text))


async def test_a_row_tells_questions_takes_length_action_and_flags(stage: StageMaker) -> None:
    async with stage(services(), size=(100, 24)) as seen:
        await opened(seen)
        assert "[b]Monday[/x] 05 Jan 2026, 10:15" in seen.words
        assert "2 questions · 4 takes · 5:12 · Action 58 % · 2 flags" in seen.words


async def test_the_key_bar_shows_the_help_and_the_way_back_at_80_columns(stage: StageMaker) -> None:
    async with stage(services(), size=(80, 24)) as seen:
        await opened(seen)
        assert seen.words.endswith("D Delete ? Help Esc Back")


async def test_the_list_narrows_while_one_types_and_shows_the_sentence_and_its_time(stage: StageMaker) -> None:
    async with stage(services(), size=(100, 24)) as seen:
        await opened(seen)
        await type_in(seen, "backups")
        assert "1:05 nobody owned the backups [/] at all and 1 more" in seen.words
        assert "1 of 3 sessions" in seen.words
        assert "Tuesday" not in seen.text
        assert seen.services.searched[-1] == "backups"


async def test_title_and_day_narrow_too(stage: StageMaker) -> None:
    async with stage(services()) as seen:
        await opened(seen)
        await type_in(seen, "feb tue")
        assert "Tuesday" in seen.text
        assert "Monday" not in seen.text


async def test_enter_goes_to_the_list_and_enter_there_opens_the_moment(stage: StageMaker, asked: Asked) -> None:
    async with stage(services()) as seen:
        await opened(seen)
        await type_in(seen, "backups")
        await seen.press("enter", "enter")
        (wanted,) = asked
        assert isinstance(wanted, messages.ReplayWanted)
        assert (wanted.session_id, wanted.take_id, wanted.at_s, wanted.recover) == ("mon", "turn-02", 65.0, False)


async def test_what_is_picked_is_what_is_shown(stage: StageMaker, asked: Asked) -> None:
    async with stage(services()) as seen:
        await opened(seen)
        await type_in(seen, "tuesday")
        await seen.press("down", "enter")
        (wanted,) = asked
        assert isinstance(wanted, messages.SummaryWanted)
        assert wanted.session_id == "tue"


@pytest.mark.parametrize("key", ["d", "D", "delete"])
async def test_delete_takes_the_row_that_is_shown(stage: StageMaker, key: str) -> None:
    async with stage(services()) as seen:
        await opened(seen)
        await type_in(seen, "tuesday")
        await seen.press("down", key, "y")
        assert seen.services.deleted == ["tue"]
        assert "Nothing found" in seen.words


async def test_letters_are_text_in_the_line_and_escape_shows_all_again(stage: StageMaker) -> None:
    async with stage(services()) as seen:
        await opened(seen)
        await type_in(seen, "dqp?/")
        assert seen.app.screen.query_one(Input).value == "dqp?/"
        assert seen.services.deleted == []
        await seen.press("escape")
        assert "Tuesday" in seen.text
        assert not seen.app.screen.query_one(Input).display
        assert isinstance(seen.app.screen, PastScreen)
        await seen.press("escape")
        assert not isinstance(seen.app.screen, PastScreen)


async def test_nothing_found_says_so_and_opens_nothing(stage: StageMaker, asked: Asked) -> None:
    async with stage(services()) as seen:
        await opened(seen)
        await type_in(seen, "zebra")
        assert "Nothing found" in seen.words
        await seen.press("enter", "enter", "d")
        assert asked == []


async def test_the_marked_row_stays_marked_when_the_list_grows_again(stage: StageMaker) -> None:
    async with stage(services()) as seen:
        await opened(seen)
        await type_in(seen, "tuesday")
        await seen.press("escape")
        assert seen.app.screen.query_one(OptionList).highlighted == 1


async def test_a_search_that_fails_is_one_line(stage: StageMaker) -> None:
    async with stage(services()) as seen:
        await opened(seen)
        seen.services.fault = BadInput("the archive folder is gone", remedy="Make it again")
        await type_in(seen, "x")
        assert "the archive folder is gone. Make it again" in seen.words


async def test_an_answer_to_an_earlier_letter_changes_nothing(stage: StageMaker) -> None:
    async with stage(services()) as seen:
        await opened(seen)
        await type_in(seen, "tuesday")
        screen = seen.app.screen
        assert isinstance(screen, PastScreen)
        screen.post_message(screen.Searched("tues", (summary("old", title="Stale"),), seen.services.search("x"), ""))
        await seen.settle()
        assert "Stale" not in seen.text


async def test_a_session_that_is_only_read_here_says_so_in_the_list_and_when_it_is_opened(
    stage: StageMaker, asked: Asked
) -> None:
    async with stage(services(past=(summary("new", problem="written by a newer version"),))) as seen:
        await opened(seen)
        assert seen.words.count("written by a newer version") == 1
        await seen.press("enter")
        assert seen.words.count("written by a newer version") == 2
        assert len(asked) == 1


async def test_a_folder_that_is_no_session_is_called_by_its_name(stage: StageMaker) -> None:
    bad = summary("my best story", title="", state="unreadable", problem="rename the folder", takes=0)
    async with stage(services(past=(bad,))) as seen:
        await opened(seen)
        assert "my best story" in seen.text
        assert "rename the folder" in seen.text
        assert "0 answers" not in seen.text


async def test_thousands_of_sessions_have_rows_as_one_comes_to_them(stage: StageMaker) -> None:
    many = tuple(summary(f"s{number}", title=f"Session {number}") for number in range(1000))
    async with stage(services(past=many)) as seen:
        await opened(seen)
        rows = seen.app.screen.query_one(OptionList)
        assert rows.option_count < 500
        while rows.option_count < 1000:
            before = rows.option_count
            await seen.press("end")
            assert rows.option_count > before
        await seen.press("end")
        assert "Session 999" in seen.text


def test_every_word_must_fit_in_title_day_or_state() -> None:
    one = summary("x1", title="Amazon ownership", state="cut off")
    assert fits(one, "amazon jan")
    assert fits(one, '"Amazon" 2026')
    assert fits(one, "cut off")
    assert not fits(one, "amazon google")


def test_of_a_long_sentence_the_piece_with_the_word_is_shown() -> None:
    text = "so " * 60 + "backups " + "and " * 60
    line = hit_line(hit("s", text.strip(), "backups"), 0).plain
    assert "backups" in line
    assert len(line) < 200
    assert line.count("…") == 2


def test_a_question_and_a_note_are_called_so() -> None:
    assert "asked: Why?" in hit_line(hit("s", "Why?", "Why", where="asked"), 0).plain
    assert "note: Ask Priya" in hit_line(hit("s", "Ask Priya", "Priya", where="noted"), 2).plain
