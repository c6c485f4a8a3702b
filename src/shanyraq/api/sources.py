"""Papers, pages and people who told what is known."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Path, Query
from pydantic import Field

from shanyraq.api import parameters, schemas
from shanyraq.api.chronicle import moment
from shanyraq.api.pages import Order, next_page
from shanyraq.api.problems import Missing
from shanyraq.api.router import reads
from shanyraq.chronicle.models import Copy, SourceVersion
from shanyraq.directory.answers import Row
from shanyraq.directory.withheld import veil
from shanyraq.files.models import File
from shanyraq.rights import Visitor, which

SEE: Final = "api:source:see"
SEE_ALL: Final = "api:sources:see"
BY_SLUG: Final = Order({"source__slug": str})
DETAILS: Final = ("author", "publisher", "address", "licence", "note")


class Sought(parameters.Known):
    """What the list of sources is narrowed to."""

    kind: parameters.SourceKindWord = Field(None, description="Only sources of this kind.")


@reads("/sources", SEE_ALL, schemas.Sources, tag="sources")
def sources(request: HttpRequest, sought: Query[Sought], page: Query[parameters.Page]) -> Row:
    """The sources of all that is told.

    By slug, a page at a time.
    """
    known_on = sought.known(timezone.localdate())
    rows = which(request.user, SEE_ALL, SourceVersion.objects.known_on(known_on))
    rows = rows.filter(kind=sought.kind) if sought.kind else rows
    shown, after = BY_SLUG.page(rows.select_related("source"), page)
    known = known_on.isoformat() if known_on else None
    return {"known_on": known, "count": rows.count(), "next": next_page(request, after), "sources": _rows(request.user, shown)}


@reads("/sources/{slug:slug}", SEE, schemas.Source, tag="sources")
def source(request: HttpRequest, slug: Path[parameters.PathSlug], days: Query[parameters.Known]) -> Row:
    """One source.

    What it is, when it is from, where it can be read, and which archived copies everyone may see.
    """
    known = SourceVersion.objects.known_on(days.known(timezone.localdate()))
    found = which(request.user, SEE, known).filter(source__slug=slug).select_related("source").first()
    if found is None:
        raise Missing(_("There is no source “%(slug)s”.") % {"slug": slug[:60]})
    return _rows(request.user, [found])[0]


def _rows(visitor: Visitor, versions: Sequence[SourceVersion]) -> list[Row]:
    """Two queries: the copies, and who must not be named."""
    open_files = which(visitor, "directory:copy:see", File.objects.all())
    copies: dict[int, list[File]] = defaultdict(list)
    ids = [version.source_id for version in versions]
    hidden = veil(visitor, SEE)
    hidden.over_sources(versions)
    for copy in Copy.objects.filter(source_id__in=ids, file__in=open_files).select_related("file").order_by("pk"):
        copy.file.name = hidden.file(copy.file.name)
        copies[copy.source_id].append(copy.file)
    return [_row(version, copies[version.source_id]) for version in versions]


def _row(version: SourceVersion, copies: list[File]) -> Row:
    return {
        "slug": version.source.slug,
        "kind": version.kind,
        "title": version.title,
        "day": version.day,
        "consulted": version.consulted,
        **{name: version.details.get(name) for name in DETAILS},
        "recorded": moment(version.known_from),
        "copies": [_copy(file) for file in copies],
        "chronicle": f"{reverse('api:chronicle')}?source={version.source.slug}",
    }


def _copy(file: File) -> Row:
    return {"name": file.name, "media_type": file.media_type, "size": file.size, "address": reverse("directory:copy", kwargs={"pk": file.pk})}
