"""Writes a table for others: CSV, XLSX and DOCX. No formula ever leaves. The three stand in modules of their own."""
from __future__ import annotations

from shanyraq.tables.commas import csv_bytes, csv_stream
from shanyraq.tables.documents import docx_bytes
from shanyraq.tables.sheets import TooManyRows, xlsx_bytes

__all__ = ["TooManyRows", "csv_bytes", "csv_stream", "docx_bytes", "xlsx_bytes"]
