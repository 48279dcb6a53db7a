"""A small package whose cells are as awkward as cells can be, and whose words stand where the rows say."""

from datetime import date
from types import SimpleNamespace

import pytest

from pipeline.model import Actor, Block, Document, Event, Inference, Mention, Place, Span, TemporalValue, Timex
from pipeline.publish.info import PackageInfo
from pipeline.publish.package import stage_package
from pipeline.publish.rows import build_tables

SHIP = 'The ferry "Nordlys, the second" left Tromsø on 3 March 1953,\r\nwith forty people aboard.'
FORMULA = "=1+1 is what the ledger says for May 1953."
RIVER = "Bến phà Cần Thơ mở lại từ năm 1954.\nOld walls: 260 BC.\tRebuilt until today\rsince 12000?"
PAGE = "Extracted: the canal opened in 1901."


def document(key: str, text: str, **more) -> Document:
    fields = {
        "id": key,
        "path": f"notes/{key}.md",
        "text": text,
        "language": "en",
        "sha256": f"{sum(text.encode()):064x}",
        "blocks": (Block(span=Span(start=0, end=len(text)), kind="body"),),
    }
    return Document(**(fields | more))


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def far(year: int, month: int, day_of_month: int) -> int:
    """The ordinal of a day in any year: the calendar repeats every 400 years of 146,097 days."""
    cycles = (year - 1) // 400
    return date(year - 400 * cycles, month, day_of_month).toordinal() + 146_097 * cycles


def dated(edtf: str, first: int | None, last: int | None, precision="day", *, qualifier="certain", timex3=None):
    return TemporalValue(
        timex3=timex3 or edtf, edtf=edtf, first_day=first, last_day=last, precision=precision, qualifier=qualifier
    )


def mention(doc: Document, words: str, value: TemporalValue, **more) -> Mention:
    start = doc.text.index(words)
    timex = Timex(span=Span(start=start, end=start + len(words)), text=words, type="DATE", value=value, rule="en.rule")
    fields = {
        "document_id": doc.id,
        "timex": timex,
        "quote": Span(start=0, end=len(doc.text)),
        "section": "body",
        "type": "movement",
        "label": "Ferry leaves",
        "head": "ferry leave",
        "value": value,
        "relation": "on",
        "modality": "occurred",
        "derivation": "stated",
        "rule": "en.rule",
        "confidence": 0.9,
    }
    return Mention(**(fields | more))


def event(key: str, *mentions: Mention, **more) -> Event:
    first = mentions[0]
    fields = {
        "id": key,
        "label": first.label,
        "type": first.type,
        "value": first.value,
        "relation": first.relation,
        "modality": first.modality,
        "derivation": first.derivation,
        "confidence": first.confidence,
        "mentions": mentions,
        "place": first.place,
    }
    return Event(**(fields | more))


DOCUMENTS = (
    document(
        "ship",
        SHIP,
        title='Ferries, "old" and new',
        authors=("Ada Lund", "Bo Ås"),
        publisher="Harbour press",
        published="1953-04",
        source="https://example.org/ferries",
        rights="CC0",
    ),
    document("ledger", FORMULA, title="=HYPERLINK(1)", source="a box in the attic"),
    document("river", RIVER, language="vi", title=" leading and trailing "),
    document("page", PAGE, path="web/page.html", extracted=True),
)
_SHIP, _LEDGER, _RIVER, _PAGE = DOCUMENTS
FERRY_DAY = dated("1953-03-03", day("1953-03-03"), day("1953-03-03"))
OPEN = dated("1954/..", day("1954-01-01"), None, "open", timex3="1954")
WALLS = dated("-0259", far(-259, 1, 1), far(-259, 12, 31), "year", timex3="BC0260")
CAPTAIN = Actor(name="Ada Lund", type="person", role="captain", aliases=("Captain Lund", "A. Lund"))
BOARD = Actor(name="The Harbour  Board", type="organisation", role="owner")

EVENTS = (
    event(
        "movement-1953-03-03-ferry",
        mention(_SHIP, "3 March 1953", FERRY_DAY, place="tromso"),
        mention(_LEDGER, "May 1953", FERRY_DAY, derivation="resolved"),
        actors=(CAPTAIN, BOARD, CAPTAIN),
        reviewed=True,
        reference="12/1953",
    ),
    event(
        "other-1953-05-ledger",
        mention(
            _LEDGER,
            "May 1953",
            dated("1953-05~", day("1953-05-01"), day("1953-05-31"), "month", qualifier="approximate", timex3="1953-05"),
            label="=1+1",
            head="ledger say",
            type="other",
            confidence=1.0,
        ),
    ),
    event(
        "founding-1954-ferry",
        mention(_RIVER, "1954", OPEN, label="Bến phà Cần Thơ mở lại", place="can-tho"),
        actors=(BOARD,),
    ),
    event(
        "other--0259-walls",
        mention(_RIVER, "260 BC", WALLS, label="Walls", head="wall", derivation="inferred"),
        inferences=(
            Inference(
                rule="age", premises={"years": 2213, "bến": "phà", "none": None}, explanation="1954 − 2213 = −259."
            ),
        ),
    ),
    event(
        "other-y12000",
        mention(
            _RIVER, "12000", dated("Y12000", far(12000, 1, 1), far(12000, 12, 31), "year"), label="nan", head="rebuild"
        ),
    ),
    event(
        "founding-1901-canal",
        mention(
            _PAGE,
            "1901",
            dated("1901", day("1901-01-01"), day("1901-12-31"), "year"),
            label="Canal opens",
            head="canal open",
        ),
    ),
)
PLACES = (
    Place(
        id="tromso", name="Tromsø", latitude=69.6492, longitude=18.9553, precision="settlement", wikidata_id="Q26087"
    ),
    Place(id="can-tho", name="Cần Thơ", latitude=10.0, longitude=105.7875, precision="settlement", valid_from="1739"),
    Place(id="unused", name="Nowhere", latitude=0.0, longitude=0.0, precision="country"),
)


CHANGES = (
    {
        "version": "2025.11.0",
        "event_id": "other-y12000",
        "change": "added",
        "field": "label",
        "old": None,
        "new": "nan",
        "successor": None,
    },
    {
        "version": "2025.9.0",
        "event_id": "other-1900-gone",
        "change": "removed",
        "field": "label",
        "old": '=2 "gone, and"',
        "new": None,
        "successor": "other-y12000",
    },
)


@pytest.fixture
def sample() -> SimpleNamespace:
    """The documents, events and places of the package."""
    return SimpleNamespace(documents=DOCUMENTS, events=EVENTS, places=PLACES, changes=CHANGES)


@pytest.fixture
def make() -> SimpleNamespace:
    """The builders of the sample, to make other documents, mentions and events."""
    return SimpleNamespace(document=document, mention=mention, event=event, dated=dated, day=day, far=far)


@pytest.fixture
def tables(sample):
    """The tables of the package by name."""
    return build_tables(sample.documents, sample.events, sample.places, sample.changes)


@pytest.fixture
def package(tables, tmp_path):
    """The directory into which the package is staged."""
    directory = tmp_path / "package"
    stage_package(tables, PackageInfo(name="ferries"), directory)
    return directory
