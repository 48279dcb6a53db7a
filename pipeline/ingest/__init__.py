"""Files → `Document`: readers by format, front matter, blocks and sentences with their offsets."""

from pipeline.ingest.corpus import (
    Input,
    OtherFiles,
    document_from_text,
    faults,
    list_inputs,
    other_files,
    read_corpus,
    read_input,
    scan,
)

__all__ = [
    "Input",
    "OtherFiles",
    "document_from_text",
    "faults",
    "list_inputs",
    "other_files",
    "read_corpus",
    "read_input",
    "scan",
]
