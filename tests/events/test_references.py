import pytest

from pipeline.events.references import KIND_WORDS, KINDS, find, short_title
from pipeline.events.words import plain

KEYS = [
    ("Resolution 866-NQ/QUTW", ["resolution:866::QUTW:"]),
    ("Resolution No.28/NQ-TW", ["resolution:28::TW:"]),
    ("Resolution No. 28-NQ/TW", ["resolution:28::TW:"]),
    ("Nghị quyết số 28-NQ/TW", ["resolution:28::TW:"]),
    ("Resolution 11-NQ/TW and Resolution 11-NQ/TU", ["resolution:11::TW:", "resolution:11::TU:"]),
    ("Decree No. 164/2018/ND-CP", ["decree:164:2018:CP:"]),
    ("Nghị định 164/2018/NĐ-CP", ["decree:164:2018:CP:"]),
    ("Decree No. 03/2019/NĐ-CP", ["decree:3:2019:CP:"]),
    ("Resolution 590-CT/ĐUQSTW", ["resolution:590::CT-DUQSTW:"]),
    ("Action Program No.27-CTr/TU", ["action program:27::TU:"]),
    ("Central Resolution 7 (3rd,5th tenure)", ["resolution:7:::3", "resolution:7:::5"]),
    ("Resolution No.6 (14th and 15th terms)", ["resolution:6:::14", "resolution:6:::15"]),
    ("Resolution No. 31 of the Harbour Bureau (9th tenure)", ["resolution:31:::9"]),
    ("Regulation (EU) 2031/679", ["regulation:679:2031:EU:"]),
    ("Directive 2024/24/EU", ["directive:24:2024:EU:"]),
    ("Security Council Resolution 9325", ["resolution:9325:::"]),
    ("Public Law 217-58", ["public law:217::58:"]),
    ("Executive Order 33769", ["executive order:33769:::"]),
    ("the resolution of 1945", []),
    ("plans 20 dams", []),
    ("Act 5 of the play", []),
    ("decision 3 years later", []),
]


@pytest.mark.parametrize(("text", "keys"), KEYS, ids=[text for text, _ in KEYS])
def test_keys(text, keys):
    assert [each.key for each in find(text)] == keys


def test_offsets_and_names():
    text = "By Decree No. 9/2031/NĐ-CP the weir closes."
    (act,) = find(text)
    assert text[act.start : act.end] == "Decree No. 9/2031/NĐ-CP"
    assert text[act.number_start : act.end] == "9/2031/NĐ-CP"
    assert (act.name, act.year, act.number) == ("Decree 9/2031/NĐ-CP", 2031, "9/2031/NĐ-CP")


def test_decomposed_letters_give_the_same_key():
    assert find("Resolution 590-CT/ĐUQSTW")[0].key == find("Resolution 590-CT/ĐUQSTW")[0].key
    assert find("Nghi\u0323 quye\u0302\u0301t 28-NQ/TW") == ()
    assert find("Decree 9/2031/NĐ-CP")[0].key == "decree:9:2031:CP:"


SHORT_TITLES = [
    ("the Canal Boats Act of 1877", "Canal Boats Act"),
    ("the Water Supply Act, 1902", "Water Supply Act"),
    ("the Freedom of Shipping Act 1951", "Freedom of Shipping Act"),
    ("an act of 1877", None),
]


@pytest.mark.parametrize(("text", "title"), SHORT_TITLES)
def test_short_titles(text, title):
    found = short_title(text)
    assert (found[0] if found else None) == title


def test_every_kind_opens_with_a_known_word():
    firsts = {plain(form.split()[0].split(r"\.")[0]) for forms, _ in KINDS.values() for form in _spelled_out(forms)}
    assert firsts <= KIND_WORDS


def _spelled_out(forms: str) -> list[str]:
    """The words that a row's expression stands for."""
    found = []
    for form in (
        forms.split("|") if "(?:" not in forms else [forms.replace("(?:y|ies)", "y").split("|")[0], "strategies"]
    ):
        found += [form.replace("(?:me)?", "").replace("s?", ""), form.replace("(?:me)?", "").replace("s?", "s")]
    return found
