from __future__ import annotations

import io

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser

from shanyraq import rights
from shanyraq.accounts.changes import open_account
from shanyraq.accounts.models import User
from shanyraq.files.changes import add
from shanyraq.files.models import File
from shanyraq.people.terms import Office
from shanyraq.rights.actions import ActionUnknown, declared, grants, titles, who_may

pytestmark = [pytest.mark.django_db, pytest.mark.both]

OPEN, CLOSED = "entrance:link:use", "entrance:keeper:invite"


@pytest.fixture
def files() -> list[File]:
    return [add(name=name, media_type="a/b", source=io.BytesIO(name.encode()), closed=name == "closed") for name in ("open", "closed")]


def people() -> dict[str, rights.Visitor]:
    dismissed = open_account(name="Dismissed", is_operator=True)
    User.objects.filter(pk=dismissed.pk).update(is_active=False)
    return {
        "nobody": None,
        "a passer-by": AnonymousUser(),
        "a member": open_account(name="Member"),
        "a dismissed operator": User.objects.get(pk=dismissed.pk),
        "the operator": open_account(name="Operator", is_operator=True),
    }


def test_everyone_sees_what_is_open_and_the_operator_all(files: list[File]) -> None:
    seen = {name: {file.name for file in rights.which(who, OPEN, File.objects.all())} for name, who in people().items()}
    assert seen == {name: {"open", "closed"} if name == "the operator" else {"open"} for name in seen}


def test_what_is_not_open_to_all_is_the_operators(files: list[File]) -> None:
    seen = {name: rights.which(who, CLOSED, File.objects.all()).count() for name, who in people().items()}
    assert seen == {name: 2 if name == "the operator" else 0 for name in seen}


def test_rows_that_cannot_be_closed_are_open() -> None:
    member = open_account(name="Member")
    assert list(rights.which(None, OPEN, User.objects.all())) == [member]


@pytest.mark.parametrize("action", [OPEN, CLOSED])
def test_the_button_and_the_list_agree(files: list[File], action: str) -> None:
    for who in people().values():
        listed = set(rights.which(who, action, File.objects.all()))
        assert {file for file in files if rights.may(who, action, file)} == listed
        assert {file for file in files if rights.why(who, action, file)} == listed


def test_may_at_all() -> None:
    asked = {name: (rights.may(who, OPEN), rights.may(who, CLOSED)) for name, who in people().items()}
    assert asked == {name: (True, name == "the operator") for name in asked}


@pytest.mark.parametrize("operator", [True, False])
def test_an_action_that_no_room_declares_is_a_fault(operator: bool) -> None:
    who = open_account(name="A", is_operator=operator)
    with pytest.raises(ActionUnknown, match="No room declares the action “entrance:link:burn”"):
        rights.which(who, "entrance:link:burn", File.objects.all())


def test_rooms_declare_who_may() -> None:
    assert set(declared().values()) == {"open", "signed_in", "office", "operator"}
    assert who_may(CLOSED) == "operator"


def test_what_is_not_open_has_a_title() -> None:
    """Pages say in words what an office may do."""
    assert {action for action, who in declared().items() if who != "open"} - set(titles()) == set()


def test_what_is_said_of_actions_is_said_of_declared_ones() -> None:
    named = {*titles(), *(action for _office, action, _reach, _kind in grants())}
    for config in apps.get_app_configs():
        if config.name.startswith("shanyraq."):
            named |= {action for told in ("own", "weak", "prepares", "carried") for action in getattr(config, told, ())}
    assert named - set(declared()) == set()


def test_offices_are_given_what_offices_decide() -> None:
    assert {action for _office, action, _reach, _kind in grants() if who_may(action) != "office"} == set()
    assert {office for office, *_rest in grants()} - set(Office.values) == set()
