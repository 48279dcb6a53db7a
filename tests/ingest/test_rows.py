import datetime as dt
import gzip
import hashlib
import json

import pyarrow as pa
import pytest
from pyarrow import parquet

from pipeline.ingest import faults, read_corpus, rows
from pipeline.ingest.corpus import ROW_FORMATS

ROWS = [
    {"id": "a", "text": "The lock was dug in 1924.", "title": "Locks", "published": "2014-03", "authors": ["A. Roe"]},
    {"id": "b", "text": "Cống được đào năm 1924.\r\n", "rights": "CC0-1.0", "colour": "red"},
]


def as_jsonl(of):
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in of).encode()


def save(directory, name, of):
    path = directory / name
    data = as_jsonl(of)
    if name.endswith(".parquet"):
        parquet.write_table(pa.Table.from_pylist(of, schema=SCHEMA), path)
    elif name.endswith(".gz"):
        path.write_bytes(gzip.compress(data))
    elif name.endswith(".zst"):
        with pa.CompressedOutputStream(str(path), "zstd") as stream:
            stream.write(data)
    else:
        path.write_bytes(data)
    return path


SCHEMA = pa.schema(
    [
        ("id", pa.string()),
        ("text", pa.large_string()),
        ("title", pa.dictionary(pa.int32(), pa.string())),
        ("published", pa.string()),
        ("authors", pa.list_(pa.string())),
        ("rights", pa.string()),
        ("colour", pa.string()),
    ]
)
NAMES = ["c.jsonl", "c.jsonl.gz", "c.jsonl.zst", "c.parquet"]


@pytest.mark.parametrize("name", NAMES)
def test_every_form_gives_the_same_documents(tmp_path, name):
    first, second = read_corpus(save(tmp_path, name, ROWS))
    assert (first.id, first.title, first.published, first.authors) == ("a", "Locks", "2014-03", ("A. Roe",))
    assert (second.id, second.text, second.language, second.rights) == ("b", ROWS[1]["text"], "vi", "CC0-1.0")
    assert (first.path, second.path) == (name, name)
    assert first.sha256 == hashlib.sha256(first.text.encode()).hexdigest()


def test_rows_in_a_directory_are_read_too(tmp_path):
    save(tmp_path, "c.jsonl", ROWS)
    (tmp_path / "d.md").write_text("Dug.")
    assert [document.id for document in read_corpus(tmp_path)] == ["a", "b", "d"]


@pytest.mark.parametrize("name", NAMES)
def test_a_row_without_an_id_is_named_after_its_text_whatever_rows_stand_beside_it(tmp_path, name):
    first, second = {"text": "Dug in 1924."}, {"text": "Held in 1925."}
    known = f"c-{hashlib.sha256(b'Dug in 1924.').hexdigest()[:16]}"
    for of in ([first], [first, second], [second, first], [ROWS[0], first]):
        assert known in {document.id for document in read_corpus(save(tmp_path, name, of))}
    ids = [document.id for document in read_corpus(save(tmp_path, name, [first, second]))]
    assert len(set(ids)) == 2


def test_the_same_text_twice_needs_ids(tmp_path):
    path = save(tmp_path, "c.jsonl", [{"text": "Dug."}, {"text": "Dug."}])
    (fault,) = faults(path)
    assert str(fault).endswith(", which row 1 has too; expected ids that differ")


def test_a_byte_order_mark_and_blank_lines_are_passed_over(tmp_path):
    path = tmp_path / "c.jsonl"
    path.write_bytes(b'\xef\xbb\xbf{"id": 7, "text": "Dug."}\r\n\r\n{"id": "b", "text": "Held."}')
    assert [document.id for document in read_corpus(path)] == ["7", "b"]


def test_parquet_dates_and_years_are_edtf(tmp_path):
    path = tmp_path / "c.parquet"
    for value, expected in [
        (dt.date(2014, 3, 3), "2014-03-03"),
        (dt.datetime(2014, 3, 3, 8, 5, tzinfo=dt.UTC), "2014-03-03"),
        (2014, "2014"),
    ]:
        parquet.write_table(pa.table({"text": ["Dug."], "published": [value]}), path)
        (document,) = read_corpus(path)
        assert document.published == expected


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (
            b"{",
            "line 1: found JSON that can't be read (an end where JSON goes on); expected one JSON object a line",
        ),
        (b"[1]", "line 1: found JSON that is no object; expected one JSON object a line"),
        (
            b"[" * 100_000,
            "line 1: found JSON that can't be read (too deep or too large); expected one JSON object a line",
        ),
        (
            b'{"text": ' + b"9" * 5000 + b"}",
            "line 1: found JSON that can't be read (too deep or too large); expected one JSON object a line",
        ),
        (b'{"id": "a"}', "line 1: found no 'text'; expected the text of the document"),
        (b'{"text": 5}', "line 1: found a 'text' that isn't text; expected the text of the document"),
        (
            b'{"text": "Dug\\ud800"}',
            "line 1: found the lone surrogate U+D800 at code point 3; expected characters that can be written as UTF-8",
        ),
        (b'{"text": "Dug", "title": 5}', "line 1: found a number for 'title'; expected text"),
        (b'{"text": "Dug", "title": true}', "line 1: found true or false for 'title'; expected text"),
        (b'{"text": "Dug", "authors": 5}', "line 1: found a number for 'authors'; expected a text or a list of texts"),
        (
            b'{"text": "Dug", "published": "May"}',
            "line 1: found 'published: May'; expected an EDTF date such as 2025-06-14, 2025-06 or 2025",
        ),
        (
            b'{"text": "Dug", "title": "a\\u0007"}',
            "line 1: found the control character U+0007 in 'title'; expected printable text",
        ),
        (b'\n{"text": "D\xff"}', "line 2, byte 11: found the byte 0xFF, which isn't UTF-8 here; expected UTF-8"),
    ],
)
def test_faults_of_a_line(tmp_path, lines, message):
    path = tmp_path / "c.jsonl"
    path.write_bytes(lines + b'\n{"id": "z", "text": "Held."}\n')
    assert [str(fault) for fault in faults(path)] == [f"{path}, {message}"]
    assert next(reversed([*rows.read_jsonl(path, "c.jsonl")])).id == "z"


def test_an_id_twice_in_one_file(tmp_path):
    path = save(tmp_path, "c.jsonl", [ROWS[0], ROWS[0]])
    assert [str(fault) for fault in faults(path)] == [
        "c.jsonl, row 2: found the id 'a', which row 1 has too; expected ids that differ"
    ]


@pytest.mark.parametrize(
    ("name", "keep"),
    [("c.jsonl.gz", 40), ("c.jsonl.gz", 3), ("c.jsonl.zst", 40), ("c.jsonl.zst", 2), ("c.parquet", 300)],
)
def test_a_file_cut_short_is_one_sentence(tmp_path, name, keep):
    path = save(tmp_path, name, ROWS)
    path.write_bytes(path.read_bytes()[:keep])
    (fault,) = faults(path)
    assert str(fault).startswith(f"{path}")
    assert "can't be read" in str(fault)
    assert "\n" not in str(fault)


def test_parquet_without_texts(tmp_path):
    path = tmp_path / "c.parquet"
    parquet.write_table(pa.table({"id": ["a"]}), path)
    (fault,) = faults(path)
    assert fault.found == "no column 'text'"


def test_faults_of_a_row_of_parquet(tmp_path):
    path = tmp_path / "c.parquet"
    parquet.write_table(pa.table({"id": ["a"], "text": ["Dug."], "title": [5]}), path)
    assert [str(fault) for fault in faults(path)] == [
        f"{path}, row 1: found a number for 'title'; expected text",
    ]


def test_rows_without_words_are_passed_over(tmp_path):
    texts = [" ", "Dug.", None, "\ufeff\n"]
    lines, table = tmp_path / "c.jsonl", tmp_path / "c.parquet"
    lines.write_text("".join(json.dumps({"id": str(n), "text": text}) + "\n" for n, text in enumerate(texts)))
    parquet.write_table(pa.table({"id": list("0123"), "text": texts}), table)
    for path in (lines, table):
        assert [document.id for document in read_corpus(path)] == ["1"]
        assert list(ROW_FORMATS[path.suffix](path, path.name)).count(None) == 3


@pytest.mark.parametrize("name", NAMES)
def test_a_row_beyond_the_limit_is_refused(tmp_path, name, monkeypatch):
    monkeypatch.setenv("DATELINES_ROW_BYTES", "1000")
    path = save(tmp_path, name, [{"id": "a", "text": "x" * 2000}])
    (fault,) = faults(path)
    assert "1,000" in str(fault)
