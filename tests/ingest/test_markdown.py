import pytest

from pipeline.errors import InputError
from pipeline.ingest.frontmatter import _read_words, _read_yaml, read_front_matter
from pipeline.ingest.markdown import read
from pipeline.ingest.metadata import Metadata

MAPPING = "expected one key and its value a line, such as title: On bridges"


def colon(line, key, written):
    found = f"found a colon within the value of {key!r}"
    return f"a.md, line {line}: {found}; expected the value in quotation marks, {written}"


def kinds(text):
    return [(block.kind, text[block.span.slice]) for block in read(text, "a.md").layout.blocks]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# Locks\n\nDug in 1924.", [("title", "Locks"), ("body", "Dug in 1924.")]),
        ("# Locks #\n\n## Old ##\n", [("title", "Locks"), ("heading", "Old")]),
        ("Locks\n===\nDug.", [("title", "Locks"), ("furniture", "==="), ("body", "Dug.")]),
        ("Dug.\n\n## Old\n\n# Locks", [("body", "Dug."), ("heading", "Old"), ("title", "Locks")]),
        ("Dug\nin 1924.\nIt held.", [("body", "Dug\nin 1924.\nIt held.")]),
        ("Dug in\n1924. It held.", [("body", "Dug in\n1924. It held.")]),
        ("Dug in May\n24. It held.", [("body", "Dug in May\n24. It held.")]),
        ("- one\n- two\n  more\n* three", [("body", "one"), ("body", "two\n  more"), ("body", "three")]),
        ("1. one\n2. two", [("body", "one"), ("body", "two")]),
        ("1945. The war ends.", [("body", "1945. The war ends.")]),
        ("- [x] done", [("body", "done")]),
        ("> Dug\n> in 1924.\n>\n> It held.", [("body", "Dug\n> in 1924."), ("body", "It held.")]),
        (
            "| Year | Lock |\n|---:|:--|\n| 1924 | Go Cong |",
            [("body", "Year | Lock"), ("furniture", "|---:|:--|"), ("body", "1924 | Go Cong")],
        ),
        (
            "```\n1 May 1924\n\n# no\n```\nDug.",
            [
                ("furniture", "```"),
                ("furniture", "1 May 1924"),
                ("furniture", "# no"),
                ("furniture", "```"),
                ("body", "Dug."),
            ],
        ),
        ("~~~\na\n```\n~~~\nDug.", [("furniture", w) for w in ("~~~", "a", "```", "~~~")] + [("body", "Dug.")]),
        ("![The lock in 1924](a.jpg)", [("caption", "The lock in 1924")]),
        ("![](a_(1).jpg)", [("furniture", "![](a_(1).jpg)")]),
        ("Dug.[^1]\n\n[^1]: In 1924.", [("body", "Dug.[^1]"), ("footnote", "In 1924.")]),
        ("[1]: http://a.example/1924", [("furniture", "[1]: http://a.example/1924")]),
        ("<!-- 1\n\n2 -->\nDug.", [("furniture", "<!-- 1"), ("furniture", "2 -->"), ("body", "Dug.")]),
        (
            "<div class='a'>\nDug.\n</div>",
            [("furniture", "<div class='a'>"), ("body", "Dug."), ("furniture", "</div>")],
        ),
        ("Dug.\n\n***\n\nIt held.", [("body", "Dug."), ("furniture", "***"), ("body", "It held.")]),
        ("#hash is no heading.", [("body", "#hash is no heading.")]),
        (
            "A caption-like line of many words that has no stop",
            [("body", "A caption-like line of many words that has no stop")],
        ),
        ("Dug.\n\nComments (2)\n\nA dyke", [("body", "Dug."), ("furniture", "Comments (2)"), ("teaser", "A dyke")]),
        ("# Locks\n\nDug.\n\nANNA LEE", [("title", "Locks"), ("body", "Dug."), ("byline", "ANNA LEE")]),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_blocks(text, expected, end):
    assert kinds(text.replace("\n", end)) == [(kind, words.replace("\n", end)) for kind, words in expected]


def test_front_matter_belongs_to_no_block():
    text = "\ufeff---\r\ntitle: Locks\r\n---\r\nDug in 1924.\r\n"
    draft = read(text, "a.md")
    assert draft.metadata.title == "Locks"
    assert [text[block.span.slice] for block in draft.layout.blocks] == ["Dug in 1924."]


@pytest.mark.parametrize(
    ("source", "field", "value"),
    [
        ("published: 2014-03-03", "published", "2014-03-03"),
        ("published: 2014", "published", "2014"),
        ('published: "2014-03~"', "published", "2014-03~"),
        ("title: 1984", "title", "1984"),
        ("title: >\n  On\n  locks", "title", "On locks"),
        ("title:", "title", None),
        ("title: ~", "title", None),
        ("language: no", "language", "no"),
        ("id: 007", "id", "007"),
        ("authors: A. Roe", "authors", ("A. Roe",)),
        ("authors: A. Roe; B. Lê", "authors", ("A. Roe", "B. Lê")),
        ("authors: [A. Roe, B. Lê]", "authors", ("A. Roe", "B. Lê")),
        ("authors:\n  - A. Roe", "authors", ("A. Roe",)),
        ("colour: red", "title", None),
        ("", "title", None),
    ],
)
def test_front_matter(source, field, value):
    metadata, _ = read_front_matter(f"---\n{source}\n---\n", "a.md")
    assert getattr(metadata, field) == value


@pytest.mark.parametrize(
    "value",
    [
        "On bridges",
        "2014-03-03",
        "2014",
        "007",
        "A. Lê; B. Roe",
        "https://elm.example/a?b=c&d",
        "true",
        "1e3",
        "Cầu, 1902",
        "a:b",
        "x - y",
        "Roe's",
        "10%",
        "nULL",
        "a  b",
        "1:30",
        "C++",
        "²",
        "٣",
    ],
)
def test_plain_words_are_read_as_yaml_reads_them(value):
    source = f"title: {value}\nid: a\n"
    assert _read_words(source) == _read_yaml(source, "a.md")
    assert _read_words(source) is not None


@pytest.mark.parametrize(
    "source",
    [
        "title: null\n",
        "title: a: b\n",
        "title: a #b\n",
        "title: 'a'\n",
        "title: [a]\n",
        "title: -\n",
        "title: a \n",
        "title: a\n  b\n",
        "title: a\ntitle: b\n",
        "title: a:\n",
        "title:\n",
        "",
        "title: a\r\n",
        "? a\n",
        "a: |\n b\n",
        "title: &a b\n",
        "title: a\t#b\n",
        "Title: a\n",
        'title: "a"\n',
        "# a\n",
    ],
)
def test_any_other_yaml_is_left_to_yaml(source):
    assert _read_words(source) is None


def test_without_front_matter_the_document_begins_at_its_start():
    assert read_front_matter("Dug in 1924.\n---\n", "a.md")[1] == 0


@pytest.mark.parametrize("above", ["\n", "\r\n \r\n", "\ufeff\n\t\n"])
def test_front_matter_below_blank_lines_is_read(above):
    text = f"{above}---\ntitle: Locks\n---\nDug.\n"
    metadata, start = read_front_matter(text, "a.md")
    assert (metadata.title, text[start:]) == ("Locks", "Dug.\n")
    line = above.count("\n") + 3
    for wrong in ("published: soon", "published: a: b", 'title: "Locks', "source: [a]"):
        with pytest.raises(InputError, match=rf"^a\.md, line {line}: "):
            read_front_matter(f"{above}---\nid: x\n{wrong}\n---\nDug.\n", "a.md")


@pytest.mark.parametrize("text", ["\n---\ntitle: never closed\n", "\n---\nA rule above.\n---\n", "\n---\n---\n"])
def test_rules_below_blank_lines_are_no_front_matter(text):
    assert read_front_matter(text, "a.md") == (Metadata(), 0)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "---\ntitle: Locks\n",
            "a.md, line 1: found front matter that isn't closed; expected a line of three hyphens after it",
        ),
        (
            "---\ntitle: Locks\n\tid: x\n---\n",
            f"a.md, line 3: found YAML that can't be read (found a tab character that violates indentation); {MAPPING}",
        ),
        (
            "---\nid: x\ntitle: Locks: a history\n---\n",
            colon(3, "title", 'title: "Locks: a history"'),
        ),
        (
            '---\nauthors:\n- source: The "old" canal:\n---\n',
            colon(3, "source", r'source: "The \"old\" canal:"'),
        ),
        (
            f"---\r\ntitle: {'locks ' * 20}: a history\r\n---\r\n",
            colon(2, "title", 'such as title: "Locks: a history"'),
        ),
        (
            '---\ntitle:  "Locks": a history\n---\n',
            f"a.md, line 2: found YAML that can't be read (mapping values are not allowed in this context); {MAPPING}",
        ),
        (
            "---\ntitle: Locks\n  of: Delft\n---\n",
            f"a.md, line 3: found YAML that can't be read (mapping values are not allowed in this context); {MAPPING}",
        ),
        (
            "---\n- Locks\n---\n",
            f"a.md, line 2: found front matter without keys; {MAPPING}",
        ),
        (
            "---\nid: x\ntitle: [a, b]\n---\n",
            "a.md, line 3: found a list for 'title'; expected text",
        ),
        (
            "---\nrights: {a: b}\n---\n",
            "a.md, line 2: found a mapping for 'rights'; expected text",
        ),
        (
            "---\nauthors: {a: b}\n---\n",
            "a.md, line 2: found a mapping for 'authors'; expected a text or a list of texts",
        ),
        (
            "---\nauthors: [[a]]\n---\n",
            "a.md, line 2: found a list of more than texts for 'authors'; expected a text or a list of texts",
        ),
        (
            "---\n# a remark\npublished: soon\n---\n",
            "a.md, line 3: found 'published: soon'; expected an EDTF date such as 2025-06-14, 2025-06 or 2025",
        ),
        (
            "---\npublished: 2014-02-30\n---\n",
            "a.md, line 2: found 'published: 2014-02-30'; expected an EDTF date such as 2025-06-14, 2025-06 or 2025",
        ),
        (
            "---\nlanguage: English, please\n---\n",
            "a.md, line 2: found 'language: English, please'; expected a language tag such as en, vi or en-GB",
        ),
        (
            "---\ntitle: a\nid: b\ntitle: c\n---\n",
            "a.md, line 4: found the key 'title' a second time (first on line 2); expected every key once",
        ),
        (
            "---\n? [a]\n: b\n---\n",
            f"a.md, line 2: found a key that is no word; {MAPPING}",
        ),
        (
            '---\ntitle: "a\\0b"\n---\n',
            "a.md, line 2: found the control character U+0000 in 'title'; expected printable text",
        ),
        (
            "---\ntitle: a\0b\n---\n",
            "a.md, front matter: found the character U+0000; expected printable YAML",
        ),
        (
            f"---\nid: {'x' * 201}\n---\n",
            "a.md, line 2: found an id of 201 characters; expected at most 200 characters (set DATELINES_ID_CHARACTERS to raise it)",
        ),
        (
            f"---\ntitle: {'x' * 10_001}\n---\n",
            "a.md, line 2: found 10,001 characters for 'title'; expected at most 10,000 characters (set DATELINES_FIELD_CHARACTERS to raise it)",
        ),
    ],
)
def test_faults_of_front_matter(text, message):
    with pytest.raises(InputError) as caught:
        read(text, "a.md")
    assert str(caught.value) == message


@pytest.mark.parametrize(
    "source",
    ["[" * 50_000, "{a: " * 20_000, "a: &a [*a]", "a: !!python/object/apply:os.getcwd []", "\u202ea: b", "*nobody"],
)
def test_hostile_front_matter_is_refused_or_ignored(source):
    found = []
    try:
        found.append(read(f"---\n{source}\n---\nDug.\n", "a.md").metadata)
    except InputError as fault:
        found.append(str(fault))
    assert found[0] == Metadata() or (isinstance(found[0], str) and "\n" not in found[0])
