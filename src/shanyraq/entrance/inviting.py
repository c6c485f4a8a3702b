"""An office invites a person: a link good once, that makes the account where there is none, and signs in."""
from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from shanyraq.accounts.changes import open_account
from shanyraq.accounts.models import User
from shanyraq.entrance.models import Invitation
from shanyraq.entrance.named import person_name
from shanyraq.entrance.terms import LASTS
from shanyraq.entrance.tokens import hashed, new_token
from shanyraq.journal.changes import write
from shanyraq.people.models import Person


class InvitationSpent(ValueError):
    """It has been accepted, has run out or never was; which of these is not told."""


@transaction.atomic
def invite(*, by: User, at: datetime, person: Person) -> str:
    """Gives the token of a link; links given to the person before are taken back. Whether `by` may, the view has asked."""
    Invitation.objects.filter(person=person, used_at=None).delete()
    token = new_token()
    Invitation.objects.create(token_hash=hashed(token), person=person, by=by, until=at + LASTS)
    write(by=by, action="entrance:person:invite", thing=f"people:person:{person.pk}")
    return token


@transaction.atomic
def accept(*, token: str, at: datetime) -> User:
    """Spends the link and gives the account to sign in; raises InvitationSpent.

    The update is its own lock: of two requests with one link the second finds no usable row.
    """
    invitation = Invitation.objects.filter(token_hash=hashed(token))
    if not invitation.usable(at).update(used_at=at):
        raise InvitationSpent(_("This link has been used or has run out. Ask whoever gave it to you for another."))
    person = Person.objects.select_for_update(of=("self",)).get(pk=invitation.get().person_id)
    user = account_of(person)
    write(by=user, action="entrance:invitation:accept", thing=f"people:person:{person.pk}")
    return user


def account_of(person: Person) -> User:
    """The account that is bound to the person; a new one where there is none."""
    if person.account:
        return person.account
    with translation.override(settings.LANGUAGE_CODE):
        user = open_account(name=str(person_name(person))[:150])
    person.account = user
    person.save(update_fields=["account"])
    return user
