"""The order of a session, as the pure state machine has it."""

from dataclasses import replace

import pytest

from simulator.interview import events as ev
from simulator.interview.effects import (
    BeginTake,
    ChooseProbes,
    Effect,
    EndSession,
    EndTake,
    PauseTake,
    ResumeTake,
    Say,
    SetTimer,
    SoundCue,
    StopSaying,
)
from simulator.interview.machine import replay, step
from simulator.interview.plan import SessionPlan
from simulator.interview.state import State
from tests.fakes.parts import probe, question, words

pytestmark = pytest.mark.unit

PLAN = SessionPlan("test", (question(1), question(2)), probes_per_question=2)


class Run:
    """A session played by hand: feeds events and keeps the last effects."""

    def __init__(self, plan: SessionPlan = PLAN) -> None:
        self.state = State()
        self.events: list[ev.Event] = []
        self.effects: list[Effect] = []
        self(ev.Start(plan))

    def __call__(self, *events: ev.Event) -> "Run":
        for event in events:
            self.events.append(event)
            self.state, self.effects = step(self.state, event)
        return self

    def timer(self, name: str) -> "Run":
        return self(ev.TimeUp(name, self.state.turn, self.state.take))

    def listening(self) -> "Run":
        """The prompt has been spoken and the microphone listens."""
        self(ev.Spoken(self.state.turn)).timer("hold_off")
        return self(ev.FirstBlock(self.state.take_id))

    def answered(self, *families: str, heard: int = 5) -> "Run":
        """The candidate finishes, and these probe families are found."""
        self(ev.Finish(), ev.TakeEnded(self.state.take_id, 9.0), ev.WordsFinal(self.state.take_id, words("a b c d e")))
        return self(ev.ProbesChosen(self.state.take_id, tuple(probe(family) for family in families), heard))


def test_the_first_question_is_asked_at_the_start() -> None:
    run = Run()
    assert run.effects == [Say("Question number 1?", 1)]
    assert run.state.phase == "asking"


def test_the_microphone_opens_only_after_the_interviewer_and_a_hold_off() -> None:
    run = Run()(ev.Spoken(1))
    assert [type(effect) for effect in run.effects] == [SetTimer]
    assert run.timer("hold_off").effects == [BeginTake("turn-01")]


def test_the_cue_sounds_at_the_first_block_and_not_before() -> None:
    run = Run()(ev.Spoken(1)).timer("hold_off")
    assert run.state.phase == "opening"
    assert run(ev.FirstBlock("turn-01")).effects == [SoundCue()]
    assert run.state.phase == "listening"


def test_time_to_think_comes_after_the_question_and_can_be_cut_short() -> None:
    run = Run(replace(PLAN, prep_s=30))(ev.Spoken(1))
    assert run.state.phase == "preparing"
    assert run(ev.Finish()).effects == [BeginTake("turn-01")]


def test_probes_get_no_time_to_think() -> None:
    run = Run(replace(PLAN, prep_s=30))(ev.Spoken(1)).timer("prep")(ev.FirstBlock("turn-01")).answered("impact")
    assert run(ev.Spoken(2)).state.phase == "asking"
    assert run.timer("hold_off").effects == [BeginTake("turn-02")]


def test_finishing_ends_the_recording_and_waits_at_most_a_moment_for_the_last_words() -> None:
    run = Run().listening()(ev.Finish())
    assert run.effects[0] == EndTake("turn-01")
    timer = run.effects[1]
    assert isinstance(timer, SetTimer)
    assert timer.seconds <= 0.2


def test_a_hearing_that_is_far_behind_gets_time_to_catch_up() -> None:
    timer = Run().listening()(ev.Finish(behind_s=3.0)).effects[1]
    assert isinstance(timer, SetTimer)
    assert timer.seconds > 1


@pytest.mark.parametrize("first", ["words", "timer"])
def test_probes_are_chosen_once_by_the_words_or_the_deadline_whichever_is_first(first: str) -> None:
    run = Run().listening()(ev.Finish())
    final = ev.WordsFinal("turn-01", words("so I did it"))
    run = run(final) if first == "words" else run.timer("words")
    assert run.effects == [ChooseProbes("turn-01")]
    assert (run.timer("words") if first == "words" else run(final)).effects == []


def test_the_best_probe_is_asked_with_its_reason_and_quote() -> None:
    run = Run().listening().answered("impact", "risks")
    assert run.effects == [Say("Tell me about the impact.", 2)]
    assert run.state.prompt
    assert (run.state.prompt.because, run.state.prompt.quote) == ("You left out the impact.", "a quote")
    assert run.state.prompt.quote_take == "turn-01"


def test_after_the_planned_number_of_probes_the_session_rests_between_two_questions() -> None:
    run = Run().listening().answered("impact").listening().answered("risks").listening().answered("motive")
    assert run.state.phase == "between"
    assert run(ev.Finish()).effects == [Say("Question number 2?", 4)]
    assert run.state.asked == ()


def test_no_probe_is_asked_when_nothing_is_left_to_ask() -> None:
    assert Run().listening().answered().state.phase == "between"


def test_the_session_ends_after_the_last_question() -> None:
    run = Run().listening().answered()(ev.Finish()).listening().answered()(ev.Finish())
    assert run.state.phase == "finished"
    assert run.effects == [EndSession("all questions asked")]


def test_unattended_sessions_go_on_by_themselves() -> None:
    run = Run(replace(PLAN, attended=False)).listening().answered()
    assert run.effects == [Say("Question number 2?", 2)]


def test_a_redo_opens_a_new_take_and_marks_the_old_one_as_replaced() -> None:
    run = Run().listening()(ev.Redo())
    assert run.effects == [EndTake("turn-01", keep_words=False), BeginTake("turn-01-take-2")]
    assert run.state.replaced == ("turn-01",)


def test_a_redo_while_a_probe_is_asked_goes_back_to_the_answer_before_it() -> None:
    run = Run().listening().answered("impact")(ev.Redo())
    assert run.effects == [StopSaying(), BeginTake("turn-01-take-2")]
    assert run.state.asked == ()
    assert run.state.prompt
    assert run.state.prompt.kind == "question"


def test_no_two_takes_of_a_session_share_an_id() -> None:
    run = Run().listening()(ev.Redo())(ev.FirstBlock("turn-01-take-2"))
    seen = {"turn-01", "turn-01-take-2"}
    run.answered("impact").listening()
    assert run.state.take_id not in seen
    seen.add(run.state.take_id)
    run.answered("risks")(ev.Redo())
    assert run.state.take_id not in seen


def test_pausing_stops_the_recording_until_pause_again() -> None:
    run = Run().listening()(ev.Pause())
    assert run.effects == [PauseTake()]
    assert run(ev.Pause()).effects == [ResumeTake()]
    assert run.state.phase == "listening"


def test_without_hearing_and_without_a_word_the_session_does_not_wait_for_words() -> None:
    run = Run().listening()(ev.HearingLost("it ended"), ev.Finish(), ev.TakeEnded("turn-01", 9.0)).timer("words")
    assert run(ev.ProbesChosen("turn-01", (), 0)).state.phase == "between"


def test_asking_again_deafens_the_microphone_and_goes_on_with_the_same_take() -> None:
    run = Run().listening()(ev.AskAgain())
    assert run.effects == [PauseTake(), Say("Question number 1?", 1)]
    run(ev.Spoken(1)).timer("hold_off")
    assert run.effects == [ResumeTake()]
    assert run.state.take_id == "turn-01"


def test_finishing_while_the_prompt_is_asked_again_only_stops_the_voice() -> None:
    run = Run().listening()(ev.AskAgain(), ev.Finish())
    assert run.effects == [StopSaying()]
    assert run.state.phase == "asking"


def test_a_skip_keeps_the_recording_and_goes_to_the_next_question() -> None:
    run = Run().listening()(ev.Skip())
    assert run.effects == [EndTake("turn-01", keep_words=False), Say("Question number 2?", 2)]


def test_a_take_in_which_nothing_was_heard_offers_another_try() -> None:
    run = Run().listening().answered(heard=0)
    assert run.state.phase == "silent"
    assert run(ev.Redo()).effects == [BeginTake("turn-01-take-2")]


def test_a_choice_from_no_words_at_all_waits_for_the_words() -> None:
    run = Run().listening()(ev.Finish()).timer("words")(ev.ProbesChosen("turn-01", (), 0))
    assert run.state.phase == "finishing"
    assert run(ev.WordsFinal("turn-01", words("late but here"))).effects == [ChooseProbes("turn-01")]


def test_without_hearing_the_answer_is_kept_and_the_session_goes_on() -> None:
    run = Run().listening()(ev.HearingLost("the model file is damaged")).answered(heard=0)
    assert run.state.phase == "between"
    assert run.state.notice == "the model file is damaged"


def test_a_lost_microphone_is_said_and_recording_goes_on() -> None:
    run = Run().listening()(ev.MicrophoneLost("the microphone is gone"))
    assert (run.state.phase, run.state.notice) == ("listening", "the microphone is gone")
    assert run(ev.MicrophoneBack()).state.notice == ""


def test_a_voice_that_failed_does_not_stop_the_session() -> None:
    run = Run()(ev.Spoken(1, failure="No voice: it is broken."))
    assert run.state.notice == "No voice: it is broken."
    assert run.timer("hold_off").state.phase == "opening"


def test_a_file_that_is_at_its_end_ends_the_answer() -> None:
    run = Run().listening()(ev.SourceExhausted(more=True))
    assert run.effects[0] == EndTake("turn-01")


def test_when_the_files_are_used_up_no_further_question_is_asked() -> None:
    run = Run(replace(PLAN, attended=False)).listening()(ev.SourceExhausted(more=False)).answered("impact")
    assert run.effects == [EndSession("the recordings are used up")]


def test_leaving_keeps_the_recording_and_ends_the_session() -> None:
    run = Run().listening()(ev.Leave())
    assert run.effects == [StopSaying(), EndTake("turn-01"), EndSession("left by the candidate")]
    assert run(ev.Leave()).effects == []


def test_typed_answers_need_no_hold_off() -> None:
    run = Run(replace(PLAN, typed=True))(ev.Spoken(1))
    assert run.state.phase == "listening"
    assert run.effects == [BeginTake("turn-01")]


def test_late_reports_of_an_earlier_turn_change_nothing() -> None:
    run = Run().listening()(ev.Redo())(ev.FirstBlock("turn-01-take-2"))
    before = run.state
    run(ev.Spoken(1), ev.TimeUp("hold_off", 1, 1), ev.FirstBlock("turn-01"), ev.WordsFinal("turn-01", ()))
    run(ev.ProbesChosen("turn-01", (probe(),), 4))
    assert run.state == before


def test_muting_stops_the_voice_that_is_speaking() -> None:
    run = Run()(ev.Mute())
    assert run.effects == [StopSaying()]
    assert run.state.muted
    assert run(ev.Mute()).effects == []


def test_a_state_is_the_replay_of_its_events() -> None:
    run = Run().listening().answered("impact").listening()(ev.Pause(), ev.Pause()).answered("risks")(ev.Redo())
    assert replay(run.events) == run.state


COMMANDS: tuple[ev.Command, ...] = (ev.Finish(), ev.Pause(), ev.Redo(), ev.Skip(), ev.AskAgain(), ev.Mute(), ev.Leave())


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.kind)
def test_every_key_is_safe_in_every_phase(command: ev.Command) -> None:
    def phases() -> list[Run]:
        return [
            Run(),
            Run(replace(PLAN, prep_s=9))(ev.Spoken(1)),
            Run()(ev.Spoken(1)).timer("hold_off"),
            Run().listening(),
            Run().listening()(ev.Pause()),
            Run().listening()(ev.Finish()),
            Run().listening().answered(heard=0),
            Run().listening().answered("impact"),
            Run().listening().answered(),
            Run()(ev.Leave()),
        ]

    for run in phases():
        run(command)
        assert run.state.phase in ev_phases()


def ev_phases() -> tuple[str, ...]:
    from typing import get_args

    from simulator.interview.state import Phase

    return get_args(Phase)
