"""Chronicle files: pure reading and writing of the text; `docs/chronicle-format.md` is the contract. Re-exports what others use."""
from __future__ import annotations

from .faults import ChronicleFaults, Fault
from .reading import read_tables, read_text
from .splitting import toml_files
from .tables import ChangeTable, ClaimTable, SourceTable, Table
from .value_form import check_digit, sort_of
from .writing import content_key, write_change, write_source

__all__ = [
    "ChangeTable",
    "ChronicleFaults",
    "ClaimTable",
    "Fault",
    "SourceTable",
    "Table",
    "check_digit",
    "content_key",
    "read_tables",
    "read_text",
    "sort_of",
    "toml_files",
    "write_change",
    "write_source",
]
