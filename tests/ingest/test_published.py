"""From a PDF and a DOCX to a published package that bears out what its files say."""

import pytest

from pipeline import build
from pipeline.publish.validate import validate
from pipeline.publish.verify import verify

pytestmark = pytest.mark.extras

TEXTS = {
    "mill": "The mill at Oxley was opened on 5 May 1932 by Mayor Ada Holm. A fire destroyed it in October 1940.",
    "weir": "The town council built the weir of Oxley in June 1911. The weir was opened by the mayor on 28 January 1921.",
}


@pytest.fixture
def mixed(tmp_path):
    import docx
    import fpdf

    directory = tmp_path / "mixed"
    directory.mkdir()
    pdf = fpdf.FPDF()
    pdf.add_page()
    pdf.set_font("Times", "", 11)
    pdf.multi_cell(0, 6, TEXTS["mill"])
    pdf.output(str(directory / "mill.pdf"))
    document = docx.Document()
    document.add_paragraph(TEXTS["weir"])
    document.save(directory / "weir.docx")
    return directory


def test_a_corpus_of_both_is_built_valid_and_borne_out(mixed, tmp_path):
    from pyarrow import parquet

    out = tmp_path / "out"
    report = build(mixed, out)
    assert report.documents == 2
    assert report.events >= 4
    assert parquet.read_table(out / "datasets" / "texts.parquet").to_pylist() == [
        {"document_id": name, "text": text} for name, text in TEXTS.items()
    ]
    assert validate(out) == []
    assert verify(out, mixed) == []


def test_another_text_in_the_file_is_found(mixed, tmp_path):
    import docx

    out = tmp_path / "out"
    build(mixed, out)
    document = docx.Document()
    document.add_paragraph(TEXTS["weir"].replace("1911", "1912"))
    document.save(mixed / "weir.docx")
    assert {(finding.resource, finding.field) for finding in verify(out, mixed)} >= {("texts", "text")}


def test_jobs_change_nothing(mixed, tmp_path, files_of):
    build(mixed, tmp_path / "one")
    build(mixed, tmp_path / "two", jobs=2)
    assert files_of(tmp_path / "one") == files_of(tmp_path / "two")
