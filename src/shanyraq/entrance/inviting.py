"""An office invites a person: a link good once, that makes the account where there is none, and signs in."""
from __future__ import annotations

from datetime import date, datetime
from typing import Any, Final

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from shanyraq.accounts.changes import NameMissing, open_account
from shanyraq.accounts.models import User
from shanyraq.accounts.tokens import hashed, new_token
from shanyraq.entrance.models import Invitation
from shanyraq.entrance.named import first_spellings, person_name
from shanyraq.entrance.reaching import still_meant
from shanyraq.entrance.spending import spend
from shanyraq.entrance.terms import LASTS
from shanyraq.journal.changes import write
from shanyraq.people.models import Person
from shanyraq.people.same import accounts
from shanyraq.registry.models import Organisation
from shanyraq.rights.changes import RightsRefused, name_helper, refuse_helper

HELPER: Final[str] = "rights:helper:name"


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
def take_back(*, by: User, person: Person) -> bool:
    """The link that waits for a person signs in no more; returns whether one waited."""
    gone, _tables = Invitation.objects.filter(person=person, used_at=None).delete()
    return bool(gone) and write(by=by, action="entrance:person:invite", thing=f"people:person:{person.pk}", summary="taken back")


@transaction.atomic
def invite_helper(*, by: User, at: datetime, name: str, organisation: Organisation, until: date, key: str | None = None) -> str:
    """Gives the token of a link by which somebody without an account gets one, and helps `by` there until a day, the first without.

    Empty where `key` was carried out already. Raises RightsRefused where `by` holds no office there, NameMissing where nobody is named.
    """
    refuse_helper(by=by, on=timezone.localdate(at), organisation=organisation, until=until)
    if not name.strip():
        raise NameMissing(_("An account needs a name to show: give one."))
    if not write(by=by, action=HELPER, thing=f"registry:organisation:{organisation.slug}", key=key, summary="invited"):
        return ""
    token, told = new_token(), {"name": name.strip()[:150], "organisation": organisation, "helps_until": until}
    Invitation.objects.create(token_hash=hashed(token), by=by, until=at + LASTS, **told)
    return token


@transaction.atomic
def take_helper_back(*, by: User, invitation: Invitation) -> bool:
    """The link that waits for a helper signs in no more; returns whether it waited."""
    gone, _tables = Invitation.objects.filter(pk=invitation.pk, by=by, person=None, used_at=None).delete()
    return bool(gone) and write(by=by, action=HELPER, thing=_organisation(invitation), summary="taken back")


@transaction.atomic
def accept(*, token: str, at: datetime) -> User:
    """Spends the link and gives the account to sign in; raises InvitationSpent, also where whoever gave it may not give it today."""
    if not spend(Invitation.objects.all(), token, at):
        raise InvitationSpent(_("This link has been used or has run out. Ask whoever gave it to you for another."))
    invitation = Invitation.objects.select_related("by", "organisation").get(token_hash=hashed(token))
    if invitation.person_id is None:
        return _helping(invitation, at)
    person = Person.objects.select_for_update(of=("self",)).get(pk=invitation.person_id)
    if not still_meant(invitation.by, person, invitation.made_at):
        raise InvitationSpent(_("Whoever gave you this link can give it no more. Kindly ask for a new one."))
    user = account_of(person)
    write(by=user, action="entrance:invitation:accept", thing=f"people:person:{person.pk}")
    return user


def _helping(invitation: Invitation, at: datetime) -> User:
    """The account of a helper; whoever invited must still hold the office."""
    assert invitation.organisation is not None
    assert invitation.helps_until is not None
    user = open_account(name=invitation.name)
    told: dict[str, Any] = {"by": invitation.by, "organisation": invitation.organisation, "until": invitation.helps_until}
    try:
        name_helper(account=user, on=timezone.localdate(at), **told)
    except RightsRefused as refused:
        raise InvitationSpent(_("Whoever invited you holds this office no more.")) from refused
    Invitation.objects.filter(pk=invitation.pk).update(account=user)
    write(by=user, action="entrance:invitation:accept", thing=_organisation(invitation))
    return user


def _organisation(invitation: Invitation) -> str:
    assert invitation.organisation is not None
    return f"registry:organisation:{invitation.organisation.slug}"


def account_of(person: Person) -> User:
    """The account that is bound to the person; a new one where there is none."""
    known = accounts([person]).get(person.pk)
    if known:
        return known
    with translation.override(settings.LANGUAGE_CODE):
        user = open_account(name=(first_spellings([person.pk]).get(person.pk) or str(person_name(person)))[:150])
    person.account = user
    person.save(update_fields=["account"])
    return user
