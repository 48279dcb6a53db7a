import pytest

from pipeline.publish.exports.datewords import date_words


@pytest.mark.parametrize(
    ("edtf", "relation", "words"),
    [
        ("1904-05-11", "on", "11 May 1904"),
        ("1904", "by", "by 1904"),
        ("2026/2031", "for", "for 2026 – 2031"),
        ("1941/..", "since", "since 1941"),
        ("../1950", "within", "until 1950"),
        ("1911~", "within", "about 1911"),
        ("1911?", "within", "perhaps 1911"),
        ("1911%", "within", "perhaps about 1911"),
        ("1975-21", "within", "spring 1975"),
        ("2025-35", "within", "third quarter of 2025"),
        ("2025-41", "by", "by second half of 2025"),
        ("2025-30", "within", "2025-30"),
        ("192X", "within", "1920s"),
        ("18XX", "within", "18XX"),
        ("0000", "within", "1 BCE"),
        ("-0259-03", "within", "March 260 BCE"),
        ("Y12000", "within", "Y12000"),
    ],
)
def test_dates_in_words(edtf, relation, words):
    assert date_words({"date_edtf": edtf, "date_relation": relation}) == words
