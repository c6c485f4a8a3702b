"""Support: an operator sees for half an hour what somebody else sees; nothing is altered, the person is told, what is sealed stays closed."""
from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import caches
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation
from tests.entrance.signing import BY_LINK, BY_PASSWORD, BY_PHONE, at, browser, entered
from tests.rights.offices import federation, in_office, organisation
from tests.rights.test_routes import DOORS, ROUTES, answer, holders, sign_in
from tests.world import undone

from shanyraq.accounts.changes import open_account
from shanyraq.accounts.models import User
from shanyraq.entrance.devices import bind
from shanyraq.entrance.looking import LookingRefused, begin_looking, end_looking
from shanyraq.entrance.middleware import READS, WRITES, SignedIn
from shanyraq.entrance.models import Looking
from shanyraq.entrance.sights import LOOKING
from shanyraq.entrance.terms import LOOKS
from shanyraq.guard.limits import LIMITERS
from shanyraq.journal.models import Entry
from shanyraq.mail.models import Letter
from shanyraq.people.members import Named, Newcomer, Reached, take_members
from shanyraq.people.models import Person
from shanyraq.rights.actions import is_sealed
from shanyraq.rights.models import Demand

pytestmark = [pytest.mark.django_db, pytest.mark.both]
WHY = "She cannot find the list of her members."
STRONG = (BY_PASSWORD, {"method": "mfa", "type": "totp"})


def operator(*means: dict[str, Any]) -> Client:
    user = User.objects.filter(name="Operator").first() or open_account(name="Operator", is_operator=True)
    return entered(user, *(means or STRONG))


def look(client: Client, whom: User, reason: str = WHY, key: str = "k") -> Any:
    return client.post(at("access:look", pk=whom.pk), {"reason": reason, "key": key})


def text(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def chair() -> User:
    federation()
    Demand.objects.all().delete()
    return in_office("ann", "chair", "centre")


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


def test_the_route_table_of_an_operator_who_looks_as_a_chair() -> None:
    """What the chair gets, less what is sealed; whatever is sent is refused; never more."""
    visitors = holders()
    centre = visitors["centre chair"]
    bind(user=centre, at=timezone.now(), agent="x")
    by = visitors["operator"]
    wrong = {}
    for name, door in DOORS.items():
        for limiter in LIMITERS.values():
            limiter.clear()
        with undone():
            chairs = answer(name, door, User.objects.get(pk=centre.pk))
        with undone():
            sealed = is_sealed(ROUTES[name].callback.action)
            stops = name == "access:stop_looking"
            expected = 302 if stops else 403 if sealed or door.method == "post" else chairs
            got = looked_at(name, centre, by)
        if got != expected:
            wrong[name] = (got, expected)
    assert wrong == {}


def looked_at(name: str, whom: User, by: User) -> int:
    door = DOORS[name]
    with translation.override("kk"):
        address = reverse(name, kwargs=door.given)
    client = Client()
    sign_in(client, by)
    begun(client, by, whom)
    return int(getattr(client, door.method)(address).status_code)


def begun(client: Client, by: User, whom: User) -> None:
    now = timezone.now()
    looking = Looking.objects.create(by=by, whom=whom, reason=WHY, since=now, until=now + LOOKS)
    session = client.session
    session[LOOKING] = {"pk": looking.pk, "until": looking.until.isoformat(), "called": {}}
    session.save()


def test_no_page_writes_while_looking() -> None:
    """Walked as a chair sees them: after each page every table has what it had."""
    visitors = holders()
    client = Client()
    sign_in(client, visitors["operator"])
    begun(client, visitors["operator"], visitors["centre chair"])
    before, written = contents(), {}
    for name, door in DOORS.items():
        for limiter in LIMITERS.values():
            limiter.clear()
        with translation.override("kk"):
            address = reverse(name, kwargs=door.given)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        said = [query["sql"] for query in queries if WRITES.search(query["sql"]) and "django_session" not in query["sql"]]
        if said:
            written[name] = said
    assert (written, contents() == before) == ({}, True)


def contents() -> dict[str, int]:
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            if table != "django_session":
                cursor.execute(f'SELECT COUNT(*) FROM "{table}"')
                found[table] = cursor.fetchone()[0]
    return found


def test_a_page_that_would_write_is_refused() -> None:
    """Should one ever write when it is only asked for."""
    ann, client = chair(), operator()
    look(client, ann)
    request = RequestFactory().get("/")
    request.COOKIES[settings.SESSION_COOKIE_NAME] = client.cookies[settings.SESSION_COOKIE_NAME].value
    request.session, request.user = client.session, User.objects.get(name="Operator")  # type: ignore[assignment]
    with pytest.raises(PermissionDenied), transaction.atomic():
        SignedIn(lambda _request: open_account(name="Nobody"))(request)  # type: ignore[arg-type, return-value]
    assert User.objects.filter(name="Nobody").count() == 0


@pytest.mark.parametrize(("sql", "reads"), [
    ("SELECT 1", True), ("  select 1", True), ("WITH a AS (SELECT 1) SELECT * FROM a", True), ("SAVEPOINT x", True),
    ('INSERT INTO "a" VALUES (1)', False), ("WITH a AS (INSERT INTO b VALUES (1) RETURNING id) SELECT * FROM a", False), ('UPDATE "a" SET b = 1', False),
    ("delete from a", False), ("REPLACE INTO a VALUES (1)", False), ("PRAGMA writable_schema = 1", False), ("COPY a FROM STDIN", False),
    ('SELECT "a"."updated" FROM a FOR UPDATE', True),
])  # fmt: skip
def test_what_reads_and_what_writes(sql: str, reads: bool) -> None:
    assert (bool(READS.match(sql)) and not WRITES.search(sql)) is reads


def member() -> User:
    federation()
    reached = (Reached("phone", "+7 701 000 00 01", "self"), Reached("email", "vera@example.org", "board"))
    newcomer = Newcomer((Named("latin", "Vera"),), contacts=reached)
    person = take_members(by=None, organisation=organisation("branch"), since=timezone.localdate(), newcomers=[newcomer])[0]
    account = open_account(name="Vera")
    Person.objects.filter(pk=person.pk).update(account=account)
    return account


def test_what_only_the_person_sees_stays_closed() -> None:
    vera, client = member(), operator()
    own = text(entered(vera, BY_PHONE), at("members:me"))
    look(client, vera)
    seen = text(client, at("members:me"))
    assert [("000 00 01" in page, "vera@example.org" in page) for page in (own, seen)] == [(True, True), (False, True)]


def test_ways_of_signing_in_sessions_codes_and_mail_stay_closed() -> None:
    ann, client = chair(), operator()
    look(client, ann)
    names = ["mfa_index", "mfa_view_recovery_codes", "mfa_activate_totp", "mfa_add_webauthn", "access:email", "access:password", "access:second", "site:mail"]
    pages = [client.get(at(name)) for name in names]
    assert [page.status_code for page in pages] == [403] * len(names)
    assert all("You only look here" in page.content.decode() for page in pages)


def test_the_phones_of_others_stay_closed_too() -> None:
    ann, client = chair(), operator()
    bob = in_office("bob", "chair", "branch")
    bind(user=bob, at=timezone.now(), agent="Mozilla/5.0 (Linux; Android 11; SM-A105F) Chrome/119.0 Mobile", pin="830517")
    own = text(entered(ann, BY_PHONE), at("access:person", slug="bob"))
    look(client, ann)
    assert ["Android" in page for page in (own, text(client, at("access:person", slug="bob")))] == [True, False]


def seen_by_means(client: Client) -> tuple[str, bool]:
    user = client.get(at("site:home")).wsgi_request.user
    return user.means, user.strong


def test_no_more_than_the_owner_could_open() -> None:
    """By the strongest way of signing in that the account has."""
    federation()
    head = in_office("omar", "head_of_secretariat", "union")
    client = operator()
    look(client, head)
    assert (seen_by_means(client), client.get(at("desk:home")).status_code) == (("password", False), 403)
    bind(user=head, at=timezone.now(), agent="x")
    assert (seen_by_means(client), client.get(at("desk:home")).status_code) == (("password", True), 200)


def test_a_phone_with_a_pin_opens_what_a_pin_opens() -> None:
    ann = chair()
    User.objects.filter(pk=ann.pk).update(email=None)
    bind(user=ann, at=timezone.now(), agent="x", pin="830517")
    client = operator()
    look(client, ann)
    assert (seen_by_means(client), client.get(at("members:all")).status_code, client.get(at("mandates:mine")).status_code) == (("pin", True), 403, 200)


def test_a_member_sees_no_more_through_it() -> None:
    """The operator's own rights are gone while looking."""
    vera, client = member(), operator()
    assert client.get(at("desk:home")).status_code == 200
    look(client, vera)
    assert [client.get(at(name)).status_code for name in ("desk:home", "members:all", "site:mail", "access:people")] == [403] * 4


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
