"""What the session screen tells at 80×24, and how it copes with other sizes and with parts that fail."""

from dataclasses import replace

import pytest

from simulator.answer.types import Word
from simulator.interview import events as ev
from simulator.probing.types import ProbeChoice
from simulator.tui.answer_words import section_table
from simulator.tui.screens.session import NOTHING, SECTION_BAR
from simulator.tui.widgets.captions import Captions
from simulator.tui.widgets.lane import StarLane
from simulator.tui.widgets.level_meter import LevelMeter
from tests.fakes.services import STORY, FakeServices, session
from tests.fakes.session import FakeSession, Script
from tests.tui.conftest import Stage, StageMaker
from tests.tui.phases import at, between, listening

pytestmark = pytest.mark.tui


async def test_while_listening_all_that_matters_is_on_a_screen_of_80_by_24(stage: StageMaker) -> None:
    made = listening()
    made.advance(26.0)
    async with stage(session=made) as seen:
        for told in (
            "Question 1 of 2", "Ownership outside your scope", "Tell me about a time you fixed something",
            "Listening. Space when you are done", "0:46", "hearing: base", "Built-in Microphone",
            "Situation 14s", "Task 7s", "Action", "0:30", "21 s of 38 s", "aim 60–80 %", "150 words/min",
            "You are in the Action", "Space done", "P pause", "R redo", "A ask again", "? help",
        ):  # fmt: skip
            assert told in seen.text, told
        assert len(seen.rows) == 24


async def test_settled_words_are_bright_and_unsettled_ones_dim(stage: StageMaker) -> None:
    made = listening()
    async with stage(session=made) as seen:
        line = seen.app.screen.query_one(Captions).children[0]
        content = line.visual  # type: ignore[attr-defined]
        styled = {content.plain[span.start : span.end]: str(span.style) for span in content.spans}
        dim = " ".join(word.text for word in made.view().provisional)
        assert "$quiet" in styled[dim]
        bright = " ".join(word.text for word in made.view().committed)
        assert styled[bright] == "$foreground"


async def test_captions_follow_the_newest_words_until_somebody_scrolls_up(stage: StageMaker) -> None:
    made = session(scripts=(Script(sentences=(("A", "word " * 400),)),))
    made.until_listening()
    async with stage(session=made) as seen:
        captions = seen.app.screen.query_one(Captions)
        for _ in range(3):
            made.advance(40.0)
            await seen.settle()
        assert captions.scroll_y == captions.max_scroll_y > 0
        await seen.press("up", "up", "up")
        kept = captions.scroll_y
        made.advance(20.0)
        await seen.settle()
        assert captions.scroll_y == kept < captions.max_scroll_y


async def test_a_follow_up_shows_its_reason_with_the_candidates_words(stage: StageMaker) -> None:
    made = listening()
    made.advance(50.0)
    async with stage(session=made) as seen:
        await seen.press("space")
        made.advance(1.0)
        await seen.settle()
        assert "follow-up 1 of 1" in seen.words
        assert "Which part of that was yours?" in seen.words
        assert "Why: You said “we rebuilt the schedule together”" in seen.words


async def test_a_follow_up_is_not_held_against_the_timing_of_a_story(stage: StageMaker) -> None:
    made = listening()
    async with stage(session=made) as seen:
        assert "aim 60–80 %" in seen.words
        made.advance(50.0)
        await seen.press("space")
        made.until_listening()
        made.advance(10.0)
        await seen.settle()
        assert "aim 60–80 %" not in seen.words
        assert "Not held against the timing of a story" in seen.words
        assert "150 words/min" in seen.words


async def test_a_reason_that_quotes_nothing_is_followed_by_the_quote(stage: StageMaker) -> None:
    probe = ProbeChoice("impact", "impact-1", "How do you know?", "No number was heard.", "it got better", 3.0)
    made = session(scripts=(replace(STORY, probes=(probe,)),))
    made.until_listening()
    made.advance(20.0)
    made.send(ev.Finish())
    made.advance(1.0)
    async with stage(session=made) as seen:
        assert "Why: No number was heard. “it got better”" in seen.words


async def test_after_four_silent_seconds_it_asks_quietly_and_not_before(stage: StageMaker) -> None:
    made = session()
    made.until_listening()
    made.advance(STORY.end_s - made.recorded_s + 3.9)
    async with stage(session=made) as seen:
        assert "Done? Press Space" not in seen.words
        made.advance(0.2)
        await seen.settle()
        assert "Done? Press Space, or go on." in seen.words


async def test_before_the_first_word_silence_is_not_commented(stage: StageMaker) -> None:
    made = session(scripts=(Script(),))
    made.until_listening()
    made.advance(20.0)
    async with stage(session=made) as seen:
        assert "Done?" not in seen.words


async def test_it_says_how_far_hearing_is_behind_and_stops_saying_so(stage: StageMaker) -> None:
    made = listening()
    made.behind_s = 2.1
    async with stage(session=made) as seen:
        assert "hearing is 2.1 s behind" in seen.words
        made.behind_s = 0.3
        await seen.settle()
        assert "behind" not in seen.words


async def test_a_lost_microphone_is_one_line_and_goes_when_it_is_back(stage: StageMaker) -> None:
    made = listening()
    async with stage(session=made) as seen:
        made.report(ev.MicrophoneLost("The headset was unplugged. What you said is safe"))
        await seen.settle()
        assert "! The headset was unplugged. What you said is safe" in seen.words
        made.report(ev.MicrophoneBack())
        await seen.settle()
        assert "unplugged" not in seen.words


async def test_nothing_heard_says_what_to_do(stage: StageMaker) -> None:
    async with stage(session=at("silent")) as seen:
        assert "Nothing was heard" in seen.words
        assert "No words arrived from Built-in Microphone." in seen.words
        assert "R: answer again" in seen.words


async def test_after_an_answer_the_lane_the_verdicts_and_two_findings_are_shown(stage: StageMaker) -> None:
    async with stage(session=between()) as seen:
        assert "That answer is complete" in seen.words
        assert "Action 47 %" in seen.words
        assert "“We” hides what you did" in seen.words
        assert "“After that we rebuilt the schedule together”" in seen.words
        assert "Noticed what others had missed" in seen.words
        assert "The pattern over three months" in seen.words
        assert "Space next question" in seen.words
        assert seen.app.screen.query_one(StarLane).parts


async def test_after_the_last_answer_space_leads_to_the_summary(stage: StageMaker) -> None:
    made = session(questions=1, probes=0)
    made.until_listening()
    made.advance(70.0)
    made.send(ev.Finish())
    made.advance(1.0)
    async with stage(session=made) as seen:
        assert "Space summary" in seen.words
        await seen.press("space")
        assert seen.words.startswith("Summary answer 1 of 1")


async def test_a_hidden_question_is_shown_when_nobody_can_speak_it(stage: StageMaker) -> None:
    made = at("asking")
    async with stage(session=made) as seen:
        await seen.press("h")
        assert "The question is hidden" in seen.words
        made.voice = "none"
        await seen.settle()
        assert "Tell me about a time" in seen.words


async def test_a_section_that_takes_all_the_time_still_fits_on_its_line(stage: StageMaker) -> None:
    async with stage(session=listening()) as seen:
        column = seen.app.screen.query_one("#sections").styles.width
        whole = replace(NOTHING, share={**NOTHING.share, "A": 1.0}, seconds={**NOTHING.seconds, "A": 1800.0})
        rows = section_table(whole, SECTION_BAR).split("\n")
        assert column is not None
        assert max(row.cell_length for row in rows) <= column.value - 3


async def test_without_a_voice_nobody_is_said_to_speak(stage: StageMaker) -> None:
    made = at("asking")
    made.voice = "none"
    async with stage(session=made) as seen:
        assert "Read the question. Space when you want to answer" in seen.words
        assert "speaking" not in seen.words
        assert "M mute" not in seen.words


async def test_muting_shows_a_hidden_question(stage: StageMaker) -> None:
    async with stage(session=at("listening")) as seen:
        await seen.press("h", "m")
        assert "Tell me about a time" in seen.words


async def test_the_meter_rests_while_the_microphone_is_deaf(stage: StageMaker) -> None:
    made = at("asking")
    async with stage(session=made) as seen:
        assert "━" not in str(seen.app.screen.query_one(LevelMeter).visual)
        made.until_listening()
        await seen.settle()
        assert "━" in str(seen.app.screen.query_one(LevelMeter).visual)


async def test_asking_again_in_mid_answer_keeps_what_was_said(stage: StageMaker) -> None:
    made = listening()
    async with stage(session=made) as seen:
        await seen.press("a")
        assert made.state.phase == "asking"
        assert "Situation" in seen.text
        made.until_listening()
        await seen.settle()
        assert "our nightly export failed" in seen.words


async def test_time_to_think_counts_down(stage: StageMaker) -> None:
    made = at("preparing")
    async with stage(session=made) as seen:
        assert "Time to think: 28 s left" in seen.words
        made.advance(10.0)
        await seen.settle()
        assert "Time to think: 18 s left" in seen.words


async def test_nothing_is_repainted_while_nothing_changes(stage: StageMaker, monkeypatch: pytest.MonkeyPatch) -> None:
    async with stage(session=at("paused")) as seen:
        painted: list[str] = []
        monkeypatch.setattr(
            "simulator.tui.widgets.line.Line.update", lambda self, *args, **kwargs: painted.append(str(self.id))
        )
        await seen.settle()
        await seen.settle()
        assert painted == []


# ---- sizes ----------------------------------------------------------------------------------------------------------


async def test_a_tiny_terminal_says_so_and_a_larger_one_shows_all_again(stage: StageMaker) -> None:
    async with stage(session=at("listening")) as seen:
        before = seen.text
        await seen.resize(20, 5)
        assert seen.words == "Make me larger"
        await seen.resize(80, 24)
        assert seen.text == before


async def test_keys_work_while_the_terminal_is_too_small(stage: StageMaker) -> None:
    made = at("listening")
    async with stage(session=made) as seen:
        await seen.resize(20, 5)
        await seen.press("p")
        assert made.state.phase == "paused"


@pytest.mark.parametrize("size", [(40, 10), (60, 18), (80, 24), (120, 40), (200, 60)])
async def test_the_question_the_state_and_the_keys_stay_visible_at_every_size(
    stage: StageMaker, size: tuple[int, int]
) -> None:
    async with stage(session=at("listening"), size=size) as seen:
        for told in ("Tell me about a time", "Listening. Space when you", "0:20", "Space done", "S 14s"):
            assert told in seen.words or told.replace("S 14s", "Situation 14s") in seen.words, told


async def test_a_wide_terminal_has_a_table_of_the_sections(stage: StageMaker) -> None:
    async with stage(session=at("listening"), size=(120, 40)) as seen:
        assert "Where the time goes" in seen.text
        await seen.resize(80, 24)
        assert "Where the time goes" not in seen.text


# ---- text of others -------------------------------------------------------------------------------------------------

HOSTILE = "[/x] [bold]b[/] \x1b[31mred\x07 \u202eback {0} $primary"


def _hostile() -> FakeSession:
    flag = replace(STORY.flags[0], quote=HOSTILE, why=HOSTILE, repair=HOSTILE)
    probe = ProbeChoice("[/p]", "x", HOSTILE, HOSTILE, HOSTILE)
    script = Script(sentences=(("A", HOSTILE * 6),), flags=(flag,), probes=(probe,), cue=HOSTILE)
    made = session(scripts=(script,), microphone=HOSTILE, voice=HOSTILE, hearing=HOSTILE)
    made.until_listening()
    made.advance(20.0)
    return made


async def _assert_harmless(seen: Stage) -> None:
    assert "\x1b" not in seen.text
    assert "\x07" not in seen.text
    assert "\u202e" not in seen.text
    assert "[/x]" in seen.text


async def test_text_of_others_is_shown_as_it_is_and_can_do_nothing(stage: StageMaker) -> None:
    made = _hostile()
    services = FakeServices()
    async with stage(services, session=made, size=(120, 40)) as seen:
        await _assert_harmless(seen)
        made.report(ev.HearingLost(HOSTILE))
        await seen.press("space")
        made.advance(1.0)
        await seen.settle()
        assert made.state.prompt is not None
        assert made.state.prompt.kind == "probe"
        await _assert_harmless(seen)
        made.until_listening()
        made.advance(10.0)
        await seen.press("space")
        made.advance(1.0)
        await seen.settle()
        await _assert_harmless(seen)
        await seen.press("q")
        await _assert_harmless(seen)


async def test_a_word_of_a_thousand_letters_breaks_nothing(stage: StageMaker) -> None:
    made = session(scripts=(Script(sentences=(("A", "x" * 1000),)),))
    made.until_listening()
    made.advance(5.0)
    async with stage(session=made) as seen:
        assert made.view().committed == (Word("x" * 1000, 0.5, 0.9),)
        assert "x" * 70 in seen.text


LONG_REASON = "You said “nobody had asked me to look, because it belonged to the other team”: an interviewer asks what "


async def test_a_follow_up_has_no_lane_no_table_and_its_whole_reason(stage: StageMaker) -> None:
    because = LONG_REASON + "would have become of it without you."
    probe = replace(STORY.probes[0], because=because, quote="")
    made = session(questions=1, scripts=(replace(STORY, probes=(probe,)), Script()))
    made.until_listening()
    made.advance(70.0)
    made.send(ev.Finish())
    made.advance(1.0)
    made.until_listening()
    async with stage(session=made, size=(80, 24)) as seen:
        assert "become of it without you." in seen.words
        assert not seen.app.screen.query_one(StarLane).display
        await seen.resize(120, 40)
        assert "Where the time goes" not in seen.text


async def test_after_a_follow_up_the_card_begins_with_how_it_went_and_what_it_did(stage: StageMaker) -> None:
    made = session(questions=1)
    made.until_listening()
    made.advance(70.0)
    made.send(ev.Finish())
    made.advance(1.0)
    made.until_listening()
    made.advance(14.0)
    made.send(ev.Finish())
    made.advance(1.0)
    async with stage(session=made, size=(80, 24)) as seen:
        assert "Last follow-up strong It names your part and theirs." in seen.words
        assert "The story Still 1 of the five signals. “We” hides what you did: settled" in seen.words
        assert seen.words.index("Last follow-up") < seen.words.index("Your answer")
