"""Document → Timex: find the temporal expressions of a text and say what they mean, in TIMEX3 and EDTF."""

from __future__ import annotations

from pipeline.temporal.tagger import tag, tag_document

__all__ = ["tag", "tag_document"]
