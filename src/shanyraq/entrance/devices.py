"""Browsers that are known: bound by a cookie, with a PIN where the phone has no lock of its own."""
from __future__ import annotations

import re
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Final

from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from shanyraq.accounts.models import User
from shanyraq.accounts.tokens import hashed, new_token
from shanyraq.entrance.models import Device
from shanyraq.entrance.trying import say_wait
from shanyraq.journal.changes import write

FREE: Final = 5  # tries before the first wait
LAST: Final = 10  # the try after which the browser is known no more
WAIT: Final = timedelta(minutes=5)
LABEL: Final = "label"  # in the data of a key: what its owner calls the phone
COMMON: Final = frozenset({"112233", "159753", "147258", "258369", "789456", "102030", "100000", "200000", "696969", "131313", "520520", "007007"})


class PinWeak(ValueError):
    """A PIN that others would guess, or that is none."""


class PinRefused(ValueError):
    """The PIN was wrong, or nothing is taken for a while, or the browser is known no more; the message says what to do."""


def check_pin(pin: str) -> None:
    """Raises PinWeak where it is not six digits, or one of those that everybody tries first."""
    if not re.fullmatch(r"[0-9]{6}", pin):
        raise PinWeak(_("A PIN is six digits."))
    steps = {(int(after) - int(before)) % 10 for before, after in pairwise(pin)}
    if len(steps) == 1 or len(set(pin)) < 3 or pin[:3] == pin[3:] or pin in COMMON:  # noqa: PLR2004
        raise PinWeak(_("This PIN is easy to guess. Choose six digits without a pattern."))


@transaction.atomic
def bind(*, user: User, at: datetime, agent: str, pin: str = "") -> str:
    """Makes this browser known from now on and gives the token of its cookie. Raises PinWeak.

    The hash of a PIN has the token in it: from the database alone it cannot be tried out.
    """
    if pin:
        check_pin(pin)
    token = new_token()
    kept = make_password(f"{token} {pin}") if pin else ""
    device = Device.objects.create(token_hash=hashed(token), user=user, pin=kept, agent=agent[:200], bound_at=at)
    write(by=user, action="entrance:device:bind", thing=f"entrance:device:{device.pk}")
    return token


def enter_by_pin(*, token: str, pin: str, at: datetime) -> User:
    """The account to sign in; raises PinRefused. A try counts before the PIN is looked at."""
    device = Device.objects.known(at).filter(token_hash=hashed(token)).exclude(pin="")
    ready = device.filter(Q(wait_until=None) | Q(wait_until__lte=at), tries__lt=LAST)
    if not ready.update(tries=F("tries") + 1):
        waits = device.filter(wait_until__gt=at).first()
        raise PinRefused(say_wait(waits.wait_until - at) if waits and waits.wait_until else _off())
    found = device.select_related("user").get()
    if check_password(f"{token} {pin}", found.pin):
        Device.objects.filter(pk=found.pk).update(tries=0, wait_until=None)
        return found.user
    _went_wrong(found, at)
    raise PinRefused(_wrong(found.tries))


def _went_wrong(device: Device, at: datetime) -> None:
    if device.tries >= LAST:
        end_device(by=None, device=device, at=at)
    elif device.tries >= FREE:
        Device.objects.filter(pk=device.pk).update(wait_until=at + WAIT)


def _wrong(tries: int) -> str:
    if tries >= LAST:
        return _off()
    return say_wait(WAIT) if tries >= FREE else _("This PIN is wrong.")


def _off() -> str:
    return _("This browser is not known any more. Ask the office above you for a new link.")


@transaction.atomic
def end_device(*, by: User | None, device: Device, at: datetime) -> None:
    """The browser is known no more; ending it twice writes once."""
    if Device.objects.filter(pk=device.pk, off_at=None).update(off_at=at):
        write(by=by, action="entrance:device:end", thing=f"entrance:device:{device.pk}")


@transaction.atomic
def end_keys(*, by: User, user: User) -> None:
    """The locks of all phones of an account sign in no more; a password and an authenticator stay."""
    gone, _tables = Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN).delete()
    if gone:
        write(by=by, action="entrance:key:end", thing=f"accounts:user:{user.pk}", summary=str(gone))


@transaction.atomic
def name_device(*, user: User, device: Device, label: str) -> None:
    """What its owner calls a browser; empty: what the browser says of itself."""
    Device.objects.filter(pk=device.pk).update(label=label)
    write(by=user, action="entrance:device:name", thing=f"entrance:device:{device.pk}")


@transaction.atomic
def name_key(*, user: User, key: Authenticator, label: str) -> None:
    """The same of a phone that signs in by its own lock."""
    held = Authenticator.objects.select_for_update().get(pk=key.pk)
    held.data[LABEL] = label
    held.save(update_fields=["data"])
    write(by=user, action="entrance:device:name", thing=f"accounts:user:{user.pk}")
