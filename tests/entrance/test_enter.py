from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from shanyraq.accounts.models import User
from shanyraq.entrance.changes import LASTS, LinkSpent, enter, give_link, invite_keeper
from shanyraq.entrance.models import Link
from shanyraq.journal.models import Entry

pytestmark = [pytest.mark.django_db, pytest.mark.both]

NOON = datetime(2026, 8, 3, 12, tzinfo=UTC)


def test_it_works() -> None:
    token = invite_keeper(by=None, at=NOON, name="Keeper")
    keeper = enter(token=token, at=NOON + timedelta(minutes=5))
    assert (keeper.name, keeper.is_operator) == ("Keeper", True)
    assert list(Entry.objects.order_by("pk").values_list("action", "thing", "user")) == [
        ("entrance:keeper:invite", f"accounts:user:{keeper.pk}", None),
        ("entrance:link:use", f"accounts:user:{keeper.pk}", keeper.pk),
    ]


def test_a_link_signs_in_once() -> None:
    token = invite_keeper(by=None, at=NOON, name="Keeper")
    enter(token=token, at=NOON)
    with pytest.raises(LinkSpent):
        enter(token=token, at=NOON)
    assert Entry.objects.filter(action="entrance:link:use").count() == 1


def test_the_database_does_not_know_the_link() -> None:
    token = invite_keeper(by=None, at=NOON, name="Keeper")
    assert token not in str(list(Link.objects.values())) + str(list(Entry.objects.values()))


@pytest.mark.parametrize(("late", "counts"), [(LASTS - timedelta(seconds=1), True), (LASTS, False)])
def test_a_link_runs_out(late: timedelta, counts: bool) -> None:
    token = invite_keeper(by=None, at=NOON, name="Keeper")
    assert Link.objects.usable(NOON + late).exists() == counts
    if not counts:
        with pytest.raises(LinkSpent):
            enter(token=token, at=NOON + late)


def test_a_closed_account_does_not_enter() -> None:
    token = invite_keeper(by=None, at=NOON, name="Keeper")
    User.objects.update(is_active=False)
    with pytest.raises(LinkSpent):
        enter(token=token, at=NOON)


def test_a_link_that_never_was() -> None:
    with pytest.raises(LinkSpent):
        enter(token="x" * 43, at=NOON)


def test_another_link_leaves_the_first_alone() -> None:
    first = invite_keeper(by=None, at=NOON, name="Keeper")
    keeper = User.objects.get()
    second = give_link(by=keeper, at=NOON, user=keeper)
    assert [enter(token=token, at=NOON) for token in (second, first)] == [keeper, keeper]


def tried(token: str) -> bool:
    try:
        enter(token=token, at=NOON)
    except LinkSpent:
        return False
    finally:
        connection.close()
    return True


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_one_enters() -> None:
    for round_ in range(5):
        token = invite_keeper(by=None, at=NOON, name=f"Keeper {round_}")
        with ThreadPoolExecutor(4) as pool:
            assert sorted(pool.map(tried, [token] * 4)) == [False, False, False, True]
