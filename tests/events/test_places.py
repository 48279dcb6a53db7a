import re

import pytest

from pipeline.events import gazetteer
from pipeline.events.grammar import read
from pipeline.events.places import lookup, places_in, provinces_of
from pipeline.temporal import edtf

MERGED = [
    "Bac Giang",
    "Bac Kan",
    "Ha Giang",
    "Yen Bai",
    "Thai Binh",
    "Hoa Binh",
    "Vinh Phuc",
    "Kon Tum",
    "Binh Duong",
    "Long An",
]


def test_rows_are_whole():
    for place_id, place in gazetteer().items():
        assert re.fullmatch(r"[a-z0-9-]+", place_id)
        assert place.id == place_id
        assert -90 <= place.latitude <= 90
        assert -180 <= place.longitude <= 180
        assert place.wikidata_id is None or re.fullmatch(r"Q[1-9]\d*", place.wikidata_id)
        for year in (place.valid_from, place.valid_to):
            assert year is None or edtf.parse(year)


def test_no_name_means_two_places():
    names = [name for place in gazetteer().values() for name in (place.name, *place.aliases)]
    assert {name for name in names if lookup(name) is None} == set()
    for place in gazetteer().values():
        assert {lookup(name).id for name in (place.name, *place.aliases)} == {place.id}


def test_identifiers_are_not_shared():
    known = [place.wikidata_id for place in gazetteer().values() if place.wikidata_id]
    assert len(known) == len(set(known))


@pytest.mark.parametrize("name", MERGED)
def test_merged_provinces_keep_their_row(name):
    assert lookup(name).valid_to == "2025-06-30"


def test_provinces_that_go_on_are_open():
    assert [lookup(name).valid_to for name in ("Cao Bang", "Quang Ninh", "Dien Bien", "Lang Son")] == [None] * 4
    assert sum(p.precision == "province" and p.valid_to is None for p in gazetteer().values()) == 34
    assert sum(p.precision == "province" for p in gazetteer().values()) == 63


SPELLINGS = [
    ("Điện Biên Phủ", "vn-dien-bien-phu"),
    ("Điện Biên Phủ", "vn-dien-bien-phu"),
    ("Dien-Bien-Phu", "vn-dien-bien-phu"),
    ("Dienbienphu", "vn-dien-bien-phu"),
    ("Điện Biên", "vn-dien-bien"),
    ("Viet Nam", "vietnam"),
    ("U.S.", "united-states"),
    ("Zürich", "zurich"),
]


@pytest.mark.parametrize(("name", "place_id"), SPELLINGS)
def test_spellings(name, place_id):
    assert lookup(name).id == place_id


IN_TEXT = [
    ("The boats left Hải Phòng for Ho Chi Minh City.", ["vn-hai-phong", "vn-ho-chi-minh-city"]),
    ("Ho Chi Minh met them in Paris.", ["paris"]),
    ("The Paris Agreement was read in the Washington Post.", []),
    ("Cao Bang's bridge in New York", ["vn-cao-bang", "new-york"]),
    ("a bath in a hue of blue", []),
]


@pytest.mark.parametrize(("text", "ids"), IN_TEXT)
def test_places_in_a_sentence(text, ids):
    assert [place.id for _, _, place in places_in(read(text, 0, []))] == ids


def test_provinces_are_counted_without_towns_that_begin_alike():
    assert provinces_of("Điện Biên Phủ lies in Điện Biên; Dien Bien borders Laos.") == {"vn-dien-bien": 2}
