"""Dues that are open, for whoever takes over an office."""
from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from shanyraq.members.dues_views import SEE, owing
from shanyraq.people.models import Dues, Membership
from shanyraq.people.terms import DuesState
from shanyraq.registry.models import Organisation


def of(organisation: Organisation, today: date) -> list[dict[str, Any]]:
    """Memberships of which dues of this year are asked and neither paid nor waived; one query."""
    settled = Dues.objects.filter(membership=OuterRef("pk"), year=today.year).exclude(state=DuesState.OPEN)
    number = owing(Membership.objects.filter(organisation=organisation), today.year).filter(~Exists(settled)).count()
    address = f"{reverse('members:dues')}?{urlencode({'organisation': organisation.slug, 'year': today.year})}"
    return [{"title": _("Dues of this year that are open"), "number": number, "url": address, "action": SEE}]
