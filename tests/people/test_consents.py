"""To what somebody consented, in which wording, until they did no more."""
from __future__ import annotations

import io
from datetime import date
from typing import Any

import pytest
from PIL import Image
from tests.rights.offices import federation, organisation

from shanyraq.files import contents
from shanyraq.files.models import File
from shanyraq.journal.models import Entry
from shanyraq.people.about import tell
from shanyraq.people.cards import issue, renew
from shanyraq.people.consents import current, give, stands, withdraw
from shanyraq.people.members import MemberRefused, Named, Newcomer, Reached, join, leave, take_members
from shanyraq.people.models import Card, Consent, ConsentText, Contact, Membership, Person, Photograph
from shanyraq.people.photographs import portray, show_to
from shanyraq.people.seeds import seed
from shanyraq.people.terms import Purpose
from shanyraq.words.texts import LANGUAGES

DAY = date(2026, 3, 1)
LATER = date(2026, 5, 1)

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def member() -> Person:
    federation()
    known = Newcomer((Named("latin", "Vera", "Kim"),), contacts=(Reached("phone", "+7 700 000 00 00"),), born=date(1990, 1, 1), languages=("ko",))
    return take_members(by=None, organisation=organisation("branch"), since=DAY, newcomers=[known])[0]


def given(person: Person, purpose: str = "data", on: date = DAY, **more: Any) -> Consent:
    return give(person=person, purpose=purpose, on=on, by=None, how="form", **more)


def picture() -> io.BytesIO:
    kept = io.BytesIO()
    Image.new("RGB", (1600, 1200), "teal").save(kept, "JPEG")
    kept.seek(0)
    return kept


def test_each_purpose_has_a_text_in_every_language() -> None:
    assert {row.purpose: sorted(row.text) for row in ConsentText.objects.all()} == dict.fromkeys(Purpose.values, sorted(LANGUAGES))


def test_a_text_that_is_there_stays() -> None:
    ConsentText.objects.filter(purpose="news").update(text={"en": "As shown."})
    seed()
    assert current("news").text == {"en": "As shown."} and ConsentText.objects.count() == 3


def test_consent_is_given_once() -> None:
    person = member()
    assert given(person) == given(person, on=LATER) and stands(person, "data") and not stands(person, "news")
    assert Entry.objects.filter(action="members:consent:keep").first().summary == "data 1 given"


def test_a_new_wording_is_another_consent() -> None:
    person = member()
    first = given(person, "news")
    ConsentText.objects.create(purpose="news", version=2, text={"en": "More."}, since=LATER)
    second = given(person, "news", on=LATER)
    assert (first.text.version, second.text.version) == (1, 2)
    assert given(person, "news", text=first.text) == first
    assert withdraw(person=person, purpose="news", on=LATER, by=None)
    assert list(Consent.objects.order_by("pk").values_list("withdrawn_on", flat=True)) == [LATER, LATER]


def test_what_was_withdrawn_can_be_given_again() -> None:
    person = member()
    given(person, "news")
    assert withdraw(person=person, purpose="news", on=LATER, by=None) and not withdraw(person=person, purpose="news", on=LATER, by=None)
    given(person, "news", on=LATER)
    assert list(Consent.objects.order_by("pk").values_list("given_on", "withdrawn_on")) == [(DAY, LATER), (LATER, None)]


def test_without_the_data_one_is_a_member_no_more() -> None:
    person = member()
    given(person)
    given(person, "news")
    assert withdraw(person=person, purpose="data", on=LATER, by=None)
    person.refresh_from_db()
    assert [row.until for row in Membership.objects.all()] == [LATER] and not Contact.objects.exists()
    assert (person.born, person.languages, stands(person, "news")) == (None, [], False)


def test_on_the_very_day_too() -> None:
    person = member()
    given(person)
    withdraw(person=person, purpose="data", on=DAY, by=None)
    assert [row.until for row in Membership.objects.all()] == [date(2026, 3, 2)]


def test_a_photograph_needs_consent() -> None:
    person = member()
    with pytest.raises(MemberRefused, match="Without consent"):
        portray(by=None, person=person, name="me.jpg", source=picture())
    given(person, "photograph")
    assert portray(by=None, person=person, name="me.jpg", source=picture())
    kept = Photograph.objects.get(person=person)
    assert (kept.seen_by, kept.file.name, kept.file.closed) == ("board", "photograph.jpg", True)
    with Image.open(contents.place(kept.file.sha256)) as shown:
        assert shown.size == (800, 600)
    assert show_to(by=None, person=person, seen_by="members") and Photograph.objects.get().seen_by == "members"
    with pytest.raises(MemberRefused):
        show_to(by=None, person=person, seen_by="office")


@pytest.mark.parametrize("purpose", ["photograph", "data"])
def test_withdrawn_its_bytes_are_gone(purpose: str, django_capture_on_commit_callbacks: Any) -> None:
    person = member()
    for one in ("photograph", "data"):
        given(person, one)
    portray(by=None, person=person, name="me.jpg", source=picture())
    where = contents.place(File.objects.get().sha256)
    assert where.exists()
    with django_capture_on_commit_callbacks(execute=True):
        withdraw(person=person, purpose=purpose, on=LATER, by=None)
    assert not where.exists() and not File.objects.exists() and not Photograph.objects.exists()


def test_another_picture_takes_the_place_of_the_first(django_capture_on_commit_callbacks: Any) -> None:
    person = member()
    given(person, "photograph")
    with django_capture_on_commit_callbacks(execute=True):
        portray(by=None, person=person, name="me.jpg", source=picture())
        portray(by=None, person=person, name="again.jpg", source=picture())
    assert File.objects.count() == 1 and contents.place(File.objects.get().sha256).exists()


def test_birth_stays_a_day() -> None:
    person = member()
    with pytest.raises(MemberRefused):
        tell(by=None, person=person, born=date(1800, 1, 1), languages=[], letters_in="", on=DAY)


def test_what_ends_later_or_has_not_begun_ends_too() -> None:
    person = member()
    given(person)
    leave(by=None, membership=Membership.objects.get(), on=date(2026, 9, 1))
    join(by=None, person=person, organisation=organisation("far"), kind="member", since=date(2026, 7, 1))
    issue(by=None, membership=Membership.objects.get(until=None), on=LATER)
    withdraw(person=person, purpose="data", on=LATER, by=None)
    assert list(Membership.objects.values_list("organisation__slug", "until")) == [("branch", LATER)]
    assert not Card.objects.exists()


def test_a_card_is_not_made_where_consent_was_withdrawn() -> None:
    person = member()
    held = Membership.objects.get()
    issue(by=None, membership=held, on=DAY)  # taken in before anybody asked
    given(person)
    withdraw(person=person, purpose="data", on=DAY, by=None)
    for make in (issue, renew):
        Card.objects.all().delete()
        with pytest.raises(MemberRefused, match="withdrawn"):
            make(by=None, membership=held, on=DAY)
    given(person)
    assert issue(by=None, membership=held, on=DAY).made == DAY
