"""The form for joining; it is sent to us for each further person, too, and loses nothing on the way."""
from __future__ import annotations

from datetime import datetime

from django.core.signing import BadSignature
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from shanyraq.joining.form_page import page
from shanyraq.joining.forms import JoinForm
from shanyraq.joining.moving import JoinRefused
from shanyraq.joining.nearest import taking
from shanyraq.joining.sending import Said, send, sent_before
from shanyraq.joining.stamps import SALT, key_of, linked_to
from shanyraq.joining.terms import Wish
from shanyraq.journal.changes import SENT_BEFORE, KeyReused
from shanyraq.journal.stamps import new_stamp
from shanyraq.people.consents import current
from shanyraq.people.terms import Purpose
from shanyraq.rights.doors import asks

ELSEWHERE = "elsewhere"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@asks("joining:application:send")
def new(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _shown(request, JoinForm.blank(request.GET))
    form, do = JoinForm.of(request.POST), request.POST.get("do", "")
    if do == ELSEWHERE:
        form.typed |= {"to": "", "by": ""}
    if form.change(do):
        return _shown(request, form)
    stamp = form.typed["stamp"]
    if not form.judge(timezone.localdate()):
        token = _sent(form, stamp) if set(form.errors) == {"stamp"} else ""
        return redirect("joining:follow", token=token) if token else _shown(request, form, status=422)
    try:
        return redirect("joining:follow", token=_send(form))
    except JoinRefused as refused:
        form.errors = {refused.field or "to": str(refused)}
    except KeyReused:
        form.errors, form.typed["stamp"] = {"stamp": str(SENT_BEFORE)}, new_stamp(SALT)
    return _shown(request, form, status=409)


def _sent(form: JoinForm, stamp: str) -> str:
    """The link of what this form sent before with the same words, however old or fresh its stamp is; empty where it did not."""
    try:
        return sent_before(key=key_of(stamp), told=_said(form, timezone.now()))
    except (BadSignature, JoinRefused):
        return ""


def _send(form: JoinForm) -> str:
    now = timezone.now()
    return send(at=now, key=form.key, told=_said(form, now), language=get_language() or "kk")


def _said(form: JoinForm, now: datetime) -> Said:
    organisation = taking(timezone.localdate(now)).filter(slug=form.typed["to"]).first()
    if organisation is None:
        form.typed["to"] = ""
        raise JoinRefused(_("This organisation takes nobody in. Choose another one."), "to")
    return Said(
        organisation, form.people(), current(Purpose.DATA), phone=form.typed["phone"], email=form.typed["email"], comes_by="comes_by" in form.ticked,
        account="account" in form.ticked, wishes=tuple(form.wishes), news=current(Purpose.NEWS) if Wish.NEWS in form.wishes else None,
        by_link=linked_to(form.typed["by"]) == organisation.slug,
    )  # fmt: skip


def _shown(request: HttpRequest, form: JoinForm, status: int = 200) -> HttpResponse:
    return render(request, "joining/new.html", page(form, get_language() or "kk", timezone.localdate()), status=status)
