"""The session as a state machine: `step(state, event)` gives the next state and the effects to carry out.

Pure: no clock, no I/O, no threads. An event that does not fit the phase changes nothing, so a late answer from a
part (a timer, a voice that was stopped) can never derail a session. A state is a replay of its journal.
"""

from collections.abc import Iterable
from dataclasses import replace

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
from simulator.interview.plan import Prompt, SessionPlan
from simulator.interview.state import (
    BEHIND_S,
    CATCH_UP_S,
    HOLD_OFF_S,
    UNATTENDED_DEADLINE_S,
    WORDS_DEADLINE_S,
    Phase,
    State,
)
from simulator.probing.types import ProbeChoice

Step = tuple[State, list[Effect]]


def step(state: State, event: ev.Event) -> Step:
    """The next state and what to do about `event`. Events that do not fit the phase leave the state as it is."""
    match event:
        case ev.Start(plan=plan):
            return _start(plan) if state.phase == "waiting" else (state, [])
        case ev.Finish():
            return _finish(state, event.behind_s)
        case ev.Pause():
            return _pause(state)
        case ev.Redo():
            return _redo(state)
        case ev.Skip():
            return _skip(state)
        case ev.AskAgain():
            return _ask_again(state)
        case ev.Mute():
            stop: list[Effect] = [StopSaying()] if state.phase == "asking" and not state.muted else []
            return replace(state, muted=not state.muted), stop
        case ev.Leave():
            return _leave(state)
        case _:
            return _report(state, event)


def replay(events: Iterable[ev.Event]) -> State:
    """The state that a journal leads to."""
    state = State()
    for event in events:
        state, _ = step(state, event)
    return state


# ---- what the parts report -----------------------------------------------------------------------------------------


def _report(state: State, event: ev.Event) -> Step:
    match event:
        case ev.Spoken(turn=turn, failure=failure):
            return _spoken(state, failure) if state.phase == "asking" and turn == state.turn else (state, [])
        case ev.TimeUp(timer=timer, turn=turn, take=take):
            return _time_up(state, timer) if (turn, take) == (state.turn, state.take) else (state, [])
        case ev.FirstBlock(take_id=take_id):
            if state.phase == "opening" and take_id == state.take_id:
                return replace(state, phase="listening"), [SoundCue()]
        case ev.WordsFinal(take_id=take_id):
            if state.phase == "finishing" and take_id == state.take_id:
                return _choose(replace(state, words_final=True))
        case ev.ProbesChosen(take_id=take_id, probes=probes, words=words):
            if state.phase == "finishing" and take_id == state.take_id:
                return _chosen(state, probes, words)
        case ev.SourceExhausted(more=more):
            return _source_exhausted(state, more)
        case ev.MicrophoneLost(reason=reason) | ev.HearingLost(reason=reason):
            return replace(state, notice=reason, deaf=state.deaf or isinstance(event, ev.HearingLost)), []
        case ev.MicrophoneBack():
            return replace(state, notice=""), []
        case ev.DiskTold(told=told):
            return replace(state, disk=told), []
        case ev.HearingBack():
            return replace(state, notice="", deaf=False), []
    return state, []


def _spoken(state: State, failure: str) -> Step:
    state = replace(state, notice=failure or state.notice)
    if state.interrupted:
        return state, [_timer(state, "hold_off", HOLD_OFF_S)]
    assert state.plan is not None
    assert state.prompt is not None
    if state.plan.typed:
        return _open(state)
    if state.prompt.kind == "question" and state.plan.prep_s > 0:
        return replace(state, phase="preparing"), [_timer(state, "prep", state.plan.prep_s)]
    return state, [_timer(state, "hold_off", HOLD_OFF_S)]


def _time_up(state: State, timer: str) -> Step:
    match timer, state.phase:
        case "hold_off", "asking" if state.interrupted:
            return replace(state, phase="listening", interrupted=False), [ResumeTake()]
        case ("hold_off", "asking") | ("prep", "preparing"):
            return _open(state)
        case "words", "finishing" if not state.choosing:
            return _choose(state)
    return state, []


def _choose(state: State) -> Step:
    if state.choosing:
        return state, []
    return replace(state, choosing=True), [ChooseProbes(state.take_id)]


def _chosen(state: State, probes: tuple[ProbeChoice, ...], words: int) -> Step:
    assert state.plan is not None
    if not words and not state.words_final and not state.deaf:  # chosen too early: hearing has not said a word yet
        return replace(state, choosing=False), [_timer(state, "words", CATCH_UP_S)]
    if not words and not state.deaf and state.plan.attended:
        return replace(state, phase="silent", choosing=False), []
    left = state.plan.probes_per_question - state.probes_asked
    if probes and words and left > 0 and state.more_sources:
        return _ask_probe(state, probes[0])
    return _between(state)


def _source_exhausted(state: State, more: bool) -> Step:
    state = replace(state, more_sources=state.more_sources and more)
    if state.phase == "listening":
        return _finish(state)
    if state.phase == "opening":  # there was no file left for this prompt
        return _end(state, "the recordings are used up", [EndTake(state.take_id, keep_words=False)])
    return state, []


# ---- what the candidate asks ---------------------------------------------------------------------------------------


def _start(plan: SessionPlan) -> Step:
    return _next_question(State(plan=plan))


def _finish(state: State, behind_s: float = 0.0) -> Step:
    match state.phase:
        case "listening" | "paused" if state.take and not state.interrupted:
            assert state.plan is not None
            wait_s = WORDS_DEADLINE_S if behind_s < BEHIND_S else CATCH_UP_S
            wait_s = wait_s if state.plan.attended else UNATTENDED_DEADLINE_S
            ending = replace(state, phase="finishing", words_final=False, choosing=False)
            return ending, [EndTake(state.take_id), _timer(state, "words", wait_s)]
        case "preparing":
            return _open(state)
        case "asking":
            return state, [StopSaying()]
        case "between":
            return _next_question(state)
        case "silent":
            return _between(state)
    return state, []


def _pause(state: State) -> Step:
    match state.phase:
        case "listening":
            return replace(state, phase="paused"), [PauseTake()]
        case "paused":
            return replace(state, phase="listening"), [ResumeTake()]
    return state, []


def _redo(state: State) -> Step:
    match state.phase:
        case "listening" | "paused":
            return _again(state, [EndTake(state.take_id, keep_words=False)])
        case "silent" | "between":
            return _again(state, [])
        case "asking" | "preparing" if state.previous and not state.interrupted:
            prompt, turn, take = state.previous
            back = replace(state, prompt=prompt, turn=turn, take=take, previous=None, asked=state.asked[:-1])
            return _again(back, [StopSaying()])
    return state, []


def _skip(state: State) -> Step:
    match state.phase:
        case "listening" | "paused" | "opening":
            return _next_question(state, [EndTake(state.take_id, keep_words=False)])
        case "asking" if state.interrupted:
            return _next_question(state, [StopSaying(), EndTake(state.take_id, keep_words=False)])
        case "asking":
            return _next_question(state, [StopSaying()])
        case "preparing" | "silent" | "between":
            return _next_question(state)
    return state, []


def _ask_again(state: State) -> Step:
    assert state.prompt is not None or state.phase in ("waiting", "finished")
    match state.phase:
        case "listening" | "paused" if state.prompt:
            before: list[Effect] = [PauseTake()] if state.phase == "listening" else []
            again = replace(state, phase="asking", interrupted=True)
            return again, [*before, Say(state.prompt.text, state.turn)]
        case "preparing" if state.prompt:
            return replace(state, phase="asking"), [Say(state.prompt.text, state.turn)]
    return state, []


def _leave(state: State) -> Step:
    if state.phase == "finished":
        return state, []
    before: list[Effect] = []
    if state.phase in ("listening", "paused", "opening") or state.interrupted:
        before = [EndTake(state.take_id)]  # what was said so far counts
    return _end(state, "left by the candidate", [StopSaying(), *before])


# ---- moves ---------------------------------------------------------------------------------------------------------


def _next_question(state: State, before: list[Effect] | None = None) -> Step:
    assert state.plan is not None
    before = before or []
    index = state.question + 1
    if index >= len(state.plan.questions) or not state.more_sources:
        return _end(state, "all questions asked" if state.more_sources else "the recordings are used up", before)
    fresh = replace(state, question=index, asked=(), previous=None)
    return _ask(fresh, Prompt.of(state.plan.questions[index]), before)


def _ask_probe(state: State, probe: ProbeChoice) -> Step:
    assert state.prompt is not None
    prompt = Prompt.of_probe(probe, state.take_id)
    came_from = (state.prompt, state.turn, state.take)
    return _ask(replace(state, asked=(*state.asked, probe.family), previous=came_from), prompt, [])


def _ask(state: State, prompt: Prompt, before: list[Effect]) -> Step:
    turn = state.turns + 1
    asking = replace(
        state,
        phase="asking",
        prompt=prompt,
        turn=turn,
        turns=turn,
        take=0,
        interrupted=False,
        choosing=False,
        notice="",
    )
    return asking, [*before, Say(prompt.text, turn)]


def _open(state: State) -> Step:
    assert state.plan is not None
    takes = dict(state.takes_of)
    takes[state.turn] = take = takes.get(state.turn, 0) + 1
    phase: Phase = "listening" if state.plan.typed else "opening"
    opened = replace(state, phase=phase, take=take, takes_of=tuple(takes.items()), words_final=False, choosing=False)
    return opened, [BeginTake(opened.take_id)]


def _again(state: State, before: list[Effect]) -> Step:
    opened, effects = _open(replace(state, replaced=(*state.replaced, state.take_id), interrupted=False))
    return opened, [*before, *effects]


def _between(state: State) -> Step:
    assert state.plan is not None
    if not state.plan.attended:
        return _next_question(state)
    return replace(state, phase="between", choosing=False, previous=None), []


def _end(state: State, reason: str, before: list[Effect]) -> Step:
    ended = replace(state, phase="finished", interrupted=False, choosing=False)
    return ended, [*before, EndSession(reason)]


def _timer(state: State, name: str, seconds: float) -> SetTimer:
    return SetTimer(name, seconds, state.turn, state.take)
