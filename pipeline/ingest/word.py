"""DOCX: headings, captions and footnotes by their styles and places, a table's rows, in the order of the text.

python-docx opens the package and knows its parts, styles and properties. The walk over the paragraphs is done here,
since its own passes over content controls, tracked insertions, text boxes and notes.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from io import BytesIO
from typing import TYPE_CHECKING, Any

from pipeline.errors import InputError
from pipeline.ingest.classify import classify
from pipeline.ingest.draft import Draft
from pipeline.ingest.metadata import parse_metadata
from pipeline.ingest.pieces import certain_author, certain_title, join
from pipeline.ingest.wordtext import Notes, Styles, read_body
from pipeline.limits import DOCX_FILES, DOCX_XML_BYTES, EXTRACTED_CHARACTERS

if TYPE_CHECKING:
    from pipeline.ingest.pieces import Piece

_COMPOUND_FILE = b"\xd0\xcf\x11\xe0"
"""How an encrypted DOCX begins, and the binary format of old."""
_XML = re.compile(r".{1,500}\.(?:xml|rels)\Z|\[Content_Types\]\.xml\Z", re.IGNORECASE | re.DOTALL)
_MISSHAPEN = (KeyError, ValueError, AttributeError, TypeError, IndexError, AssertionError, RecursionError)
_EXPECTED = "a DOCX as Word saves it"


def read(data: bytes, name: str) -> Draft:
    """Return the draft of a DOCX.

    Its title and author are those of its core properties, where they are certain; the days that these name are of the
    file's making and say nothing of publication. A footnote's text follows the paragraph that refers to it.

    Args:
        data: the file.
        name: the file as error messages call it.

    Raises:
        InputError: it is no DOCX, encrypted, damaged, too large when unpacked, or holds no text.
    """
    package = _without_media(data, name)
    try:
        stated, pieces = _read_package(package)
    except _unreadable() as error:
        raise _damaged(name, error) from None
    if not pieces:
        raise InputError(name, None, "a DOCX without text", "a document with paragraphs of text")
    if sum(len(piece.text) for piece in pieces) > EXTRACTED_CHARACTERS.value():
        raise InputError(name, None, "more text than is read", EXTRACTED_CHARACTERS.expected())

    def fault(_: str, found: str, expected: str) -> InputError:
        return InputError(name, "properties", found, expected)

    metadata = parse_metadata(stated, fault)
    text, paragraphs = join(pieces)
    marked_up = any(piece.kind == "heading" for piece in pieces)
    layout = classify(text, paragraphs, title=metadata.title, marked_up=marked_up)
    return Draft(text=text, layout=layout, metadata=metadata, extracted=True)


def _without_media(data: bytes, name: str) -> BytesIO:
    """Return the package with empty files for its pictures and other media: what is left is all that is unpacked.

    No file unpacks to more than the archive says of it, since `zipfile` reads no further.
    """
    if data.startswith(_COMPOUND_FILE):
        raise InputError(name, None, "an encrypted document or one of the binary format of old", _EXPECTED)
    package = BytesIO()
    try:
        with zipfile.ZipFile(BytesIO(data)) as source, zipfile.ZipFile(package, "w") as target:
            members = source.infolist()
            size = sum(member.file_size for member in members if _XML.match(member.filename))
            if len(members) > DOCX_FILES.value():
                raise InputError(name, None, f"an archive of {len(members):,} files", DOCX_FILES.expected())
            if size > DOCX_XML_BYTES.value():
                raise InputError(name, None, f"{size:,} bytes of XML when unpacked", DOCX_XML_BYTES.expected())
            for member in {member.filename: member for member in members}.values():
                target.writestr(member.filename, source.read(member) if _XML.match(member.filename) else b"")
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError) as error:
        raise _damaged(name, error) from None
    package.seek(0)
    return package


def _damaged(name: str, error: BaseException) -> InputError:
    told = isinstance(error, zipfile.BadZipFile | zlib.error | OSError | SyntaxError)
    reason = (told and " ".join(str(error).split())[:100]) or "a part of it is missing or of no known form"
    return InputError(name, None, f"a DOCX that can't be read ({reason})", _EXPECTED)


def _unreadable() -> tuple[type[BaseException], ...]:
    """Return what the libraries raise for a package, or a part of it, that is damaged."""
    from docx.exceptions import PythonDocxError
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError

    return PythonDocxError, OpcError, LxmlError, *_MISSHAPEN, zipfile.BadZipFile, OSError


def _read_package(package: BytesIO) -> tuple[dict[str, object], list[Piece]]:
    """Return the fields that the document states of itself, and its paragraphs."""
    import docx

    document = docx.Document(package)
    core = document.core_properties
    author = certain_author(core.author or "")
    stated: dict[str, object] = {"title": certain_title(core.title or ""), "authors": [author] if author else None}
    styles = Styles(document.styles.element)
    notes = Notes({kind: _notes_part(document.part, kind) for kind in ("footnotes", "endnotes")})
    return stated, list(read_body(document.element.body, styles, notes))


def _notes_part(part: Any, kind: str) -> Any:
    """Return the XML of the footnotes or endnotes, None where there are none."""
    from docx.oxml.parser import parse_xml

    for relation in part.rels.values():
        if relation.reltype.endswith(f"/{kind}") and not relation.is_external:
            return parse_xml(relation.target_part.blob)
    return None
