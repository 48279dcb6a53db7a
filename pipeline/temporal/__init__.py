"""Temporal expressions: found in text, completed from their context, valued in TIMEX3 and EDTF."""
