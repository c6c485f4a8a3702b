"""What the desk shows on pages that are put together from several rooms, to whoever keeps their register."""
from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import get_language

from shanyraq.desk.shown import Row
from shanyraq.directory.days import Asked
from shanyraq.directory.namebook import Namebook
from shanyraq.directory.reading import certainty_of
from shanyraq.directory.strangers import is_stranger
from shanyraq.directory.vocabulary import word
from shanyraq.directory.years import years
from shanyraq.people.models import Holding
from shanyraq.people.terms import CLOSED
from shanyraq.registry.models import Organisation
from shanyraq.rights import which
from shanyraq.rights.asking import KEEPING as KEEP


def organisation(request: HttpRequest, slug: str, asked: Asked) -> Row | None:
    """Who holds the offices of which no public face tells; None for whoever does not keep this organisation."""
    if is_stranger(request.user):
        return None
    kept = which(request.user, KEEP, Organisation.objects.filter(slug=slug))
    rows = Holding.objects.filter(organisation__in=kept, office__in=sorted(CLOSED)).known_on(asked.known_on).as_of(asked.day)
    held = list(rows.select_related("person", "begin_change").order_by("office", "begin_earliest", "pk"))
    names = Namebook(get_language() or "kk", asked.query)
    names.read({f"person:{holding.person.slug}" for holding in held}, asked.known_on)
    return {"rows": [_row(holding, names, asked) for holding in held]} if held else None


def _row(holding: Holding, names: Namebook, asked: Asked) -> Row:
    return {
        "office": word("office", holding.office),
        "acting": holding.acting,
        "name": names.text(f"person:{holding.person.slug}", asked.day),
        "years": years(holding, {}, names.language),
        "certainty": str(certainty_of(holding, asked.day)),
        "change": holding.begin_change.slug if holding.begin_change else "",
    }
