"""Dates that are known in part: EDTF as text, as bounds, as SQL and as sentences."""
