"""Forms of signing in. Those of allauth count their tries here; ours check what is typed."""
from __future__ import annotations

import time
from typing import Any, Final

from allauth.account.forms import LoginForm, ReauthenticateForm, RequestLoginCodeForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as CodeAgainForm
from allauth.mfa.models import Authenticator
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shanyraq.accounts.models import User
from shanyraq.entrance.devices import PinWeak, check_pin
from shanyraq.entrance.trying import TooManyTries, forget, take

WEAK: Final = {  # by the code of Django's validators, which do not speak every language of the house
    "password_too_short": gettext_lazy("It is too short: at least ten signs."),
    "password_too_common": gettext_lazy("This one is on every list of passwords that are tried first."),
    "password_entirely_numeric": gettext_lazy("Digits alone are guessed quickly."),
    "password_too_similar": gettext_lazy("It is too much like your name or your address."),
}
ONE_CODE: Final = 120  # seconds in which one code of an authenticator can fit; it is taken once


def told_field(name: str, label: str, value: str, *, kind: str = "text", hint: str = "", error: str = "", **more: Any) -> dict[str, Any]:
    """What `site/parts/field.html` takes, of a form that is none of Django's."""
    field = {"id": f"e-{name}", "name": name, "label": label, "kind": kind, "value": value, "hint": hint, "error": error, "required": True}
    return field | {"choices": [], "autocomplete": "off", "inputmode": "", **more}


def counted(key: str) -> None:
    try:
        take(key=key, at=timezone.now())
    except TooManyTries as refused:
        raise ValidationError(str(refused), code="too_many") from refused


class SignInForm(LoginForm):
    def clean(self) -> dict[str, Any]:
        if self.errors:
            return dict(self.cleaned_data)
        key = f"password:{self.cleaned_data['login']}"
        counted(key)
        cleaned = super().clean()
        forget(key=key)
        return dict(cleaned)


class AskForCodeForm(RequestLoginCodeForm):
    """Nobody is flooded with letters: an address without an account waits as long."""

    def clean_email(self) -> str:
        counted(f"mail:{self.cleaned_data['email']}")
        return str(super().clean_email())


class AgainForm(ReauthenticateForm):
    def clean_password(self) -> str:
        key = f"password:{self.user.email}"
        counted(key)
        told = super().clean_password()
        forget(key=key)
        return str(told)


class _Counted:
    """A code of an authenticator or of the sheet: tries are counted, and one code is taken once."""

    user: User
    authenticator: Authenticator

    def clean_code(self) -> str:
        counted(f"code:{self.user.pk}")
        code = str(super().clean_code())  # type: ignore[misc]  # of the form beside which it stands
        if self.authenticator.type == Authenticator.Type.TOTP and not spend_code(self.authenticator, code):
            raise ValidationError(_("This code has been used. Wait for the next one."), code="spent")
        forget(key=f"code:{self.user.pk}")
        return code


class SecondForm(_Counted, AuthenticateForm):
    pass


class SecondAgainForm(_Counted, CodeAgainForm):
    pass


@transaction.atomic
def spend_code(authenticator: Authenticator, code: str) -> bool:
    """Whether the code is taken for the first time."""
    held = Authenticator.objects.select_for_update().get(pk=authenticator.pk)
    spent = held.data.get("spent", {"code": "", "at": 0})
    if spent["code"] == code.strip() and time.time() - spent["at"] < ONE_CODE:
        return False
    held.data["spent"] = {"code": code.strip(), "at": time.time()}
    held.save(update_fields=["data"])
    authenticator.data = held.data
    return True


class PasswordForm(forms.Form):
    password1 = forms.CharField(strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}))
    password2 = forms.CharField(strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}))

    def __init__(self, *given: Any, user: User, **more: Any) -> None:
        super().__init__(*given, **more)
        self.user = user

    def clean_password1(self) -> str:
        password = str(self.cleaned_data["password1"])
        try:
            validate_password(password, self.user)
        except ValidationError as refused:
            raise ValidationError([str(WEAK[error.code or ""]) for error in refused.error_list]) from refused
        return password

    def clean_password2(self) -> str:
        again = str(self.cleaned_data["password2"])
        if self.cleaned_data.get("password1") not in (None, again):
            raise ValidationError(_("The two are not alike."))
        return again


DIGITS: Final = {"inputmode": "numeric", "autocomplete": "off"}


class PinForm(forms.Form):
    pin = forms.CharField(max_length=20, widget=forms.PasswordInput(attrs=DIGITS))


class NewPinForm(forms.Form):
    pin1 = forms.CharField(max_length=20, widget=forms.PasswordInput(attrs=DIGITS))
    pin2 = forms.CharField(max_length=20, widget=forms.PasswordInput(attrs=DIGITS))

    def clean_pin1(self) -> str:
        pin = str(self.cleaned_data["pin1"])
        try:
            check_pin(pin)
        except PinWeak as refused:
            raise ValidationError(str(refused)) from refused
        return pin

    def clean_pin2(self) -> str:
        again = str(self.cleaned_data["pin2"])
        if self.cleaned_data.get("pin1") not in (None, again):
            raise ValidationError(_("The two are not alike."))
        return again


class EmailForm(forms.Form):
    email = forms.EmailField(max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "email"}))

    def clean_email(self) -> str:
        address = str(self.cleaned_data["email"]).lower()
        counted(f"mail:{address}")
        return address


class CodeForm(forms.Form):
    code = forms.CharField(max_length=20, widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}))
