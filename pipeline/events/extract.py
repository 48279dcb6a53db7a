"""From a document's temporal expressions to mentions of dated events."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from operator import lt
from typing import TYPE_CHECKING

from pipeline.events import reasons
from pipeline.events.acts import find_acts
from pipeline.events.anniversaries import find_anniversaries
from pipeline.events.brackets import find_life
from pipeline.events.compared import CUES, MORE, is_comparison
from pipeline.events.composed import composition_of
from pipeline.events.context import Context
from pipeline.events.derive import find_derived
from pipeline.events.form_lines import find_form_line
from pipeline.events.headed import headings, place_ends, report_begins
from pipeline.events.heads import head_of_label
from pipeline.events.named_things import is_of_season, names_a_thing, years_of_things
from pipeline.events.nominals import find_nominal
from pipeline.events.periods import find_periods
from pipeline.events.relations import value_of
from pipeline.events.scene import Dated, Scene
from pipeline.events.targets import find_targets
from pipeline.events.told import find_clause, find_when
from pipeline.events.vietnamese import DERIVABLE, derive_vietnamese, find_vietnamese
from pipeline.model import Mention, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from pipeline.events.draft import Draft
    from pipeline.events.enrich import Enricher
    from pipeline.model import Block, Document, Timex

    Finder = Callable[[Scene, Dated, int], list[Draft]]

# In order of preference: the first that finds an event for a date decides.
FINDERS: tuple[Finder, ...] = (
    find_acts,
    find_anniversaries,
    find_targets,
    find_periods,
    find_life,
    find_nominal,
    find_form_line,
    find_clause,
)
_SILENT = frozenset(["furniture", "dateline", "byline"])
# Words of facts that get a date by computation, in sentences that may bear none themselves.
_DERIVABLE = (
    "anniversar",
    "entenary",
    "entennial",
    "tenure",
    " years of ",
    " years abroad",
    " years away",
    " years overseas",
    " years in exile",
)
NAME_AFTER = re.compile(
    r" (?:[A-Z][\w-]{1,20} ){0,2}(?:Revolution|Uprising|Revolt|Rebellion|Coup|Offensive|Crisis|Constitution|War|Days)\b"
)
_NAME_TO_YEAR = re.compile(r" (?:[A-Z][\w-]{1,20} ){1,3}(?:of|in) ")
# Of these one is told at a time: a second sentence about such an event at the same date goes on telling the first.
_ONE_AT_A_TIME = frozenset(["uprising", "disaster", "exercise"])
_NEXT_SENTENCE = 3
_PLAIN = frozenset(["year", "month"])
_TIMES = frozenset(["hour", "minute", "second"])
_NOW = frozenset(["today", "now", "nowadays", "currently", "at present", "present"])
# "pre-1914 postcards": what is older or younger than a date is not dated by it.
_LIMITING = frozenset(["BEFORE", "AFTER"])
_LONGEST_SENTENCE = 2_000
# A "sentence" of more dates is a table.
_MOST_DATES = 24


@dataclass(frozen=True, slots=True)
class Eventless:
    """The words of a date that belongs to no event, and why, as `reasons` says it."""

    span: Span
    reason: str


@dataclass(frozen=True, slots=True)
class Extraction:
    """The mentions of a document, and those of its dates that belong to no event, in order."""

    mentions: tuple[Mention, ...]
    without_event: tuple[Eventless, ...]


def extract(document: Document, timexes: Sequence[Timex], enricher: Enricher | None = None) -> tuple[Mention, ...]:
    """The mentions of dated events in a document, in the order of their words.

    Args:
        document: with blocks and sentences as ingest gives them.
        timexes: its temporal expressions, sorted, with offsets in `document.text`.
        enricher: what reads clauses of low quality again, with a parser.

    A mention whose `value.edtf` is None waits for a date that another mention may give (an anniversary of something
    dated elsewhere); `resolve` dates or drops it. No text makes this fail.
    """
    return examine(document, timexes, enricher).mentions


def examine(document: Document, timexes: Sequence[Timex], enricher: Enricher | None = None) -> Extraction:
    """The same as `extract`, with the dated expressions that no event was found for."""
    composition = composition_of(document.text)
    if composition is None:
        return _examined(document, timexes, enricher)
    composed = [composition.timex(each) for each in timexes]
    found = _examined(composition.into(document), composed, enricher)
    return Extraction(
        tuple(composition.back(each) for each in found.mentions),
        tuple(Eventless(composition.span_back(each.span), each.reason) for each in found.without_event),
    )


def _examined(document: Document, timexes: Sequence[Timex], enricher: Enricher | None) -> Extraction:
    groups = list(_named_months(document.text, _dated(document.text, timexes)))
    sentences, starts = _sentences(document)
    context = Context(document=document, sentences=sentences)
    by_sentence, first = _by_sentence(groups, sentences, starts)
    context.dates = {number: [each.span for each in dates] for number, dates in by_sentence.items()}
    finders: tuple[Finder, ...] = (find_vietnamese,) if _is_vietnamese(document) else FINDERS
    headed = headings(document, sentences, groups, first, by_sentence) if finders is FINDERS else {}
    for number, date in headed.items():
        if date is not None:
            by_sentence[number] = [date]
            if first.get(number - 1) == date:
                del by_sentence[number - 1]
    derivable = {bisect_right(starts, at) - 1 for at in _occurrences(document)}
    mentions: list[Mention] = []
    without: list[Eventless] = []
    for number in sorted(by_sentence.keys() | {each for each in derivable if each >= 0}):
        block, span = sentences[number]
        dates = by_sentence.get(number, [])
        if number in headed and dates and dates[0].span.start < span.start:
            span = Span(start=dates[0].span.start, end=span.end)
        begins = report_begins(document, block, span, dates)
        if begins:
            without.append(_eventless(dates[0], reasons.REPORT))
            dates = dates[1:]
        begins = begins or place_ends(document, block, span)
        window = _window(Span(start=begins, end=span.end) if begins else span, dates)
        inside = dates if window is span else [each for each in dates if each.span in window]
        inside = inside[:_MOST_DATES]
        scene = Scene(context, block, window, number, inside)
        if number in headed:
            scene.headed = True
        context.remember(scene)
        found, empty = _events(scene, finders, enricher)
        if len(inside) < len(dates):
            without += [_eventless(each, reasons.TABLE) for each in dates if each not in inside]
        if number in derivable:
            derive = derive_vietnamese if _is_vietnamese(document) else find_derived
            found += derive(scene, found, mentions)
        without += empty
        mentions += [_same_happening(_mention(scene, span, draft), mentions) for draft in found]
    context.forget()
    return Extraction(tuple(sorted(mentions, key=_position)), tuple(sorted(without, key=_place)))


def _eventless(dated: Dated, reason: str) -> Eventless:
    return Eventless(dated.timex.span, reason)


def _place(eventless: Eventless) -> tuple[int, int]:
    return eventless.span.start, eventless.span.end


def _by_sentence(
    groups: Iterable[Dated], sentences: list[tuple[Block, Span]], starts: list[int]
) -> tuple[dict[int, list[Dated]], dict[int, Dated]]:
    """The dates of each sentence by its number, and the date of each sentence that begins with one."""
    found: dict[int, list[Dated]] = {}
    first: dict[int, Dated] = {}
    for group in groups:
        at = bisect_right(starts, group.span.start) - 1
        if at >= 0 and group.span.end <= sentences[at][1].end:
            found.setdefault(at, []).append(group)
            if group.span.start == starts[at]:
                first[at] = group
    return found, first


def _same_happening(mention: Mention, earlier: list[Mention]) -> Mention:
    """A mention that goes on telling what the sentence before it told, at the same date, takes its head words."""
    before = earlier[-1] if earlier else None
    if before is None or mention.type not in _ONE_AT_A_TIME or before.type != mention.type or mention.reference:
        return mention
    follows = 0 <= mention.quote.start - before.quote.end <= _NEXT_SENTENCE
    if not follows or before.value.edtf != mention.value.edtf or mention.modality != before.modality:
        return mention
    return replace(mention, head=before.head)


def _is_vietnamese(document: Document) -> bool:
    return document.language.lower().partition("-")[0] == "vi"


def _occurrences(document: Document) -> Iterator[int]:
    """Where the words of derivable facts stand; plain searches, since a pattern costs a hundred times more."""
    text = document.text
    for words in DERIVABLE if _is_vietnamese(document) else _DERIVABLE:
        at = text.find(words)
        while at >= 0:
            yield at
            at = text.find(words, at + 1)


def _position(mention: Mention) -> tuple[int, int, str, str]:
    return mention.timex.span.start, mention.timex.span.end, mention.type, mention.label


def _window(span: Span, dates: list[Dated]) -> Span:
    """The sentence, or the part of an endless one around its first dates: work stays bounded."""
    if span.end - span.start <= _LONGEST_SENTENCE:
        return span
    if not dates:
        return Span(start=span.start, end=min(span.end, span.start + _LONGEST_SENTENCE))
    start = max(span.start, dates[0].span.start - _LONGEST_SENTENCE // 2)
    return Span(start=start, end=min(span.end, max(start + _LONGEST_SENTENCE, dates[0].span.end)))


def _dated(text: str, timexes: Sequence[Timex]) -> Iterator[Dated]:
    """Expressions with a place in the calendar; the members of a range once, as the range."""
    ranges: set[Span] = set()
    for timex in timexes:
        if (timex.type in {"DURATION", "SET"} and timex.interval is None) or timex.value.timex3.endswith("_REF"):
            continue
        if timex.interval is not None and timex.interval_span is not None and timex.interval.edtf is not None:
            if timex.interval_span not in ranges:
                ranges.add(timex.interval_span)
                span = timex.interval_span
                whole = replace(timex, span=span, text=text[span.slice], value=timex.interval)
                yield Dated(whole, span, timex.interval)
        elif timex.value.edtf is not None and not (timex.value.precision == "season" and is_of_season(text, timex)):
            yield Dated(timex, timex.span, timex.value)


def _named_months(text: str, groups: Iterable[Dated]) -> Iterator[Dated]:
    """The dates; a month that is part of a name ("the March Revolution of 1848") makes its year's date finer."""
    month: Dated | None = None
    for group in groups:
        if month is not None and month.span.end <= group.span.start:
            between = _NAME_TO_YEAR.fullmatch(text, month.span.end, group.span.start)
            if between and group.value.precision == "year" and group.value.edtf and month.value.edtf:
                value = value_of(f"{group.value.edtf}-{month.value.edtf[5:7]}")
                span = Span(start=month.span.start, end=group.span.end)
                timex = replace(
                    group.timex, span=span, text=text[span.slice], value=value, anchor=f"@{group.span.start}"
                )
                yield Dated(timex, group.span, value)
                month = None
                continue
        month = None
        if group.value.precision in {"month", "season"} and not group.stated and NAME_AFTER.match(text, group.span.end):
            month = group
        else:
            yield group


def _sentences(document: Document) -> tuple[list[tuple[Block, Span]], list[int]]:
    """Every sentence that may tell an event, with its block, in order, and where it starts.

    A block without sentences is one.
    """
    found = [
        (block, span)
        for block in document.blocks
        if block.kind not in _SILENT
        for span in (block.sentences or (block.span,))
        if span.start < span.end
    ]
    starts = [span.start for _, span in found]
    if all(map(lt, starts, starts[1:])):
        return found, starts
    found.sort(key=lambda each: (each[1].start, each[1].end))
    return found, sorted(starts)


def _events(scene: Scene, finders: Sequence[Finder], enricher: Enricher | None) -> tuple[list[Draft], list[Eventless]]:
    """The events of a sentence's dates, one label once for one date, and the dates without one."""
    found: list[Draft] = []
    empty: list[Eventless] = []
    compared, named = _compared(scene), years_of_things(scene)
    drafts: list[Draft]
    for n, dated in enumerate(scene.dates):
        if scene.acts and any(_inside_number(scene, dated, act.number_start, act.end) for act in scene.acts):
            continue
        date = scene.at[n]
        refused = _refusal(scene, dated, date, compared, named)
        if refused == reasons.COMPARED and find_clause in finders:
            drafts = find_when(scene, dated, date)
            if drafts:
                found += drafts
                continue
        if refused:
            empty.append(_eventless(dated, refused))
            continue
        scene.refused = ""
        drafts = []
        for finder in finders:
            drafts = finder(scene, dated, date)
            if drafts:
                break
        if enricher is not None and find_clause in finders:
            drafts = enricher.revise(scene, dated, date, drafts)
        if drafts:
            found += drafts
        else:
            empty.append(_eventless(dated, scene.refused or reasons.NOTHING))
    return _without_wider(found) if len(found) > 1 else found, empty


def _refusal(scene: Scene, dated: Dated, date: int, compared: Sequence[int], named: Sequence[int]) -> str:
    """Why no event is looked for at a date, whatever its sentence tells; empty where one is."""
    if dated.value.mod in _LIMITING:
        return reasons.LIMIT
    if date in scene.naming or date in named:
        return reasons.NAMES
    if date in compared:
        return reasons.COMPARED
    if _is_now(scene, date):
        return reasons.NOW
    return reasons.WRITING if names_a_thing(scene, date) else ""


def _compared(scene: Scene) -> Sequence[int]:
    """The tokens of the dates that only compare, which are figures to the sentence: its labels keep them."""
    lower = scene.sentence.lower
    if CUES.isdisjoint(lower) and not any(lower[date].startswith(MORE) for date in scene.at):
        return ()
    compared = [date for date in scene.at if is_comparison(scene.sentence, date)]
    for date in compared:
        scene.sentence.tags = f"{scene.sentence.tags[:date]}O{scene.sentence.tags[date + 1 :]}"
    return compared


def _without_wider(found: list[Draft]) -> list[Draft]:
    """The events of a sentence without those told again at a date within: "1914 – The fair was put off on 5 August"."""
    kept = [each for each in found if not any(_is_wider(each, other) for other in found)]
    told = [(each.label, each.value.edtf, each.rule) for each in kept]
    return [each for n, each in enumerate(kept) if each.inference is None or told[n] not in told[:n]]


def _is_wider(one: Draft, other: Draft) -> bool:
    """Whether an event is the same as another, and its date holds the other's."""
    if one.value.precision == "day" and other.value.precision in _TIMES:
        # as in a list of days, with a time behind each
        same = one.label.startswith(other.label) and one.value.first_day == other.value.first_day
        return same and one.modality == other.modality and "T" in (other.value.edtf or "")
    if one.label != other.label or one.type != other.type or one.modality != other.modality:
        return False
    if one.value.precision not in _PLAIN or one.value.qualifier != "certain":
        return False
    first, last, day = one.value.first_day, one.value.last_day, other.value.first_day
    if first is None or last is None or day is None or other.value.last_day is None or one.relation != "within":
        return False
    return first <= day and other.value.last_day <= last and (first, last) != (day, other.value.last_day)


def _is_now(scene: Scene, date: int) -> bool:
    """Whether "today" only says that something is so now: "the army that the country builds today"."""
    if scene.sentence.lower[date] not in _NOW:
        return False
    clause = scene.clause(date)
    if clause is None:
        return False
    first = clause.verbs[0]
    return scene.sentence.tags[first] == "B" or scene.sentence.lower[first] in {"is", "are", "does", "do"}


def _inside_number(scene: Scene, dated: Dated, first: int, last: int) -> bool:
    """Whether date words are part of an act's number: "164/2018/ND-CP" is from no year by itself."""
    start = dated.span.start - scene.span.start
    number_end = scene.text.find(" ", first)
    return first <= start < min(last, number_end if number_end >= 0 else last)


def _mention(scene: Scene, sentence: Span, draft: Draft) -> Mention:
    dated = draft.dated
    head = draft.head or head_of_label(draft.label, draft.value)
    if draft.modality == "negated":
        head = f"not {head}"
    return Mention(
        document_id=scene.context.document.id,
        timex=dated.timex,
        quote=sentence,
        section=scene.section,
        type=draft.type,
        label=draft.label,
        head=head,
        value=draft.value,
        relation=draft.relation,
        modality=draft.modality,
        derivation="inferred" if draft.inference else "stated" if dated.timex.anchor is None else "resolved",
        rule=draft.rule,
        confidence=draft.confidence,
        reference=draft.reference,
        actors=draft.actors,
        place=draft.place,
        inference=draft.inference,
    )
