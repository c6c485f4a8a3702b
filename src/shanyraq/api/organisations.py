"""Organisations of a day."""
from __future__ import annotations

from typing import Any, Final

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Path, Query
from pydantic import Field

from shanyraq.api import parameters, schemas
from shanyraq.api.bodies import BY_SLUG, existing, find, head, holding, links, official, shaped
from shanyraq.api.cultures import values_named
from shanyraq.api.finding import understood
from shanyraq.api.pages import next_page
from shanyraq.api.problems import Missing, NotUnderstood
from shanyraq.api.router import reads
from shanyraq.dating.terms import Certainty
from shanyraq.directory.answers import Row, rows_of
from shanyraq.directory.days import Asked
from shanyraq.directory.organisation_page import texts_of
from shanyraq.directory.questions import UnknownSlug, show
from shanyraq.directory.seated import seated_in
from shanyraq.directory.trees import tree
from shanyraq.directory.withheld import Veil, veil, without_names
from shanyraq.places.models import Place
from shanyraq.registry.models import Life, Name, Organisation, Seat, Tie, Trait
from shanyraq.registry.questions import below
from shanyraq.registry.terms import Tie as TieKind
from shanyraq.rights import Visitor, which

SEE: Final = "api:organisation:see"
TEXTS: Final = ("culture", "aim", "contact", "note", "bin")
LISTED: Final = {"kinds": "kind", "levels": "level", "registrations": "registration"}
NOTHING: Final[Row] = {
    "exists": "no", "names": [], "also": [], "kinds": [], "levels": [], "registrations": [], "states": [], "seats": [], "parents": [],
    "successors": [], "offices": [], "disputes": [],
}  # fmt: skip
OWNER: Final = "organisation_id"
DEEPEST: Final = 30


class Sought(parameters.Days):
    """What a list of organisations is narrowed to."""

    kind: parameters.KindWord = Field(None, description="Only those of this kind, surely or possibly.")
    level: parameters.LevelWord = Field(None, description="Only those of this level, surely or possibly.")
    registered: parameters.YesOrNo = Field(None, description="yes: with state registration, surely or possibly; no: those of which none is told.")
    in_: parameters.Slug = Field(None, alias="in", description="The slug of a place: only those whose seat lies in it or in a part of it.")
    under: parameters.Slug = Field(None, description="The slug of an organisation: only those under it as branches, parts or members, on any floor.")
    q: parameters.Words = Field(None, description="Part of a name that it ever had; of each word at least.")
    culture: parameters.Words = Field(None, description="The name of a culture in any language: only those that keep it.")
    existing: parameters.Existing = Field("on_the_day", description="on_the_day: what surely or possibly exists; ever: what did on other days, too.")


@reads("/organisations", "api:organisations:see", schemas.Organisations, tag="organisations")
def organisations(request: HttpRequest, sought: Query[Sought], page: Query[parameters.Page]) -> Row:
    """The organisations of a day.

    By slug, a page at a time. Without a day those of today, as known now.
    """
    asked = sought.asked(timezone.localdate())
    inside, under = _inside(sought.in_, asked), _under(request.user, sought.under, asked)
    rows = _narrowed(which(request.user, "api:organisations:see", Organisation.objects.all()), sought, asked)
    for found in (inside, under):
        rows = rows if found is None else rows.filter(pk__in=found)
    shown, after = BY_SLUG.page(rows, page)
    listed = _rows(shown, asked, inside or {}, under or {})
    return {**head(asked), "count": rows.count(), "next": next_page(request, after), "organisations": listed}


def _narrowed(rows: QuerySet[Organisation], sought: Sought, asked: Asked) -> QuerySet[Organisation]:
    rows = rows.filter(holding(Life.objects.all(), OWNER, asked, ever=sought.existing == "ever"))
    for fact, value in (("kind", sought.kind), ("level", sought.level)):
        rows = rows.filter(holding(Trait.objects.all(), OWNER, asked, fact=fact, value=value)) if value else rows
    if sought.registered:
        registered = holding(Trait.objects.all(), OWNER, asked, fact="registration")
        rows = rows.filter(registered if sought.registered == "yes" else ~registered)
    if sought.q:
        named = Name.objects.all()
        for word in understood(sought.q).words:
            named = named.filter(folded__contains=word)
        rows = rows.filter(holding(named, OWNER, asked, ever=True))
    if sought.culture:
        rows = rows.filter(holding(Trait.objects.all(), OWNER, asked, fact="culture", value__in=values_named(sought.culture, asked)))
    return rows


def _inside(slug: str | None, asked: Asked) -> dict[int, Certainty] | None:
    if slug is None:
        return None
    place = Place.objects.filter(slug=slug).first()
    if place is None:
        raise NotUnderstood([("in", _("There is no place “%(slug)s”.") % {"slug": slug})])
    return seated_in(place, asked).certainties


def _under(visitor: Visitor, slug: str | None, asked: Asked) -> dict[int, Certainty] | None:
    if slug is None:
        return None
    root = which(visitor, "api:organisations:see", Organisation.objects.all()).filter(slug=slug).first()
    if root is None:
        raise NotUnderstood([("under", _("There is no organisation “%(slug)s”.") % {"slug": slug})])
    return {row.pk: row.certainty for row in below(root.pk, as_of=asked.day, known_on=asked.known_on) if row.pk != root.pk}


def _rows(shown: list[Organisation], asked: Asked, inside: dict[int, Certainty], under: dict[int, Certainty]) -> list[Row]:
    """Five queries, however many there are."""
    pks = [one.pk for one in shown]
    lives = existing(Life.objects.all(), OWNER, pks, asked)
    names = shaped(Name.objects.filter(use=""), OWNER, pks, asked, official)
    traits = shaped(Trait.objects.filter(fact__in=LISTED.values()), OWNER, pks, asked, lambda t: {"fact": t.fact, "value": t.value})
    seats = shaped(Seat.objects.select_related("place"), OWNER, pks, asked, lambda s: {"value": s.place.slug})
    up = Tie.objects.exclude(kind=TieKind.SUCCEEDS).select_related("parent")
    parents = shaped(up, "child_id", pks, asked, lambda t: {"slug": t.parent.slug, "tie": t.kind})
    return [
        {
            "slug": one.slug,
            "exists": lives[one.pk],
            "names": names[one.pk],
            **{key: [row for row in traits[one.pk] if row["fact"] == fact] for key, fact in LISTED.items()},
            "seats": seats[one.pk],
            "parents": parents[one.pk],
            "inside": inside.get(one.pk),
            "below": under.get(one.pk),
            "link": f"{reverse('api:organisation', kwargs={'slug': one.slug})}{asked.query}",
        }
        for one in shown
    ]


@reads("/organisations/{slug:slug}", SEE, schemas.Organisation, tag="organisations")
def organisation(request: HttpRequest, slug: Path[parameters.PathSlug], days: Query[parameters.Days]) -> Row:
    """An organisation on a day.

    All that is surely or possibly so of it. An empty list says that nothing is told, not that there was nothing.
    """
    asked = days.asked(timezone.localdate())
    own = _find(request.user, SEE, slug)
    try:
        answer = show(slug, as_of=asked.day, known_on=asked.known_on)
    except UnknownSlug:
        answer = {"slug": slug, **NOTHING}
    hidden = veil(request.user, SEE)
    where = links("organisation", slug, asked) | {"tree": f"{reverse('api:organisation_tree', kwargs={'slug': slug})}{asked.query}"}
    return {**answer, **head(asked), "texts": _texts(own, asked, hidden), "disputes": without_names(answer["disputes"], hidden), "links": where}


def _find(visitor: Visitor, action: str, slug: str) -> Organisation:
    found = find(visitor, action, Organisation.objects.all(), slug)
    if found is None:
        raise Missing(_("There is no organisation “%(slug)s”.") % {"slug": slug[:60]})
    return found


def _texts(own: Organisation, asked: Asked, hidden: Veil) -> list[Row]:
    rows = Trait.objects.filter(organisation_id=own.pk or 0, fact__in=TEXTS).known_on(asked.known_on).as_of(asked.day)
    return rows_of(list(rows.select_related("begin_change", "end_change")), asked.day, lambda trait: _text(trait, hidden))


def _text(trait: Trait, hidden: Veil) -> Row:
    texts = {"und": trait.value} if trait.fact == "bin" else hidden.texts(texts_of(trait.value))
    return {"fact": trait.fact, "text": texts}


@reads("/organisations/{slug:slug}/tree", "api:tree:see", schemas.Tree, tag="organisations")
def organisation_tree(request: HttpRequest, slug: Path[parameters.PathSlug], days: Query[parameters.Days]) -> Row:
    """What stands under an organisation on a day.

    Branches, parts and members, floor by floor, by slug. `certainty` is of standing under the root, over the whole way.
    """
    asked = days.asked(timezone.localdate())
    root = _find(request.user, "api:tree:see", slug)
    grown = tree(slug, as_of=asked.day, known_on=asked.known_on) if root.pk else _node(slug)
    _cut(grown)
    return {**head(asked), "tree": grown}


def _node(slug: str) -> Row:
    return {"slug": slug, "name": {}, "tie": None, "certainty": "surely", "below": []}


def _cut(root: dict[str, Any]) -> None:
    """Leaves out what lies deeper than readers of JSON can be asked to go."""
    floor = [root]
    for _floor in range(DEEPEST):
        floor = [child for node in floor for child in node["below"] if "below" in child]
    for node in floor:
        node["deeper"], node["below"] = len(node["below"]), []
