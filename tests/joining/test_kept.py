"""What the database holds of applications, and where their names stand."""
from __future__ import annotations

import json
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from tests.joining.joining import CHILD, NOW, application, client_of, in_office, read, world

from shanyraq.cli.main import parser
from shanyraq.joining.deciding import Taken, accept, ask_back
from shanyraq.joining.models import Applicant, Application, Step
from shanyraq.joining.sending import OneOf, withdraw

pytestmark = [pytest.mark.django_db, pytest.mark.both]
PLANTED = ("Zubrovka", "Qvetoslava", "7001112233", "zubrovka@example.org")
PUBLIC = ("", "organisations/", "organisations/branch/", "organisations/branch/?known_on=2026-07-02", "people/", "chronicle/", "find/?q=Zubrovka", "tree/", "changes/", "press/", "offices/chair/")
PROGRAMS = ("people", "organisations/branch", "find?q=Zubrovka", "chronicle", "federation")


@pytest.mark.parametrize(
    ("model", "wrong", "name"),
    [
        (Application, {"state": "lost"}, "joining_application_ended"), (Application, {"state": "accepted"}, "joining_application_ended"),
        (Application, {"ended": NOW.date()}, "joining_application_ended"), (Application, {"state": "appealed"}, "joining_application_court"),
        (Applicant, {"number": 1}, "joining_applicant_once"), (Step, {"did": "slept"}, "joining_step_did"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_by_the_database(model: Any, wrong: dict[str, Any], name: str) -> None:
    world()
    application("branch", OneOf("Vera", "Kim"), CHILD)
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        model.objects.filter(pk=model.objects.order_by("pk").values("pk")[:1]).update(**wrong)
    assert name in str(refused.value) or "UNIQUE constraint failed: joining_applicant" in str(refused.value)


def planted() -> Application:
    world()
    _token, kept = application("branch", OneOf("Qvetoslava", "Zubrovka"), CHILD, phone="+77001112233", email="zubrovka@example.org")
    ask_back(by=in_office("bob", "chair", "branch"), at=NOW, application=kept, question="Zubrovka?")
    accept(by=in_office("ann", "chair", "centre"), at=NOW, application=Application.objects.get(), taken=Taken("member", NOW.date()))
    return kept


@pytest.mark.parametrize("who", ["nobody", "sibling", "secretariat", "former", "treasurer"])
def test_names_of_applicants_stand_nowhere_else(who: str) -> None:
    planted()
    offices = {"sibling": ("eve", "chair", "other"), "secretariat": ("sec", "head_of_secretariat", "union"), "treasurer": ("tom", "treasurer", "branch2")}
    user = in_office("old", "chair", "branch", "2010", until="2015") if who == "former" else in_office(*offices[who]) if who in offices else None
    client = client_of(user)
    texts = {path: client.get(f"/en/{path}").content.decode() for path in (*PUBLIC, "applications/", "applications/table.csv", "applications/1/", "join/")}
    texts |= {path: json.dumps(client.get(f"/api/v1/{path}").json(), ensure_ascii=False) for path in PROGRAMS}
    found = {path: [word for word in PLANTED if word in text.replace("q=Zubrovka", "").replace('value="Zubrovka"', "")] for path, text in texts.items()}
    assert {path: words for path, words in found.items() if words and "find" not in path} == {}


def test_they_stand_where_they_should() -> None:
    kept = planted()
    page = read(client_of(in_office("pat", "president", "centre")), f"applications/{kept.pk}/")
    assert [word in page.replace(" ", "") for word in PLANTED] == [True] * 4
    assert Client().get(f"/en/applications/{kept.pk}/").status_code == 302


def test_the_command_forgets(capsys: pytest.CaptureFixture[str]) -> None:
    world()
    _token, kept = application()
    withdraw(at=NOW, application=kept, key="w")
    Application.objects.update(ended="2020-01-01")
    asked = parser().parse_args(["forget"])
    assert (asked.run(asked), capsys.readouterr().out) == (0, "Applications forgotten: 1.\n")
