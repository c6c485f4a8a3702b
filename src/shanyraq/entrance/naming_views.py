"""What the owner of a phone or a known browser calls it."""
from __future__ import annotations

from typing import Final

from allauth.mfa.models import Authenticator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from shanyraq.entrance.agents import say_agent
from shanyraq.entrance.devices import LABEL, name_device, name_key
from shanyraq.entrance.door_views import signed
from shanyraq.entrance.forms import told_field
from shanyraq.entrance.models import Device
from shanyraq.rights.doors import asks

NAME: Final = "entrance:device:name"
LONGEST: Final = 60


def _typed(request: HttpRequest) -> str:
    return " ".join(request.POST.get("name", "").split())[:LONGEST]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@asks(NAME)
def phone(request: HttpRequest, pk: int) -> HttpResponse:
    user = signed(request)
    key = get_object_or_404(Authenticator, pk=pk, user=user, type=Authenticator.Type.WEBAUTHN)
    if request.method == "POST":
        name_key(user=user, key=key, label=_typed(request))
        return redirect("mfa_index")
    return _form(request, str(key.data.get(LABEL, "")), str(key.wrap().name))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@asks(NAME)
def device(request: HttpRequest, pk: int) -> HttpResponse:
    user = signed(request)
    held = get_object_or_404(Device.objects.known(timezone.now()), pk=pk, user=user)
    if request.method == "POST":
        name_device(user=user, device=held, label=_typed(request))
        return redirect("mfa_index")
    return _form(request, held.label, held.agent)


def _form(request: HttpRequest, label: str, agent: str) -> HttpResponse:
    hint = _("Left empty, it is called %(agent)s.") % {"agent": say_agent(agent)}
    return render(request, "entrance/name.html", {"field": told_field("name", _("Name of the phone"), label, hint=hint, required=False)})
