"""Who may do what, and by which office."""
from __future__ import annotations

from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from shanyraq.accounts.models import User
from shanyraq.mandates import telling, turning
from shanyraq.mandates.forms import key_of, new_key
from shanyraq.mandates.helper_views import helper_fields
from shanyraq.mandates.vacancies import headless
from shanyraq.people.terms import Office
from shanyraq.registry.models import Organisation
from shanyraq.reminders.changes import done
from shanyraq.reminders.models import Reminder
from shanyraq.reminders.telling import shown
from shanyraq.rights import allows
from shanyraq.rights.changes import RightsRefused, grant, withdraw
from shanyraq.rights.doors import asks
from shanyraq.rights.naming import names
from shanyraq.rights.terms import Reach

Row = dict[str, Any]
ALTER: Final[str] = "rights:grant:alter"
DEMAND: Final[str] = "rights:demand:alter"


@never_cache
@require_safe
@asks("mandates:office:mine")
def mine(request: HttpRequest) -> HttpResponse:
    assert isinstance(request.user, User)
    language, today, user = _language(), timezone.localdate(), request.user
    held = telling.mine(user, today, language)
    context = {
        "held": held, "helpers": telling.helpers(user, today, language), "helped": telling.helped(user, today, language),
        "steppings": telling.steppings(user, today, language), "headless": headless(user, today, language),
        "turns": turning.mine(user, today, language), "reminders": shown(user, today, language),
        "operator": user.is_operator, "key": new_key(), "fields": helper_fields(held, {}, {}) if held else [],
    }  # fmt: skip
    return render(request, "mandates/mine.html", context)


@require_POST
@asks("reminders:reminder:end")
def put_away(request: HttpRequest, pk: int) -> HttpResponse:
    """One reads it no more; all of one thing together."""
    assert isinstance(request.user, User)
    reminder = get_object_or_404(Reminder.objects.of(request.user), pk=pk)
    done(about=reminder.about, at=timezone.now(), whom=request.user, by=request.user, key=key_of(request))
    return redirect("mandates:mine")


@never_cache
@require_safe
@asks("mandates:office:see")
def offices(request: HttpRequest) -> HttpResponse:
    return render(request, "mandates/offices.html", {"offices": telling.offices(), **_may(request)})


@never_cache
@require_safe
@asks("mandates:office:see")
def office(request: HttpRequest, office: str) -> HttpResponse:
    return _office(request, office)


def _office(request: HttpRequest, office: str, problem: str = "") -> HttpResponse:
    if office not in Office.values:
        raise Http404
    reaches = [{"value": value, "label": label, "chosen": value == Reach.BELOW} for value, label in Reach.choices]
    soon = turning.soon(office, timezone.localdate(), _language())
    context = {"key": office, "told": telling.office(office), "soon": soon, "reaches": reaches, "request_key": new_key(), "problem": problem}
    return render(request, "mandates/office.html", context | _may(request), status=409 if problem else 200)


def _may(request: HttpRequest) -> Row:
    return {"may_alter": allows(request.user, ALTER), "may_demand": allows(request.user, DEMAND)}


@require_POST
@asks("rights:grant:alter")
def alter(request: HttpRequest, office: str) -> HttpResponse:
    """`do`: give or withdraw an action."""
    assert isinstance(request.user, User)
    do, action, reach = (request.POST.get(name, "") for name in ("do", "action", "reach"))
    if office not in Office.values:
        raise Http404
    user, now, key = request.user, timezone.now(), key_of(request)
    try:
        if do == "give":
            grant(by=user, at=now, office=office, action=action, reach=reach, key=key)
        elif do == "withdraw":
            withdraw(by=user, at=now, office=office, action=action, key=key)
        else:
            return HttpResponseBadRequest()
    except RightsRefused as refused:
        return _office(request, office, str(refused))
    return redirect("mandates:office", office=office)


@never_cache
@require_safe
@asks("mandates:reach:see")
def who_can_see(request: HttpRequest, slug: str) -> HttpResponse:
    organisation = get_object_or_404(Organisation, slug=slug)
    language, today = _language(), timezone.localdate()
    context = {"name": names([organisation.pk], language, today)[organisation.pk], "slug": slug}
    return render(request, "mandates/who.html", context | {"rows": telling.reached_by(organisation, today, language)})


def _language() -> str:
    return get_language() or "kk"
