"""Offsets count the code points of the raw text, whatever stands around a date and however the text is encoded."""

import itertools
import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.api import build, extract, load
from pipeline.ingest import document_from_text
from pipeline.temporal import edtf, tag

AROUND = st.lists(
    st.sampled_from(
        [
            *("\ufeff", "\0", "\u202e", "\u2066", "\u2069", "\u200b", "\U0001f600", "\U0001f469\u200d\U0001f680"),
            *(
                "e\u0301",
                "ế",
                "e\u0302\u0301",
                "ı",
                "İ",
                "ß",
                "٣",
                "１",
                "\u2028",
                "\r",
                "\n",
                "\r\n",
                "\x85",
                " ",
                "-",
            ),
        ]
    ),
    max_size=12,
).map("".join)
SENTENCES = {
    "en": ("The mill at Elmford was opened on 5 May 1932.", "5 May 1932", "1932-05-05"),
    "vi": ("Nhà máy được thành lập ngày 3 tháng 2 năm 1930.", "ngày 3 tháng 2 năm 1930", "1930-02-03"),
}


@given(st.sampled_from(sorted(SENTENCES)), st.sampled_from(["NFC", "NFD", "NFKC"]), AROUND, AROUND)
@settings(max_examples=200, deadline=None, derandomize=True)
def test_a_date_is_found_where_it_stands(code, form, before, after):
    sentence, words, value = SENTENCES[code]
    sentence, words = (unicodedata.normalize(form, each) for each in (sentence, words))
    text = f"{before} \n{sentence}\n {after}"
    [timex] = [each for each in tag(text, language=code) if each.value.edtf == value]
    assert text[timex.span.slice] == timex.text == words
    assert timex.span.start == text.index(words)


@given(AROUND, st.sampled_from(["\n", "\r\n", "\r", "\u2028"]), AROUND)
@settings(max_examples=100, deadline=None, derandomize=True)
def test_mentions_quote_the_raw_text(before, line_end, after):
    sentence = SENTENCES["en"][0]
    text = f"{before}{line_end}{line_end}{sentence}{line_end}{line_end}{after}"
    document = document_from_text(text, language="en")
    assert document.text == text
    for mention in extract(document):
        assert text[mention.timex.span.slice] == mention.timex.text
        assert mention.timex.span in mention.quote
        value = edtf.parse(mention.value.edtf)
        assert (value.first_day, value.last_day) == (mention.value.first_day, mention.value.last_day)


LINE_ENDS = ("\n", "\r\n", "\r")
ODDITIES = (
    "",
    "\ufeff",
    "\0",
    "\u202e",
    "\u2066x\u2069",
    "\U0001f469\u200d\U0001f680",
    "e\u0302\u0301",
    "\u2028",
    "٣",
    "ı",
    "İ",
)


def test_published_offsets_are_those_of_the_files(tmp_path):
    """From the bytes of files to the rows of a package and back, as the data dictionary promises it."""
    cases = list(itertools.product(sorted(SENTENCES), ("NFC", "NFD"), LINE_ENDS, ODDITIES))
    (tmp_path / "corpus").mkdir()
    for number, (code, form, end, odd) in enumerate(cases):
        words = unicodedata.normalize(form, SENTENCES[code][0])
        head = "" if number % 2 else f"---{end}language: {code}{end}---{end}"
        text = f"{head}{odd}{end}{end}{odd} {words}{end}{end}{odd}{words} {odd}{end}"
        name = f"{number:03}.{'txt' if number % 2 else 'md'}"
        (tmp_path / "corpus" / name).write_bytes(text.encode())
    build(tmp_path / "corpus", tmp_path / "out")
    package = load(tmp_path / "out")
    paths = package.documents.set_index("document_id")["path"]
    found = set()
    for row in package.mentions.itertuples():
        with (tmp_path / "corpus" / paths[row.document_id]).open(encoding="utf-8", newline="") as file:
            text = file.read()
        assert text[row.char_start : row.char_end] == row.date_text
        assert text[row.quote_start : row.quote_end] == row.quote
        code, form, *_ = cases[int(paths[row.document_id].partition(".")[0])]
        sentence, words, _ = SENTENCES[code]
        assert row.date_text == unicodedata.normalize(form, words)
        assert unicodedata.normalize(form, sentence) in row.quote
        found.add(row.document_id)
    assert len(found) == len(cases)
