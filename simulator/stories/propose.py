"""A take turned into a story: what its words offer for each part, with the quote, to be accepted or edited. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from simulator.answer.catalogue import SIGNALS
from simulator.answer.quadrant import QUADRANT_NAMES, quadrant_of
from simulator.answer.types import Analysis, LabelledSentence, Level, Section
from simulator.stories.schema import MAX_PASSAGE, NUMBER
from simulator.stories.types import Story, ToldIn
from simulator.stories.vocabulary import BEAT_TITLES

_TITLE_WORDS = 7
_MOST_NUMBERS = 4
_RESULT_FIRST: tuple[tuple[Section, ...], ...] = (("R",), ("S", "T", "A", "L"))
_SIGNAL = "signal:"


@dataclass(frozen=True, slots=True)
class Offer:
    """One part. `key`: a key of the file, "number:2" for a second number, "signal:sized" for a signal.

    `quote`: the words of the answer that it rests on, said from `start_s`; empty for what is only worth a look.
    """

    key: str
    title: str
    text: str
    quote: str = ""
    start_s: float = 0.0
    accepted: bool = True

    @property
    def field(self) -> str:
        return self.key.partition(":")[0]


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a take offers. `told` leads back to the take."""

    told: ToldIn
    level: Level
    offers: tuple[Offer, ...]
    open: tuple[str, ...]
    """Beats that were not heard in it."""


def propose(analysis: Analysis, told: ToldIn) -> Proposal:
    """Beats, number, lesson, quadrant and signals as far as they are in the words; nothing is made up."""
    offers = (
        Offer("title", "Title", _title(analysis)),
        *_beats(analysis),
        *_numbers(analysis),
        *_lesson(analysis),
        *_quadrant(analysis),
        *_signals(analysis),
        *_draft(analysis),
    )
    heard = {offer.key for offer in offers}
    return Proposal(told, analysis.context.level, offers, tuple(beat for beat in BEAT_TITLES if beat not in heard))


def story_from(proposal: Proposal, offers: Sequence[Offer], story: Story | None = None) -> Story:
    """The accepted of `offers` as a story, or added to `story`: there only what is empty is filled.

    The quotes go with the take. A title that was left empty becomes the question.
    """
    accepted = {offer.key: offer for offer in offers if offer.accepted and offer.text.strip()}
    texts = {offer.field: offer.text.strip() for offer in reversed(accepted.values()) if offer.field != "signal"}
    signals = [key.removeprefix(_SIGNAL) for key in accepted if key.startswith(_SIGNAL)]
    quotes = {_quoted(offer): offer.quote for offer in reversed(accepted.values()) if offer.quote and _quoted(offer)}
    family = (proposal.told.family,) if proposal.told.family else ()
    base = story or Story("", texts.get("title") or proposal.told.asked or "A story", level=proposal.level)
    base = replace(base, signals=tuple(dict.fromkeys((*base.signals, *signals))))
    base = replace(base, families=base.families if story else family)
    return linked(_filled(base, texts), replace(proposal.told, quotes=quotes))


def linked(story: Story, told: ToldIn) -> Story:
    """`story` with the take in which it was told; one that it has already keeps what is known of it."""
    known = next((one for one in story.told if one.take == told.take), None)
    if known is None:
        return replace(story, told=(*story.told, told))
    merged = replace(told, best=known.best, quotes={**told.quotes, **known.quotes})
    return replace(story, told=tuple(merged if one is known else one for one in story.told))


def best_of(story: Story, take: str) -> Story:
    """`take` as the best one; where it is that already, none is."""
    told = (replace(one, best=one.take == take and not one.best) for one in story.told)
    return replace(story, told=tuple(told))


def _filled(story: Story, texts: Mapping[str, str]) -> Story:
    fields = ("discovered", "proposed", "shipped", "number", "lesson", "draft")
    changes = {name: texts[name] for name in fields if name in texts and not getattr(story, name)}
    filled = replace(story, **changes)  # type: ignore[arg-type]
    letter = next((name for name in ("A", "B", "C", "D") if texts.get("quadrant", "").startswith(name)), None)
    return filled if story.quadrant or letter is None else replace(filled, quadrant=letter)  # type: ignore[arg-type]


def _quoted(offer: Offer) -> str:
    """The key of its quote in the file; empty for what is kept without one."""
    if offer.key.startswith(_SIGNAL):
        return offer.key.removeprefix(_SIGNAL)
    return offer.field if offer.field in (*BEAT_TITLES, NUMBER) else ""


def _title(analysis: Analysis) -> str:
    """The first words of what was discovered, else of the answer; there to be written anew."""
    found = next((item for item in analysis.rubric if item.id == "discovered" and item.quote), None)
    text = found.quote if found else next((one.text for one in analysis.sentences if one.section != "O"), "")
    words = text.split()
    cut = " ".join(words[:_TITLE_WORDS]).rstrip(".,;:!?")
    return f"{cut[:1].upper()}{cut[1:]}" + ("…" if len(words) > _TITLE_WORDS else "")


def _beats(analysis: Analysis) -> Iterator[Offer]:
    """The sentence in which the rubric found it."""
    items = {item.id: item for item in analysis.rubric}
    for beat, title in BEAT_TITLES.items():
        item = items.get(beat)
        if item and item.state == "met" and item.quote:
            yield Offer(beat, title, _around(analysis, item.start_s), item.quote, item.start_s)


def _around(analysis: Analysis, start_s: float) -> str:
    at = _sentence_at(analysis.sentences, start_s)
    return analysis.sentences[at].text if at is not None else ""


def _sentence_at(sentences: Sequence[LabelledSentence], at_s: float) -> int | None:
    return next((index for index, one in enumerate(sentences) if one.start_s <= at_s < one.end_s), None)


def _numbers(analysis: Analysis) -> Iterator[Offer]:
    """The number on the result first, then others of the Result, then of the answer; one is accepted."""
    measured = [(one.quote, one.start_s) for one in analysis.signals if one.id == "measured" and one.quote]
    found = measured[:1]
    taken = {_sentence_at(analysis.sentences, start_s) for _, start_s in found}
    for sections in _RESULT_FIRST:
        for at in dict.fromkeys(_sentence_at(analysis.sentences, one.start_s) for one in analysis.delivery.quantities):
            if at is not None and at not in taken and analysis.sentences[at].section in sections:
                found.append((analysis.sentences[at].text, analysis.sentences[at].start_s))
    for number, (quote, start_s) in enumerate(found[:_MOST_NUMBERS], start=1):
        key = NUMBER if number == 1 else f"{NUMBER}:{number}"
        yield Offer(key, "Number", quote, quote, start_s, accepted=number == 1)


def _lesson(analysis: Analysis) -> Iterator[Offer]:
    lesson = next((one for one in analysis.sentences if one.section == "L"), None)
    if lesson:
        yield Offer("lesson", "Lesson", lesson.text, lesson.text, lesson.start_s)


def _quadrant(analysis: Analysis) -> Iterator[Offer]:
    item = quadrant_of(analysis.rubric)
    if item and item.value:
        name = f"{item.value}: {QUADRANT_NAMES[item.value]}"
        yield Offer("quadrant", "Quadrant", name, item.quote, item.start_s)


def _signals(analysis: Analysis) -> Iterator[Offer]:
    for signal in analysis.signals:
        if signal.quote:
            title = SIGNALS[signal.id].title
            yield Offer(f"{_SIGNAL}{signal.id}", "Signal", title, signal.quote, signal.start_s)


def _draft(analysis: Analysis) -> Iterator[Offer]:
    """The answer as it was told, as something to write from."""
    told = " ".join(one.text for one in analysis.sentences if one.section != "O")
    if told:
        yield Offer("draft", "Draft", told[:MAX_PASSAGE], accepted=False)
