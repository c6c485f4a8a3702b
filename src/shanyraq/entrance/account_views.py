"""One's own account: how one signs in, where one is signed in, a password, an address."""
from __future__ import annotations

import secrets
import time
from typing import Any, Final

from allauth.account.decorators import reauthentication_required
from allauth.mfa.models import Authenticator
from django.contrib.auth import update_session_auth_hash
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from shanyraq.accounts.models import User
from shanyraq.dating.sentences import say_day
from shanyraq.entrance.adapters import write_letter
from shanyraq.entrance.agents import say_agent
from shanyraq.entrance.devices import LABEL, end_device
from shanyraq.entrance.door_views import signed
from shanyraq.entrance.forms import CodeForm, EmailForm, PasswordForm, counted
from shanyraq.entrance.looking import looked
from shanyraq.entrance.models import Device, Looking, Visit
from shanyraq.entrance.trying import forget
from shanyraq.entrance.visits import agent_of, end_visits, visits
from shanyraq.journal.changes import write
from shanyraq.rights import allows
from shanyraq.rights.doors import asks

Row = dict[str, Any]
TOLD: Final = "entrance.email"  # in the session: an address that waits for its code
GOOD: Final = 600  # seconds


@never_cache
@require_safe
@asks("entrance:account:see")
def account(request: HttpRequest) -> HttpResponse:
    user, now = signed(request), timezone.now()
    keys = Authenticator.objects.filter(user=user).order_by("pk")
    shown = {
        "phones": [_phone(key) for key in keys if key.type == Authenticator.Type.WEBAUTHN],
        "has": {key.type for key in keys},
        "devices": [device_row(device) for device in Device.objects.known(now).filter(user=user).exclude(pin="").order_by("pk")],
        "visits": [_visit(request, visit) for visit in visits(user, now)],
        "has_password": user.has_usable_password(),
        "may_keep": allows(user, "entrance:key:keep"),
        "may_invite": allows(user, "entrance:person:invite"),
        "may_look": allows(user, "entrance:looking:begin"),
        "looked": [_look(one) for one in looked(user)],
    }
    return render(request, "entrance/account.html", shown)


def _phone(key: Authenticator) -> Row:
    return {"pk": key.pk, "agent": key.data.get(LABEL) or say_agent(key.wrap().name), "since": say_on(key.created_at)}


def device_row(device: Device) -> Row:
    return {"pk": device.pk, "agent": device.label or say_agent(device.agent), "since": say_on(device.bound_at)}


def _visit(request: HttpRequest, visit: Visit) -> Row:
    here = visit.session_key == request.session.session_key
    return {"pk": visit.pk, "agent": say_agent(visit.agent), "since": say_on(visit.since), "used": _moment(visit.used_at), "here": here}


def _look(looking: Looking) -> Row:
    until = timezone.localtime(looking.ended or looking.until)
    return {"at": _moment(looking.since), "until": f"{until:%H:%M}", "by": looking.by.name, "reason": looking.reason}


def say_on(moment: Any) -> str:
    return say_day(timezone.localdate(moment), get_language() or "kk")


def _moment(moment: Any) -> str:
    return f"{say_on(moment)}, {timezone.localtime(moment):%H:%M}"


@require_POST
@asks("entrance:session:end")
def end_session(request: HttpRequest, pk: int) -> HttpResponse:
    user = signed(request)
    end_visits(by=user, ended=[get_object_or_404(Visit, pk=pk, user=user)])
    return redirect("mfa_index")


@require_POST
@asks("entrance:session:end")
def end_others(request: HttpRequest) -> HttpResponse:
    user = signed(request)
    end_visits(by=user, ended=list(Visit.objects.filter(user=user).exclude(session_key=request.session.session_key)))
    return redirect("mfa_index")


@require_POST
@asks("entrance:session:end")
def forget_device(request: HttpRequest, pk: int) -> HttpResponse:
    user = signed(request)
    end_device(by=user, device=get_object_or_404(Device, pk=pk, user=user), at=timezone.now())
    return redirect("mfa_index")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@asks("entrance:key:keep")
@reauthentication_required(app="allauth.mfa")  # type: ignore[untyped-decorator]
def password(request: HttpRequest) -> HttpResponse:
    """Whoever signed in a moment ago, by a code too, sets a new one without the old: that is how a forgotten password is replaced."""
    user = signed(request)
    form = PasswordForm(request.POST or None, user=user)
    if request.method == "POST" and form.is_valid():
        _set_password(request, user, form.cleaned_data["password1"])
        return redirect("mfa_index")
    lead = "" if user.email else _("A password needs an e-mail address beside it: give yours, too.")
    shown = {"form": form, "title": _("A password"), "lead": lead, "button": _("Set the password")}
    return render(request, "entrance/form.html", shown, status=422 if form.errors else 200)


@transaction.atomic
def _set_password(request: HttpRequest, user: User, password: str) -> None:
    """All other sessions of the account end by it: their hash is another."""
    user.set_password(password)
    user.save(update_fields=["password"])
    update_session_auth_hash(request, user)
    Visit.objects.filter(user=user).exclude(session_key=request.session.session_key).delete()
    Visit.objects.update_or_create(session_key=request.session.session_key, defaults=_here(request, user))
    write(by=user, action="entrance:password:set", thing=f"accounts:user:{user.pk}")


def _here(request: HttpRequest, user: User) -> Row:
    now = timezone.now()
    return {"user": user, "agent": agent_of(request), "since": now, "used_at": now}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@asks("entrance:key:keep")
@reauthentication_required(app="allauth.mfa")  # type: ignore[untyped-decorator]
def email(request: HttpRequest) -> HttpResponse:
    """An address counts when a code that was sent to it came back. Whether it has another account is not told before."""
    form = EmailForm(request.POST or None, initial={"email": signed(request).email})
    if request.method == "POST" and form.is_valid():
        address, code = form.cleaned_data["email"], f"{secrets.randbelow(10**6):06}"
        request.session[TOLD] = {"email": address, "code": _sealed(address, code), "at": time.time()}
        write_letter(address, "entrance/letters/code.txt", {"code": code})
        return redirect("access:email_code")
    lead = _("A code is sent to it. It is for signing in and for letters; nobody sees it here.")
    shown = {"form": form, "title": _("Your e-mail address"), "lead": lead, "button": _("Send the code")}
    return render(request, "entrance/form.html", shown, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@asks("entrance:key:keep")
def email_code(request: HttpRequest) -> HttpResponse:
    told = request.session.get(TOLD)
    if told is None or time.time() - told["at"] > GOOD:
        return redirect("access:email")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _took(request, form, told):
        return redirect("mfa_index")
    lead = _("We sent a code of six digits to %(email)s. It is good for ten minutes.") % {"email": told["email"]}
    shown = {"form": form, "title": _("The code from your mail"), "lead": lead, "button": _("Go on")}
    return render(request, "entrance/form.html", shown, status=422 if form.errors else 200)


def _took(request: HttpRequest, form: CodeForm, told: Row) -> bool:
    """Whether the address is the account's from now on; what was wrong stands in the form."""
    user, key = signed(request), f"email:{request.user.pk}"
    try:
        counted(key)
    except ValidationError as refused:
        form.add_error("code", refused)
        return False
    if not constant_time_compare(_sealed(told["email"], form.cleaned_data["code"].strip()), told["code"]):
        form.add_error("code", _("The code is not right."))
        return False
    try:
        _set_email(user, told["email"])
    except IntegrityError:
        form.add_error("code", _("This address belongs to another account."))
        return False
    forget(key=key)
    del request.session[TOLD]
    return True


@transaction.atomic
def _set_email(user: User, address: str) -> None:
    user.email = address
    user.save(update_fields=["email"])
    write(by=user, action="entrance:email:set", thing=f"accounts:user:{user.pk}")


def _sealed(address: str, code: str) -> str:
    return salted_hmac("entrance.email", f"{address} {code}", algorithm="sha256").hexdigest()
