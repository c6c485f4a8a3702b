"""The people of `ulgi`: five thousand who do not exist, loaded by the verbs, the same each time."""
from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from shanyraq.chronicle.checking import differences
from shanyraq.cli.sample import load
from shanyraq.cli.samples.ulgi.crowd import joined
from shanyraq.entrance.demos import positions, seats
from shanyraq.joining.models import Application
from shanyraq.people.filing import filed_of
from shanyraq.people.models import Consent, Contact, Dues, Guardian, Holding, Membership, Person, Receipt, Spelling
from shanyraq.rights.models import Helper
from shanyraq.rights.seeds import seed

TODAY = date(2026, 11, 24)
PLACES = ("", "people/", "people/table.csv", "organisations/ulgi-korean-centre/", "organisations/ulgi-korean-saryarna/", "find/?q=papersk", "chronicle/", "join/")


@pytest.fixture(scope="module")
def _loaded(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Loaded once for all questions of this module, and rolled back after them."""
    with django_db_blocker.unblock(), transaction.atomic():
        seed()
        load("ulgi")
        yield
        transaction.set_rollback(True)


pytestmark = [pytest.mark.usefixtures("_loaded"), pytest.mark.django_db]


def test_five_thousand_people_are_taken_in_and_some_by_their_applications() -> None:
    taken = Person.objects.filter(private=True).count()
    by_application = Application.objects.filter(state="accepted").values_list("applicants", flat=True).count()
    assert (sum(joined.sizes().values()), taken) == (5_000, 5_000 + by_application)


def test_everyone_has_a_name_and_what_is_kept_is_whole() -> None:
    named = Spelling.objects.filter(first=True).values("person").distinct().count()
    scripts = Counter(Spelling.objects.values_list("script", flat=True))
    assert named == scripts["cyrillic"] == Person.objects.filter(private=True).count()
    assert min(scripts["hangul"], scripts["latin"]) > 1_000
    assert set(Membership.objects.values_list("kind", flat=True)) == {"member", "activist", "volunteer", "supporter", "honorary"}
    assert Membership.objects.filter(until__gt=TODAY).count() == Consent.objects.filter(given_on__gt=TODAY).count() == 0
    assert Guardian.objects.count() > 300
    assert set(Dues.objects.values_list("state", flat=True)) == {"paid", "waived"}
    assert Receipt.objects.count() == Dues.objects.filter(state="paid").count() > 200


def test_no_contact_can_be_that_of_somebody() -> None:
    strange = Contact.objects.exclude(value__startswith="+7 000 ").exclude(value__endswith="@example.org")
    assert strange.count() == 0


def test_lists_go_by_the_names_as_they_are() -> None:
    rows = list(Membership.objects.select_related("person").order_by("pk")[:200])
    assert [row.filed for row in rows] == [filed_of(row.person) for row in rows]


def test_applications_stand_in_every_state() -> None:
    assert set(Application.objects.values_list("state", flat=True)) == {"received", "checking", "asked", "accepted", "declined", "withdrawn", "appealed"}


def test_an_office_changes_hands_next_month() -> None:
    days = (date(2026, 12, 14), date(2026, 12, 15))
    held = [list(Holding.objects.known_on(None).surely(day).filter(organisation__slug="ulgi-korean-centre", office="secretary").values_list("person", flat=True)) for day in days]
    assert [len(found) for found in held] == [1, 1]
    assert held[0] != held[1]
    acting = Holding.objects.known_on(None).filter(acting=True, organisation__slug="ulgi-korean-altynsay")
    assert (acting.surely(date(2026, 12, 20)).count(), acting.surely(date(2026, 12, 21)).count()) == (1, 0)


def test_it_can_be_tried_from_each_position_and_names_no_member() -> None:
    found = list(seats(TODAY))
    kinds = ["secretariat", "umbrella", "centre", "branch", "treasurer", "methodist", "helper", "volunteer", "member", "parent"]
    assert [seat.key for seat in found] == kinds == [one.key for one in positions(TODAY)]
    assert Helper.objects.on(TODAY).count() == 1
    page = Client().get("/en/enter/").content.decode()
    assert [f'value="{kind}"' in page for kind in kinds] == [True] * len(kinds)
    members = [str(seat.person.spellings.get(first=True).given) for seat in found if seat.person and not seat.office]
    assert [name for name in members if name in page] == []


def test_no_member_stands_on_a_public_page() -> None:
    families = set(Spelling.objects.exclude(script="hangul").values_list("family", flat=True)) - {""}
    planted = {family for family in families if len(family) > 5}  # a shorter one is a word of its own
    public = set(" ".join(Client().get(f"/{lang}/{place}").content.decode() for lang in ("kk", "ru") for place in PLACES).replace("<", " ").split())
    assert planted & public == set()


def test_the_chronicle_is_whole_and_loading_again_changes_nothing() -> None:
    counts = [model.objects.count() for model in (Person, Membership, Consent, Application, Dues)]
    assert (load("ulgi").fresh, [model.objects.count() for model in (Person, Membership, Consent, Application, Dues)]) == (0, counts)
    assert differences() == []
