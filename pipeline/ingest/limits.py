"""How much of anything a reader takes; beyond it the input is refused with a sentence, never cut off in silence."""

from __future__ import annotations

MAX_FILE_BYTES = 100_000_000
"""Bytes of one file that holds one document."""

MAX_HTML_BYTES = 10_000_000
"""Bytes of one HTML file; a parsed page takes some thirty times its size in memory."""

MAX_ROW_BYTES = 100_000_000
"""Bytes of one line of JSONL after decompression, and UTF-8 bytes of one text of a Parquet file."""

MAX_FRONT_MATTER_CHARACTERS = 100_000
"""Code points of the YAML front matter of one file."""

MAX_FRONT_MATTER_DEPTH = 20
"""Levels of lists and mappings in front matter."""

MAX_FIELD_CHARACTERS = 10_000
"""Code points of one field of metadata, such as a title."""

MAX_ID_CHARACTERS = 200
"""Code points of the id of a document."""

SHORT_LINE_CHARACTERS = 300
"""Code points up to which a line is looked at as a possible title, caption, byline or piece of furniture."""

LANGUAGE_SAMPLE_CHARACTERS = 20_000
"""Code points from the start of a text that its language is told by."""
