from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from shanyraq.accounts.changes import NameMissing, open_account
from shanyraq.accounts.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def test_it_works() -> None:
    user = open_account(name=" Айгүл ", email="Aigul@Example.KZ", is_operator=True)
    assert User.objects.values("name", "email", "is_operator", "is_active").get(pk=user.pk) == {
        "name": "Айгүл",
        "email": "aigul@example.kz",
        "is_operator": True,
        "is_active": True,
    }
    assert not user.has_usable_password()


def test_accounts_without_an_address_do_not_collide() -> None:
    assert open_account(name="A").email is None
    assert open_account(name="A", email="").email is None
    assert User.objects.count() == 2


@pytest.mark.parametrize("name", ["", "  "])
def test_a_name_is_needed(name: str) -> None:
    with pytest.raises(NameMissing):
        open_account(name=name)


def test_an_address_has_one_account() -> None:
    open_account(name="A", email="a@example.kz")
    with pytest.raises(IntegrityError), transaction.atomic():
        open_account(name="B", email="A@example.kz")


@pytest.mark.parametrize("row", [{"name": ""}, {"name": "A", "email": "A@example.kz"}])
def test_the_database_refuses_what_no_verb_writes(row: dict[str, str]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create(**row)
