"""What offices give, and of which of them a second step is asked: altered by who may, after it was said what that takes from whom."""
from __future__ import annotations

from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from shanyraq.accounts.models import User
from shanyraq.mandates.forms import field, key_of, new_key
from shanyraq.people.models import Holding
from shanyraq.people.terms import Office
from shanyraq.registry.terms import Level
from shanyraq.rights.actions import titles
from shanyraq.rights.changes import RightsRefused, demand, waive
from shanyraq.rights.doors import asks
from shanyraq.rights.models import Demand, Grant
from shanyraq.rights.naming import names
from shanyraq.rights.terms import Reach

Row = dict[str, Any]
MOST: Final = 20  # organisations that are named


@never_cache
@require_safe
@asks("rights:grant:alter")
def withdrawing(request: HttpRequest, office: str) -> HttpResponse:
    """`?action=`: says what is taken from whom, and asks."""
    action = request.GET.get("action", "")
    given = Grant.objects.standing().filter(office=office, action=action).first()
    if given is None:
        raise Http404
    shown = {"key": office, "name": Office(office).label, "action": action, "title": titles().get(action, action), "request_key": new_key()}
    return render(request, "mandates/withdraw.html", shown | {"reach": Reach(given.reach).label, **_held(office)})


def _held(office: str) -> Row:
    """{number, bodies, more}: how many hold an office today, and where; four queries."""
    held = Holding.objects.known_on(None).surely(timezone.localdate()).filter(office=office)
    where = list(held.order_by("organisation__slug").values_list("organisation", flat=True).distinct()[: MOST + 1])
    named = names(where[:MOST], get_language() or "kk", timezone.localdate())
    return {"number": held.count(), "bodies": [named[pk] for pk in where[:MOST]], "more": len(where) > MOST}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@asks("rights:demand:alter")
def demands(request: HttpRequest) -> HttpResponse:
    """Of which offices a second step of signing in is asked; `do`: ask or waive."""
    if request.method != "POST":
        return _demands(request, "")
    assert isinstance(request.user, User)
    verb = {"ask": demand, "waive": waive}.get(request.POST.get("do", ""))
    if verb is None:
        return HttpResponseBadRequest()
    told = {name: request.POST.get(name, "") for name in ("office", "level")}
    try:
        verb(by=request.user, at=timezone.now(), office=told["office"], level=told["level"], key=key_of(request))
    except RightsRefused as refused:
        return _demands(request, str(refused))
    return redirect("mandates:demands")


def _demands(request: HttpRequest, problem: str) -> HttpResponse:
    rows = [_row(one) for one in Demand.objects.standing().order_by("office", "level")]
    typed = {name: request.POST.get(name, "") for name in ("office", "level")}
    offices, levels = list(Office.choices), [("", _("everywhere")), *Level.choices]
    fields = [
        field("office", _("Which office?"), typed["office"], kind="select", choices=_choices(offices, typed["office"]), error=problem),
        field("level", _("In organisations of which level?"), typed["level"], kind="select", choices=_choices(levels, typed["level"])),
    ]
    errors = [{"text": problem, "target": "m-office"}] if problem else []
    shown = {"rows": rows, "fields": fields, "errors": errors, "key": new_key()}
    return render(request, "mandates/demands.html", shown, status=422 if problem else 200)


def _row(asked: Demand) -> Row:
    level = Level(asked.level).label if asked.level else _("everywhere")
    return {"office": asked.office, "level": asked.level, "name": Office(asked.office).label, "where": level}


def _choices(options: list[tuple[str, Any]], chosen: str) -> list[Row]:
    return [{"value": value, "label": label, "chosen": value == chosen} for value, label in options]
