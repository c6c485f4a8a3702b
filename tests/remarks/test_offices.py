"""Who answers visitors: the offices that reach what a remark is about."""
from __future__ import annotations

import pytest
from django.utils import timezone
from tests.rights.offices import federation, in_office
from tests.world import record, told

from shanyraq.accounts.changes import open_account
from shanyraq.people.models import Person
from shanyraq.remarks.changes import RemarkRefused, Said, answer, send
from shanyraq.remarks.models import Remark
from shanyraq.rights import which

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def sent(about: str, kind: str = "fact") -> Remark:
    send(at=timezone.now(), key=f"key-of-{about}", said=Said(kind=kind, text=f"On {about}", about=about), language="en", contact="")
    return Remark.objects.latest("pk")


def test_each_office_answers_what_is_in_its_reach() -> None:
    federation()
    ann, eve, sec = in_office("ann", "chair", "centre"), in_office("eve", "chair", "other"), in_office("sec", "head_of_secretariat", "union")
    for about in ("organisation:branch", "organisation:far", "person:ann", "person:sec", ""):
        sent(about)
    found = {user.name: set(which(user, "remarks:remark:answer", Remark.objects.all()).values_list("about", flat=True)) for user in (ann, eve, sec)}
    assert found == {
        "Ann": {"organisation:branch", "person:ann"}, "Eve": {"organisation:far"},
        "Sec": {"organisation:branch", "organisation:far", "person:ann", "person:sec"},
    }  # fmt: skip
    assert not which(open_account(name="Stranger"), "remarks:remark:answer", Remark.objects.all()).exists()


def test_who_holds_an_office_elsewhere_is_left_out_by_the_office_above_alone() -> None:
    federation()
    ann, sec = in_office("ann", "chair", "centre"), in_office("sec", "head_of_secretariat", "union")
    in_office("pat", "elder", "branch")
    record(told("elsewhere", "appointed", "other", "2021", office="patron", person="pat"), on="2026-01-05")
    remark = sent("organisation:branch", "leave_out")
    said = {"at": timezone.now(), "remark": remark.pk, "outcome": "left_out", "text": "Done", "person": "pat"}
    with pytest.raises(RemarkRefused, match="Ask the office above"):
        answer(by=ann, key="k1", **said)
    assert Person.objects.get(slug="pat").left_out is None
    answer(by=sec, key="k2", **said)
    assert Person.objects.get(slug="pat").left_out is not None
