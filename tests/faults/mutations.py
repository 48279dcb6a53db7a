"""Seeded mutations of documents and of packages: the same seed gives the same inputs."""

from __future__ import annotations

import gzip
import io
import json
import re
import zipfile
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from tests.faults.settings import ROOT

if TYPE_CHECKING:
    import random
    from collections.abc import Callable
    from pathlib import Path

PIECES = (
    *("\0", "\ufeff", "\u202e", "\u2066", "\u2028", "\u0085", "\r", "\r\n", "\n\n", "\t", "\u00a0", "\u200b"),
    *("e\u0301", "\u1100\u1161", "\U0001f600", "\U0001f469\u200d\U0001f680", "ı", "İ", "ß", "ﬁ", "٣", "１９４１", "½"),
    *("---\n", "...\n", "```\n", "<!--", "-->", "<p>", "</p>", "<script>", "&#0;", "&#xD800;", "|", "|-|", "[^1]: "),
    *("in May 1941", "31 February 2021", "24:00", "99999", "12/13/2020", "year 0", "10 October 1582", "Q3", "BC"),
    *("two years later", "the next day", "yesterday", "0th week of May 1931", "from 3 to ", "19th century", "trước"),
    *("ngày 3 tháng 2 năm 1930", "tuần 0", "quý IV", "thế kỷ XX", "id: ", "title: [", "published: 19XX\n", "&a *a"),
    *("{", "}", "[", "]", '"', "'", ":", ",", "\\", "\\u0000", "\\ud800", "(", ")", "–", "/", "-", "9" * 40, "a" * 400),
)
HTML = """<!DOCTYPE html><html lang="en"><head><title>The ferry</title><meta name="author" content="A. Lê">
<meta property="article:published_time" content="1954-06-03"></head><body><nav><a href="/">Home</a></nav><article>
<h1>The ferry</h1>
{}
<table><tr><th>Year</th><td>1954</td></tr></table><ul><li>June 1954</li></ul></article></body></html>"""
_EDITS = 6
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def texts() -> list[str]:
    """The documents of the project's own corpus: what mutations start from."""
    return [path.read_text(encoding="utf-8") for path in sorted((ROOT / "corpus").glob("*.md"))]


def mutated_text(text: str, order: random.Random) -> str:
    """A window of a text with pieces put in, taken out, doubled and moved."""
    size = order.choice((80, 300, 1_200))
    start = order.choice((0, order.randrange(max(1, len(text) - size))))
    letters = list(text[start : start + size])
    for _ in range(order.randrange(1, _EDITS)):
        at = order.randrange(len(letters) + 1)
        end = min(len(letters), at + order.randrange(1, 40))
        match order.randrange(5):
            case 0:
                del letters[at:end]
            case 1:
                letters[at:at] = letters[at:end] * order.randrange(1, 4)
            case 2:
                moved = letters[at:end]
                del letters[at:end]
                to = order.randrange(len(letters) + 1)
                letters[to:to] = moved
            case _:
                letters[at:at] = order.choice(PIECES)
    return "".join(letters)


def mutated_bytes(data: bytes, order: random.Random) -> bytes:
    """Bytes flipped, cut out, doubled, or cut off."""
    found = bytearray(data)
    for _ in range(order.randrange(1, _EDITS)):
        if not found:
            break
        at = order.randrange(len(found))
        match order.randrange(5):
            case 0:
                del found[at : at + order.randrange(1, 30)]
            case 1:
                found[at:at] = found[at : at + order.randrange(1, 30)]
            case 2:
                found[at] = order.choice(b'\x00\xff\xfe\x80"\n\r<&,{[')
            case 3:
                found[at] ^= 1 << order.randrange(8)
            case _:
                if order.random() < 0.2:
                    del found[at:]
    return bytes(found)


# --- documents -------------------------------------------------------------------------------------------------------


def _text_bytes(text: str, order: random.Random) -> bytes:
    data = text.encode()
    return mutated_bytes(data, order) if order.random() < 0.1 else data


def _markdown(text: str, order: random.Random) -> bytes:
    return _text_bytes(mutated_text(text, order), order)


def _plain(text: str, order: random.Random) -> bytes:
    return _text_bytes(mutated_text(text[text.find("---\n", 4) + 4 :], order), order)


def _html(text: str, order: random.Random) -> bytes:
    paragraphs = "".join(f"<p>{part}</p>\n" for part in mutated_text(text, order).split("\n\n"))
    page = HTML.format(paragraphs)
    return _text_bytes(mutated_text(page, order) if order.random() < 0.3 else page, order)


def _row(text: str, order: random.Random) -> dict[str, Any]:
    row: dict[str, Any] = {"id": order.choice(("a", 1, None, "é" * 300)), "text": mutated_text(text, order)}
    for name in ("title", "published", "language", "authors", "colour"):
        if order.random() < 0.2:
            row[name] = order.choice((None, 1941, "1941-13", "en", ["a", "b"], {}, 1.5, True, *PIECES[:8]))
    return row


def _jsonl(text: str, order: random.Random) -> bytes:
    lines = "".join(json.dumps(_row(text, order)) + "\n" for _ in range(order.randrange(1, 4)))
    return mutated_bytes(lines.encode(), order) if order.random() < 0.3 else lines.encode()


def _gzip(text: str, order: random.Random) -> bytes:
    data = gzip.compress(_jsonl(text, order), mtime=0)
    return mutated_bytes(data, order) if order.random() < 0.3 else data


def _zstandard(text: str, order: random.Random) -> bytes:
    import pyarrow as pa

    data = pa.compress(_jsonl(text, order), codec="zstd", asbytes=True)
    return mutated_bytes(data, order) if order.random() < 0.3 else data


def _parquet(text: str, order: random.Random) -> bytes:
    import pyarrow as pa
    from pyarrow import parquet

    sink = io.BytesIO()
    rows = [{"id": str(n), "text": mutated_text(text, order), "published": "1941"} for n in range(2)]
    parquet.write_table(pa.Table.from_pylist(rows), sink)
    return mutated_bytes(sink.getvalue(), order) if order.random() < 0.7 else sink.getvalue()


def _docx(text: str, order: random.Random) -> bytes:
    import docx

    document = docx.Document()
    document.add_heading("The ferry")
    for part in _NOT_XML.sub("", mutated_text(text, order)).split("\n\n"):
        document.add_paragraph(part)
    damaged = order.choice(("", "word/document.xml", "word/styles.xml"))
    plain, mutated = io.BytesIO(), io.BytesIO()
    document.save(plain)
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(mutated, "w", zipfile.ZIP_DEFLATED) as target:
        for member in source.infolist():
            data = source.read(member)
            if member.filename == damaged or order.random() < 0.02:
                data = mutated_bytes(data, order)
            target.writestr(member.filename, data)
    return mutated_bytes(mutated.getvalue(), order) if order.random() < 0.2 else mutated.getvalue()


def _pdf(text: str, order: random.Random) -> bytes:
    lines = [re.sub(r"[()\\]|[^ -~]", "", text[at : at + 60]) for at in range(0, 240, 60)]
    stream = "BT /F1 12 Tf 72 700 Td 14 TL " + " ".join(f"({line}) Tj T*" for line in lines) + " ET"
    parts = (
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        f"<</Length {len(stream)}>>stream\n{stream}\nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )
    body = "%PDF-1.4\n" + "".join(f"{n} 0 obj{part}endobj\n" for n, part in enumerate(parts, 1))
    whole = f"{body}trailer<</Root 1 0 R/Size 6>>\n%%EOF\n".encode()
    return mutated_bytes(whole, order) if order.random() < 0.8 else whole


_NEEDS = {".docx": "docx", ".pdf": "pypdfium2"}

DOCUMENTS: dict[str, tuple[Callable[[str, random.Random], bytes], int]] = {
    ".md": (_markdown, 40),
    ".txt": (_plain, 20),
    ".html": (_html, 12),
    ".jsonl": (_jsonl, 10),
    ".jsonl.gz": (_gzip, 5),
    ".jsonl.zst": (_zstandard, 5),
    ".parquet": (_parquet, 4),
    ".docx": (_docx, 3),
    ".pdf": (_pdf, 1),
}
"""What makes a mutated document of each format from a text, and its share of a hundred."""


def documents() -> dict[str, tuple[Callable[[str, random.Random], bytes], int]]:
    """The formats of `DOCUMENTS` that the libraries which are there read."""
    return {suffix: made for suffix, made in DOCUMENTS.items() if suffix not in _NEEDS or find_spec(_NEEDS[suffix])}


# --- packages --------------------------------------------------------------------------------------------------------

VALUES: tuple[Any, ...] = (
    *(None, True, 0, -1, 1.5, 10**30, "", "a\r\nb", "\u2028", "../../etc/passwd", "/etc/passwd", "=1+1", "a\0b"),
    *([], {}, [None], [[]], {"a": None}, ["a"], "</script>", "<!--", "2026-02-31", "\ud800", "x" * 5_000, "🙂"),
)


def mutated_json(value: Any, order: random.Random) -> Any:
    """A copy of a JSON value with one of its parts taken out, replaced by another value or renamed."""
    found = json.loads(json.dumps(value))
    holder, path = found, found
    for _ in range(order.randrange(1, 6)):
        if not isinstance(path, dict | list) or not path:
            break
        holder = path
        key: Any = order.choice(sorted(path)) if isinstance(path, dict) else order.randrange(len(path))
        path = path[key]
    if not isinstance(holder, dict | list) or not holder:
        return order.choice(VALUES)
    match order.randrange(4):
        case 0:
            del holder[key]
        case 1 if isinstance(holder, dict):
            holder[order.choice(("x", "path", "name", "toString"))] = holder.pop(key)
        case _:
            holder[key] = order.choice(VALUES)
    return found


def mutate_package(directory: Path, order: random.Random) -> str:
    """Change one file of a package; return its name."""
    files = sorted(path for path in directory.rglob("*") if path.is_file() and ".datelines" not in path.parts)
    data = [path for path in files if path.suffix in {".csv", ".parquet"}]
    if order.random() < 0.5:
        path = directory / "datapackage.json"
        value = mutated_json(json.loads(path.read_bytes()), order)
        path.write_text(json.dumps(value), encoding="utf-8")
    else:
        path = order.choice(data)
        path.write_bytes(mutated_bytes(path.read_bytes(), order))
    return path.relative_to(directory).as_posix()
