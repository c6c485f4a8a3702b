"""Why a table is not read. Known by a word, so that a process of its own can say it; `TableRefused` has the sentence."""
from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

REASONS: Final[dict[str, str | Promise]] = {
    "empty": _("There is no table in it: choose a file with rows, or paste the cells."),
    "picture": _("This is a picture. A table is needed: XLSX, XLS, ODS, CSV, or a Word file with a table in it."),
    "pdf": _("This is a PDF. Open it, select the table, copy it, and paste the cells here; or ask for the list as XLSX."),
    "old_word": _("This is a Word file of the old kind (DOC). Save it as DOCX, or copy the table and paste the cells here."),
    "unknown": _("This is no table that can be read here. XLSX, XLS, ODS, CSV and DOCX can be read; cells can be pasted."),
    "locked": _("This file is locked by a password. Open it, save it without the password, and choose it again."),
    "damaged": _("This file is damaged, or is not what its name says. Open it in the program it was made with, and save it anew."),
    "large": _("This file is far too large for a list. Copy the rows that matter into a new file, or paste them here."),
    "rows": _("This is a table of more than 5,000 rows. Take it in parts: one file for each oblast, for example."),
    "columns": _("This table has more than 60 columns. Copy those that matter into a new file, or paste them here."),
    "cell": _("One cell holds more text than a page. Shorten it, or copy the columns that matter into a new file."),
    "encoding": _("The signs of this file cannot be read as text. Save it as “CSV UTF-8” or as XLSX."),
}  # fmt: skip


class TableRefused(ValueError):
    """A table that is not read. `reason` is a key of REASONS; the message is a sentence on what to do."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(str(REASONS[reason]))
