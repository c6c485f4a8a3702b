"""Remarks that wait, for whoever takes over an office."""
from __future__ import annotations

from datetime import date
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext as _

from shanyraq.registry.models import Organisation
from shanyraq.remarks.models import Remark

SEE: Final[str] = "remarks:remark:see"


def of(organisation: Organisation, today: date) -> list[dict[str, Any]]:
    """Those about it without an answer; one query."""
    del today
    number = Remark.objects.waiting().filter(about=f"organisation:{organisation.slug}").count()
    return [{"title": _("Remarks that wait for an answer"), "number": number, "url": reverse("remarks:waiting"), "action": SEE}]
