from __future__ import annotations

from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from shanyraq.accounts.changes import open_account
from shanyraq.accounts.models import User
from shanyraq.accounts.tokens import hashed, new_token
from shanyraq.entrance.demos import seats
from shanyraq.entrance.inviting import account_of
from shanyraq.entrance.models import Link
from shanyraq.entrance.spending import spend
from shanyraq.entrance.terms import LASTS
from shanyraq.journal.changes import write
from shanyraq.words.models import Federation

TRIED_AS = "Demo"  # the account under which whoever likes tries a sample


class NotForTrying(ValueError):
    """It is no sample, or others than its own machine can reach it."""


class LinkSpent(ValueError):
    """The link has been used, has run out or never was; which of these is not told."""


@transaction.atomic
def invite_keeper(*, by: User | None, at: datetime, name: str, email: str | None = None) -> str:
    """Opens an operator's account and gives the token of a link that signs in once, within a week."""
    keeper = open_account(name=name, email=email, is_operator=True)
    return give_link(by=by, at=at, user=keeper)


@transaction.atomic
def give_link(*, by: User | None, at: datetime, user: User) -> str:
    """Another one-time link for an account; links given before stay as they are."""
    token = new_token()
    Link.objects.create(token_hash=hashed(token), user=user, until=at + LASTS)
    write(by=by, action="entrance:keeper:invite", thing=f"accounts:user:{user.pk}")
    return token


@transaction.atomic
def enter(*, token: str, at: datetime) -> User:
    """Spends the link and gives the account to sign in; raises LinkSpent."""
    if not spend(Link.objects.all(), token, at):
        raise LinkSpent(_("This link has been used or has run out. Ask whoever runs the server for another."))
    user = Link.objects.select_related("user").get(token_hash=hashed(token)).user
    write(by=user, action="entrance:link:use", thing=f"accounts:user:{user.pk}")
    return user


def may_be_tried() -> bool:
    """Whether this is invented data that only its own machine can reach."""
    return settings.LOOPBACK_ONLY and Federation.objects.filter(sample=True).exists()


def begins() -> bool:
    """Whether whoever asks may be at the machine that serves, and has nobody yet who signed in: then it is told how the first link is made."""
    return bool(settings.LOOPBACK_ONLY) or not User.objects.exclude(last_login=None).exists()


@transaction.atomic
def try_sample(*, position: str = "", day: date) -> User:
    """The account under which whoever likes tries out a sample: of a position that is offered, else of an operator; raises NotForTrying."""
    if not may_be_tried():
        raise NotForTrying(_("Only a sample that is served to its own machine can be tried out."))
    user = _in_position(position, day) if position else _demo()
    write(by=user, action="entrance:sample:try", thing=f"accounts:user:{user.pk}")
    return user


def _demo() -> User:
    return User.objects.filter(name=TRIED_AS, is_operator=True, is_active=True).first() or open_account(name=TRIED_AS, is_operator=True)


def _in_position(position: str, day: date) -> User:
    found = next((seat for seat in seats(day) if seat.key == position), None)
    if found is None or not (found.account or found.person):
        raise NotForTrying(_("This position cannot be tried out."))
    return found.account or account_of(found.person)  # type: ignore[arg-type] # one of the two is there
