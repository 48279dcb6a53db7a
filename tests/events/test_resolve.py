import random
import re
from collections import defaultdict
from dataclasses import replace
from itertools import combinations

import pytest

from pipeline.events import resolve
from pipeline.events.alike import MERGE, REVIEW, Key, alike, partition_of, similarity
from pipeline.events.resolve import clusters, event_id, event_of
from pipeline.temporal import edtf
from tests.events.reading import events, mentions

TEXTS = [
    "The General Uprising in August 1945 swept the country. Resolution 11-NQ/TW of 4 May 2022 helps.",
    "The August Revolution of 1945 was told. Resolution 11-NQ/TU of 7 March 2022 helps.",
    "Ada Lind returned to Lyon on 4 May 1931. The Siege of Komorn in 1849 was long.",
    "The return of Ada Lind in May 1931 was feted. The Siege of Komorn in 1850 was long.",
    "The council adopted a resolution for the third quarter of 2031. Decree 9/2018/NĐ-CP of 21 December 2018 helps.",
    "Decree No. 9/2018/ND-CP, dated December 2018, helps. The mill burnt in 1902.",
]


def test_two_names_of_one_event():
    (found,) = [each for each in events(TEXTS) if each.type == "uprising"]
    assert found.value.edtf == "1945-08"
    assert len(found.mentions) == 2


# two sentences of one day, and whether they tell one event
TOLD_TWICE = [
    ("The council approved the budget", "The budget was approved by the council", True),
    ("Halden harbour was opened", "The harbour of Halden was opened by King Oscar", True),
    ("The harbour of Halden was opened", "The harbour of Halden was inaugurated", True),
    ("Halden harbour was opened", "Halden station was opened", False),
    ("The mine of Halden was opened", "The mine of Halden was closed", False),
]


@pytest.mark.parametrize(("one", "other", "same"), TOLD_TWICE)
def test_what_is_done_by_someone_is_what_someone_does(one, other, same):
    found = events([f"{one} on 3 May 1970.", f"{other} on 3 May 1970."])
    assert len(found) == (1 if same else 2)


def test_acts_that_differ_by_a_letter_are_two():
    assert {"11-NQ/TW", "11-NQ/TU"} <= {each.reference for each in events(TEXTS)}


def test_spellings_of_one_act_are_one_and_the_finest_date_stays():
    (found,) = [each for each in events(TEXTS) if each.reference and each.reference.startswith("9/2018")]
    assert (found.value.edtf, len(found.mentions), found.relation) == ("2018-12-21", 2, "on")


def test_claims_that_disagree_are_both_kept():
    assert sorted(each.value.edtf for each in events(TEXTS) if each.label == "Siege of Komorn") == ["1849", "1850"]


def test_terms_of_three_provinces_stay_three():
    texts = [
        f"Report from {name} province. {name} works. The Provincial Congress passed a resolution for the 2031–2036 term."
        for name in ("Lang Son", "Cao Bang", "Nghe An")
    ]
    found = events(texts)
    assert len(found) == 3
    assert {each.place for each in found} == {"vn-lang-son", "vn-cao-bang", "vn-nghe-an"}


def test_order_of_input_does_not_show():
    told = [each for n, text in enumerate(TEXTS) for each in mentions(text, name=f"doc-{n}")]
    expected = resolve(told)
    for seed in range(20):
        random.Random(seed).shuffle(told)
        assert resolve(told) == expected


@pytest.mark.parametrize("text", TEXTS)
def test_one_mention_is_told_as_several_of_its_kind_are(text):
    told = [each for each in mentions(text) if each.value.edtf is not None]
    assert told
    for each in told:
        alone, again = event_of([each]), event_of([each, each])
        assert replace(again, mentions=alone.mentions) == alone


def test_a_mention_given_twice_counts_once():
    told = mentions(TEXTS[2])
    assert resolve([*told, *told]) == resolve(told)


@pytest.mark.parametrize("left_out", range(len(TEXTS)))
def test_an_unrelated_document_changes_no_other_id(left_out):
    every = events([*TEXTS, "Kestrel Rovers won the regional cup in 1926. A fire destroyed the lower town in 1742."])
    without = events(TEXTS)
    assert {each.id for each in without} <= {each.id for each in every}
    alone = {each.id for each in events([TEXTS[left_out]])}
    assert all(re.fullmatch(r"[A-Za-z0-9._~-]+", each) for each in alone)


def test_ids_are_unique_and_readable():
    found = events(TEXTS)
    assert len({each.id for each in found}) == len(found)
    (siege,) = [each for each in found if each.value.edtf == "1849"]
    assert re.fullmatch(r"1849-siege-komorn-[0-9a-f]{8}", siege.id)


IDS = [
    ("2020/2025", "2020_2025-"),
    ("1941/..", "1941_open-"),
    ("1911~", "1911-approximate-"),
    ("-0043-03-15", "-0043-03-15-"),
    ("19XX?", "19XX-uncertain-"),
]


@pytest.mark.parametrize(("date", "start"), IDS)
def test_dates_in_ids(date, start):
    made = event_id("other", date, "x y", "X y", "")
    assert made.startswith(start)
    assert re.fullmatch(r"[A-Za-z0-9._~-]+", made)


def test_long_heads_are_cut_between_words():
    made = event_id("other", "1902", " ".join(["regatta"] * 20), "", "")
    assert re.fullmatch(r"1902(-regatta){5}-[0-9a-f]{8}", made)


KEYS = [
    ("movement", "1902", "return ada lind", "", ""),
    ("movement", "1902-05-04", "return ada lind lyon", "", ""),
    ("movement", "1902-05-04", "departure karl holm", "", ""),
    ("movement", "1902", "not return ada lind", "", ""),
    ("term", "2020/2025", "term congress", "a", ""),
    ("term", "2020/2025", "term congress", "b", ""),
    ("legal_act", "2022-02-10", "resolution:11::TW:", "", ""),
    ("legal_act", "2022", "resolution:11::TW:", "", ""),
    ("legal_act", "2022-03-07", "resolution:11::TU:", "", ""),
]


def test_similarity_is_symmetric_and_bounded():
    for one, other in combinations(KEYS, 2):
        assert similarity(one, other) == similarity(other, one)
        assert 0 <= similarity(one, other) <= 1


MERGED = [(0, 1, True), (1, 2, False), (0, 3, False), (4, 5, False), (6, 7, True), (6, 8, False), (7, 8, False)]


@pytest.mark.parametrize(("one", "other", "same"), MERGED)
def test_what_is_one_event(one, other, same):
    assert (similarity(KEYS[one], KEYS[other]) >= 0.85) == same


@pytest.mark.measured
def test_many_alike_take_linear_time():
    text = " ".join(f"The ferry to Norham sank near pier {n} in 1931." for n in range(150))
    found = resolve(mentions(text))
    assert 1 <= len(found) <= 150


def test_an_event_whose_date_is_stated_keeps_no_inference():
    """The 50th anniversary of 1952 infers the year that the other document states."""
    texts = [
        "The Elm mill was founded in 1902.",
        "The 50th anniversary of the founding of the Elm mill was celebrated in 1952.",
    ]
    found = [each for each in events(texts) if each.value.edtf == "1902"]
    assert found
    assert all((each.derivation == "inferred") == bool(each.inferences) for each in found)


_DATES = ["1931", "1931-05", "1931-05-04", "1931-05-05", "1931-05~", "1931/1935", "1931/..", "1935", "193X", "../1935"]
_RARE = [f"{first}{last}" for first in ("lind", "holm", "elm", "quay") for last in range(40)]
_USUAL = ["opening", "ferry", "mill", "not", "council", "strike", "norham"]


def _some_keys(seed: int, count: int) -> list[Key]:
    """Keys of few dates, whose heads share usual words and often all but one word."""
    chance = random.Random(seed)
    heads = [["ferry"]]
    keys: set[Key] = set()
    while len(keys) < count:
        head = [*chance.choice(heads)]
        if chance.random() < 0.5:
            head = chance.sample(_USUAL, chance.randint(1, 3)) + chance.sample(_RARE, chance.randint(0, 3))
        elif len(head) > 1 and chance.random() < 0.7:
            head[chance.randrange(len(head))] = chance.choice(_RARE)
        elif chance.random() < 0.5:
            chance.shuffle(head)
        heads.append(head)
        kind = chance.choice(["other", "meeting", "legal_act"])
        typed = kind == "legal_act" and chance.random() < 0.5
        words = f"resolution:{chance.randint(1, 30)}::TW:" if typed else " ".join(head)
        place = chance.choice(["", "vn-hue", "vn-vinh"]) if kind == "meeting" else ""
        keys.add((kind, chance.choice(_DATES), words, place, chance.choice(["", "", "", "by"])))
    return sorted(keys)


def _pairs_one_by_one(keys: list[Key]) -> set[tuple[Key, Key]]:
    """The pairs to compare, as the words of the module say it: of rare words all, of usual ones eight neighbours."""
    blocks = defaultdict(list)
    for key in keys:
        for word in [key[2]] if key[0] == "legal_act" and ":" in key[2] else sorted(set(key[2].split())):
            blocks[key[0], edtf.parse(key[1]).start_year, word].append(key)
    return {
        (one, other)
        for block in blocks.values()
        for n, one in enumerate(block)
        for other in (block[n + 1 :] if len(block) <= 60 else block[n + 1 : n + 9])
    }


def _clusters_one_by_one(keys: list[Key]) -> list[list[Key]]:
    scored = sorted((-similarity(*pair), *pair) for pair in _pairs_one_by_one(keys))
    cluster_of = {key: [key] for key in keys}
    for score, one, other in scored:
        a, b = sorted((cluster_of[one], cluster_of[other]), key=min)
        joins = a is not b and -score >= MERGE and len(a) + len(b) <= 60
        if joins and all(similarity(x, y) >= MERGE for x in a for y in b):
            a += b
            cluster_of.update(dict.fromkeys(b, a))
    return sorted(sorted(cluster) for cluster in {id(each): each for each in cluster_of.values()}.values())


@pytest.mark.parametrize("count", [3, 40, 400, 1500])
@pytest.mark.parametrize("seed", range(3))
def test_blocks_and_bounds_change_no_cluster(seed, count):
    keys = _some_keys(seed, count)
    found = sorted(clusters(keys))
    assert found == _clusters_one_by_one(keys)
    assert any(len(cluster) > 1 for cluster in found) or count < 400
    assert all(len({partition_of(key) for key in cluster}) == 1 for cluster in found)


@pytest.mark.parametrize("least", [MERGE, REVIEW, 0.75])
@pytest.mark.parametrize("seed", range(2))
def test_no_pair_that_is_alike_is_left_out(seed, least):
    keys = _some_keys(seed, 500)
    told = {pair: score for pair in _pairs_one_by_one(keys) if (score := similarity(*pair)) >= least}
    found = [((one, other), score) for score, one, other in alike(keys, least)]
    assert dict(found) == told
    assert len(found) == len(told) > 0
