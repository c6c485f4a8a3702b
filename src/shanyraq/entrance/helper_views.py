"""A helper who has no account yet: invited by a link that opens one and names the helper at once."""
from __future__ import annotations

from datetime import date, timedelta
from secrets import token_hex
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from shanyraq.accounts.changes import NameMissing
from shanyraq.accounts.models import User
from shanyraq.entrance.door_views import signed
from shanyraq.entrance.forms import told_field
from shanyraq.entrance.inviting import HELPER, invite_helper, take_helper_back
from shanyraq.entrance.inviting_views import waiting_link
from shanyraq.entrance.links import language_of, languages, shown_link
from shanyraq.entrance.models import Invitation
from shanyraq.entrance.named import held_now
from shanyraq.people.models import Person
from shanyraq.registry.models import Organisation
from shanyraq.rights.changes import RightsRefused
from shanyraq.rights.doors import asks
from shanyraq.rights.models import Grant
from shanyraq.rights.naming import names

Row = dict[str, Any]
LONGEST: Final = 60
TYPED: Final = ("organisation", "name", "until")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@asks(HELPER)
def invite(request: HttpRequest) -> HttpResponse:
    """The link is shown once, to whoever made it."""
    user = signed(request)
    if request.method != "POST":
        return _form(request, user, dict.fromkeys(TYPED, ""), {})
    typed = {name: request.POST.get(name, "").strip() for name in TYPED}
    token, errors = _invited(request, user, typed)
    if errors:
        return _form(request, user, typed, errors, status=422)
    if not token:  # the form was sent before; the link was shown then
        return redirect("access:invite_helper")
    link = shown_link(request, token, typed["name"], language_of(request))
    return render(request, "entrance/helper_link.html", {"name": typed["name"], "link": link})


def _invited(request: HttpRequest, user: User, typed: dict[str, str]) -> tuple[str, dict[str, str]]:
    """The token, and what keeps it from being made, by the names of fields."""
    organisation, until = Organisation.objects.filter(slug=typed["organisation"][:LONGEST]).first(), _day_after(typed["until"])
    if organisation is None:
        return "", {"organisation": _("Choose one of your organisations.")}
    if until is None:
        return "", {"until": _("Choose a last day that is still to come.")}
    try:
        key = f"helper-{request.POST.get('key', '')[:40] or token_hex(16)}"
        told: Row = {"name": typed["name"], "organisation": organisation, "until": until, "key": key}
        return invite_helper(by=user, at=timezone.now(), **told), {}
    except NameMissing as missing:
        return "", {"name": str(missing)}
    except RightsRefused as refused:
        return "", {"until" if until <= timezone.localdate() else "organisation": str(refused)}


def _form(request: HttpRequest, user: User, typed: dict[str, str], errors: dict[str, str], status: int = 200) -> HttpResponse:
    today, language = timezone.localdate(), get_language() or "kk"
    bodies = _bodies(user, today, language)
    choices = [{"value": slug, "label": name, "chosen": slug == typed["organisation"]} for slug, name in bodies.items()]
    where, error = typed["organisation"], errors.get("organisation", "")
    fields = [
        told_field("organisation", _("In which organisation?"), where, kind="select", error=error, choices=choices),
        told_field("name", _("Name of the helper"), typed["name"], hint=_("As the helper is shown here."), error=errors.get("name", "")),
        told_field("until", _("Last day of the help"), typed["until"], kind="date", error=errors.get("until", "")),
    ]
    told = [{"text": text, "target": f"e-{name}"} for name, text in errors.items()]
    shown = {"fields": fields, "errors": told, "key": token_hex(16), "languages": languages(), "waiting": _waiting(user, today, language)}
    return render(request, "entrance/invite_helper.html", shown, status=status)


def _bodies(user: User, today: date, language: str) -> dict[str, str]:
    """{slug: name} of the organisations in which an office of this account gives something."""
    held = held_now(today).filter(person__in=Person.objects.of(user).values("pk"), office__in=Grant.objects.standing().values("office"))
    slugs = dict(held.order_by("organisation__slug").values_list("organisation", "organisation__slug"))
    named = names(slugs, language, today)
    return {slug: named[pk].value for pk, slug in slugs.items()}


def _day_after(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed) + timedelta(days=1)
    except (ValueError, OverflowError):
        return None


def _waiting(user: User, today: date, language: str) -> list[Row]:
    """{pk, name, organisation, made, until} of the links to helpers that have not been used; three queries."""
    rows = list(Invitation.objects.usable(timezone.now()).filter(by=user, person=None).order_by("pk"))
    named = names({row.organisation_id for row in rows if row.organisation_id}, language, today)
    return [{"pk": row.pk, "name": row.name, "organisation": named[row.organisation_id or 0], **(waiting_link(row) or {})} for row in rows]


@require_POST
@asks(HELPER)
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    user = signed(request)
    invitation = get_object_or_404(Invitation.objects.select_related("organisation"), pk=pk, by=user, person=None)
    take_helper_back(by=user, invitation=invitation)
    return redirect("access:invite_helper")
