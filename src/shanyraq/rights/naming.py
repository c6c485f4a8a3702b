"""What organisations are called today, in the words of a page."""
from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from shanyraq.registry.models import Name, Organisation
from shanyraq.words.texts import Text, pick


def names(organisations: Iterable[int], language: str, today: date) -> dict[int, Text]:
    """{key of an organisation: its official name of that day, else its slug}; two queries."""
    wanted = set(organisations)
    found = {pk: Text(slug, language, fallback=False) for pk, slug in Organisation.objects.filter(pk__in=wanted).values_list("pk", "slug")}
    rows = Name.objects.known_on(None).as_of(today).filter(organisation__in=wanted, use="").order_by("begin_latest")
    return found | {pk: pick(text, language) for pk, text in rows.values_list("organisation", "text")}
