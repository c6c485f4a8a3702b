"""Whoever looks as somebody else sees no more than they do, nothing that is sealed, and alters nothing."""
from __future__ import annotations

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation
from tests.entrance.sight import begun, chair, look, member, operator, text
from tests.entrance.signing import BY_PHONE, at, entered
from tests.rights.offices import federation, in_office
from tests.rights.test_routes import DOORS, ROUTES, answer, holders, sign_in
from tests.world import undone

from shanyraq.accounts.changes import open_account
from shanyraq.accounts.models import User
from shanyraq.entrance.devices import bind
from shanyraq.entrance.middleware import READS, WRITES, SignedIn
from shanyraq.guard.limits import LIMITERS
from shanyraq.rights.actions import is_sealed

pytestmark = [pytest.mark.django_db, pytest.mark.both]


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
