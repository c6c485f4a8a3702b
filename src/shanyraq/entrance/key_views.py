"""Keys of an account: the phone's own lock, a PIN for a browser, the printed sheet."""
from __future__ import annotations

import json

from allauth.account.decorators import reauthentication_required
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal import flows as sheets
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from allauth.mfa.webauthn.internal import auth, flows
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from shanyraq.accounts.models import User
from shanyraq.entrance.arrivals import remember
from shanyraq.entrance.devices import bind
from shanyraq.entrance.door_views import signed
from shanyraq.entrance.forms import NewPinForm, spend_code
from shanyraq.entrance.means import MFA, begin_anew, came_by_link, record, records_of
from shanyraq.entrance.terms import PHONE, Means
from shanyraq.entrance.visits import agent_of
from shanyraq.journal.changes import write
from shanyraq.rights.doors import asks


class SetUpApp(ActivateTOTPView):
    """The code by which the app was set up signs in no more: one code is taken once."""

    def form_valid(self, form: ActivateTOTPForm) -> HttpResponse:
        with transaction.atomic():
            answer: HttpResponse = super().form_valid(form)
            spend_code(Authenticator.objects.get(user=self.request.user, type=Authenticator.Type.TOTP), form.cleaned_data["code"])
        return answer


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@asks("entrance:key:keep")
@reauthentication_required(app="allauth.mfa")  # type: ignore[untyped-decorator]
def add_phone(request: HttpRequest) -> HttpResponse:
    """The phone's own lock, by WebAuthn. What it signs is checked by allauth; this browser is known from then on."""
    user = signed(request)
    if request.method == "POST":
        form = AddWebAuthnForm({**request.POST.dict(), "name": agent_of(request), "passwordless": "on"}, user=user)
        if form.is_valid():
            return _added(request, user, form)
        return _add_page(request, user, failed=True)
    return _add_page(request, user, failed=False)


def _add_page(request: HttpRequest, user: User, *, failed: bool) -> HttpResponse:
    options = auth.begin_registration(user, passwordless=True)
    may_pin = came_by_link(records_of(request, user))
    shown = {"options": json.dumps(options, default=dict), "failed": failed, "first": "first" in request.GET, "may_pin": may_pin}
    return render(request, "entrance/add_phone.html", shown, status=422 if failed else 200)


def _added(request: HttpRequest, user: User, form: AddWebAuthnForm) -> HttpResponse:
    with transaction.atomic():
        key, _codes = flows.add_authenticator(request, name=form.cleaned_data["name"], credential=form.cleaned_data["credential"])
        write(by=user, action="entrance:key:add", thing=f"accounts:user:{user.pk}")
        token = bind(user=user, at=timezone.now(), agent=agent_of(request))
    record(request, user, MFA, id=key.pk, type=key.type, passwordless=True)
    request.session.set_expiry(None)
    answer = redirect("mfa_index")
    remember(answer, token)
    return answer


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@asks("entrance:key:keep")
def new_pin(request: HttpRequest) -> HttpResponse:
    """Only after a link: otherwise a browser left open would make itself known."""
    user = signed(request)
    if not came_by_link(records_of(request, user)):
        raise PermissionDenied
    form = NewPinForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _pin_kept(request, user, form.cleaned_data["pin1"])
    lead = _("This browser will be known for a year. The PIN opens it for your own assignments and reports; more needs a phone with a screen lock.")
    shown = {"form": form, "title": _("A PIN for this browser"), "lead": lead, "button": _("Keep the PIN")}
    return render(request, "entrance/form.html", shown, status=422 if form.errors else 200)


def _pin_kept(request: HttpRequest, user: User, pin: str) -> HttpResponse:
    """From here on the session is one of a PIN; the link counts no more."""
    token = bind(user=user, at=timezone.now(), agent=agent_of(request), pin=pin)
    begin_anew(request)
    record(request, user, Means.PIN)
    record(request, user, PHONE)
    request.session.set_expiry(None)
    answer = redirect("mfa_index")
    remember(answer, token)
    return answer


@never_cache
@require_http_methods(["GET", "HEAD"])
@asks("entrance:key:keep")
def sheet(request: HttpRequest) -> HttpResponse:
    """The sheet of ten codes, made for print; the used ones stand on it no more."""
    user = signed(request)
    if not Authenticator.objects.filter(user=user, type=Authenticator.Type.RECOVERY_CODES).exists():
        return render(request, "entrance/sheet.html", {"codes": None})
    codes, _may = sheets.view_recovery_codes(request)
    return render(request, "entrance/sheet.html", {"codes": [f"{code[:4]} {code[4:]}" for code in codes.get_unused_codes()]})


@require_POST
@asks("entrance:key:keep")
def new_sheet(request: HttpRequest) -> HttpResponse:
    """Ten new codes; those of an older sheet are good no more."""
    user = signed(request)
    with transaction.atomic():
        sheets.generate_recovery_codes(request)
        write(by=user, action="entrance:sheet:make", thing=f"accounts:user:{user.pk}")
    return redirect("mfa_view_recovery_codes")
