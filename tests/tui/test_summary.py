"""The summary: what it tells of each answer, and that Enter plays the right piece."""

from dataclasses import replace
from pathlib import Path

import pytest
from textual.widgets import OptionList

from simulator.answer.types import Finding, QuestionAnswered, RubricItem
from simulator.errors import BadInput, MissingPart
from simulator.interview import events as ev
from simulator.interview.view import TakeRecord
from simulator.tui.widgets.lane import StarLane
from tests.fakes.services import PROBE_ANSWER, STORY, FakeServices, session, summary
from tests.fakes.session import FakeSession
from tests.tui.conftest import Stage, StageMaker

pytestmark = pytest.mark.tui

AUDIO = Path("/recordings/turn-01/audio.wav")


def finished(**changes: object) -> FakeSession:
    """A session with a story and the answer to its follow-up, left after it."""
    made = session(questions=1, **changes)
    made.until_listening()
    made.advance(70.0)
    made.type_text(" ".join(word.text for word in STORY.words()))
    made.send(ev.Finish())
    made.advance(1.0)
    made.until_listening()
    made.advance(14.0)
    made.type_text(" ".join(word.text for word in PROBE_ANSWER.words()))
    made.send(ev.Finish())
    made.advance(1.0)
    made.send(ev.Finish())
    assert made.state.phase == "finished"
    return made


async def _mark(seen: Stage, text: str) -> None:
    """Move down to the row that holds `text`."""
    rows = seen.app.screen.query_one(OptionList)
    for _ in range(40):
        marked = rows.highlighted_option
        if marked is not None and text in str(marked.prompt):
            return
        await seen.press("down")
    raise AssertionError(f"no row with {text!r}")


async def test_the_top_shows_lane_verdicts_and_the_first_finding_at_80_by_24(stage: StageMaker) -> None:
    async with stage(session=finished()) as seen:
        for told in (
            "Summary answer 1 of 2", "Tell me about a time", "Situation 14s", "! Setup 21 s", "! Action 47 %",
            "✓ Result 6 s", "! Length 65 s", "“We” hides what you did fairly sure",
            "“After that we rebuilt the schedule together” 0:51", "Better: Say which part",
        ):  # fmt: skip
            assert told in seen.words, told


async def test_all_parts_can_be_reached_by_moving_down(stage: StageMaker) -> None:
    async with stage(session=finished()) as seen:
        text = ""
        for _ in range(30):
            text += seen.words
            await seen.press("down")
        for told in ("What you said", "What an interviewer listens for", "Discovered: how the problem was found met",
                     "What this answer invites", "Delivery", "150 words a minute", "two hours"):  # fmt: skip
            assert told in text, told


async def test_enter_on_a_sentence_plays_that_sentence(stage: StageMaker) -> None:
    made = finished()
    sentence = STORY.labelled()[3]
    async with stage(session=made) as seen:
        await _mark(seen, "three months of logs")
        await seen.press("enter")
        ((audio, start_s, end_s),) = seen.services.played
        assert audio == AUDIO
        assert (start_s, end_s) == (pytest.approx(sentence.start_s - 0.2), pytest.approx(sentence.end_s + 0.2))


async def test_enter_on_a_quote_plays_the_quote(stage: StageMaker) -> None:
    async with stage(session=finished()) as seen:
        await seen.press("enter")
        ((_, start_s, end_s),) = seen.services.played
        assert (start_s, end_s) == (pytest.approx(51.5), pytest.approx(55.2))
        assert "playing" in seen.words


async def test_enter_on_a_rubric_quote_plays_its_sentence(stage: StageMaker) -> None:
    sentence = STORY.labelled()[3]
    async with stage(session=finished()) as seen:
        await _mark(seen, "Discovered: how the problem was found")
        await seen.press("enter")
        ((_, start_s, _),) = seen.services.played
        assert start_s == pytest.approx(sentence.start_s - 0.2)


async def test_a_row_without_words_plays_nothing_and_says_so(stage: StageMaker) -> None:
    async with stage(session=finished()) as seen:
        await _mark(seen, "Did you stay with it?")
        await seen.press("enter")
        assert seen.services.played == []
        assert "no piece of the recording" in seen.words


async def test_the_note_of_playing_goes_with_the_end_of_the_piece(stage: StageMaker) -> None:
    made = finished(scripts=(replace(STORY, flags=(replace(STORY.flags[0], end_s=51.75),)), PROBE_ANSWER))
    async with stage(session=made) as seen:
        await seen.press("enter")
        assert "playing" in seen.words
        await seen.until(lambda: "playing" not in seen.words)
        assert "playing" not in seen.words


async def test_a_long_title_leaves_room_for_the_place(stage: StageMaker) -> None:
    services = FakeServices(past=(summary("x", title="word " * 40),), stored={"x": tuple(finished().records)})
    async with stage(services) as seen:
        await _open_list(seen)
        await seen.press("enter")
        assert "answer 1 of 2" in seen.rows[0]


async def test_s_stops_the_playback_and_so_does_leaving(stage: StageMaker) -> None:
    async with stage(session=finished()) as seen:
        await seen.press("enter")
        before = seen.services.stopped
        await seen.press("s")
        assert seen.services.stopped == before + 1
        assert "playing" not in seen.words
        await seen.press("escape")
        assert seen.services.stopped == before + 2


async def test_a_speaker_that_fails_is_one_line(stage: StageMaker) -> None:
    async with stage(session=finished()) as seen:
        seen.services.fault = MissingPart("no speaker was found", remedy="Plug one in")
        await seen.press("enter")
        assert "no speaker was found. Plug one in" in seen.words


async def test_right_goes_to_the_follow_up_with_its_reason_and_how_it_stood_up(stage: StageMaker) -> None:
    async with stage(session=finished(), size=(120, 40)) as seen:
        await seen.press("right")
        assert "answer 2 of 2" in seen.words
        left = " ".join(" ".join(row[:70] for row in seen.rows).split())
        assert "How this answer stood up strong sure It names your part" in left
        assert "Why you were asked this" in left
        await seen.press("enter")
        assert seen.services.played[0][1] == pytest.approx(0.3)
        await seen.press("right")
        assert "answer 2 of 2" in seen.words
        await seen.press("left")
        assert "answer 1 of 2" in seen.words


async def test_a_typed_answer_says_that_there_is_no_recording(stage: StageMaker) -> None:
    async with stage(session=finished(typed=True)) as seen:
        assert "This answer was typed: times are estimated" in seen.words
        await seen.press("enter")
        assert seen.services.played == []
        assert "no recording to play" in seen.words


async def test_it_refreshes_when_the_second_pass_has_heard_better(stage: StageMaker) -> None:
    made = finished()
    made.refining = 2
    async with stage(session=made) as seen:
        assert "refining 2 answers…" in seen.words
        old = made.records[0]
        assert old.analysis is not None
        better = (replace(old.analysis.sentences[0], text="Last year the nightly export failed."),)
        made.records[0] = replace(old, source="full", analysis=replace(old.analysis, sentences=better, flags=()))
        made.refining = 1
        await seen.until(lambda: "refining 1 answer…" in seen.words)
        assert "refining 1 answer…" in seen.words
        assert "“We” hides" not in seen.words
        made.refining = 0
        await seen.until(lambda: "refining" not in seen.words)
        assert "refining" not in seen.words
        await _mark(seen, "Last year the nightly export failed.")


async def test_a_refresh_keeps_the_marked_row(stage: StageMaker) -> None:
    made = finished()
    made.refining = 1
    async with stage(session=made) as seen:
        await _mark(seen, "three months of logs")
        made.records[1] = replace(made.records[1], source="full")
        await seen.pilot.pause(0.3)
        marked = seen.app.screen.query_one(OptionList).highlighted_option
        assert marked is not None
        assert "three months of logs" in str(marked.prompt)


async def test_another_shape_of_the_terminal_keeps_the_marked_row(stage: StageMaker) -> None:
    async with stage(session=finished(), size=(120, 40)) as seen:
        assert "“We” hides what you did" in str(seen.app.screen.query_one(OptionList).highlighted_option.prompt)  # type: ignore[union-attr]
        await _mark(seen, "three months of logs")
        await seen.resize(80, 24)
        assert "three months of logs" in str(seen.app.screen.query_one(OptionList).highlighted_option.prompt)  # type: ignore[union-attr]
        assert "three months of logs" in seen.words


async def test_leaving_the_summary_closes_the_session_once(stage: StageMaker) -> None:
    made = finished()
    async with stage(session=made) as seen:
        assert made.closed == 0
        await seen.press("escape")
        assert made.closed == 1
        assert "Quick question" in seen.text


async def test_a_replaced_take_is_not_listed(stage: StageMaker) -> None:
    made = session(questions=1, probes=0)
    made.until_listening()
    made.advance(20.0)
    made.send(ev.Redo())
    made.until_listening()
    made.advance(70.0)
    made.send(ev.Leave())
    async with stage(session=made) as seen:
        assert "answer 1 of 1" in seen.words


async def test_a_session_without_answers_says_so(stage: StageMaker) -> None:
    made = session()
    made.send(ev.Leave())
    async with stage(session=made) as seen:
        assert "No answer was recorded in this session." in seen.words
        await seen.press("enter", "down", "right", "s")
        assert seen.services.played == []


async def test_a_skipped_take_says_so_and_can_still_be_heard(stage: StageMaker) -> None:
    made = session()
    made.until_listening()
    made.advance(5.0)
    made.send(ev.Skip())
    made.send(ev.Leave())
    async with stage(session=made) as seen:
        assert "this was skipped, or nothing was heard" in seen.words
        await seen.press("enter")
        assert seen.services.played == [(AUDIO, 0.0, pytest.approx(made.records[0].duration_s))]


async def test_a_short_answer_is_judged_cannot_tell(stage: StageMaker) -> None:
    made = session(questions=1, probes=0)
    made.until_listening()
    made.advance(20.0)
    made.send(ev.Finish())
    made.advance(1.0)
    made.send(ev.Finish())
    async with stage(session=made) as seen:
        assert seen.words.count("Cannot tell: only") == 1
        for name in ("Setup", "Action", "Result", "Length"):
            assert f"? {name}" in seen.words


async def test_unsure_labels_are_marked(stage: StageMaker) -> None:
    made = session(questions=1, probes=0, scripts=(replace(STORY, confidence=0.4),))
    made.until_listening()
    made.advance(70.0)
    made.send(ev.Finish())
    made.advance(1.0)
    made.send(ev.Finish())
    async with stage(session=made) as seen:
        await _mark(seen, "Last year our nightly")
        assert "0:00 S ? Last year" in seen.words


async def test_the_wide_layout_tells_timing_and_delivery_beside_the_list(stage: StageMaker) -> None:
    async with stage(session=finished(), size=(120, 40)) as seen:
        right = " ".join(row[70:] for row in seen.rows)
        assert "Timing" in right
        assert "Delivery" in right
        await seen.resize(80, 24)
        assert "Timing" in " ".join(row[:20] for row in seen.rows)


async def test_what_stands_beside_the_list_can_be_scrolled_with_keys_after_tab(stage: StageMaker) -> None:
    async with stage(session=finished(), size=(120, 24)) as seen:
        assert "two hours" not in seen.words
        await seen.press("tab", "end")
        await seen.until(lambda: "two hours" in " ".join(row[70:] for row in seen.rows))
        assert "two hours" in " ".join(row[70:] for row in seen.rows)


# ---- past sessions --------------------------------------------------------------------------------------------------


def _archive(*records: TakeRecord) -> FakeServices:
    return FakeServices(
        past=(
            summary("new", title="[b]Monday[/x]"),
            summary("cut", title="Tuesday", state="cut off", action_share=None, flags=0),
            summary("bad", title="Broken", state="unreadable", problem="session.json is not JSON"),
        ),
        stored={"new": records, "cut": records},
    )


async def _open_list(seen: Stage) -> None:
    while "Past sessions" not in str(getattr(seen.app.screen.query_one(OptionList).highlighted_option, "prompt", "")):
        await seen.press("down")
    await seen.press("enter")


async def test_past_sessions_are_listed_with_their_figures(stage: StageMaker) -> None:
    async with stage(_archive()) as seen:
        await _open_list(seen)
        assert "[b]Monday[/x] 05 Jan 2026, 10:15" in seen.words
        assert "4 takes · 5:12 · Action 58 % · 2 flags" in seen.words
        assert "cut off" in seen.words
        assert "Action –" not in seen.words, "what is not known is left out"
        assert "session.json is not JSON" in seen.words


async def test_enter_opens_the_summary_of_a_past_session_which_plays_too(stage: StageMaker) -> None:
    async with stage(_archive(*finished().records)) as seen:
        await _open_list(seen)
        await seen.press("enter")
        assert "[b]Monday[/x], 05 Jan 2026, 10:15 answer 1 of 2" in seen.words
        await seen.press("enter")
        assert seen.services.played[0][0] == AUDIO
        await seen.press("escape")
        assert "Past sessions" in seen.text


async def test_a_cut_off_session_is_completed_before_it_is_shown(stage: StageMaker) -> None:
    async with stage(_archive(*finished().records)) as seen:
        await _open_list(seen)
        await seen.press("down", "enter")
        assert seen.services.recovered == ["cut"]
        assert "Tuesday" in seen.words


async def test_an_unreadable_session_says_why_and_opens_nothing(stage: StageMaker) -> None:
    async with stage(_archive()) as seen:
        await _open_list(seen)
        await seen.press("down", "down", "enter")
        assert "session.json is not JSON" in seen.words
        assert "Past sessions" in seen.text


async def test_delete_asks_and_no_keeps(stage: StageMaker) -> None:
    async with stage(_archive()) as seen:
        await _open_list(seen)
        await seen.press("d", "n")
        assert seen.services.deleted == []
        await seen.press("d", "y")
        assert seen.services.deleted == ["new"]
        assert "Monday" not in seen.text


async def test_before_a_session_is_deleted_its_report_is_named(stage: StageMaker) -> None:
    async with stage(_archive()) as seen:
        seen.services.reports.append("new")
        await _open_list(seen)
        await seen.press("d")
        assert "The report of it stays: ~/Documents/mock-interviews/new.html" in boxed(seen)


async def test_an_archive_that_cannot_be_read_is_one_line(stage: StageMaker) -> None:
    async with stage() as seen:
        seen.services.fault = MissingPart("the archive folder is gone", remedy="Make it again")
        await _open_list(seen)
        assert "the archive folder is gone. Make it again" in seen.words


async def test_an_opening_by_id_shows_that_session(stage: StageMaker) -> None:
    async with stage(_archive(*finished().records), opening="new") as seen:
        assert "answer 1 of 2" in seen.words


# ---- the rubric, the bar, the question, and what does not fit --------------------------------------------------------

NUMBERS = (
    replace(STORY, sentences=(("A", "We cut the error rate of the export by forty percent."), *STORY.sentences[3:])),
    replace(PROBE_ANSWER, sentences=(("R", "The error rate of the export was cut by fourteen percent."),)),
)


async def test_two_numbers_for_one_thing_stand_together_and_both_can_be_heard(stage: StageMaker) -> None:
    made = finished(scripts=NUMBERS)
    async with stage(session=made) as seen:
        assert "Does not fit together" not in seen.words
        await seen.press("right")
        await _mark(seen, "Two numbers for what sounds like the same thing")
        assert "forty percent" in seen.words
        await seen.press("enter")
        await seen.press("down")
        assert "fourteen percent" in seen.words
        await seen.press("enter")
        (_, first_s, _), (_, second_s, _) = seen.services.played
        assert first_s == pytest.approx(max(0.0, 0.5 + 0.4 - 0.2))  # from "cut" on, eight words before the number
        assert second_s == pytest.approx(0.5 + 0.4 - 0.2)


async def test_the_groups_are_counted_and_a_disqualifier_stands_right_below(stage: StageMaker) -> None:
    async with stage(session=finished()) as seen:
        await _mark(seen, "outweighs them all")
        await seen.press("enter")
        ((_, start_s, _),) = seen.services.played
        assert start_s == pytest.approx(51.5)
        await _mark(seen, "Did you stay with it?")
        assert "Discovered – Proposed – Shipped 3 of 3 met" in seen.words


async def test_the_bar_of_the_level_is_shown_with_what_is_below_it(stage: StageMaker) -> None:
    bar = (
        RubricItem("stakeholders", "met", "showed the owners", 33.0, 34.2, 0.9),
        RubricItem("won_people", "not_heard"),
    )
    made = finished(scripts=(replace(STORY, bar=bar), PROBE_ANSWER))
    async with stage(session=made) as seen:
        await _mark(seen, "Several parties worked with")
        assert "Mid-level 1 of 2 met" in seen.words
        await seen.press("enter")
        ((_, start_s, end_s),) = seen.services.played
        assert (start_s, end_s) == (pytest.approx(32.8), pytest.approx(34.4))
        await _mark(seen, "Won people without authority")
        assert "not heard, else: nobody was influenced" in seen.words


async def test_a_question_that_was_not_answered_is_said_with_what_was_told_instead(stage: StageMaker) -> None:
    missed = QuestionAnswered(
        "no", "nobody is won over in the answer", "I read three months of logs first", 25.0, 28.0, 0.9
    )
    made = finished(scripts=(replace(STORY, answered=missed), PROBE_ANSWER))
    async with stage(session=made) as seen:
        await _mark(seen, "nobody is won over")
        assert "Did you answer the question?" in seen.words
        await seen.press("enter")
        ((_, start_s, _),) = seen.services.played
        assert start_s == pytest.approx(24.8)


def boxed(seen: Stage) -> str:
    """What the box over the screen says."""
    return " ".join(row.split("│")[1].strip() for row in seen.rows if row.count("│") > 1)


async def test_w_writes_a_report_and_says_where(stage: StageMaker) -> None:
    made = finished()
    async with stage(session=made) as seen:
        await seen.press("w")
        assert seen.services.reports == [made.session_id]
        assert "The report is written" in boxed(seen)
        assert f"~/Documents/mock-interviews/{made.session_id}.html" in boxed(seen).replace(" ", "")
        await seen.press("escape")
        assert "Summary answer 1 of 2" in seen.words


async def test_a_report_that_cannot_be_written_is_told_with_the_reason(stage: StageMaker) -> None:
    async with stage(session=finished()) as seen:
        seen.services.fault = BadInput("cannot save: No space left on device", where="report.html")
        await seen.press("w")
        assert "No report was written" in boxed(seen)
        assert "No space left on device" in boxed(seen)


async def test_a_report_of_words_that_are_still_refined_says_so(stage: StageMaker) -> None:
    made = finished()
    made.refining = 1
    async with stage(session=made) as seen:
        await seen.press("w")
        assert "Words are still being refined" in boxed(seen)


ASSIGNED = Finding("assigned", "The order of the jobs", 1.2, 2.2, 0.9, "It was given to you.", "Choose another.")


async def test_a_follow_up_tells_what_it_did_to_the_story_and_the_story_what_all_did(stage: StageMaker) -> None:
    made = finished(scripts=(STORY, replace(PROBE_ANSWER, flags=(ASSIGNED,))))
    async with stage(session=made, size=(120, 60)) as seen:
        for side in ("right", "left"):
            await seen.press(side)
            await _mark(seen, "Somebody gave you this work: revealed")
            assert "The story after this follow-up" in seen.words
            assert "of the five signals" in seen.words
            assert "Somebody gave you this work: outweighs them all" in seen.words
            seen.services.played.clear()
            await seen.press("enter")
            assert seen.services.played[-1][1:] == (pytest.approx(1.0), pytest.approx(2.4))


async def test_a_follow_up_has_no_star_lane(stage: StageMaker) -> None:
    async with stage(session=finished()) as seen:
        assert seen.app.screen.query_one(StarLane).display
        await seen.press("right")
        assert not seen.app.screen.query_one(StarLane).display
        await seen.press("left")
        assert seen.app.screen.query_one(StarLane).display


async def test_a_follow_up_has_no_timing_beside_it_either(stage: StageMaker) -> None:
    async with stage(session=finished(), size=(120, 40)) as seen:
        assert "Timing" in seen.words
        await seen.press("right")
        assert "Timing" not in seen.words
        assert "Delivery" in seen.words
