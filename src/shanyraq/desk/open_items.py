"""What waits at the desk for whoever takes over an office."""
from __future__ import annotations

from datetime import date
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext as _

from shanyraq.desk.models import Draft
from shanyraq.people.models import Holding, Person
from shanyraq.registry.models import Organisation
from shanyraq.rights.models import Helper

KEEP: Final[str] = "desk:draft:keep"
MOST: Final = 200  # drafts that are looked through


def of(organisation: Organisation, today: date) -> list[dict[str, Any]]:
    """Drafts about it, of those who hold an office there and of their helpers; four queries."""
    persons = Holding.objects.known_on(None).surely(today).filter(organisation=organisation).values("person")
    accounts = set(Person.objects.filter(pk__in=persons, account__isnull=False).values_list("account", flat=True))
    accounts |= set(Helper.objects.on(today).filter(holder__in=persons, organisation=organisation).values_list("account", flat=True))
    drafts = Draft.objects.going_on().filter(user__in=accounts).values_list("content", flat=True)[:MOST]
    number = sum(f"organisation:{organisation.slug}" in content.get("on", ()) for content in drafts)
    return [{"title": _("Drafts that are not recorded yet"), "number": number, "url": reverse("desk:home"), "action": KEEP}]
