"""PDF files as fpdf2 writes them, and broken ones by hand. fpdf2 comes with the extras' lock."""

import os
import subprocess
import sys
import zlib
from pathlib import Path

import pytest

from pipeline.errors import InputError
from pipeline.ingest import read_corpus
from pipeline.ingest.pdf import read

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.extras

PARAGRAPH = (
    "The mill at Oxley ground its first corn in October 1871 and was the largest of the valley for thirty years, until "
    "the railway brought cheaper flour from the coast."
)


def new(**properties):
    import fpdf

    pdf = fpdf.FPDF()
    pdf.set_margin(25)
    pdf.set_auto_page_break(auto=True, margin=30)
    for name, value in properties.items():
        getattr(pdf, f"set_{name}")(value)
    return pdf


def write(pdf, text, size=11, style=""):
    pdf.set_font("Times", style, size)
    pdf.multi_cell(0, size * 0.5, text, align="L", new_x="LMARGIN", new_y="NEXT")
    pdf.ln(size * 0.4)


def book():
    """Three pages with a head and a foot, chapters, a footnote, and paragraphs that go on over the pages."""
    import fpdf

    class Book(fpdf.FPDF):
        def header(self):
            self.set_font("Times", "", 8)
            self.set_y(10)
            self.cell(0, 5, "Mills of the Oxley valley", new_x="LMARGIN", new_y="NEXT")
            self.set_y(25)

        def footer(self):
            self.set_y(-15)
            self.set_font("Times", "", 8)
            self.cell(0, 5, f"- {self.page_no()} -", align="C")

    pdf = Book()
    pdf.set_margin(25)
    pdf.set_auto_page_break(auto=True, margin=30)
    pdf.set_title("Mills of the Oxley valley")
    pdf.set_author("Ada Holm")
    pdf.add_page()
    write(pdf, "Mills of the Oxley valley", 22)
    write(pdf, "Water", 16)
    for number in range(18):
        write(pdf, PARAGRAPH.replace("1871", str(1871 + number)))
    write(pdf, "Steam", 16)
    write(pdf, PARAGRAPH.replace("1871", "1899"))
    return pdf


def document(tmp_path, pdf, name="mill.pdf"):
    path = tmp_path / name
    path.write_bytes(pdf if isinstance(pdf, bytes) else bytes(pdf.output()))
    (found,) = read_corpus(path)
    return found


def blocks(document):
    return [(block.kind, document.text[block.span.slice]) for block in document.blocks]


def test_a_book(tmp_path):
    pdf = book()
    found = document(tmp_path, pdf)
    assert pdf.page_no() >= 2
    assert (found.id, found.title, found.authors, found.published) == (
        "mill",
        "Mills of the Oxley valley",
        ("Ada Holm",),
        None,
    )
    assert found.extracted
    assert blocks(found) == [
        ("title", "Mills of the Oxley valley"),
        ("heading", "Water"),
        *(("body", PARAGRAPH.replace("1871", str(1871 + number))) for number in range(18)),
        ("heading", "Steam"),
        ("body", PARAGRAPH.replace("1871", "1899")),
    ]


def test_the_same_file_gives_the_same_text(tmp_path):
    data = bytes(book().output())
    assert document(tmp_path, data) == document(tmp_path, data)


@pytest.mark.parametrize(
    ("properties", "title", "authors"),
    [
        ({"title": "mills_final.docx", "author": "admin"}, None, ()),
        ({"title": "Microsoft Word - mills", "author": "Windows User"}, None, ()),
        ({"title": "On mills", "author": "A. Roe"}, "On mills", ("A. Roe",)),
        ({}, None, ()),
    ],
)
def test_what_a_file_states_is_taken_where_it_is_certain(tmp_path, properties, title, authors):
    pdf = new(**properties)
    pdf.add_page()
    write(pdf, PARAGRAPH)
    found = document(tmp_path, pdf)
    assert (found.title, found.authors, found.published) == (title, authors, None)


def test_the_day_of_publication_is_a_dateline_s(tmp_path):
    pdf = new()
    pdf.add_page()
    write(pdf, "Tuesday, March 4, 2014, 08:05 (GMT+7)")
    write(pdf, "The mill is open again", 20)
    write(pdf, PARAGRAPH)
    assert document(tmp_path, pdf).published == "2014-03-04"


def test_words_cut_at_the_end_of_a_line(tmp_path):
    pdf = new()
    pdf.add_page()
    write(pdf, "The mill was sold in Septem-\nber 1904 to a company of engi-\nneers and its wheel-\nwright.")
    write(pdf, "The engineers came from the coast.")
    text = document(tmp_path, pdf).text
    assert text.startswith("The mill was sold in September 1904 to a company of engineers and its wheel-wright.")


def test_a_raised_number_is_no_part_of_the_year(tmp_path):
    pdf = new()
    pdf.add_page()
    pdf.set_font("Times", "", 11)
    pdf.write(6, "The wheel broke in 1904")
    pdf.char_vpos = "SUP"
    pdf.write(6, "3")
    pdf.char_vpos = "LINE"
    pdf.write(6, " and was mended.")
    assert document(tmp_path, pdf).text == "The wheel broke in 1904[3] and was mended."


def test_text_across_the_sheet_is_left_out_and_a_turned_sheet_is_read(tmp_path):
    pdf = new()
    pdf.add_page()
    write(pdf, PARAGRAPH)
    with pdf.rotation(90, 15, 200):
        pdf.text(15, 200, "Stamped 3 May 1999")
    assert document(tmp_path, pdf).text == PARAGRAPH
    turned = new()
    turned.add_page()
    turned.set_font("Times", "", 11)
    with turned.rotation(90, 100, 150):
        turned.text(60, 140, "The mill was sold in 1904 and the")
        turned.text(60, 146, "wheel was broken up a year later.")
    assert document(tmp_path, turned).text == "The mill was sold in 1904 and the wheel was broken up a year later."


def test_columns_are_read_one_after_the_other(tmp_path):
    pdf = new()
    pdf.add_page()
    pdf.set_font("Times", "", 11)
    with pdf.text_columns(ncols=2, gutter=10) as columns:
        columns.write("\n\n".join([PARAGRAPH] * 30))
    text = document(tmp_path, pdf).text
    assert set(text.split("\n\n")) == {PARAGRAPH}


def raw_pdf(stream, *, pages=1, spaces=0):
    """A PDF by hand: every page shows the same stream, which is packed and ends with as many millions of spaces."""
    packer = zlib.compressobj(9)
    packed = b"".join(
        [packer.compress(stream), *(packer.compress(b" " * 1_000_000) for _ in range(spaces)), packer.flush()]
    )
    kids = b" ".join(b"%d 0 R" % (10 + i) for i in range(pages))
    objects = [
        b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj",
        b"2 0 obj<</Type/Pages/Count %d/Kids[%s]>>endobj" % (pages, kids),
        b"3 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj",
        b"4 0 obj<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream endobj" % (len(packed), packed),
    ]
    sheet = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources<</Font<</F 3 0 R>>>>/Contents 4 0 R>>"
    objects += [b"%d 0 obj%sendobj" % (10 + i, sheet) for i in range(pages)]
    return b"%PDF-1.4\n" + b"\n".join(objects) + b"\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def refusal(data):
    with pytest.raises(InputError) as caught:
        read(data, "a.pdf")
    return str(caught.value)


def test_a_file_without_a_cross_reference_table_is_read():
    assert (
        read(raw_pdf(b"BT /F 12 Tf 72 700 Td (The mill burned in 1911.) Tj ET"), "a.pdf").text
        == "The mill burned in 1911."
    )


def test_what_is_no_pdf_or_not_whole():
    whole = bytes(book().output())
    assert refusal(b"") == "a.pdf: found a file that is no PDF; expected a PDF"
    assert refusal(b"PK\3\4") == "a.pdf: found a file that is no PDF; expected a PDF"
    for part in (0.2, 0.5, 0.9, 0.99):
        cut = whole[: int(len(whole) * part)]
        assert refusal(cut) == "a.pdf: found a PDF that is cut off (its end isn't there); expected a whole PDF"
    damaged = "a.pdf: found a PDF that can't be read (it is damaged or cut off); expected a whole PDF"
    assert refusal(b"%PDF-1.4\n%%EOF\n") == damaged


def test_an_encrypted_file():
    pdf = new()
    pdf.add_page()
    write(pdf, PARAGRAPH)
    pdf.set_encryption(owner_password="a", user_password="b")
    assert refusal(bytes(pdf.output())) == "a.pdf: found an encrypted PDF; expected one that opens without a password"


def test_a_file_that_only_its_owner_may_change_is_read():
    pdf = new()
    pdf.add_page()
    write(pdf, PARAGRAPH)
    pdf.set_encryption(owner_password="a", user_password="")
    assert read(bytes(pdf.output()), "a.pdf").text == PARAGRAPH


def test_a_file_of_pictures_alone():
    pdf = new()
    pdf.add_page()
    pdf.rect(20, 20, 100, 100, style="F")
    pdf.add_page()
    assert refusal(bytes(pdf.output())) == (
        "a.pdf: found a PDF without text (2 pages of pictures or nothing); expected a PDF with a layer of text"
    )


def test_pages_characters_and_lines_are_bounded(monkeypatch):
    shown = raw_pdf(b"BT /F 12 Tf 72 700 Td (The mill burned in 1911.) Tj ET", pages=7)
    monkeypatch.setenv("DATELINES_PDF_PAGES", "6")
    assert refusal(shown) == "a.pdf: found 7 pages; expected at most 6 pages (set DATELINES_PDF_PAGES to raise it)"
    monkeypatch.setenv("DATELINES_PDF_PAGES", "7")
    monkeypatch.setenv("DATELINES_EXTRACTED_CHARACTERS", "60")
    assert refusal(shown) == (
        "a.pdf: found more text than is read (by page 3 of 7); "
        "expected at most 60 characters (set DATELINES_EXTRACTED_CHARACTERS to raise it)"
    )
    monkeypatch.setenv("DATELINES_EXTRACTED_CHARACTERS", "1000")
    monkeypatch.setenv("DATELINES_PDF_LINES", "6")
    assert refusal(shown) == (
        "a.pdf: found more text than is read (by page 7 of 7); "
        "expected at most 6 lines (set DATELINES_PDF_LINES to raise it)"
    )
    monkeypatch.setenv("DATELINES_PDF_LINES", "7")
    assert "without text" in refusal(shown)  # no limit any more, but a line that stands on every page is furniture


SIMPLER_BY_MEMORY = "a whole, simpler PDF (set DATELINES_PDF_MEMORY_BYTES to raise it)"
SIMPLER_BY_TIME = "a simpler PDF (set DATELINES_PDF_SECONDS to raise it)"
SHORTER = "at most 10,000,000 characters (set DATELINES_EXTRACTED_CHARACTERS to raise it)"
READ_BOMB = """
import resource, sys
from pathlib import Path
from pipeline.errors import InputError
from pipeline.ingest.pdf import read

try:
    text = read(Path(sys.argv[1]).read_bytes(), "a.pdf").text
except InputError as error:
    text = str(error)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, text)
"""


def test_a_stream_that_unpacks_to_more_than_memory_holds(tmp_path):
    bomb = raw_pdf(b"BT /F 12 Tf 72 700 Td (mill) Tj ET\n", spaces=600)
    assert len(bomb) < 2_000_000
    (tmp_path / "a.pdf").write_bytes(bomb)
    # In a process of its own, whose only child is the one that parses.
    command = [sys.executable, "-c", READ_BOMB, tmp_path / "a.pdf"]
    environment = {**os.environ, "DATELINES_PDF_MEMORY_BYTES": "300000000"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", check=True)
    kilobytes, text = done.stdout.rstrip("\n").split(" ", 1)
    assert text in {
        "mill",
        f"a.pdf: found a PDF that can't be read within 300 MB of memory; expected {SIMPLER_BY_MEMORY}",
    }
    assert int(kilobytes) < 300_000


def test_a_page_that_takes_long(monkeypatch):
    monkeypatch.setenv("DATELINES_PDF_SECONDS", "1")
    slow = raw_pdf(b"BT /F 12 Tf 72 700 Td (mill) Tj ET\n" * 300_000, pages=500)
    assert refusal(slow) in {
        f"a.pdf: found a PDF that takes over 1 seconds to read; expected {SIMPLER_BY_TIME}",
        f"a.pdf: found more text than is read (on page 1); expected {SHORTER}",
    }


@pytest.mark.parametrize("seed", range(60))
def test_damaged_bytes_give_a_text_or_one_sentence(seed):
    import random

    random_ = random.Random(seed)
    data = bytearray(book().output())
    for _ in range(random_.choice((1, 20, 400))):
        data[random_.randrange(len(data))] = random_.randrange(256)
    try:
        told = read(bytes(data), "a.pdf").text
    except InputError as error:
        told = str(error)
        told = told if told.startswith("a.pdf") and "\n" not in told else ""
    assert told
