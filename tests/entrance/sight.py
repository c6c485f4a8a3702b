"""An operator who looks as somebody else, for tests."""
from __future__ import annotations

from typing import Any

from django.test import Client
from django.utils import timezone
from tests.entrance.signing import BY_PASSWORD, at, entered
from tests.rights.offices import federation, in_office, organisation

from shanyraq.accounts.changes import open_account
from shanyraq.accounts.models import User
from shanyraq.entrance.models import Looking
from shanyraq.entrance.sights import LOOKING
from shanyraq.entrance.terms import LOOKS
from shanyraq.people.members import Named, Newcomer, Reached, take_members
from shanyraq.people.models import Person
from shanyraq.rights.models import Demand

WHY = "She cannot find the list of her members."
STRONG = (BY_PASSWORD, {"method": "mfa", "type": "totp"})


def operator(*means: dict[str, Any]) -> Client:
    user = User.objects.filter(name="Operator").first() or open_account(name="Operator", is_operator=True)
    return entered(user, *(means or STRONG))


def look(client: Client, whom: User, reason: str = WHY, key: str = "k") -> Any:
    return client.post(at("access:look", pk=whom.pk), {"reason": reason, "key": key})


def text(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def chair() -> User:
    federation()
    Demand.objects.all().delete()
    return in_office("ann", "chair", "centre")


def begun(client: Client, by: User, whom: User) -> None:
    now = timezone.now()
    looking = Looking.objects.create(by=by, whom=whom, reason=WHY, since=now, until=now + LOOKS)
    session = client.session
    session[LOOKING] = {"pk": looking.pk, "until": looking.until.isoformat(), "called": {}}
    session.save()


def member() -> User:
    federation()
    reached = (Reached("phone", "+7 701 000 00 01", "self"), Reached("email", "vera@example.org", "board"))
    newcomer = Newcomer((Named("latin", "Vera"),), contacts=reached)
    person = take_members(by=None, organisation=organisation("branch"), since=timezone.localdate(), newcomers=[newcomer])[0]
    account = open_account(name="Vera")
    Person.objects.filter(pk=person.pk).update(account=account)
    return account
