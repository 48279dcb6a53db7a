import errno
import hashlib
import os
import random
from pathlib import Path

import pytest

from pipeline.errors import InputError
from pipeline.ingest import corpus, document_from_text, faults, list_inputs, read_corpus, read_input, scan
from tests.conftest import make_fifo


@pytest.fixture
def write(tmp_path):
    def write(name, content="Dug in 1924."):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def test_files_come_in_code_point_order_of_their_relative_paths(write, tmp_path):
    names = ["b.md", "a/z.md", "a-b/y.txt", "a/b/x.md", "É.md", "Z.txt", "a.txt", "10.md", "9.md"]
    random.Random(5).shuffle(names)
    for name in names:
        write(name, f"{name} is here.")
    documents = list(read_corpus(tmp_path))
    assert [document.path for document in documents] == sorted(names)
    assert [item.name for item in list_inputs(tmp_path)] == sorted(names)
    assert all(document.text == f"{document.path} is here." for document in documents)


def test_a_shuffled_listing_changes_nothing(write, tmp_path, monkeypatch):
    for name in ("a.md", "b/c.md", "b/d.md", "e.txt"):
        write(name)
    expected = list(read_corpus(tmp_path))
    listing = os.scandir
    monkeypatch.setattr(os, "scandir", lambda path: reversed(list(listing(path))))
    assert list(read_corpus(tmp_path)) == expected


def test_what_is_hidden_or_of_another_suffix_is_passed_over(write, tmp_path):
    write("a.md")
    for name in (".b.md", ".git/c.md", "decisions.csv", "d.json", "LICENSE", "e.md~"):
        write(name, b"\xff")
    assert [document.id for document in read_corpus(tmp_path)] == ["a"]
    assert faults(tmp_path) == []


@pytest.mark.parametrize("name", ["a.md", "a.MD", "a.markdown", "a.txt", "a.TXT"])
def test_one_file_is_a_corpus(write, name):
    (document,) = read_corpus(write(name))
    assert (document.id, document.path, document.extracted) == ("a", name, False)


def test_the_id_is_the_stem_or_what_front_matter_says(write, tmp_path):
    write("a.b.md")
    write("c.md", "---\nid: d\n---\nDug.")
    assert [document.id for document in read_corpus(tmp_path)] == ["a.b", "d"]


def test_sha256_is_of_the_bytes(write):
    path = write("a.txt", b"\xef\xbb\xbfDug.\r\n")
    (document,) = read_corpus(path)
    assert document.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    with path.open(encoding="utf-8", newline="") as file:
        assert document.text == file.read() == "\ufeffDug.\r\n"


def test_front_matter_of_a_text_file_is_read(write, tmp_path):
    write("a.txt", "---\ncolour: red\npublished: 2024-05-06\ntitle: Locks\n---\n\nDug yesterday.\nFilled today.\n")
    (document,) = read_corpus(tmp_path)
    assert (document.published, document.title) == ("2024-05-06", "Locks")
    assert [document.text[block.span.slice] for block in document.blocks] == ["Dug yesterday.", "Filled today."]


@pytest.mark.parametrize(
    "text",
    [
        "---\nDate: Thu, 14 Mar 2024 09:12\nFrom: Ada Lind\nSubject: Re: The pump\n---\n\nIt failed on Monday.\n",
        "---\nA rule above: and one below.\n---\n\nDug in 1924.\n",
        "---\ntitle: never closed\n\nDug in 1924.\n",
        "Dug in 1924.\n---\ntitle: too late\n---\n",
    ],
)
def test_rules_in_a_text_file_are_no_front_matter(write, tmp_path, text):
    write("a.txt", text)
    (document,) = read_corpus(tmp_path)
    first = next(line for line in text.splitlines() if line != "---")
    assert first in [document.text[block.span.slice] for block in document.blocks]
    assert (document.title, document.published) == (None, None)


def test_a_fault_in_the_front_matter_of_a_text_file_is_told_with_its_line(write, tmp_path):
    write("a.txt", "---\ntitle: Locks\npublished: 5 May 2024\n---\nDug yesterday.\n")
    (message,) = messages(tmp_path)
    assert message.startswith("a.txt, line 3: found 'published: 5 May 2024'; expected an EDTF date")


def test_list_inputs_tells_sizes_without_reading(write, tmp_path):
    path = write("a.md", b"\xff\xff\xff")
    (item,) = list_inputs(tmp_path)
    assert (item.path, item.name, item.bytes, item.suffix) == (path, "a.md", 3, ".md")
    assert [str(outcome).partition(":")[0] for outcome in read_input(item)] == [f"{path}, byte 0"]


def messages(path):
    return [str(fault).replace(f"{path}{os.sep}", "").replace(str(path), "CORPUS") for fault in faults(path)]


READ = ".md, .txt, .html, .pdf, .docx, .jsonl or .parquet"


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.txt", b"", "a.txt: found an empty document; expected text"),
        ("a.txt", b"\xef\xbb\xbf \r\n\t\xc2\xa0", "a.txt: found a blank document; expected text"),
        (
            "a.md",
            b"---\ntitle: a\n---\n\n",
            "a.md: found a document without text; expected text below the front matter",
        ),
        ("a.txt", b"Dug in \xe91924", "a.txt, byte 7: found the byte 0xE9, which isn't UTF-8 here; expected UTF-8"),
        ("a.txt", b"Hu\xea\xec", "a.txt, byte 2: found the byte 0xEA, which isn't UTF-8 here; expected UTF-8"),
        ("a.txt", b"ab\xed\xa0\x80", "a.txt, byte 2: found the byte 0xED, which isn't UTF-8 here; expected UTF-8"),
        ("a.md", "Dug".encode("utf-16"), "a.md, byte 0: found the byte order mark of UTF-16; expected UTF-8"),
        ("a.md", b"\xfe\xff\0D", "a.md, byte 0: found the byte order mark of UTF-16; expected UTF-8"),
        ("a.md", "Dug".encode("utf-32"), "a.md, byte 0: found the byte order mark of UTF-32; expected UTF-8"),
        (
            "a.md",
            "Dug in 1924.".encode("utf-16-le"),
            "a.md, byte 1: found bytes of UTF-16 without its mark; expected UTF-8",
        ),
        (
            "a.md",
            "Dug in 1924.".encode("utf-16-be"),
            "a.md, byte 0: found bytes of UTF-16 without its mark; expected UTF-8",
        ),
        (
            "a.md",
            "Dug in 1924.".encode("utf-32-le"),
            "a.md, byte 1: found bytes of UTF-32 without its mark; expected UTF-8",
        ),
        (
            "a.md",
            "Đào năm 1924.".encode("utf-16-le"),
            "a.md, byte 2: found the byte 0xE0, which isn't UTF-8 here; expected UTF-8",
        ),
        (
            "a.txt",
            "Đào năm 1924, Huê.".encode("cp1258"),
            "a.txt, byte 0: found the byte 0xD0, which isn't UTF-8 here; expected UTF-8",
        ),
        (
            "a\nb.md",
            b"Dug.",
            "'a\\nb.md': found a file name with control characters or not in UTF-8; expected printable text",
        ),
        ("a.csv", b"Dug.", f"CORPUS: found no document; expected a directory with at least one of {READ}"),
    ],
)
def test_faults_of_a_file_in_a_directory(write, tmp_path, name, content, message):
    write(name, content)
    found = [line.replace(f"'{tmp_path}{os.sep}", "'") for line in messages(tmp_path)]
    assert found == [message]
    with pytest.raises(InputError):
        list(read_corpus(tmp_path))


@pytest.mark.parametrize("name", ["a.pdf", "a.DOCX"])
def test_without_the_extra_that_reads_a_format_its_name_is_told(write, tmp_path, monkeypatch, name):
    write(name, b"never opened")
    monkeypatch.setattr(corpus, "find_spec", lambda _: None)
    kind = name[2:].upper()
    assert messages(tmp_path) == [
        (
            f"{name}: found {kind}, which the base install doesn't read; "
            "expected the extra that reads it (pip install -e '.[ingest]' in the checkout)"
        )
    ]


def test_a_file_name_that_is_not_utf_8_is_refused(tmp_path):
    (tmp_path / os.fsdecode(b"a\xff.md")).write_text("Dug.")
    (message,) = messages(tmp_path)
    assert "a\\udcff.md" in message
    assert message.isascii()


def test_an_unknown_file_and_nothing_at_all_are_refused_as_a_corpus(write, tmp_path):
    path = write("a.csv")
    assert messages(path) == [f"CORPUS: found a file of another format; expected {READ}"]
    assert messages(tmp_path / "none") == [
        "CORPUS: found nothing that can be read (No such file or directory); expected a directory or a file"
    ]


def test_a_symbolic_link_is_refused(write, tmp_path):
    outside = write("outside/a.md")
    inside = tmp_path / "inside"
    inside.mkdir()
    (inside / "b.md").write_text("Dug.")
    (inside / "c.md").symlink_to(outside)
    (inside / "d").symlink_to(outside.parent, target_is_directory=True)
    link = "found a symbolic link; expected a file or directory of the corpus itself"
    assert messages(inside) == [f"c.md: {link}", f"d: {link}"]


def test_a_fifo_is_refused_and_never_opened(tmp_path):
    waited = make_fifo(tmp_path / "a.md")
    assert messages(tmp_path) == ["a.md: found something that is no regular file; expected a file"]
    assert not waited


def test_a_file_without_permission(write, tmp_path, monkeypatch):
    def refuse(*_args):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    write("a.md")
    monkeypatch.setattr(Path, "open", refuse)
    assert messages(tmp_path) == ["a.md: found a file that can't be read (Permission denied); expected a readable file"]


def test_a_file_that_vanished_after_the_listing(write, tmp_path):
    path = write("a.md")
    (item,) = list_inputs(tmp_path)
    path.unlink()
    assert [str(outcome) for outcome in read_input(item)] == [
        f"{path}: found a file that can't be read (No such file or directory); expected a readable file"
    ]


def test_a_file_beyond_the_limit_is_refused(write, tmp_path, monkeypatch):
    write("a.txt", "Dug in 1924.")
    monkeypatch.setenv("DATELINES_FILE_BYTES", "11")
    assert messages(tmp_path) == [
        "a.txt: found 12 bytes; expected at most 11 bytes (set DATELINES_FILE_BYTES to raise it)"
    ]


def test_an_id_that_two_files_share_names_both(write, tmp_path):
    write("a/lock.md")
    write("b/lock.txt")
    assert messages(tmp_path) == ["b/lock.txt: found the id 'lock', which a/lock.md has too; expected ids that differ"]


def test_the_first_fault_in_order_is_raised_and_all_are_listed(write, tmp_path, monkeypatch):
    monkeypatch.setattr(corpus, "find_spec", lambda _: None)
    write("a.md", "---\npublished: soon\n---\nDug.")
    write("b.md")
    write("c.pdf")
    write("d.txt", b"")
    assert [fault.path.rpartition(os.sep)[2] for fault in faults(tmp_path)] == ["a.md", "c.pdf", "d.txt"]
    with pytest.raises(InputError, match=r"a\.md, line 2"):
        next(read_corpus(tmp_path))
    assert [type(outcome).__name__ for outcome in scan(tmp_path)] == [
        "InputError",
        "Document",
        "InputError",
        "InputError",
    ]


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"text": " "}, "text: found a blank document; expected text"),
        (
            {"text": "Dug.", "published": "soon"},
            "text: found 'published: soon'; expected an EDTF date such as 2025-06-14, 2025-06 or 2025",
        ),
        (
            {"text": "Dug.", "language": "?"},
            "text: found 'language: ?'; expected a language tag such as en, vi or en-GB",
        ),
        (
            {"text": "Dug\ud800."},
            "text: found the lone surrogate U+D800 at code point 3; expected characters that can be written as UTF-8",
        ),
    ],
)
def test_faults_of_a_text(fields, message):
    with pytest.raises(InputError) as caught:
        document_from_text(**fields)
    assert str(caught.value) == message


def test_a_text_keeps_its_id():
    assert document_from_text("Dug.", id="a/b.c").id == "a/b.c"
