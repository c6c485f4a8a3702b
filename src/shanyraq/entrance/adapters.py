"""What allauth asks this house: how letters are written, what is encrypted, when somebody is asked again."""
from __future__ import annotations

import base64
import hashlib
import secrets
from typing import Any, Final

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from shanyraq.accounts.models import User
from shanyraq.entrance.means import is_recent, records_of
from shanyraq.mail.changes import send
from shanyraq.papers.codes import qr_svg

LETTERS: Final = {"account/email/login_code": "entrance/letters/code.txt"}


class Doorkeeper(DefaultAccountAdapter):
    error_messages: Final = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("The e-mail address or the password is not right."),
        "incorrect_password": _("The password is not right."),
        "incorrect_code": _("The code is not right."),
    }

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Letters go out by the house's own mail; one that has no text here is not sent."""
        template = LETTERS.get(template_prefix)
        if template:
            write_letter(email, template, {"code": context["code"]})

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponse:
        del request, user
        return redirect("account_login")

    def is_reauthentication_required(self, *, app: str, **more: Any) -> bool:
        """Whoever signed in a moment ago is not asked again: a link, which cannot be told again, must lead to a first key."""
        asked = super().is_reauthentication_required(app=app, **more)
        request = context.request
        return bool(asked and not is_recent(records_of(request, request.user)))


def write_letter(email: str, template: str, told: dict[str, Any]) -> None:
    thing = f"entrance:code:{hashlib.sha256(email.encode()).hexdigest()[:16]}"
    key, language = f"entrance-{secrets.token_hex(16)}", get_language() or "kk"
    send(to=email, language=language, template=template, told=told, by=None, at=timezone.now(), thing=thing, key=key)


class Keys(DefaultMFAAdapter):
    error_messages: Final = {**DefaultMFAAdapter.error_messages, "incorrect_code": _("The code is not right.")}

    def encrypt(self, text: str) -> str:
        """With the secret of the server, which is in no backup."""
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """What another secret encrypted (a backup brought to a new server) becomes one that no code fits."""
        try:
            return _box().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            return base64.b32encode(secrets.token_bytes(20)).decode()

    def build_totp_svg(self, url: str) -> str:
        return on_white(qr_svg(url))

    def get_totp_issuer(self) -> str:
        return str(settings.ALLOWED_HOSTS[0])

    def _get_site_name(self) -> str:
        return str(context.request.get_host())

    def _get_user_identifier(self, user: User) -> str:
        return user.email or user.name

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:  # noqa: A002 (allauth's name)
        del user, type
        return str(context.request.META.get("HTTP_USER_AGENT", ""))[:200]


def on_white(svg: str) -> str:
    """Cameras read dark on light, also where the page is dark."""
    return svg.replace(">", '><rect width="100%" height="100%" fill="#fff"/>', 1)


def _box() -> Fernet:
    """A key of its own, drawn from the secret (RFC 5869 would say the same of one that is random already)."""
    return Fernet(base64.urlsafe_b64encode(hashlib.sha256(f"keys of {settings.SECRET_KEY}".encode()).digest()))
