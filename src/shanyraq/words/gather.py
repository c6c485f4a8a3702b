"""`python -m shanyraq.words.gather`: brings the catalogues of translations up to date with the texts in code and templates.

Django's own `makemessages` needs xgettext, a system package; Babel reads Python, and Django turns a template into something that Babel can read.
"""
from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

PACKAGE = Path(__file__).resolve().parent.parent
KEYWORDS = DEFAULT_KEYWORDS | {
    "_": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
TRANSLATED = ("kk", "ru", "ko")  # English texts are the keys

Found = tuple[str, int, str | tuple[str, ...], list[str], str | None]


def sources(package: Path = PACKAGE) -> Iterator[tuple[str, str]]:
    """Each file with texts, as its path within the package and as Python that Babel reads."""
    for path in sorted(package.rglob("*")):
        name = str(path.relative_to(package))
        if path.suffix == ".py" and "migrations" not in path.parts:
            yield name, path.read_text(encoding="utf-8")
        elif path.suffix in (".html", ".txt") and "templates" in path.parts:
            readable = templatize(path.read_text(encoding="utf-8"))
            yield name, "\n".join(line.strip() for line in readable.splitlines())  # to Babel an indented line is a fault


def found() -> Iterator[Found]:
    for name, text in sources():
        for line, message, comments, context in extract("python", io.BytesIO(text.encode()), keywords=KEYWORDS, options={"encoding": "utf-8"}):
            yield name, line, message, comments, context


def template() -> Catalog:
    """Every text of the house, with the file it stands in; no lines, so that catalogues change only where texts do."""
    catalogue = Catalog(project="shanyraq", charset="utf-8")
    for name, _line, message, comments, context in found():
        flags = ["python-format"] if "%(" in str(message) else []
        catalogue.add(message, locations=[(name, 0)], auto_comments=comments, context=context, flags=flags)
    return catalogue


def update(lang: str, texts: Catalog, folder: Path) -> int:
    """Adds what is new and drops what is gone; gives how many texts have no translation."""
    path = folder / lang / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    catalogue = Catalog(locale=lang, project="shanyraq", charset="utf-8", fuzzy=False)
    if path.exists():
        with path.open("rb") as source:
            catalogue = read_po(source, locale=lang)
    catalogue.update(texts, no_fuzzy_matching=True, update_creation_date=False)
    catalogue.obsolete.clear()
    catalogue.header_comment = "# Texts of shanyraq; see CONTRIBUTING.md."
    with path.open("wb") as target:
        write_po(target, catalogue, sort_output=True, include_lineno=False, omit_header=False, width=140)
    return sum(1 for message in catalogue if message.id and not all(message.string if isinstance(message.string, tuple) else (message.string,)))


if __name__ == "__main__":
    gathered = template()
    for language in TRANSLATED:
        sys.stdout.write(f"{language}: {update(language, gathered, PACKAGE / 'locale')} of {len(gathered)} texts have no translation.\n")
