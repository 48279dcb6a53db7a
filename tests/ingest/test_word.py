"""DOCX files as python-docx writes them, with the XML that it doesn't know put in, and broken ones by hand."""

import io
import random
import resource
import subprocess
import sys
import zipfile

import pytest

from pipeline import limits
from pipeline.errors import InputError
from pipeline.ingest import read_corpus
from pipeline.ingest.word import read

pytestmark = pytest.mark.extras

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def new(title="", author=""):
    import docx

    document = docx.Document()
    document.core_properties.title = title
    document.core_properties.author = author
    return document


def saved(document):
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def with_body(xml):
    """A DOCX whose body is the given XML."""
    from docx.oxml import parse_xml

    document = new()
    body = document.element.body
    for element in list(body):
        body.remove(element)
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    for element in parse_xml(f"<w:body {W} {mc}>{xml}</w:body>"):
        body.append(element)
    return document


def add_notes(document, kind, texts):
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    notes = "".join(
        f'<w:{kind} w:id="{number}"><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:{kind}>'
        for number, text in texts.items()
    )
    part = Part(
        PackURI(f"/word/{kind}s.xml"),
        f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}s+xml",
        f"<w:{kind}s {W}>{notes}</w:{kind}s>".encode(),
        document.part.package,
    )
    document.part.relate_to(part, f"{OFFICE}/{kind}s")


def blocks(data):
    draft = read(data, "a.docx")
    return [(block.kind, block.level, draft.text[block.span.slice]) for block in draft.layout.blocks]


def paragraph(words):
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


def words_of(xml):
    return read(saved(with_body(xml)), "a.docx").text.split("\n\n")


def test_a_report(tmp_path):
    document = new("Mills of the valley", "Ada Holm")
    document.add_heading("Mills of the valley", 0)
    document.add_heading("Water", 1)
    document.add_paragraph("The mill ground corn from 1871.")
    document.add_heading("Wheels", 2)
    table = document.add_table(2, 2)
    for cell, text in zip(table._cells, ("Year", "Wheel", "1904", "It broke in June."), strict=True):
        cell.text = text
    document.add_paragraph("The wheel of 1904", style="Caption")
    document.add_paragraph("It was of oak.", style="Intense Quote")
    path = tmp_path / "mills.docx"
    document.save(path)
    (found,) = read_corpus(path)
    assert (found.id, found.title, found.authors, found.published, found.extracted) == (
        "mills",
        "Mills of the valley",
        ("Ada Holm",),
        None,
        True,
    )
    assert [(b.kind, b.level, found.text[b.span.slice]) for b in found.blocks] == [
        ("title", 0, "Mills of the valley"),
        ("heading", 2, "Water"),
        ("body", 0, "The mill ground corn from 1871."),
        ("heading", 3, "Wheels"),
        ("body", 0, "Year | Wheel"),
        ("body", 0, "1904 | It broke in June."),
        ("caption", 0, "The wheel of 1904"),
        ("body", 0, "It was of oak."),
    ]


@pytest.mark.parametrize(
    ("title", "author", "expected"),
    [
        ("report_v2.docx", "admin", (None, ())),
        ("Word Document", "python-docx", (None, ())),
        ("On mills", "Lê Hoa", ("On mills", ("Lê Hoa",))),
    ],
)
def test_properties_are_taken_where_they_are_certain(title, author, expected):
    document = new(title, author)
    document.add_paragraph("The mill ground corn from 1871.")
    metadata = read(saved(document), "a.docx").metadata
    assert (metadata.title, metadata.authors) == expected
    assert metadata.published is None


def test_notes_stand_below_the_paragraph_that_refers_to_them():
    mark = '<w:p><w:r><w:t>It broke in 1904</w:t></w:r><w:r><w:{0}Reference w:id="{1}"/></w:r><w:r><w:t>.</w:t></w:r></w:p>'
    document = with_body(
        mark.format("footnote", 7)
        + mark.format("endnote", 2)
        + mark.format("footnote", 99)
        + paragraph("It was mended.")
    )
    add_notes(document, "footnote", {0: "a rule", 7: "As told in 1911.", 8: "Never referred to."})
    add_notes(document, "endnote", {2: "Counted by the owner."})
    assert blocks(saved(document)) == [
        ("body", 0, "It broke in 1904[1]."),
        ("footnote", 0, "As told in 1911."),
        ("body", 0, "It broke in 1904[2]."),
        ("footnote", 0, "Counted by the owner."),
        ("body", 0, "It broke in 1904."),
        ("body", 0, "It was mended."),
    ]


@pytest.mark.parametrize(
    ("xml", "words"),
    [
        (
            "<w:p><w:ins><w:r><w:t>Put in.</w:t></w:r></w:ins><w:del><w:r><w:delText>Out.</w:delText></w:r></w:del></w:p>",
            ["Put in."],
        ),
        (f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraph('In a control.')}</w:sdtContent></w:sdt>", ["In a control."]),
        ("<w:p><w:hyperlink><w:r><w:t>A link.</w:t></w:r></w:hyperlink></w:p>", ["A link."]),
        ("<w:p><w:fldSimple><w:r><w:t>A field.</w:t></w:r></w:fldSimple></w:p>", ["A field."]),
        ("<w:p><w:r><w:instrText>PAGE 1904</w:instrText><w:t>Page.</w:t></w:r></w:p>", ["Page."]),
        ("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>Hidden. </w:t></w:r><w:r><w:t>Seen.</w:t></w:r></w:p>", ["Seen."]),
        ('<w:p><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>Seen.</w:t></w:r></w:p>', ["Seen."]),
        (
            "<w:p><w:r><w:t>1904</w:t><w:noBreakHyphen/><w:t>1911,</w:t><w:tab/><w:t>a</w:t><w:br/><w:t>mill.</w:t></w:r></w:p>",
            ["1904-1911, a mill."],
        ),
        (
            '<w:p><w:r><w:t>20 m</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>2</w:t></w:r></w:p>',
            ["20 m²"],
        ),
        (
            (
                "<w:p><w:r><w:t>Beside a box.</w:t></w:r><w:r><mc:AlternateContent><mc:Choice><w:txbxContent>"
                f"{paragraph('In a box.')}</w:txbxContent></mc:Choice><mc:Fallback><w:pict><w:txbxContent>{paragraph('In a box.')}"
                "</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
            ),
            ["Beside a box.", "In a box."],
        ),
        (
            (
                f"<w:tbl><w:tr><w:tc>{paragraph('1904')}{paragraph('June')}</w:tc><w:tc><w:tbl><w:tr><w:tc>{paragraph('Within.')}"
                f"</w:tc></w:tr></w:tbl>{paragraph('Beside.')}</w:tc></w:tr></w:tbl>"
            ),
            ["1904 June | Beside.", "Within."],
        ),
        (f"<w:p/>{paragraph(' ')}{paragraph('Alone.')}<!-- a comment -->", ["Alone."]),
    ],
)
def test_what_counts_as_text(xml, words):
    assert words_of(xml) == words


def test_an_outline_level_makes_a_heading_and_a_style_that_is_based_on_one_too():
    document = with_body(
        '<w:p><w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:r><w:t>Water power</w:t></w:r></w:p>'
        '<w:p><w:pPr><w:pStyle w:val="Own"/></w:pPr><w:r><w:t>The wheel</w:t></w:r></w:p>'
        '<w:p><w:pPr><w:outlineLvl w:val="9"/><w:pStyle w:val="toc1"/></w:pPr><w:r><w:t>The wheel 3</w:t></w:r></w:p>'
        + paragraph("It turned.")
    )
    from docx.enum.style import WD_STYLE_TYPE

    document.styles.add_style("Own", WD_STYLE_TYPE.PARAGRAPH).base_style = document.styles["Heading 2"]
    document.styles.add_style("toc 1", WD_STYLE_TYPE.PARAGRAPH)
    assert blocks(saved(document)) == [
        ("title", 0, "Water power"),
        ("heading", 2, "The wheel"),
        ("furniture", 0, "The wheel 3"),
        ("body", 0, "It turned."),
    ]


def refusal(data):
    with pytest.raises(InputError) as caught:
        read(data, "a.docx")
    return str(caught.value)


def report():
    document = new("On mills")
    document.add_heading("Mills", 1)
    document.add_paragraph("The mill ground corn from 1871.")
    return saved(document)


def archive(**members):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in members.items():
            target.writestr(name, data)
    return buffer.getvalue()


def replaced(data, member, content):
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        members = {name: source.read(name) for name in source.namelist()}
    return archive(**(members | {member: content}))


AS_WORD = "expected a DOCX as Word saves it"


def test_what_is_no_docx_or_not_whole():
    assert refusal(b"") == f"a.docx: found a DOCX that can't be read (File is not a zip file); {AS_WORD}"
    assert refusal(report()[:-200]).endswith(AS_WORD)
    assert refusal(archive(**{"a.txt": "corn"})).endswith(AS_WORD)
    assert refusal(b"\xd0\xcf\x11\xe0" + b"\0" * 600) == (
        f"a.docx: found an encrypted document or one of the binary format of old; {AS_WORD}"
    )
    assert refusal(replaced(report(), "word/document.xml", b"<w:document")).endswith(AS_WORD)
    assert refusal(replaced(report(), "word/document.xml", b"<a/>")).endswith(AS_WORD)


def test_a_document_without_text():
    assert refusal(saved(new())) == "a.docx: found a DOCX without text; expected a document with paragraphs of text"


def test_what_it_unpacks_to_is_bounded(monkeypatch):
    bomb = replaced(report(), "word/bomb.xml", b" " * (limits.DOCX_XML_BYTES.default + 1))
    assert len(bomb) < 200_000
    assert "bytes of XML when unpacked; expected at most 20,000,000" in refusal(bomb)
    monkeypatch.setenv("DATELINES_DOCX_FILES", "5")
    assert refusal(report()).endswith("files; expected at most 5 files (set DATELINES_DOCX_FILES to raise it)")


def test_pictures_are_not_unpacked():
    data = replaced(report(), "word/media/bomb.png", b"\0" * 50_000_000)
    assert read(data, "a.docx").text == read(report(), "a.docx").text


def test_text_is_bounded(monkeypatch):
    monkeypatch.setenv("DATELINES_EXTRACTED_CHARACTERS", "10")
    assert refusal(report()) == (
        "a.docx: found more text than is read; "
        "expected at most 10 characters (set DATELINES_EXTRACTED_CHARACTERS to raise it)"
    )


def test_an_archive_that_lies_about_sizes_gives_no_more_than_it_says():
    data = bytearray(replaced(report(), "word/bomb.xml", b" " * 5_000_000))
    size = (5_000_000).to_bytes(4, "little")
    assert data.count(size) == 2
    assert refusal(bytes(data.replace(size, (1000).to_bytes(4, "little")))).endswith(AS_WORD)


def test_entities_are_not_expanded():
    laughs = "".join(f'<!ENTITY e{i + 1} "{f"&e{i};" * 10}">' for i in range(9))
    xml = f'<!DOCTYPE d [<!ENTITY e0 "corn">{laughs}<!ENTITY f SYSTEM "file:///etc/hostname">]>'
    xml += f"<w:document {W}><w:body><w:p><w:r><w:t>Mill &e9; &f; 1871.</w:t></w:r></w:p></w:body></w:document>"
    data = replaced(report(), "word/document.xml", xml.encode())
    try:
        text = read(data, "a.docx").text
    except InputError as error:
        text = str(error)
    assert len(text) < 200
    assert "corn" not in text


def test_memory_at_the_limit_is_bounded():
    """A document as large as is taken, in a process of its own, whose peak is measured."""
    code = (
        "import resource, sys; from pipeline.ingest.word import read;"
        "print(len(read(sys.stdin.buffer.read(), 'a.docx').text), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )
    one = paragraph("a")
    xml = f"<w:document {W}><w:body>{one * ((limits.DOCX_XML_BYTES.default - 1_000_000) // len(one))}</w:body></w:document>"
    data = replaced(report(), "word/document.xml", xml.encode())
    done = subprocess.run([sys.executable, "-c", code], input=data, capture_output=True, check=True)
    characters, peak = map(int, done.stdout.split())
    assert characters > 1_000_000
    assert peak < 1_500_000  # kB
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss > 0


@pytest.mark.parametrize("seed", range(150))
def test_damaged_bytes_give_a_text_or_one_sentence(seed):
    random_ = random.Random(seed)
    with zipfile.ZipFile(io.BytesIO(report())) as source:
        members = {name: bytearray(source.read(name)) for name in source.namelist()}
    if seed % 3 == 0:
        data = bytearray(report())
        for _ in range(random_.choice((1, 5, 50))):
            data[random_.randrange(len(data))] = random_.randrange(256)
    else:
        name = random_.choice(sorted(name for name in members if members[name]))
        for _ in range(random_.choice((1, 5))):
            at = random_.randrange(len(members[name]))
            members[name][at : at + random_.randrange(40)] = random_.choice((b"", b"<", b"/", b"x", b'"'))
        data = archive(**{name: bytes(content) for name, content in members.items()})
        if seed % 3 == 2:
            members.pop(name)
            data = archive(**{name: bytes(content) for name, content in members.items()})
    try:
        told = read(bytes(data), "a.docx").text
    except InputError as error:
        told = str(error)
        told = told if told.startswith("a.docx") and "\n" not in told else ""
    assert told
