"""Dated facts: from temporal expressions in sentences to mentions, and from mentions to events."""

from __future__ import annotations

from pipeline.events.extract import Eventless, Extraction, examine, extract
from pipeline.events.places import gazetteer
from pipeline.events.resolve import resolve

__all__ = ["Eventless", "Extraction", "examine", "extract", "gazetteer", "resolve"]
