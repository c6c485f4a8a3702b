"""Whoever likes may try out a sample as its keeper; nothing else can be entered so."""
from __future__ import annotations

import pytest
from django.conf import settings as _settings
from django.test import Client
from tests.rights.offices import TODAY, federation, in_office

from shanyraq.accounts.models import User
from shanyraq.entrance.changes import NotForTrying, try_sample
from shanyraq.journal.models import Entry
from shanyraq.people.models import Person
from shanyraq.words.changes import begin

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def sample(*, invented: bool = True) -> None:
    begin(name={"en": "Model"}, sample=invented)


def signed_in(client: Client) -> bool:
    return _settings.SESSION_COOKIE_NAME in client.cookies


def test_it_works(client: Client) -> None:
    sample()
    assert client.get("/try/", {"next": "/en/"}).status_code == 200
    answer = client.post("/try/", {"next": "/en/"})
    assert (answer.status_code, answer["Location"], signed_in(client)) == (302, "/en/", True)
    assert User.objects.get().is_operator
    assert Entry.objects.get(action="entrance:sample:try").user == User.objects.get()


def test_two_visitors_share_the_one_account() -> None:
    sample()
    assert try_sample(day=TODAY) == try_sample(day=TODAY)


@pytest.mark.parametrize("away", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)", ""])
def test_it_leads_to_no_other_house(client: Client, away: str) -> None:
    sample()
    assert client.post("/try/", {"next": away})["Location"] == "/"


def test_true_data_cannot_be_entered(client: Client) -> None:
    sample(invented=False)
    assert [client.get("/try/").status_code, client.post("/try/").status_code, signed_in(client)] == [404, 404, False]
    with pytest.raises(NotForTrying):
        try_sample(day=TODAY)


def test_a_sample_that_others_can_reach_cannot_be_entered(client: Client, settings: object) -> None:
    sample()
    settings.LOOPBACK_ONLY = False  # type: ignore[attr-defined]
    assert [client.get("/try/").status_code, client.post("/try/").status_code, signed_in(client)] == [404, 404, False]


def test_a_button_pressed_from_another_site_does_nothing() -> None:
    sample()
    careful = Client(enforce_csrf_checks=True)
    assert (careful.post("/try/").status_code, signed_in(careful)) == (403, False)


def test_each_position_is_one_tap_away(client: Client) -> None:
    """Accounts in office are told as those who hold it; the first of each kind."""
    sample()
    federation()
    for slug, office, body in (("asel", "secretary", "union"), ("boris", "chair", "centre"), ("chan", "chair", "branch"), ("dana", "chair", "branch2")):
        in_office(slug, office, body)
    html = client.get("/en/enter/").content.decode()
    assert [f"{name}</button>" in html for name in ("Asel", "Boris", "Chan", "Dana")] == [True, True, True, False]
    key = html.split("Asel</button>")[0].rpartition('value="')[2].partition('"')[0]
    answer = client.post("/try/", {"next": "/en/desk/", "position": key})
    assert (answer.status_code, client.get("/en/desk/").status_code) == (302, 200)
    assert client.session["_auth_user_id"] == str(Person.objects.get(slug="asel").account_id)


def test_a_position_that_is_not_offered_cannot_be_tried(client: Client) -> None:
    sample()
    federation()
    in_office("dana", "chair", "branch2")
    assert [client.post("/try/", {"position": "99"}).status_code, signed_in(client)] == [404, False]
