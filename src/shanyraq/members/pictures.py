"""The bytes of a member's photograph, as far as whoever asks may see it."""
from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404, HttpResponse

from shanyraq.files.contents import BytesDamaged, check
from shanyraq.journal.changes import write
from shanyraq.people import photographs
from shanyraq.people.models import Membership, Person, Photograph


def picture(allowed: QuerySet[Photograph]) -> HttpResponse:
    """The one picture of these, kept by no proxy and in no search; 404 where there is none, or none that may be seen."""
    kept = allowed.select_related("file").first()
    if kept is None:
        raise Http404
    try:
        answer = HttpResponse(check(kept.file.sha256).read_bytes(), content_type=kept.file.media_type)
    except BytesDamaged as damaged:
        raise Http404 from damaged
    answer["X-Robots-Tag"] = "noindex"
    answer["Content-Disposition"] = "inline"
    return answer


def erase_of_former(today: date) -> int:
    """Photographs of those whose last day as a member is over; gives their number."""
    held = Membership.objects.filter(person=OuterRef("pk"))
    left = Person.objects.filter(Exists(held), ~Exists(held.filter(Q(until=None) | Q(until__gt=today))), photograph__isnull=False)
    found = list(left.order_by("pk"))
    for person in found:
        _erase(person)
    return len(found)


@transaction.atomic
def _erase(person: Person) -> None:
    write(by=None, action=photographs.KEEP, thing=f"people:person:{person.pk}", summary="photograph erased")
    photographs.erase(person)
