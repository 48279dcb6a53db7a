import unicodedata

import pytest

from pipeline.ingest.language import detect, is_tag
from tests.growth import calls


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The dyke at Thừa Thiên Huế was raised after the flood.", "en"),
        ("Điện Biên Phủ", "en"),
        ("", "en"),
        ("1945", "en"),
        ("Le barrage fut élevé en mai.", "en"),
        ("Đê được đắp cao sau trận lụt.", "vi"),
        ("Ngày 2/9/1946", "vi"),
        ("Khánh thành cầu mới", "vi"),
        ("Theo tờ The Delta Times, đê đã vỡ và nước tràn vào làng.", "vi"),
    ],
)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_detect(text, language, form):
    assert detect(unicodedata.normalize(form, text)) == language


@pytest.mark.parametrize(
    "text",
    [
        "Der Damm wurde im Mai gebaut. Er hielt bis zum Herbst, aber dann kam das Wasser und die Leute gingen fort.",
        "Le barrage fut construit en mai. Les habitants du village ont vu la crue et sont partis avec leurs enfants.",
        "La presa fue construida en mayo. Los vecinos del pueblo vieron la crecida y se fueron con sus hijos por la noche.",
        "La diga fu costruita nel maggio del 1911. Gli abitanti videro la piena, che è passata, e sono partiti.",
        "A barragem foi construída em maio. Os moradores não viram a cheia e foram embora com uma carroça.",
        "De dijk werd in mei gebouwd. Het water kwam in de herfst en de mensen van het dorp gingen niet weg.",
        "Dammen byggdes i maj. Vattnet kom på hösten och folket gick bort. Det var inte som förr att bo där.",
        "Zapora została zbudowana w maju. Woda przyszła i ludzie nie wiedzieli, że to jest powódź, bo się bali.",
        "Digul a fost construit în mai. Apa a venit toamna și oamenii din sat au plecat cu copiii. Este pustiu.",
        "Плотина была построена в мае. Вода пришла осенью.",
        "大坝于五月建成。秋天，水来了，人们离开了村庄。",
        "Saor chean thog bealach uisce gan mhoill " * 25,
    ],
)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_neither_english_nor_vietnamese(text, form):
    assert detect(unicodedata.normalize(form, text)) == "und"


@pytest.mark.parametrize(
    "text",
    [
        "Die Welt and Le Monde reported on a fire in La Paz.",
        "The de la Cruz family of Los Angeles sold the El Dorado mine to Otto von der Heide.",
        "Los Angeles, Las Vegas, El Paso, San Jose del Cabo",
        "Van der Berg, von Braun, de Gaulle and di Stefano met in Rio.",
        "Moscow (Москва) lies on the river of that name.",
        "Mill burned. Quay widened. Lock closed. " * 5,
        "The lock was built by the town, and it is in use. " * 5
        + "Der Damm ist nicht mehr da, und das Haus auch nicht.",
        "Lorem dolor",
    ],
)
def test_english_with_foreign_names_or_too_little_to_tell(text):
    assert detect(text) == "en"


@pytest.mark.parametrize(
    ("foreign", "language"),
    [
        ("Cầu được khánh thành năm 1902 và sau đó bị nước lũ cuốn trôi. ", "vi"),
        ("Der Damm wurde im Mai gebaut, und er hielt bis zum Herbst, da er nicht zu hoch war. ", "und"),
    ],
)
@pytest.mark.parametrize("share", [(10, 40), (40, 10)])
def test_the_language_of_most_of_a_mixed_text(foreign, language, share):
    english = "The lock was built by the town, and it is in use today. "
    assert detect(english * share[0] + foreign * share[1]) == (language if share[1] > share[0] else "en")
    assert detect(foreign * share[1] + english * share[0]) == (language if share[1] > share[0] else "en")


@pytest.mark.parametrize(
    "text",
    [
        "The lock was built by the town, and it is in use today. ",
        "Cầu được khánh thành năm 1902 và sau đó bị nước lũ cuốn trôi. ",
        "Der Damm wurde im Mai gebaut, und er hielt bis zum Herbst. ",
        "xq wz ",
        "\u0111",
    ],
)
def test_detection_takes_few_calls_however_long_a_text_is(text):
    assert calls(lambda: detect(text * (200_000 // len(text)))) < 100


@pytest.mark.parametrize("tag", ["en", "vi", "en-GB", "zh-Hans-CN", "sl-rozaj-biske", "x-delta", "gsw"])
def test_tags(tag):
    assert is_tag(tag)


@pytest.mark.parametrize("tag", ["", "e", "en_GB", "english, please", "x", "en-", "việt", "en-waytoolong", "English"])
def test_no_tags(tag):
    assert not is_tag(tag)
