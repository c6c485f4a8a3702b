"""From one state to the next, once: whoever comes second is told so."""
from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from shanyraq.accounts.models import User
from shanyraq.joining.models import Application, Step
from shanyraq.joining.terms import OPEN


class JoinRefused(ValueError):
    """It cannot be so; the sentence says why. `field`: what of the form it is about."""

    def __init__(self, sentence: str, field: str = "") -> None:
        super().__init__(sentence)
        self.field = field


def move(
    application: Application, *, of: Collection[str], to: str, did: str, at: datetime, by: User | None = None, note: str = "",
    step: dict[str, Any] | None = None, **more: Any,
) -> Application:  # fmt: skip
    """Gives the application as it is then, its row locked until the transaction ends. Raises JoinRefused where another was faster.

    The update is its own lock: of two at once the second finds no row in a state `of` which it may go, where it lay when its page was shown.
    """
    meant = Application.objects.filter(pk=application.pk, organisation=application.organisation_id, state__in=of)
    ended = None if to in OPEN else timezone.localdate(at)
    if not meant.update(state=to, ended=ended, **more):
        raise JoinRefused(_("Meanwhile something else happened to this application. Nothing was done now. This is how it stands."))
    Step.objects.create(application_id=application.pk, did=did, at=at, by=by, note=note, **(step or {}))
    return Application.objects.select_related("organisation", "consent", "news").get(pk=application.pk)


def thing(application: Application) -> str:
    return f"joining:application:{application.pk}"


def said(text: str, refusal: str, field: str = "note", *, most: int = 2000) -> str:
    """A sentence that has to be written. Raises JoinRefused."""
    found = text.strip()
    if not found:
        raise JoinRefused(refusal, field)
    if len(found) > most:
        raise JoinRefused(_("This is too long: at most %(most)s signs.") % {"most": most}, field)
    return found


