"""What one source tells: every change that cites it, where it stands in it, and in which words."""
from __future__ import annotations

from typing import Any, Final

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from shanyraq.chronicle.models import Copy, Source, SourceVersion, Version
from shanyraq.dating.sentences import say
from shanyraq.directory.days import Asked
from shanyraq.directory.lists.sheets import page_of
from shanyraq.directory.lists.wishes import Shape, Wish
from shanyraq.directory.reading import Reading, Row, read
from shanyraq.directory.versions import Told, shown
from shanyraq.directory.vocabulary import word
from shanyraq.directory.withheld import Veil
from shanyraq.files.models import File
from shanyraq.rights import Visitor, which
from shanyraq.words.markup import format_html, format_html_join
from shanyraq.words.texts import Text, pick

SHAPE: Final = Shape(filters=(), columns=("what",), usual=(), sorts=("when",), sort="when")


def find(slug: str) -> Source | None:
    return Source.objects.filter(slug=slug).first()


def page(visitor: Visitor, source: Source, wish: Wish, language: str) -> Row:
    """What `directory/lists/source.html` takes besides the frame."""
    asked = wish.asked
    version = SourceVersion.objects.known_on(asked.known_on).filter(source=source).first()
    cut = page_of(wish, citing(source, asked).count())
    reading = read(asked, language, citing(source, asked)[cut.start : cut.end], own="", periods=[], bodies=[])
    hidden = reading.names.veil
    hidden.over_sources([version] if version else [])
    return {
        "title": pick(version.title, language) if version else Text(source.slug, language, fallback=False),
        "facts": _facts(version, language) if version else [],
        "address": version.details.get("address", "") if version else "",
        "copies": _copies(visitor, source, hidden) if version else [],
        "known": version is not None,
        "items": [_item(reading, told, source) for told in reading.chronicle if not reading.names.veil.hides_all(told.bodies)],
        "pages": cut.pages,
        "sources": reading.notes.rows(),
    }


def citing(source: Source, asked: Asked) -> QuerySet[Version]:
    """The changes that cite it, by their last day, as known on a day."""
    return shown(asked.known_on).filter(claims__source=source).distinct().order_by("change__latest", "change__earliest", "change__slug")


def _facts(version: SourceVersion, language: str) -> list[Row]:
    details = version.details
    said = [
        ("kind", word("source", version.kind)), ("author", details.get("author")), ("publisher", details.get("publisher")),
        ("day", say(version.day, language) if version.day else ""), ("consulted", say(version.consulted, language) if version.consulted else ""),
        ("licence", details.get("licence")), ("note", details.get("note")),
    ]  # fmt: skip
    labels = {
        "kind": _("Kind"), "author": _("Author"), "publisher": _("Publisher"), "day": _("Day"), "consulted": _("Looked at on"),
        "licence": _("Licence"), "note": _("Note"),
    }  # fmt: skip
    return [{"label": labels[name], "text": _text(text, language)} for name, text in said if text]


def _text(said: Any, language: str) -> Text:
    return pick(said, language) if isinstance(said, dict) else Text(str(said), language, fallback=False)


def _copies(visitor: Visitor, source: Source, hidden: Veil) -> list[File]:
    seen = which(visitor, "directory:copy:see", File.objects.all())
    files = [copy.file for copy in Copy.objects.filter(source=source, file__in=seen).select_related("file").order_by("pk")]
    for file in files:
        file.name = hidden.file(file.name)
    return files


def _item(reading: Reading, told: Told, source: Source) -> Row:
    """A line of the chronicle with what stands in this source; the words are left out where they would name who asked not to be named."""
    item = reading.scribe.item(told)
    silent = told.version.change_id in reading.notes.silent
    quoted = [(claim.locator, "" if silent else claim.wording) for claim in told.claims if claim.source_id == source.pk]
    lines = [_quote(*pair) for pair in dict.fromkeys(quoted) if any(pair)]
    said = [*lines, item["note"]] if item["note"] else lines
    return {**item, "day_url": "", "permalink": item["id"], "note": format_html_join("; ", "{}", ((one,) for one in said))}


def _quote(locator: str, wording: str) -> Any:
    if not wording:
        return locator
    return format_html("{}: <q>{}</q>", locator, wording) if locator else format_html("<q>{}</q>", wording)
