import pytest

from pipeline.events.full_names import Names
from tests.events.reading import document, mentions

# text, and the label of its last mention
ANTECEDENTS = [
    ("Elmstow was founded in 1180 by monks. The first stone church was built in 1219.", "First stone church was built"),
    ("Elmstow was founded in 1180 by monks. The school opened in 1834.", "School opened"),
    ("Keeper Jon Hobbs scored twice. In 1931 the club was nearly bankrupt.", "Club was nearly bankrupt"),
    ("Lowden Rovers lost. In 1931 the club was nearly bankrupt.", "Lowden Rovers was nearly bankrupt"),
    ("Knut Holm founded the tannery in March 1887. It burnt down in 1903.", "Tannery burnt down"),
    ("A flood damaged the quay in 1902. A storm destroyed it in 1904.", "Storm destroyed the quay"),
    ("The navy seized the yacht in 1939 and returned it in 1946.", "Navy returned the yacht"),
    ("An avalanche hit the chapel in 1921; its spire fell in 1922.", "Spire of the chapel fell"),
    ("The mill passed to his niece Clara Voss in 1907. She sold it in 1926.", "Clara Voss sold the mill"),
    ("In 1975 Piers Aldous was hired. The ensemble moved in 1984.", "Ensemble moved"),
    ("Ida Krog was born in 1880. In 1912 she met the weaver Karl Holm. She died in 1950.", "Death of Ida Krog"),
    ("Its keeper, Anders Moe, saved the crew of the brig Fortuna in 1829. He died in 1850.", "Death of Anders Moe"),
    (
        "The Brandt Trio formed in 1968. Ruth Brandt left the city. The trio toured Peru in 1970.",
        "Brandt Trio toured Peru",
    ),
    ("Ida Krog wrote. Her first book, The Salt Road, was published in 1964. She died in 1970.", "Death of Ida Krog"),
    ("Ida Krog wrote. The Salt Road appeared in 1964. She died in 1970.", "Death of Ida Krog"),
    ("The Grey Gull sailed from Leith in 1890. She sank in 1900.", "Grey Gull sank"),
    ("Joan Pike was mayor. The inn was opened by John Smith in 1950. She died in 1960.", "Death of Joan Pike"),
    ("Robin Pike was mayor. The inn was opened by Pat Smith in 1950. She died in 1960.", "Death of Robin Pike"),
    ("Joan Pike was mayor. The inn was opened by Pat Smith in 1950. He died in 1960.", "Death of Pat Smith"),
    ("The inn was opened by Pat Smith in 1950. She died in 1960.", "Death of Pat Smith"),
    ("She was taught by Pat Smith in 1950. He died in 1960.", "Death of Pat Smith"),
    (
        "Ada Roe was born in 1880. In 1908 she met Karl Holm. She married Otto Lang in 1910; they divorced in 1919.",
        "Ada Roe and Otto Lang divorced",
    ),
    ("Ada Roe met Karl Holm. She married Otto Lang in 1910. They divorced in 1919.", "Ada Roe and Otto Lang divorced"),
    (
        "Ada Roe married Otto Lang in 1910. In 1912 she met Karl Holm. They divorced in 1919.",
        "Ada Roe and Otto Lang divorced",
    ),
    ("Karl Holm met. The crew was made up of ten men led by Pat Roe. His ship sank in 1931.", "Ship of Pat Roe sank"),
    ("Ada Roe married Otto Lang in 1910, and they divorced in 1919.", "Ada Roe and Otto Lang divorced"),
    ("Ada Roe and Otto Lang married in 1910. They divorced in 1919.", "Ada Roe and Otto Lang divorced"),
    ("Ada Roe met Karl Holm in Graz. They married in 1908.", "Ada Roe and Karl Holm married"),
    ("Ruth Brandt sang in 1968. In 1971 Brandt painted a mural.", "Ruth Brandt painted a mural"),
    ("The Halm brewery opened in 1880. The brewery closed in 1950.", "Halm brewery closed"),
    ("Two ferries sank in 1931. One of them was raised in 1933.", "One of the two ferries was raised"),
    ("The board ruled out an early vote, and the next one was held in 1931.", "Next vote was held"),
    ("The lake froze. The club bought two boats in 1937.", "Club bought two boats"),
    ("The club bought two boats. They sank in 1937.", "Two boats sank"),
    ("The Elm Club suffered heavy losses. They were beaten in 1937.", "Elm Club were beaten"),
    ("Wool was dear. She was discharged in May 1937.", "Discharged"),
    ("The wall beat a strong team. It fell in 1937, when Abel Roe climbed it in 1938.", "Abel Roe climbed the wall"),
    ("Patient 2, a smith, fell ill in May 1936. He died in 1937.", "Death of Patient 2"),
    ("The office issued a warning in 1936 and renewed it in 1937.", "Office renewed the warning"),
    ("In 1936 the museum bought a clock made by Abel Roe around 1835.", "Clock was made by Abel Roe"),
    ("The hall dates from 1837.", "Origin of the hall"),
    ("He said that the inn would shut. It shut in 1937.", "Inn shut"),
    (
        "The fair, run by Abel Roe, was given by Miss Ida Lind in 1937 for her niece.",
        "Fair was given by Miss Ida Lind for Miss Ida Lind's niece",
    ),
    ("On 4 May 1936 the Briton Abel Roe won. The next year he lost his purse.", "Briton Abel Roe lost his purse"),
    ("A porter was held over the blaze that gutted the inn in 1937.", "Blaze gutted the inn"),
    ("The Wesleyans built a chapel. A school opened. The school closed its gate in 1937.", "School closed its gate"),
]
SHIP = "The steamer Alba Roe was launched in 1911. Mrs Ida Roe christened her. "


@pytest.mark.parametrize(("text", "label"), ANTECEDENTS, ids=[label for _, label in ANTECEDENTS])
def test_what_pronouns_and_short_names_stand_for(text, label):
    assert mentions(text)[-1].label == label


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("She sank in 1913.", "Alba Roe sank"),
        ("A storm damaged her west of Skye in 1913.", "Storm damaged Alba Roe west of Skye"),
        ("A collier struck her in 1913.", "Collier struck Alba Roe"),
        ("Her boilers burst in 1913.", "Boilers of Alba Roe burst"),
    ],
)
def test_a_ship_is_she_in_her_own_history(text, label):
    assert mentions(SHIP + text, title="The steamer Alba Roe")[-1].label == label


def test_an_anniversary_is_not_of_the_year_of_another_noun():
    read = mentions("The mill got back its look of 1912 in time for its centenary.")
    assert [each.rule for each in read if "anniversary" in each.rule] == []


def test_a_pronoun_that_nothing_explains_lowers_confidence():
    (sure,) = mentions("The guild named a street after the poet in 1931.")
    (unsure,) = mentions("The guild named a street after him in 1931.")
    assert unsure.confidence < sure.confidence


def test_a_town_is_said_by_name_in_its_history():
    read = mentions("The town received its charter in 1803.", title="A short history of Port Ellery")
    assert [each.label for each in read] == ["Port Ellery received its charter"]


def test_names_of_several_bearers_stand_for_none():
    names = Names(document("Ada Lind met Karl Lind. Oskar Brandt came.").text, "")
    assert (names.person("Lind", 99), names.person("Brandt", 99)) == ("", "Oskar Brandt")


# text, title, and for every mention: EDTF, relation, modality, label
WHENS = [
    ("We heard the appeal in May 1931.", [("1931-05", "within", "occurred", "Appeal was heard")]),
    ("No women were admitted until 1931.", [("1931", "within", "occurred", "Women were admitted")]),
    ("Exports fell by 6% in 1931.", [("1931", "within", "occurred", "Exports fell by 6%")]),
    (
        "The guild admitted in a letter of 4 May 1931 that the log was false.",
        [("1931-05-04", "on", "occurred", "Guild admitted in a letter that the log was false")],
    ),
    (
        "The club won the cup in 1921 and again in 1925.",
        [("1921", "within", "occurred", "Club won the cup"), ("1925", "within", "occurred", "Club won the cup")],
    ),
    (
        "The climb was tried in 1931 and succeeded in 1933.",
        [("1931", "within", "occurred", "Climb was tried"), ("1933", "within", "occurred", "Climb succeeded")],
    ),
    (
        "In 1931 three women, the sisters Lind and Ada Roe, reached the top.",
        [("1931", "within", "occurred", "Three women reached the top")],
    ),
    (
        "V. Abel and G. Roe reach the pass on 9 May 1931.",
        [("1931-05-09", "on", "occurred", "V. Abel and G. Roe reach the pass")],
    ),
    ("Operating profit was 9 million in 1931.", [("1931", "within", "occurred", "Operating profit was 9 million")]),
    (
        "The court held, finding that the cable had been cut on 3 May 1931, for the owner.",
        [("1931-05-03", "on", "occurred", "Cable had been cut")],
    ),
    ("The fair was announced for 1931.", [("1931", "within", "planned", "Fair was announced")]),
    ("Dredging began in 1706.", [("1706", "within", "occurred", "Dredging began")]),
    (
        "Lessons were held in the porch until 1604.",
        [("../1604", "throughout", "occurred", "Lessons were held in the porch")],
    ),
    ("The vote was delayed and must be held by 2027.", [("2027", "by", "planned", "Vote must be held")]),
    ("A report is expected by the end of 2031.", [("2031", "by", "planned", "Report is expected")]),
    ("A pavilion is due to open in 2031.", [("2031", "within", "planned", "Pavilion is due to open")]),
    (
        "The inn, built in 1774, became a school in 1983.",
        [
            ("1774", "within", "occurred", "Inn was built"),
            ("1983", "within", "occurred", "Inn became a school"),
        ],
    ),
    (
        "She banned dice, founded a choir in 1843 and opened a bath in 1849.",
        [
            ("1843", "within", "occurred", "Choir was founded"),
            ("1849", "within", "occurred", "Bath was opened"),
        ],
    ),
    (
        "The council approved a plan in May 2011, and the line between the quay and the school was opened in 2016.",
        [
            ("2011-05", "within", "occurred", "Council approved a plan"),
            ("2016", "within", "occurred", "Line between the quay and the school was opened"),
        ],
    ),
    (
        "The school was founded in 1921, so the centenary was celebrated in May 2021.",
        [
            ("1921", "within", "occurred", "Founding of the school"),
            ("2021-05", "within", "occurred", "100th anniversary"),
        ],
    ),
    ("The 50th anniversary was celebrated in 2021.", [("2021", "within", "occurred", "50th anniversary")]),
    (
        "Was the 50th anniversary of the quay in 2021?",
        [("2021", "within", "hypothetical", "50th anniversary of the quay")],
    ),
    (
        "The port will mark the 50th anniversary of its founding in 2052.",
        [
            ("2052", "within", "planned", "50th anniversary of the founding of the port"),
            ("2002", "within", "occurred", "Founding of the port"),
        ],
    ),
]


@pytest.mark.parametrize(("text", "expected"), WHENS, ids=[text for text, _ in WHENS])
def test_when_and_how_sure(text, expected):
    assert [(each.value.edtf, each.relation, each.modality, each.label) for each in mentions(text)] == expected
