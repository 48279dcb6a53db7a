import json
import random
from dataclasses import replace

import pytest

from pipeline.errors import DataError
from pipeline.model import Actor, Inference, Place, Span
from pipeline.publish.rows import actor_id, build_tables, mention_id, year_of
from pipeline.publish.tables import TABLES, arrow_schema, table


def rows(tables, name, key=None):
    found = tables[name].to_pylist()
    return found if key is None else {row[key]: row for row in found}


def test_every_table_has_its_schema(tables):
    assert list(tables) == [t.name for t in TABLES]
    for name, content in tables.items():
        assert content.schema.equals(arrow_schema(table(name)))
        content.validate(full=True)


def test_rows_stand_in_the_order_of_their_keys(tables):
    for name, content in tables.items():
        keys = [tuple(row[c] for c in table(name).primary_key) for row in content.to_pylist()]
        assert keys == sorted(set(keys))
        assert keys


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_the_input_does_not_matter(sample, tables, seed):
    order = random.Random(seed)
    events = [
        replace(
            event,
            mentions=tuple(order.sample(event.mentions, len(event.mentions))),
            actors=tuple(order.sample(event.actors, len(event.actors))),
            inferences=tuple(order.sample(event.inferences, len(event.inferences))),
        )
        for event in sample.events
    ]
    documents, places, changes = list(sample.documents), list(sample.places), list(sample.changes)
    for items in (documents, events, places, changes):
        order.shuffle(items)
    again = build_tables(documents, events, places, changes)
    assert all(again[name].equals(content) for name, content in tables.items())


def test_a_document_more_changes_no_other_row(sample, tables, make):
    more = make.document("aaa", "Opened on 1 June 1999.")
    june = make.dated("1999-06-01", make.day("1999-06-01"), make.day("1999-06-01"))
    event = make.event("founding-1999", make.mention(more, "1 June 1999", june))
    again = build_tables([more, *sample.documents], [event, *sample.events], sample.places, sample.changes)
    for name, content in tables.items():
        assert [row for row in rows(again, name) if row in content.to_pylist()] == content.to_pylist()
        assert again[name].num_rows - content.num_rows == (name in {"documents", "events", "mentions"})


def test_mentions_hold_the_words_of_the_documents(sample, tables):
    texts = {document.id: document.text for document in sample.documents}
    for row in rows(tables, "mentions"):
        text = texts[row["document_id"]]
        assert text[row["char_start"] : row["char_end"]] == row["date_text"]
        assert text[row["quote_start"] : row["quote_end"]] == row["quote"]
        assert row["date_text"] in row["quote"]


@pytest.mark.parametrize(
    ("key", "days", "years"),
    [
        ("movement-1953-03-03-ferry", ("1953-03-03", "1953-03-03"), (1953, 1953)),
        ("other-1953-05-ledger", ("1953-05-01", "1953-05-31"), (1953, 1953)),
        ("founding-1954-ferry", ("1954-01-01", "None"), (1954, None)),
        ("other--0259-walls", ("None", "None"), (-259, -259)),
        ("other-y12000", ("None", "None"), (12000, 12000)),
    ],
)
def test_days_outside_the_calendar_of_python_are_null_and_their_years_are_not(tables, key, days, years):
    row = rows(tables, "events", "event_id")[key]
    assert (str(row["date_start"]), str(row["date_end"])) == days
    assert (row["start_year"], row["end_year"]) == years


@pytest.mark.parametrize("year", [-99999, -400, -1, 0, 1, 4, 1900, 9999, 10000, 99999])
def test_years_begin_on_1_january_and_end_on_31_december(make, year):
    assert year_of(make.far(year, 1, 1)) == year_of(make.far(year, 12, 31)) == year
    assert year_of(make.far(year, 1, 1) - 1) == year - 1


def test_counts(tables):
    row = rows(tables, "events", "event_id")["movement-1953-03-03-ferry"]
    assert (row["n_mentions"], row["n_documents"], row["reviewed"]) == (2, 2, True)


def test_n_mentions_counts_the_rows_when_a_mention_came_twice(make):
    document = make.document("a", "Seen in 1901.")
    once = make.mention(document, "1901", make.dated("1901", make.day("1901-01-01"), make.day("1901-12-31"), "year"))
    wider = replace(once, confidence=0.1, section="caption")
    for mentions in ((once, wider), (wider, once)):
        tables = build_tables([document], [make.event("e", *mentions, confidence=0.5, modality="occurred")], [])
        assert rows(tables, "events")[0]["n_mentions"] == tables["mentions"].num_rows == 1
        assert rows(tables, "mentions")[0]["section"] == "body"


def test_events_dated_by_the_same_words_have_mentions_of_their_own(tables):
    ids = [row["mention_id"] for row in rows(tables, "mentions") if row["document_id"] == "ledger"]
    assert len(set(ids)) == 2
    assert all(identity.startswith("ledger@33-") for identity in ids)


@pytest.mark.parametrize(
    "change", [{"type": "battle"}, {"head": "h"}, {"reference": "1/2"}, {"label": "x"}, {"place": "p"}, {"rule": "r"}]
)
def test_the_id_of_a_mention_tells_what_it_tells(sample, change):
    mention = sample.events[0].mentions[0]
    assert mention_id(replace(mention, **change)) != mention_id(mention)
    assert mention_id(replace(mention, confidence=0.1, quote=Span(start=0, end=60))) == mention_id(mention)


def test_only_places_that_occur_are_published(tables):
    assert list(rows(tables, "places", "place_id")) == ["can-tho", "tromso"]


def test_texts_are_those_that_were_extracted(sample, tables):
    assert rows(tables, "texts") == [{"document_id": "page", "text": sample.documents[-1].text}]
    assert "texts" not in build_tables(sample.documents[:3], [], [])


def test_no_cell_is_an_empty_string(make):
    bare = make.document("a", "Nothing.", title="", authors=(), publisher="", source="")
    row = rows(build_tables([bare], [], []), "documents")[0]
    assert [row[name] for name in ("title", "authors", "publisher", "source")] == [None] * 4


def test_authors_are_joined(tables):
    assert rows(tables, "documents", "document_id")["ship"]["authors"] == "Ada Lund; Bo Ås"


def test_premises_are_compact_json_with_sorted_keys(tables):
    premises = rows(tables, "derivations")[0]["premises"]
    assert premises == '{"bến":"phà","none":null,"years":2213}'
    assert json.loads(premises)["years"] == 2213


def test_a_rule_with_several_premises_gives_one_row_whatever_their_order(sample):
    walls = next(event for event in sample.events if event.inferences)
    other = Inference(rule="age", premises={"a": 1}, explanation="Another way.")
    for inferences in ((other, *walls.inferences), (*walls.inferences, other)):
        tables = build_tables(sample.documents, [replace(walls, inferences=inferences)], [])
        assert [row["premises"] for row in rows(tables, "derivations")] == ['{"a":1}']


@pytest.mark.parametrize(
    ("name", "kind", "expected"),
    [
        ("Ada Lund", "person", "person:ada-lund"),
        ("  ADA   LUND ", "person", "person:ada-lund"),
        ("Ada Lund", "party", "party:ada-lund"),
        ("Hội Đồng", "organisation", "organisation:hội-đồng"),
        ("Ho\u0302\u0323i \u0110\u00f4\u0300ng", "organisation", "organisation:hội-đồng"),
        ("Hoi Dong", "organisation", "organisation:hoi-dong"),
        ("O’Neil & Sons, Ltd.", "organisation", "organisation:o-neil-sons-ltd"),
        ("संगठन", "organisation", "organisation:संगठन"),
    ],
)
def test_actor_ids(name, kind, expected):
    assert actor_id(name, kind) == expected


def test_names_without_letters_have_ids_of_their_own():
    assert actor_id("***", "person") != actor_id("!!!", "person")


def test_spellings_of_one_actor_are_one_row_under_the_commonest(sample):
    spelt = ("THE HARBOUR BOARD", "The Harbour Board", "The Harbour Board")
    events = [
        replace(event, actors=(Actor(name=name, type="organisation", role="owner", aliases=("Board", name)),))
        for event, name in zip(sample.events, spelt, strict=False)
    ]
    found = build_tables(sample.documents, events, sample.places)
    assert rows(found, "actors") == [
        {
            "actor_id": "organisation:the-harbour-board",
            "name": "The Harbour Board",
            "actor_type": "organisation",
            "aliases": "Board; THE HARBOUR BOARD",
        }
    ]
    assert found["participants"].num_rows == 3


def test_the_same_part_of_the_same_actor_is_one_row(tables):
    assert [
        (row["actor_id"], row["role"]) for row in rows(tables, "participants") if row["event_id"].startswith("move")
    ] == [
        ("organisation:the-harbour-board", "owner"),
        ("person:ada-lund", "captain"),
    ]


def broken(event, **more):
    mention = replace(event.mentions[0], **more)
    return replace(event, mentions=(mention,))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda e: replace(e, mentions=()), "events, .*ferry: found no mention"),
        (lambda e: replace(e, place="atlantis"), "events, .*ferry: found place 'atlantis'"),
        (lambda e: replace(e, label=""), "events, .*ferry: found no label; expected a string"),
        (lambda e: replace(e, value=replace(e.value, edtf=None)), "found no date_edtf"),
        (
            lambda e: replace(e, actors=(Actor(name="Ada", type="person", role=""),)),
            "participants, .*ferry person:ada : found no role; expected a string",
        ),
        (lambda e: broken(e, document_id="lost"), "found document_id 'lost'"),
        (lambda e: broken(e, quote=Span(start=0, end=50)), "found a quote without its date '3 March 1953'"),
        (
            lambda e: broken(e, timex=replace(e.mentions[0].timex, span=Span(start=46, end=58))),
            "found ' 3 March 195' in the document; expected the words '3 March 1953'",
        ),
    ],
)
def test_wrong_events_are_refused_in_a_sentence(sample, change, message):
    with pytest.raises(DataError, match=message):
        build_tables(sample.documents, [change(sample.events[0])], sample.places)


def test_an_id_that_stands_twice_is_refused(sample):
    with pytest.raises(
        DataError, match="documents: found 'ledger' twice; expected a different document_id in every row"
    ):
        build_tables([*sample.documents, sample.documents[1]], [], [])
    with pytest.raises(DataError, match="events: found 'other-y12000' twice"):
        build_tables(sample.documents, [*sample.events, replace(sample.events[4], label="b")], sample.places)


def test_half_a_surrogate_pair_is_refused(make):
    with pytest.raises(DataError, match="documents: found half of a surrogate pair"):
        build_tables([make.document("a", "x", title="ok\ud800")], [], [])


def test_two_places_of_one_id_are_those_of_the_gazetteer_which_is_read_once(sample):
    place = Place(id="tromso", name="Tromsø", latitude=1.5, longitude=2.5, precision="point")
    found = build_tables(sample.documents, sample.events[:1], iter([place]))
    assert rows(found, "places")[0]["latitude"] == 1.5
