"""The fallback on texts of many fields: every dated sentence below must give the right date, type and a label that tells it."""

import pytest

from tests.events.reading import mentions

# text, publication date, and for every dated expression: EDTF, type, relation, label
FIELDS = {
    "company": (
        (
            "Halvorsen Instruments was founded in 1948 by two brothers in Bergen. The company opened a second plant in March 1961. "
            "In 1979 it was sold to a Swedish rival, which closed the Bergen works in 1983. The firm plans to reopen the old hall by 2028."
        ),
        "2024-03-01",
        [
            ("1948", "founding", "within", "Founding of Halvorsen Instruments by two brothers in Bergen"),
            ("1961-03", "founding", "within", "Halvorsen Instruments opened a second plant"),
            ("1979", "agreement", "within", "Halvorsen Instruments was sold to a Swedish rival"),
            ("1983", "other", "within", "Swedish rival closed the Bergen works"),
            ("2028", "target", "by", "Halvorsen Instruments plans to reopen the old hall"),
        ],
    ),
    "science": (
        (
            "Ines Duarte discovered the comet on 4 February 1987 from a school roof. Her team published its first catalogue in 1991. "
            "The telescope was struck by lightning in August 1994 and rebuilt two years later. In 2003 the observatory measured the "
            "rotation of a small moon."
        ),
        None,
        [
            ("1987-02-04", "founding", "on", "Discovery of the comet by Ines Duarte"),
            ("1991", "publication", "within", "Team of Ines Duarte published its first catalogue"),
            ("1994-08", "other", "within", "Telescope was struck by lightning"),
            ("1996", "founding", "within", "Telescope was rebuilt"),
            ("2003", "assessment", "within", "Observatory measured the rotation of a small moon"),
        ],
    ),
    "sport": (
        (
            "Kestrel Rovers won the regional cup in 1926. The club moved to its present ground in 1934. On 12 May 1968 a record crowd "
            "of 41,000 watched the final against Norham. The women's side was promoted in 2019."
        ),
        None,
        [
            ("1926", "other", "within", "Kestrel Rovers won the regional cup"),
            ("1934", "movement", "within", "Kestrel Rovers moved to its present ground"),
            ("1968-05-12", "other", "on", "Record crowd of 41,000 watched the final against Norham"),
            ("2019", "other", "within", "Women's side was promoted"),
        ],
    ),
    "city": (
        (
            "A fire destroyed the lower town in 1742. The new bridge was completed in October 1811. Cholera broke out in the harbour "
            "quarter in 1832. The railway reached the town in 1857. Since 1990 the town hall has housed a museum."
        ),
        None,
        [
            ("1742", "disaster", "within", "Fire destroyed the lower town"),
            ("1811-10", "founding", "within", "New bridge was completed"),
            ("1832", "disaster", "within", "Cholera broke out in the harbour quarter"),
            ("1857", "other", "within", "Railway reached the town"),
            ("1990/..", "other", "since", "Town hall has housed a museum"),
        ],
    ),
    "biography": (
        (
            "Marta Lindqvist was born in Uppsala on 3 July 1881. She studied botany in Vienna from 1901 to 1905. In 1912 she married "
            "the engraver Karl Holm. She became director of the garden in 1920. Lindqvist died in 1953."
        ),
        None,
        [
            ("1881-07-03", "other", "on", "Birth of Marta Lindqvist in Uppsala"),
            ("1901/1905", "other", "throughout", "Marta Lindqvist studied botany in Vienna"),
            ("1912", "other", "within", "Marta Lindqvist married the engraver Karl Holm"),
            ("1920", "appointment", "within", "Marta Lindqvist became director of the garden"),
            ("1953", "other", "within", "Death of Marta Lindqvist"),
        ],
    ),
    "news": (
        (
            "The transport ministry approved the tunnel on Tuesday. Two trains collided near Arden on 7 May 2019. The minister "
            "resigned on 9 May 2019. An inquiry will report in September 2019. The government did not close the line in 2018."
        ),
        "2019-05-10",
        [
            ("2019-05-07", "other", "on", "Transport ministry approved the tunnel"),
            ("2019-05-07", "disaster", "on", "Two trains collided near Arden"),
            ("2019-05-09", "appointment", "on", "Resignation of the minister"),
            ("2019-09", "other", "within", "Inquiry will report"),
            ("2018", "other", "within", "Government did not close the line"),
        ],
    ),
    "diplomacy": (
        (
            "The two republics signed the Treaty of Varna on 19 August 1923. A conference of ministers met at Geneva in 1927. Troops "
            "invaded the valley in April 1931. The armistice of 1933 ended the war."
        ),
        None,
        [
            ("1923-08-19", "agreement", "on", "Two republics signed the Treaty of Varna"),
            ("1927", "meeting", "within", "Conference of ministers met at Geneva"),
            ("1931-04", "battle", "within", "Troops invaded the valley"),
            ("1933", "agreement", "within", "Armistice ended the war"),
        ],
    ),
    "law": (
        (
            "Parliament passed the Harbours Act of 1888. Regulation (EU) 2031/12 entered into force on 1 January 2032. Decree No. "
            "14/1997 of the Ministry of Forests, dated 6 June 1997, protected the dunes. President Olsen signed Executive Order 912 "
            "on 4 March 1974."
        ),
        None,
        [
            ("1888", "legal_act", "within", "Harbours Act"),
            ("2032-01-01", "legal_act", "on", "Entry into force of Regulation (EU) 2031/12"),
            ("1997-06-06", "legal_act", "on", "Decree 14/1997 issued by the Ministry of Forests"),
            ("1974-03-04", "legal_act", "on", "Executive Order 912 signed by President Olsen"),
        ],
    ),
    "arts": (
        (
            "In 1957 Vera Lund published her first novel. The film premiered in Venice in September 1962. The quartet toured "
            "Japan in spring 1970. The gallery marked its 50th anniversary in 1998."
        ),
        None,
        [
            ("1957", "publication", "within", "Vera Lund published her first novel"),
            ("1962-09", "publication", "within", "Film premiered in Venice"),
            ("1970-21", "movement", "within", "Quartet toured Japan"),
            ("1998", "commemoration", "within", "50th anniversary of the gallery"),
            ("1948", "founding", "within", "Founding of the gallery"),
        ],
    ),
    "environment": (
        (
            "The dam burst on the night of 2 November 1959. The agency carried out a survey of wetlands between 1972 and 1976. By 1985 "
            "half of the reefs had disappeared. The council aims to plant a million trees by 2040. The marsh has been protected since 1991."
        ),
        None,
        [
            ("1959-11-02", "disaster", "on", "Dam burst"),
            ("1972/1976", "assessment", "throughout", "Agency carried out a survey of wetlands"),
            ("1985", "other", "by", "Half of the reefs had disappeared"),
            ("2040", "target", "by", "Council aims to plant a million trees"),
            ("1991/..", "other", "since", "Marsh has been protected"),
        ],
    ),
}
FACTS = [(field, n) for field, (_, _, facts) in FIELDS.items() for n in range(len(facts))]


@pytest.mark.parametrize("field", FIELDS)
def test_as_many_events_as_dates(field):
    text, published, facts = FIELDS[field]
    assert len(mentions(text, published=published)) == len(facts)


@pytest.mark.parametrize(("field", "n"), FACTS, ids=[f"{field}-{n}" for field, n in FACTS])
def test_dated_sentence_of_any_field(field, n):
    text, published, facts = FIELDS[field]
    date, event_type, relation, label = facts[n]
    found = [(each.value.edtf, each.type, each.relation, each.label) for each in mentions(text, published=published)]
    starts = [each for each in found if (each[0] or "")[: len(date)] == date and each[3] == label]
    assert starts, found
    assert starts[0][1:3] == (event_type, relation)


# Shapes of sentences: date, type, label
SHAPES = [
    ("1931 saw a long strike at the docks.", "1931", "uprising", "Long strike at the docks"),
    ("The year 1932 was marked by heavy floods.", "1932", "disaster", "Heavy floods"),
    ("There was a strike at the docks in 1931.", "1931", "uprising", "Strike at the docks"),
    (
        "In a speech made at the guildhall on 4 May 1933, Ada Lind praised the pilots.",
        "1933-05-04",
        "other",
        "Ada Lind praised the pilots",
    ),
    ("Nine ports, including Norham and Arden, signed a pact in 1934.", "1934", "agreement", "Nine ports signed a pact"),
    (
        "Having crossed the strait in April 1935, the fleet turned north.",
        "1935-04",
        "movement",
        "Fleet having crossed the strait",
    ),
    (
        "A raid by troops from Fort 20 killed the governor on 4 May 1936.",
        "1936-05-04",
        "battle",
        "Raid by troops from Fort 20 killed the governor",
    ),
    (
        "Most notably, Ada Lind herself was arrested on 4 May 1933 near Graz.",
        "1933-05-04",
        "other",
        "Ada Lind herself was arrested near Graz",
    ),
    ("The First Harbour War (1834-1836) was short.", "1834/1836", "battle", "First Harbour War"),
    ("The tolls rose, and on 13 February 1932 all gates were closed.", "1932-02-13", "other", "Gates were closed"),
    (
        "Ada Lind, a painter of ships, announced on 4 May 1933 that she would go.",
        "1933-05-04",
        "publication",
        "Ada Lind announced that she would go",
    ),
    ("Karl Holm (1901–1967) built it.", "1901/1967", "other", "Life of Karl Holm"),
    ("Between 1941 and 1944, no ferry sailed.", "1941/1944", "movement", "No ferry sailed"),
    ("By the end of 1950 the society had 300 members.", "1950", "other", "Society had 300 members"),
    ("Map of the dykes, 1911", "1911", "other", "Map of the dykes"),
    (
        "The harbour, which was built by Karl Holm in 1907, silted up.",
        "1907",
        "founding",
        "Harbour was built by Karl Holm",
    ),
    (
        "The bells rang when lightning struck the church in July 1907.",
        "1907-07",
        "other",
        "Lightning struck the church",
    ),
    ("Ida Roe (b. 1870) painted the harbour.", "1870", "other", "Birth of Ida Roe"),
    ("The novel The Grey Sea (1932) made her famous.", "1932", "other", "The novel The Grey Sea"),
    ("It was in 1952 that the bridge was opened.", "1952", "founding", "Bridge was opened"),
    ("It was not until May 1952 that Ida Roe left the town.", "1952-05", "movement", "Ida Roe left the town"),
    ("The road didn't reach the village until 1974.", "1974", "other", "Road reached the village"),
    ("Women were not allowed to row until 1971.", "1971", "other", "Women were allowed to row"),
    ("The council never met in 1931.", "1931", "meeting", "Council never met"),
    ("The company nearly went bankrupt in 1931.", "1931", "disaster", "Company nearly went bankrupt"),
    ("3. A harbour office was established in 1930.", "1930", "founding", "Establishment of a harbour office"),
    ("b) The mill burnt down in 1902.", "1902", "disaster", "Mill burnt down"),
    (
        "In the spring of 1998, aged 47, Ida Roe was elected to the academy.",
        "1998-21",
        "appointment",
        "Election of Ida Roe to the academy",
    ),
    (
        "In May 1934, three months after the flood, the council voted to raise the dyke.",
        "1934-05",
        "other",
        "Council voted to raise the dyke",
    ),
    (
        "The new toll, which takes effect on 1 January 2026, spares the ferries.",
        "2026-01-01",
        "other",
        "New toll takes effect",
    ),
    (
        "Ida Roe left Norham, where her father kept bees, and bought a mill in 1969.",
        "1969",
        "agreement",
        "Ida Roe bought a mill",
    ),
    ("Since 1985: keeper of the town museum.", "1985/..", "other", "Keeper of the town museum"),
    ("The signal was never used after 1961.", "1962/..", "other", "Signal was never used"),
    (
        "In March 1990 Ida Roe returned to Norham for the first time.",
        "1990-03",
        "movement",
        "Return of Ida Roe to Norham",
    ),
    ("The fee was paid on or before 29 April 2022.", "2022-04-29", "other", "Fee was paid"),
    (
        "Women were admitted in 1974, three years after the centenary.",
        "1974",
        "other",
        "Women were admitted three years after the centenary",
    ),
    ("After 1918 trade resumed slowly.", "1919/..", "other", "Trade resumed slowly"),
    ("The mill closed shortly before May 1950.", "1950-05~", "other", "Mill closed"),
    (
        "The drug was approved in May 2020, less than a year after the first tests.",
        "2020-05",
        "other",
        "Drug was approved",
    ),
    ("The barn was given back in June 1945.", "1945-06", "other", "Barn was given back"),
    (
        "The club's first outing, in the spring of 1922, ended in fog.",
        "1922-21",
        "other",
        "Club's first outing ended in fog",
    ),
    ("The guild, in May 1931, shaken by quarrels, met in Deal.", "1931-05", "meeting", "Guild met in Deal"),
]


@pytest.mark.parametrize(("sentence", "date", "event_type", "label"), SHAPES)
def test_shapes_of_sentences(sentence, date, event_type, label):
    assert [(each.value.edtf, each.type, each.label) for each in mentions(sentence)] == [(date, event_type, label)]


MODALITIES = [
    ("The stand will not be ready until May 2031.", "planned"),
    ("The stand was not ready until May 1931.", "occurred"),
    ("The stand should have opened in May 1931.", "hypothetical"),
    ("The ferry will return on 4 May 2031.", "planned"),
    ("The ferry did not sail on 4 May 1931.", "negated"),
    ("The ferry is to be sold in 2031.", "planned"),
    ("The ferry could be sold in 2031.", "hypothetical"),
    ("The ferry has been sailing since 1931.", "ongoing"),
    ("By 2040 the ferry company wants to sail without oil.", "target"),
    ("The ferry sank in 1931.", "occurred"),
    ("The ferry wasn't sold in 1931.", "negated"),
    ("The ferry can’t have sailed in 1931.", "negated"),
    ("The ferry never sailed in 1931.", "negated"),
    ("The ferry nearly sank in 1931.", "occurred"),
    ("The ferry was not sold until 1931.", "occurred"),
    ("The ferry would have sailed in 1931.", "hypothetical"),
    ("The ferry was to have sailed in 1931.", "hypothetical"),
    ("The ferry would have to be sold in 1931.", "planned"),
]


@pytest.mark.parametrize(("sentence", "modality"), MODALITIES)
def test_modality(sentence, modality):
    assert [each.modality for each in mentions(sentence)] == [modality]


NO_EVENT = [
    "Sales reached their lowest level since 1987.",
    "The toll rose by 4 crowns a year.",
    "The inspectors come every Monday.",
    "Decree 164/2018/ND-CP regulates the weirs.",
    "The work took ten years.",
    "The town is proud of its harbour today.",
    "She restored the 12th century church.",
    "A 5th century BC temple stands above the bay.",
    "King Olav II (reigned 1870-1890) owned the fort.",
    "The dealer sold her pre-1914 postcards.",
    "The post-1945 border moved the mill.",
]


@pytest.mark.parametrize("sentence", NO_EVENT)
def test_no_event(sentence):
    assert mentions(sentence) == ()


def test_birth_and_death_in_brackets_have_their_places():
    found = mentions("Ida Roe (born 1870 in Lyon, died on 4 May 1932 in Stockholm) was a painter.")
    assert [(each.value.edtf, each.relation, each.label) for each in found] == [
        ("1870", "within", "Birth of Ida Roe in Lyon"),
        ("1932-05-04", "on", "Death of Ida Roe in Stockholm"),
    ]
    assert [actor.name for each in found for actor in each.actors] == ["Ida Roe", "Ida Roe"]


@pytest.mark.parametrize(
    "text",
    [
        "Ada Lind, * 1896, † 1918, painted ships.",
        "Ada Lind, b. 1896, d. 1918, painted ships.",
        "Ada Lind b. 1896 d. 1918.",
        "Ada Lind (* 1896; † 1918) painted ships.",
    ],
)
def test_birth_and_death_have_signs(text):
    assert [(each.value.edtf, each.label) for each in mentions(text)] == [
        ("1896", "Birth of Ada Lind"),
        ("1918", "Death of Ada Lind"),
    ]


def test_verbs_in_a_row_tell_their_own_dates():
    found = mentions("The dig began in 1911, was stopped by the war and resumed in 1923.")
    assert [(each.value.edtf, each.label) for each in found] == [("1911", "Dig began"), ("1923", "Dig resumed")]
    found = mentions("The firm turned to carts in 1902 and, from 1907, to cars.")
    assert [each.label for each in found] == ["Firm turned to carts", "Firm turned to cars"]
    found = mentions("Inns stood in Norham in 1902, Arden in 1904 and Graz in 1906.")
    assert [each.label for each in found] == ["Inns stood in Norham", "Inns stood in Arden", "Inns stood in Graz"]
    found = mentions("The village had 230 inns in 1900, 180 in 1950 and 40 in 2000.")
    assert [each.label for each in found] == ["Village had 230 inns", "Village had 180", "Village had 40"]
    found = mentions("The finds were shown in May 1901 and appeared in a journal in 1902.")
    assert [each.label for each in found] == ["Finds were shown", "Finds appeared in a journal"]
    found = mentions("First told in 1204, the tale was forgotten in 1380.")
    assert [(each.value.edtf, each.label) for each in found] == [
        ("1204", "Tale was told"),
        ("1380", "Tale was forgotten"),
    ]


def test_two_dates_share_a_verb():
    found = mentions("The queen visited Arden in 1953 and Norham in 1954.")
    assert [(each.value.edtf, each.label) for each in found] == [
        ("1953", "Queen visited Arden"),
        ("1954", "Queen visited Norham"),
    ]


@pytest.mark.parametrize(
    ("sentence", "labels"),
    [
        (
            "The viaduct, built in 1933 by the parish, collapsed in 1971.",
            ["Viaduct was built by the parish", "Viaduct collapsed"],
        ),
        (
            "The almanac, first printed in 1933, ceased publication in 1971 and was revived in 1981.",
            ["Almanac was printed", "Almanac ceased publication", "Almanac was revived"],
        ),
        ("The inn, opened in 1904, was sold in 1921.", ["Inn was opened", "Inn was sold"]),
    ],
)
def test_a_participle_between_commas_leaves_the_subject_to_the_verb(sentence, labels):
    assert [each.label for each in mentions(sentence)] == labels


def test_a_body_is_not_called_by_a_person_s_name():
    found = mentions("Karl Holm built the hall. The society moved there in 1931.")
    assert [each.label for each in found] == ["Society moved there"]


def test_pronouns_are_said_in_full():
    found = mentions(
        "Oskar Brandt grew up in Lisbon. He emigrated to Chile in 1889. In 1895 he founded a printing house."
    )
    assert [each.label for each in found] == [
        "Emigration of Oskar Brandt to Chile",
        "Founding of a printing house by Oskar Brandt",
    ]


def test_no_label_is_long_or_repeats_its_date():
    for text, published, _ in FIELDS.values():
        for each in mentions(text, published=published):
            assert len(each.label) <= 120
            assert each.reference or (each.value.edtf or "")[:4] not in each.label
            assert each.label[0].isupper() or each.label[0].isdigit()


@pytest.mark.parametrize(
    ("sentence", "date", "relation"),
    [
        ("The abbey of Holm was founded before 1210.", "../1209", "by"),
        ("The bridge was destroyed before 3 May 1931.", "../1931-05-02", "by"),
        ("The mill was built after 1702.", "1703/..", "within"),
        ("The castle was demolished after May 1950.", "1950-06/..", "within"),
        ("The abbey will be rebuilt before 2040.", "2040", "by"),
        ("The council abolished the toll by 1900.", "1900", "by"),
        ("The tower was moved after the 1945 elections.", "1945", "within"),
    ],
)
def test_before_and_after_leave_out_the_date_they_name(sentence, date, relation):
    assert [(each.value.edtf, each.relation) for each in mentions(sentence)] == [(date, relation)]
