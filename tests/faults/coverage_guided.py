"""Coverage-guided fuzzing with atheris, which is no requirement of the project: `pip install atheris`, then

    python -m tests.faults.coverage_guided TARGET CORPUS_DIRECTORY -max_total_time=600 -seed=7

TARGET is one of `TARGETS`; what follows goes to libFuzzer. An input that raises anything but an error of the target's
own, or that breaks an invariant, is written to a file `crash-…`; keep it as a case of a test once it is mended.
"""

from __future__ import annotations

import itertools
import sys
from typing import TYPE_CHECKING

import atheris

with atheris.instrument_imports(include=["pipeline"]):
    from pipeline.engine.extraction import extract_document
    from pipeline.errors import InputError
    from pipeline.ingest import corpus as corpus_room
    from pipeline.ingest import document_from_text
    from pipeline.ingest.assemble import assemble
    from pipeline.ingest.frontmatter import read_front_matter
    from pipeline.ingest.rows import _document_of_line
    from pipeline.publish.checks.json_text import JsonError, strict_json
    from pipeline.temporal import edtf, tag

if TYPE_CHECKING:
    from collections.abc import Callable

DATES = (None, "2009-12-19", "1941", "2020/2021", "19XX", "-0043", "1941-21", "Y12000")


def _one_line(error: Exception) -> None:
    assert "\n" not in str(error)


def fuzz_tag(data: bytes) -> None:
    """Two bytes choose the language and the date of the text, the rest is the text."""
    code = ("en", "vi")[data[0] & 1] if data else "en"
    dct = DATES[data[1] % len(DATES)] if len(data) > 1 else None
    text = data[2:].decode("utf-8", "surrogateescape")
    end = 0
    for timex in tag(text, dct=dct, language=code):
        assert text[timex.span.slice] == timex.text
        assert end <= timex.span.start < timex.span.end
        end = timex.span.end
        if timex.value.edtf is not None:
            found = edtf.parse(timex.value.edtf)
            assert (found.first_day, found.last_day) == (timex.value.first_day, timex.value.last_day)


def fuzz_edtf(data: bytes) -> None:
    """What parses writes itself, has bounds in order and words."""
    text = data.decode("utf-8", "surrogateescape")
    try:
        found = edtf.parse(text)
    except edtf.EdtfError:
        return
    assert edtf.parse(found.text) == found
    assert found.first_day is None or found.last_day is None or found.first_day <= found.last_day
    assert edtf.in_words(text)
    assert edtf.overlaps(found, found)
    assert edtf.within(found, found)


def fuzz_events(data: bytes) -> None:
    """A plain text to its mentions."""
    try:
        document = document_from_text(data[1:].decode("utf-8", "replace"), language=("en", "vi")[data[:1] > b"\x7f"])
    except InputError:
        return
    for mention in extract_document(document).mentions:
        assert document.text[mention.timex.span.slice] == mention.timex.text
        assert mention.timex.span in mention.quote


def _reader(suffix: str) -> Callable[[bytes], None]:
    def fuzz(data: bytes) -> None:
        try:
            draft = corpus_room.FORMATS[suffix].read(data, "a")
        except InputError as error:
            _one_line(error)
            return
        document = assemble(draft, default_id="a", path="a", sha256="")
        spans = [block.span for block in document.blocks]
        assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
        assert all(0 <= span.start < span.end <= len(document.text) for span in spans)

    return fuzz


def fuzz_front_matter(data: bytes) -> None:
    """The head of a Markdown file."""
    text = "---\n" + data.decode("utf-8", "replace")
    try:
        _, start = read_front_matter(text, "a.md")
    except InputError as error:
        _one_line(error)
        return
    assert 0 <= start <= len(text)


def fuzz_jsonl(data: bytes) -> None:
    """One line of a JSON Lines file."""
    outcome = _document_of_line(data.replace(b"\n", b" "), 1, name="a.jsonl", path="a.jsonl")
    if isinstance(outcome, InputError):
        assert "\n" not in str(outcome)


def fuzz_json(data: bytes) -> None:
    """The JSON of a descriptor."""
    try:
        strict_json(data)
    except JsonError as error:
        _one_line(error)


TARGETS: dict[str, Callable[[bytes], None]] = {
    "tag": fuzz_tag,
    "edtf": fuzz_edtf,
    "events": fuzz_events,
    "front-matter": fuzz_front_matter,
    "jsonl": fuzz_jsonl,
    "json": fuzz_json,
    **{suffix[1:]: _reader(suffix) for suffix in (".md", ".txt", ".html", ".docx", ".pdf")},
}


if __name__ == "__main__":
    name, *arguments = sys.argv[1:]
    atheris.Setup([sys.argv[0], *arguments], TARGETS[name])
    atheris.Fuzz()
