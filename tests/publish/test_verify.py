import hashlib
from pathlib import Path

import pyarrow as pa
import pytest

from pipeline.errors import DataError, InputError
from pipeline.ingest import read_corpus
from pipeline.publish.csvfile import write_csv
from pipeline.publish.info import PackageInfo
from pipeline.publish.package import stage_package
from pipeline.publish.parquet import write_parquet
from pipeline.publish.tables import TABLES, arrow_schema, resource_path
from pipeline.publish.verify import MOST_FINDINGS, verify

FILES = {
    "mill.md": "---\ntitle: The mill\npublished: 1931-05\n---\n\nThe mill burned on 4 May 1912.\r\nIts wheel turned again in 1920.\n",
    "cầu.txt": "Cây cầu khánh thành ngày 3 tháng 2 năm 1927.\n😀 Sửa năm 1954.\n",
    "inn.html": "<html><head><title>Inn</title></head><body><article><h1>The inn</h1><p>The inn took its first guests in "
    "March 1888, when the railway reached the village and travellers needed beds.</p><p>It was sold twice before the "
    "winter of 1903, and the last owner kept goats in the ballroom.</p></article></body></html>",
}
DATES = ("4 May 1912", "1920", "3 tháng 2 năm 1927", "năm 1954", "March 1888", "1903")


def write_corpus(directory):
    directory.mkdir()
    for name, text in FILES.items():
        (directory / name).write_bytes(text.encode())
    return directory


def rows_of(corpus):
    documents = list(read_corpus(corpus))
    rows = {table.name: [] for table in TABLES}
    for document in documents:
        rows["documents"].append(
            {
                "document_id": document.id,
                "title": document.title,
                "authors": "; ".join(document.authors) or None,
                "publisher": document.publisher,
                "published": document.published,
                "language": document.language,
                "source": document.source,
                "rights": document.rights,
                "path": document.path,
                "sha256": document.sha256,
                "characters": len(document.text),
            }
        )
        if document.extracted:
            rows["texts"].append({"document_id": document.id, "text": document.text})
        rows["mentions"] += [mention(document, words) for words in DATES if words in document.text]
    return rows


def mention(document, words):
    start = document.text.index(words)
    first, last = max(0, start - 12), start + len(words) + 1
    return {
        "mention_id": f"{document.id}@{start}",
        "event_id": "e",
        "document_id": document.id,
        "char_start": start,
        "char_end": start + len(words),
        "date_text": words,
        "timex_type": "DATE",
        "timex_value": "1912",
        "quote": document.text[first:last],
        "quote_start": first,
        "quote_end": last,
        "section": "body",
        "rule": "en.year",
        "anchor": None,
    }


def publish(directory, rows):
    tables = {table.name: pa.Table.from_pylist(rows[table.name], arrow_schema(table)) for table in TABLES}
    stage_package(tables, PackageInfo(), directory)
    return directory


@pytest.fixture
def corpus(tmp_path):
    return write_corpus(tmp_path / "corpus")


@pytest.fixture
def rows(corpus):
    return rows_of(corpus)


def row_of(rows, table, document, number=0):
    return [row for row in rows[table] if row["document_id"] == document][number]


def verified(tmp_path, corpus, rows):
    return [(f.resource, f.row, f.field) for f in verify(publish(tmp_path / "package", rows), corpus)]


def test_every_format_is_proved(tmp_path, corpus, rows):
    assert {row["date_text"] for row in rows["mentions"]} == set(DATES)
    assert len(rows["texts"]) == 1
    assert verified(tmp_path, corpus, rows) == []


@pytest.mark.parametrize("number", range(len(DATES)))
@pytest.mark.parametrize(
    ("field", "change"),
    [
        ("date_text", {"date_text": "5 May 1912"}),
        ("date_text", {"char_start": 0, "char_end": 3}),
        ("date_text", {"char_start": 10**12, "char_end": 10**12 + 3}),
        ("date_text", {"char_start": 9, "char_end": 5}),
        ("date_text", {"char_start": -5, "char_end": -1}),
        ("quote", {"quote": "Nobody ever said so."}),
        ("quote", {"quote_start": 0, "quote_end": 2}),
    ],
)
def test_words_that_do_not_stand_there_are_found(tmp_path, corpus, rows, number, field, change):
    rows["mentions"][number] |= change
    assert verified(tmp_path, corpus, rows) == [("mentions", number + 1, field)]


def test_the_finding_tells_what_stands_there(tmp_path, corpus, rows):
    row_of(rows, "mentions", "mill")["date_text"] = "5 May 1912"
    start = row_of(rows, "mentions", "mill")["char_start"]
    (finding,) = verify(publish(tmp_path / "package", rows), corpus)
    assert f"found '5 May 1912'; expected '4 May 1912', as mill has from {start} to {start + 10} [verify]" in str(
        finding
    )


def test_offsets_count_code_points_of_the_file_as_it_decodes(corpus, rows):
    for row in rows["mentions"]:
        if row["document_id"] == "inn":
            continue
        path = row_of(rows, "documents", row["document_id"])["path"]
        with (corpus / path).open(encoding="utf-8", newline="") as file:
            text = file.read()
        assert text[row["char_start"] : row["char_end"]] == row["date_text"]
        assert text[row["quote_start"] : row["quote_end"]] == row["quote"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("sha256", "0" * 64),
        ("characters", 5),
        ("path", "mil.md"),
        ("title", "The wind mill"),
        ("published", "1932"),
        ("language", "fr"),
        ("authors", "A. Miller"),
        ("publisher", "P"),
        ("source", "S"),
        ("rights", "CC0"),
    ],
)
def test_another_description_of_a_document_is_found(tmp_path, corpus, rows, field, value):
    row_of(rows, "documents", "mill")[field] = value
    number = rows["documents"].index(row_of(rows, "documents", "mill")) + 1
    assert verified(tmp_path, corpus, rows) == [("documents", number, field)]


def test_an_edited_file_is_found(tmp_path, corpus, rows):
    path = corpus / "mill.md"
    path.write_bytes(path.read_bytes().replace(b"1920", b"1921"))
    assert [(resource, field) for resource, _, field in verified(tmp_path, corpus, rows)] == [
        ("documents", "sha256"),
        ("mentions", "date_text"),
        ("mentions", "quote"),
    ]


def test_a_document_that_is_not_published_is_found(tmp_path, corpus, rows):
    (corpus / "new.txt").write_text("The pier opened in 1890.")
    (finding,) = verify(publish(tmp_path / "package", rows), corpus)
    assert (
        str(finding)
        == "documents, document_id: found null; expected 'new', a document of the corpus (new.txt) [verify]"
    )


def test_another_corpus_is_told_in_one_line(tmp_path, corpus, rows):
    other = tmp_path / "other"
    other.mkdir()
    for name in ("pier.txt", "quay.txt"):
        (other / name).write_text("The pier opened in 1890.")
    (finding,) = verify(publish(tmp_path / "package", rows), other)
    assert str(finding) == (
        f"documents: found none of the documents of {other}; expected the corpus that the package was built from, "
        "say which with --corpus [verify]"
    )


def test_a_document_that_is_not_in_the_corpus_is_found(tmp_path, corpus, rows):
    (corpus / "mill.md").unlink()
    number = rows["documents"].index(row_of(rows, "documents", "mill")) + 1
    assert verified(tmp_path, corpus, rows) == [("documents", number, "document_id")]


def test_a_mention_of_a_document_that_is_nowhere_is_found(tmp_path, corpus, rows):
    rows["mentions"][1]["document_id"] = "mull"
    assert verified(tmp_path, corpus, rows) == [("mentions", 2, "document_id")]


def test_another_extracted_text_is_found(tmp_path, corpus, rows):
    rows["texts"][0]["text"] = rows["texts"][0]["text"].replace("goats", "sheep")
    assert verified(tmp_path, corpus, rows) == [("texts", 1, "text")]


def test_a_missing_extracted_text_is_found(tmp_path, corpus, rows):
    rows["texts"] = []
    assert verified(tmp_path, corpus, rows) == [("texts", None, "text")]


def test_a_text_that_was_not_extracted_is_found(tmp_path, corpus, rows):
    rows["texts"].append({"document_id": "mill", "text": FILES["mill.md"]})
    assert verified(tmp_path, corpus, rows) == [("texts", 2, "document_id")]


def test_the_csv_serves_where_the_parquet_file_is_damaged(tmp_path, corpus, rows):
    rows["mentions"][0]["date_text"] = "never"
    package = publish(tmp_path / "package", rows)
    (package / resource_path("mentions", parquet=True)).write_bytes(b"PAR1")
    assert [finding.field for finding in verify(package, corpus)] == ["date_text"]


@pytest.mark.parametrize("name", ["documents", "events", "texts"])
def test_a_damaged_csv_file_is_told_once(tmp_path, corpus, rows, name):
    path = publish(tmp_path / "package", rows) / resource_path(name)
    path.write_bytes(path.read_bytes() + b"x")
    (finding,) = verify(tmp_path / "package", corpus)
    assert str(finding) == (
        f"{name}: found a CSV file that differs from its Parquet twin; expected the CSV of the rows that are proved "
        "here; `datelines validate` tells what differs [verify]"
    )


def test_a_csv_file_that_cannot_be_read_is_told(tmp_path, corpus, rows, monkeypatch):
    package = publish(tmp_path / "package", rows)
    refused, opened = package / resource_path("mentions"), Path.open

    def opening(path, *arguments, **options):
        if path == refused:
            raise PermissionError(13, "Permission denied", str(path))
        return opened(path, *arguments, **options)

    monkeypatch.setattr(Path, "open", opening)
    assert "found a CSV file that can't be read (Permission denied)" in str(verify(package, corpus)[0])


def test_findings_are_limited(tmp_path, corpus, rows):
    rows["mentions"] = [
        {**rows["mentions"][0], "mention_id": f"m{number:05}", "date_text": "never"}
        for number in range(MOST_FINDINGS + 9)
    ]
    assert len(verified(tmp_path, corpus, rows)) == MOST_FINDINGS


def test_a_package_without_mentions_is_refused(tmp_path, corpus, rows):
    package = publish(tmp_path / "package", rows)
    for parquet in (False, True):
        (package / resource_path("mentions", parquet=parquet)).unlink()
    with pytest.raises(
        DataError, match="found no table of mentions that can be read; expected a package that validates"
    ):
        verify(package, corpus)


def test_no_package_and_no_corpus_are_refused(tmp_path, corpus, rows):
    with pytest.raises(InputError, match=r"found no datapackage\.json"):
        verify(tmp_path / "nowhere", corpus)
    with pytest.raises(InputError, match="nothing"):
        verify(publish(tmp_path / "package", rows), tmp_path / "nothing")


def test_a_corpus_of_rows_is_proved(tmp_path):
    corpus = tmp_path / "corpus.jsonl"
    corpus.write_text('{"id": "a", "text": "The quay was widened in 1920."}\n', encoding="utf-8")
    rows = rows_of(corpus)
    assert rows["documents"][0]["sha256"] == hashlib.sha256(b"The quay was widened in 1920.").hexdigest()
    assert verified(tmp_path, corpus, rows) == []
    rows["mentions"][0]["char_start"] += 1
    tables = {"mentions": pa.Table.from_pylist(rows["mentions"], arrow_schema(TABLES[2]))}
    write_csv(tables["mentions"], tmp_path / "package" / resource_path("mentions"))
    write_parquet(tables["mentions"], tmp_path / "package" / resource_path("mentions", parquet=True))
    assert [finding.field for finding in verify(tmp_path / "package", corpus)] == ["date_text"]
