"""The operator's pages of mail: what left, what waits and why; without a mail server, what the letters say."""
from __future__ import annotations

import secrets
from datetime import datetime
from typing import Any, Final

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from shanyraq.accounts.models import User
from shanyraq.dating.sentences import say_day
from shanyraq.journal.changes import write
from shanyraq.mail.changes import hasten
from shanyraq.mail.delivery import deliver_due
from shanyraq.mail.folder import text_of
from shanyraq.mail.models import KEPT, Letter
from shanyraq.rights import which
from shanyraq.rights.doors import asks

Row = dict[str, Any]
SHOWN: Final = 100


@never_cache
@require_safe
@asks("mail:letter:see")
def letters(request: HttpRequest) -> HttpResponse:
    seen = which(request.user, "mail:letter:see", Letter.objects.remembered(timezone.now()))
    rows = [_row(letter) for letter in seen[:SHOWN]]
    stuck = which(request.user, "mail:letter:see", Letter.objects.undelivered()).exclude(failure="").count()
    page = {"letters": rows, "stuck": stuck, "server": settings.MAIL_SERVER.host, "days": KEPT.days, "key": secrets.token_urlsafe(9)}
    return render(request, "site/mail/letters.html", page)


@never_cache
@require_safe
@asks("mail:letter:see")
def letter(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(which(request.user, "mail:letter:see", Letter.objects.remembered(timezone.now())), pk=pk)
    return render(request, "site/mail/letter.html", {**_row(found), "text": text_of(found.mark)})


@require_POST
@asks("mail:letter:resend")
def resend(request: HttpRequest) -> HttpResponse:
    """What could not leave is tried at once; a form that is sent twice does it once."""
    at, by = timezone.now(), request.user if isinstance(request.user, User) else None
    key = f"mail-{request.POST.get('key') or secrets.token_urlsafe(9)}"[:120]
    with transaction.atomic():
        if write(by=by, action="mail:letter:resend", thing="mail:letter:all", key=key):
            hasten(at=at)
    list(deliver_due(at=at))
    return redirect("site:mail")


def _row(letter: Letter) -> Row:
    return {"letter": letter, "made": _moment(letter.made), "delivered": _moment(letter.delivered), "due": _moment(letter.due)}


def _moment(moment: datetime | None) -> str:
    """The day in words and the time of day, here; empty for none."""
    if moment is None:
        return ""
    here = timezone.localtime(moment)
    return f"{say_day(here.date(), get_language() or 'kk')}, {here:%H:%M}"
