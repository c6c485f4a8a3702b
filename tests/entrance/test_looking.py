"""Support: an operator sees for half an hour what somebody else sees; nothing is altered, the person is told, what is sealed stays closed."""
from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation
from tests.entrance.sight import WHY, begun, chair, look, member, operator, text
from tests.entrance.signing import BY_LINK, BY_PASSWORD, BY_PHONE, at, browser, entered
from tests.rights.offices import in_office

from shanyraq.accounts.changes import open_account
from shanyraq.accounts.models import User
from shanyraq.entrance.looking import LookingRefused, begin_looking, end_looking
from shanyraq.entrance.models import Looking
from shanyraq.entrance.sights import LOOKING
from shanyraq.entrance.terms import LOOKS
from shanyraq.journal.models import Entry
from shanyraq.mail.models import Letter
from shanyraq.people.models import Person

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def test_it_works() -> None:
    ann, client = chair(), operator()
    found = text(client, at("access:looks") + "?q=ann")
    assert (at("access:look", pk=ann.pk) in found, "chair" in found, "Centre" in found) == (True, True, True)
    assert look(client, ann)["Location"] == "/en/"
    shown = text(client, at("mandates:mine"))
    looking = Looking.objects.get()
    until = f"{timezone.localtime(looking.until):%H:%M}"
    assert (f"You see what Ann sees, until {until}." in shown, "Centre" in shown, "You are signed in as" in shown) == (True, True, False)
    assert (looking.until - looking.since, looking.reason) == (LOOKS, WHY)
    assert client.post(at("access:stop_looking"))["Location"] == at("access:looks")
    assert "You see what" not in text(client, at("access:looks"))
    assert list(Entry.objects.filter(action__startswith="entrance:looking").order_by("pk").values_list("action", "user__name", "thing", "summary")) == [
        ("entrance:looking:begin", "Operator", f"accounts:user:{ann.pk}", ""), ("entrance:looking:end", "Operator", f"accounts:user:{ann.pk}", ""),
    ]  # fmt: skip


@pytest.mark.parametrize("language", ["kk", "ru", "ko", "en"])
def test_the_banner_stands_on_every_page_in_the_language_of_the_page(language: str) -> None:
    ann, client = chair(), operator()
    look(client, ann)
    with translation.override(language):
        said = translation.gettext("You see what %(name)s sees, until %(until)s.").partition("%(")[2].partition(")s")[2].partition("%(")[0]
        pages = [reverse("site:home"), reverse("directory:people"), reverse("mandates:mine"), f"/{language}/nothing/", reverse("mfa_index")]
    assert [said in text(client, page) for page in pages] == [True] * len(pages)


def test_the_person_is_told() -> None:
    ann = chair()
    look(operator(), ann)
    letter = Letter.objects.get()
    assert (letter.receiver, letter.thing, WHY in letter.text) == ("ann@example.org", f"entrance:looking:{Looking.objects.get().pk}", True)
    own = text(entered(ann, BY_PHONE), at("mfa_index"))
    assert ("Who looked as you" in own, "Operator, because" in own, WHY in own) == (True, True, True)


def test_the_letter_is_in_the_language_that_the_person_wants() -> None:
    ann = chair()
    Person.objects.filter(account=ann).update(letters_in="ko")
    look(operator(), ann)
    assert Letter.objects.get().language == "ko"


def test_who_has_no_address_reads_it_on_their_own_page() -> None:
    ann = chair()
    User.objects.filter(pk=ann.pk).update(email=None)
    look(operator(), ann)
    assert (Letter.objects.count(), WHY in text(entered(ann, BY_PHONE), at("mfa_index"))) == (0, True)


@pytest.mark.parametrize(("reason", "status"), [("too short", 422), ("x" * 301, 422), ("   short    ", 422), ("x" * 10, 302), ("x" * 300, 302)])
def test_it_needs_a_reason(reason: str, status: int) -> None:
    ann, client = chair(), operator()
    answer = look(client, ann, reason)
    assert (answer.status_code, Looking.objects.count()) == (status, int(status == 302))
    if status == 422:
        assert reason.strip()[:300] in answer.content.decode()


@pytest.mark.parametrize("means", [BY_LINK, BY_PASSWORD])
def test_the_operator_gives_a_second_sign_first(means: dict[str, Any]) -> None:
    ann, client = chair(), operator(means)
    assert client.get(at("access:looks"))["Location"].startswith(at("access:second"))
    assert (look(client, ann).status_code, Looking.objects.count()) == (403, 0)


def test_nobody_looks_as_another_operator_or_as_somebody_without_an_account_that_signs_in() -> None:
    client = operator()
    other, gone = open_account(name="Other", is_operator=True), open_account(name="Gone")
    User.objects.filter(pk=gone.pk).update(is_active=False)
    assert [look(client, whom).status_code for whom in (other, gone, User.objects.get(name="Operator"))] == [404, 404, 404]
    assert [at("access:look", pk=whom.pk) in text(client, f"{at('access:looks')}?q={whom.name}") for whom in (other, gone)] == [False, False]
    by = User.objects.get(name="Operator")
    by.strong = True
    for whom in (other, User.objects.get(name="Gone"), by):
        with pytest.raises(LookingRefused):
            begin_looking(by=by, at=timezone.now(), whom=whom, reason=WHY)


def test_no_looking_within_looking() -> None:
    ann, client = chair(), operator()
    bob = in_office("bob", "chair", "branch")
    look(client, ann)
    assert [client.get(at("access:looks")).status_code, look(client, bob, key="other").status_code, Looking.objects.count()] == [403, 403, 1]


def test_only_operators_look() -> None:
    ann = chair()
    bob = entered(in_office("bob", "chair", "branch"), BY_PHONE)
    assert [bob.get(at("access:looks")).status_code, look(bob, ann).status_code] == [403, 403]


def test_sent_twice_it_is_one() -> None:
    ann = chair()
    by = User.objects.get(pk=open_account(name="Operator", is_operator=True).pk)
    by.strong = True
    first, second = (begin_looking(by=by, at=timezone.now(), whom=ann, reason=WHY, key="once") for _ in range(2))
    assert (first is not None, second, Looking.objects.count(), Letter.objects.count()) == (True, None, 1, 1)


def later(client: Client, minutes: int) -> None:
    """As if so much time had gone by, told by the session's own moment."""
    session = client.session
    told = session[LOOKING]
    session[LOOKING] = told | {"until": (timezone.now() + LOOKS - timedelta(minutes=minutes)).isoformat()}
    session.save()


def test_it_ends_by_itself_at_the_next_request() -> None:
    ann, client = chair(), operator()
    look(client, ann)
    later(client, 29)
    assert "You see what Ann sees" in text(client, at("mandates:mine"))
    later(client, 30)
    shown = client.get(at("mandates:mine"))
    assert ("You see what" in shown.content.decode(), shown.wsgi_request.user.name, LOOKING in client.session) == (False, "Operator", False)
    assert [Entry.objects.filter(action="entrance:looking:end").count(), Looking.objects.get().ended is not None] == [1, True]


def test_a_form_filled_in_while_looking_is_not_taken_of_the_operator_afterwards() -> None:
    ann = chair()
    client = Client(enforce_csrf_checks=True)
    client.force_login(open_account(name="Operator", is_operator=True))
    by = User.objects.get(name="Operator")
    by.strong = True
    looking = begin_looking(by=by, at=timezone.now(), whom=ann, reason=WHY)
    assert looking is not None
    session = client.session
    session[LOOKING] = {"pk": looking.pk, "until": looking.until.isoformat(), "called": {}}
    session.save()
    shown = client.get(at("mandates:mine"))
    token = shown.context["csrf_token"]
    later(client, 31)
    first = client.post(at("mandates:step_in"), {"reason": WHY, "until": "2027-01-01", "csrfmiddlewaretoken": str(token)})
    second = client.post(at("mandates:step_in"), {"reason": WHY, "until": "2027-01-01", "csrfmiddlewaretoken": str(token)})
    assert [first.status_code, second.status_code, Entry.objects.filter(action="rights:stepping:begin").count()] == [403, 403, 0]


@pytest.mark.parametrize("what", ["is_active", "is_operator"])
def test_it_ends_when_the_operator_is_one_no_more_or_the_person_is_no_person_to_look_as(what: str) -> None:
    ann, client = chair(), operator()
    look(client, ann)
    User.objects.filter(pk=ann.pk).update(**{what: what == "is_operator"})
    assert "You see what" not in text(client, at("site:home"))
    assert Looking.objects.get().ended is not None


def test_an_operator_sent_away_sees_nothing_more() -> None:
    ann, client = chair(), operator()
    look(client, ann)
    User.objects.filter(name="Operator").update(is_operator=False)
    assert client.get(at("members:all")).status_code == 403


def test_a_new_sight_ends_the_one_before() -> None:
    ann = chair()
    bob = in_office("bob", "chair", "branch")
    look(operator(), ann)
    look(operator(), bob, key="other")
    assert [one.ended is None for one in Looking.objects.order_by("pk")] == [False, True]
    assert end_looking(looking=Looking.objects.order_by("pk")[0], at=timezone.now()) is False


def test_pages_kept_for_visitors_are_neither_read_nor_filled(settings: Any) -> None:
    settings.KEEP_PAGES = True
    for shelf in ("pages", "asked"):
        caches[shelf].clear()
    ann, client = chair(), operator()
    visitor, home = browser(), at("site:home")
    look(client, ann)
    first = text(client, home)
    plain = text(visitor, home)
    assert ("You see what" in first, "You see what" in plain) == (True, False)
    assert ("You see what" in text(client, home), "You see what" in text(visitor, home)) == (True, False)
    assert [client.get(home, headers={"if-none-match": visitor.get(home)["ETag"]}).status_code, client.get(home).has_header("ETag")] == [200, False]


def test_it_costs_as_much_for_one_as_for_many() -> None:
    ann, client = chair(), operator()
    look(client, ann)

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get(at("mandates:mine"))
        return len(queries)

    first = asked()
    for _ in range(5):
        begun(Client(), User.objects.get(name="Operator"), ann)
    assert asked() == first


def test_nobody_else_pays_for_it() -> None:
    ann = chair()
    client = entered(ann, BY_PHONE)
    with CaptureQueriesContext(connection) as queries:
        client.get(at("mandates:mine"))
    assert [query["sql"] for query in queries if "entrance_looking" in query["sql"]] == []


def test_finding_costs_as_much_for_one_account_as_for_many() -> None:
    chair()
    client = operator()

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(at("access:looks") + "?q=a").status_code == 200
        return len(queries)

    first = asked()
    for slug in ("anna", "alma", "aida"):
        in_office(slug, "board_member", "centre")
    assert asked() == first


def test_a_member_is_found_by_the_name_as_they_wrote_it() -> None:
    vera = member()
    User.objects.filter(pk=vera.pk).update(name="p-0123")
    page = text(operator(), at("access:looks") + "?q=vera")
    assert (at("access:look", pk=vera.pk) in page, ">Vera<" in page, "p-0123" in page) == (True, True, False)
