"""The pages at the door: signing in, by PIN, by an invitation."""
from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from allauth.account.views import LoginView
from allauth.mfa.models import Authenticator
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from shanyraq.accounts.models import User
from shanyraq.accounts.tokens import hashed
from shanyraq.dating.sentences import say_day
from shanyraq.entrance.arrivals import COOKIE, device_of
from shanyraq.entrance.changes import begins, may_be_tried
from shanyraq.entrance.demos import positions
from shanyraq.entrance.devices import PinRefused, enter_by_pin
from shanyraq.entrance.forms import PinForm
from shanyraq.entrance.inviting import InvitationSpent, accept
from shanyraq.entrance.means import begin_anew, record
from shanyraq.entrance.models import Invitation
from shanyraq.entrance.named import names_of, offices, person_name, say_called
from shanyraq.entrance.reaching import still_meant
from shanyraq.entrance.terms import FIRST_DAY, Means
from shanyraq.rights import allows
from shanyraq.rights.doors import asks
from shanyraq.words.texts import Text

BACKEND = "django.contrib.auth.backends.ModelBackend"


def next_path(asked: str) -> str:
    """An address of this house, else the first page."""
    return asked if url_has_allowed_host_and_scheme(asked, allowed_hosts=None) and asked.startswith("/") else "/"


def _called(user: User) -> str:
    """In the language of the page, where the name is known in it."""
    return say_called(names_of(user)) or user.name


def let_in(request: HttpRequest, user: User, means: Means) -> None:
    """Signs in by a way of the house's own; what was recorded of another way counts no more."""
    begin_anew(request)
    login(request, user, backend=BACKEND)
    record(request, user, means.value)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@asks("entrance:account:enter")
def sign_in(request: HttpRequest) -> HttpResponseBase:
    device = device_of(request)
    shown: dict[str, Any] = {"pin_owner": _called(device.user) if device and device.pin else "", "next": request.GET.get("next", "")}
    shown["first"] = begins()
    if may_be_tried():
        shown |= {"tried": True, "positions": positions(timezone.localdate())}
    answer: HttpResponseBase = LoginView.as_view(template_name="entrance/sign_in.html", extra_context=shown)(request)
    return answer


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@asks("entrance:account:enter")
def enter_pin(request: HttpRequest) -> HttpResponse:
    device = device_of(request)
    if request.user.is_authenticated or device is None or not device.pin:
        return redirect("account_login")
    form = PinForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            user = enter_by_pin(token=request.COOKIES.get(COOKIE, ""), pin=form.cleaned_data["pin"], at=timezone.now())
        except PinRefused as refused:
            form.add_error("pin", str(refused))
        else:
            let_in(request, user, Means.PIN)
            return redirect(next_path(request.POST.get("next", "")))
    shown = {"form": form, "owner": _called(device.user), "next": request.GET.get("next", "")}
    return render(request, "entrance/pin.html", shown, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@asks("entrance:invitation:accept")
def invited(request: HttpRequest, token: str) -> HttpResponse:
    """Looking at the page spends nothing, so that a preview in a messenger does not burn it; the button does."""
    if request.method != "POST":
        return _invitation(request, token)
    try:
        user = accept(token=token, at=timezone.now())
    except InvitationSpent:
        return _refused(request)
    let_in(request, user, Means.LINK)
    request.session.set_expiry(FIRST_DAY)
    return redirect(f"{reverse('mfa_add_webauthn')}?first=1")


def _invitation(request: HttpRequest, token: str) -> HttpResponse:
    usable = Invitation.objects.filter(token_hash=hashed(token)).usable(timezone.now()).select_related("person", "by").first()
    if usable is None or (usable.person is not None and not still_meant(usable.by, usable.person, usable.made_at)):
        return _refused(request)
    language = get_language() or "kk"
    until = say_day(timezone.localdate(usable.until), language)
    shown: dict[str, Any] = {"invitation": usable, "by": _called(usable.by), "until": until, "offices": []}
    if usable.person is None:
        shown["name"] = Text(usable.name, language, fallback=False)
    else:
        shown |= {"name": person_name(usable.person), "offices": offices([usable.person.pk], timezone.localdate())[usable.person.pk]}
    return render(request, "entrance/invited.html", shown)


def _refused(request: HttpRequest) -> HttpResponse:
    return render(request, "entrance/invited.html", {"invitation": None}, status=410)


@never_cache
@require_safe
@asks("entrance:account:see")
def second(request: HttpRequest) -> HttpResponse:
    """Where one more sign is asked for: to the page that takes what this account has, else to how one gets it."""
    kinds = set(Authenticator.objects.filter(user=signed(request)).values_list("type", flat=True))
    onward = urlencode({"next": next_path(request.GET.get("next", ""))})
    if Authenticator.Type.WEBAUTHN in kinds:
        return redirect(f"{reverse('mfa_reauthenticate_webauthn')}?{onward}")
    if kinds & {Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES}:
        return redirect(f"{reverse('mfa_reauthenticate')}?{onward}")
    return render(request, "entrance/needed.html", {"may_keep": allows(request.user, "entrance:key:keep")})


def signed(request: HttpRequest) -> User:
    """Who is signed in; others were turned away by the action."""
    if not isinstance(request.user, User):
        raise Http404
    return request.user
