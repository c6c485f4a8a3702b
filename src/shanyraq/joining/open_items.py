"""Applications that wait, for whoever takes over an office."""
from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from shanyraq.joining.models import Application
from shanyraq.joining.questions import SEE
from shanyraq.joining.terms import FOR_THE_BOARD
from shanyraq.registry.models import Organisation


def of(organisation: Organisation, today: date) -> list[dict[str, Any]]:
    """Those that lie there and wait for the board; one query."""
    del today
    number = Application.objects.filter(organisation=organisation, state__in=FOR_THE_BOARD).count()
    return [{"title": _("Applications that wait for the board"), "number": number, "url": reverse("joining:all"), "action": SEE}]
