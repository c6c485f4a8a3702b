"""What joining offers on the page of an organisation."""
from __future__ import annotations

from datetime import date

from django.db.models import QuerySet
from django.http import HttpRequest

from shanyraq.chronicle.prepared import prepared
from shanyraq.directory.days import Asked
from shanyraq.joining.nearest import taking
from shanyraq.registry.models import Organisation


def organisation(request: HttpRequest, slug: str, asked: Asked) -> dict[str, str] | None:
    """The way to the form, today, where people can be members; one query."""
    del request
    if asked.is_past or asked.known_on or not list(_taking(slug, asked.today)):
        return None
    return {"slug": slug}


@prepared
def _taking(slug: str, today: date) -> QuerySet[Organisation, tuple[int]]:
    return taking(today).filter(slug=slug).values_list("pk")
