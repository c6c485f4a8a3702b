from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from shanyraq.accounts.changes import open_account
from shanyraq.journal.changes import KeyReused, write
from shanyraq.journal.models import Entry

pytestmark = [pytest.mark.django_db, pytest.mark.both]

LINE = {"action": "entrance:keeper:invite", "thing": "accounts:user:1"}


def test_it_works() -> None:
    secretary = open_account(name="Secretary")
    assert write(by=secretary, summary="The first keeper", **LINE) is True
    assert list(Entry.objects.values_list("user", "action", "thing", "key", "summary")) == [
        (secretary.pk, "entrance:keeper:invite", "accounts:user:1", None, "The first keeper"),
    ]


def test_without_a_key_each_line_counts() -> None:
    assert [write(by=None, **LINE), write(by=None, **LINE)] == [True, True]
    assert Entry.objects.count() == 2


def test_a_request_sent_twice_is_written_once() -> None:
    assert [write(by=None, key="r-1", **LINE), write(by=None, key="r-1", **LINE)] == [True, False]
    assert Entry.objects.count() == 1


@pytest.mark.parametrize("other", [{"action": "entrance:link:use"}, {"thing": "accounts:user:2"}])
def test_a_key_belongs_to_one_request(other: dict[str, str]) -> None:
    write(by=None, key="r-1", **LINE)
    with pytest.raises(KeyReused, match="“r-1” belongs to another request"):
        write(by=None, key="r-1", **(LINE | other))


def test_the_newest_line_about_a_thing_comes_first() -> None:
    for summary in ("first", "second"):
        write(by=None, summary=summary, **LINE)
    write(by=None, action="entrance:link:use", thing="accounts:user:2")
    assert list(Entry.objects.about("accounts:user:1").values_list("summary", flat=True)) == ["second", "first"]


@pytest.mark.parametrize("wrong", [{"action": "invite"}, {"key": ""}])
def test_the_database_refuses_a_line_without_form(wrong: dict[str, str]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Entry.objects.create(**(LINE | wrong))
