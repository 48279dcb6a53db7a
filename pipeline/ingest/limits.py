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

MAX_PDF_PAGES = 5_000
"""Pages of one PDF."""

MAX_PDF_MEMORY_BYTES = 1_000_000_000
"""Bytes of address space of the process that parses one PDF; what its streams unpack to must fit in."""

MAX_PDF_SECONDS = 120
"""Processor seconds of that process."""

MAX_EXTRACTED_CHARACTERS = 10_000_000
"""Code points that are extracted from one PDF or DOCX."""

MAX_PDF_LINES = 500_000
"""Lines of one PDF."""

MAX_DOCX_MEMBERS = 10_000
"""Files in the archive that a DOCX is."""

MAX_DOCX_XML_BYTES = 20_000_000
"""Bytes of all the XML of one DOCX after decompression; parsed it takes up to fifty times that in memory."""
