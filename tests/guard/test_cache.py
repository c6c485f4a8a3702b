"""Pages that are kept are never stale, and nobody sees what is another's."""
from __future__ import annotations

import gzip
import io
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import caches
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation
from tests.guard.test_log import lines
from tests.rights.test_routes import DOORS, ROUTES, sign_in
from tests.world import claimed, paper, record, told, undone, withdrawn

from shanyraq.accounts.changes import open_account
from shanyraq.chronicle.changes import attach, disclose, enclose, prefer
from shanyraq.cli import begin as begin_command
from shanyraq.files.changes import add
from shanyraq.files.models import File
from shanyraq.guard.limits import LIMITERS
from shanyraq.journal.changes import renew
from shanyraq.journal.models import Stamp, stamp
from shanyraq.people.changes import leave_out
from shanyraq.people.models import Person

pytestmark = [pytest.mark.django_db, pytest.mark.both]
HOME = "/en/"


@pytest.fixture(autouse=True)
def _kept(settings: Any) -> Iterator[None]:
    settings.KEEP_PAGES = True
    forget()
    yield
    forget()


def forget() -> None:
    for shelf in ("pages", "asked"):
        caches[shelf].clear()


def kept() -> int:
    return sum(len(caches[shelf]._cache) for shelf in ("pages", "asked"))


def queries(client: Client, path: str = HOME, **asked: Any) -> int:
    """How many queries the page costs: one where it was kept, which reads the stamp."""
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path, asked).status_code == 200
    return len(captured)


@pytest.fixture
def world() -> None:
    record([
        paper("paper", day="2000"),
        told("a", "founded", "club", "1990", name="Club", kind="club", culture="old songs", source="paper", office="chair", person="ann"),
        told("b", "founded", "union", "1991", name="Union"),
        told("c", "founded", "place:town", "1936", name="Town", kind="city"),
        told("d", "founded", "place:land", "1936", name="Land", kind="oblast"),
        told("e", "seen", "person:ann", "2000", name="Ann Lee"),
        claimed(told("f", "joined", "club", "2001", part_of=["union"]), "2003"),
        told("g", "renamed", "union", "2010", name="New Union"),
        told("h", "founded", "third", "1992", name="Third"),
    ])  # fmt: skip


# ---- kept


@pytest.mark.usefixtures("world")
def test_a_second_visit_costs_one_query() -> None:
    first, second = Client().get(HOME), Client().get(HOME)
    assert (first.content, dict(first.headers)) == (second.content, dict(second.headers))
    assert queries(Client()) == 1


@pytest.mark.usefixtures("world")
def test_what_is_kept_has_all_headers() -> None:
    Client().get(HOME)
    headers = Client().get(HOME).headers
    assert (headers["Cache-Control"], headers["Content-Language"], headers["X-Frame-Options"], headers["X-Content-Type-Options"]) == ("no-cache", "en", "DENY", "nosniff")
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert {name.strip() for name in headers["Vary"].split(",")} >= {"Cookie", "Accept-Encoding"}


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize("first", ["gzip", "identity"])
@pytest.mark.parametrize("then", ["gzip", "identity"])
def test_packed_or_plain_as_the_browser_likes(first: str, then: str) -> None:
    Client(headers={"accept-encoding": first}).get(HOME)
    answer = Client(headers={"accept-encoding": then}).get(HOME)
    assert (answer.get("Content-Encoding", "identity"), int(answer["Content-Length"])) == (then, len(answer.content))
    plain = gzip.decompress(answer.content) if then == "gzip" else answer.content
    assert plain == keeping_none().get(HOME).content


@pytest.mark.usefixtures("world")
def test_a_browser_that_has_it_is_told_so() -> None:
    tag = Client().get(HOME)["ETag"]
    again = Client(headers={"if-none-match": tag}).get(HOME)
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", tag)
    record(told("i", "renamed", "club", "2020", name="Other"), on="2026-02-01")
    assert Client(headers={"if-none-match": tag}).get(HOME).status_code == 200


@pytest.mark.usefixtures("world")
def test_a_head_request_reads_what_is_kept_and_keeps_nothing() -> None:
    Client().head(HOME)
    assert kept() == 0
    Client().get(HOME)
    with CaptureQueriesContext(connection) as captured:
        assert Client().head(HOME).status_code == 200
    assert len(captured) == 1


@pytest.mark.usefixtures("world")
def test_it_counts_for_the_limit_of_its_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(3):
        Client().get(HOME)
    left = LIMITERS["page"].buckets["127.0.0.0/24"].left
    assert LIMITERS["page"].at_once - 3 <= left < LIMITERS["page"].at_once - 1  # it fills up as time goes by
    monkeypatch.setattr(LIMITERS["page"].buckets["127.0.0.0/24"], "left", -1000.0)
    assert Client().get(HOME).status_code == 429


@pytest.mark.usefixtures("world")
def test_the_log_has_a_line_with_its_route() -> None:
    Client().get("/en/organisations/club/")
    with lines() as written:
        Client().get("/en/organisations/club/")
    assert [(line["route"], line["status"]) for line in written] == [("en/organisations/<slug:slug>/", 200)]


# ---- not kept, or apart


@pytest.mark.usefixtures("world")
def test_dated_pages_are_made_anew_and_still_have_a_tag() -> None:
    answer = Client().get(HOME, {"as_of": "2001"})
    assert (kept(), answer["Cache-Control"], "ETag" in answer.headers) == (0, "no-cache", True)
    assert Client(headers={"if-none-match": answer["ETag"]}).get(HOME, {"as_of": "2001"}).status_code == 304
    assert b'<meta name="robots" content="noindex">' in answer.content
    Client().get(HOME, {"known_on": "2026-01-15"})
    assert kept() == 0


@pytest.mark.usefixtures("world")
def test_a_query_does_not_push_pages_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(caches["asked"], "_max_entries", 5)
    Client().get(HOME)
    for n in range(12):
        Client().get(HOME, {"x": n})
    assert (len(caches["asked"]._cache) <= 5, len(caches["pages"]._cache)) == (True, 1)
    assert queries(Client()) == 1


@pytest.mark.usefixtures("world")
def test_who_is_signed_in_gets_a_page_of_the_moment() -> None:
    Client().get(HOME)
    client = Client()
    sign_in(client, open_account(name="Member"))
    assert b"You are signed in as Member." in client.get(HOME).content
    assert kept() == 1
    assert b"Member" not in Client().get(HOME).content


@pytest.mark.usefixtures("world")
def test_whoever_has_the_cookie_of_a_form_puts_nothing_in() -> None:
    client = Client()
    client.cookies[settings.CSRF_COOKIE_NAME] = "x" * 32
    client.get(HOME)
    assert kept() == 0
    Client().get(HOME)
    assert queries(client) == 1


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize("path", ["/en/organisations/nobody/", "/", "/en/nothing/", "/try/", "/enter/x/"])
def test_only_pages_of_the_memory_are_kept(path: str) -> None:
    Client().get(path)
    assert kept() == 0


@pytest.mark.usefixtures("world")
def test_another_host_language_or_scheme_is_another_page(settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    ways = [(HOME, {}), ("/ru/", {}), (HOME, {"HTTP_HOST": "other.example"}), (HOME, {"wsgi.url_scheme": "https"})]
    for n, (path, environ) in enumerate(ways):
        Client(HTTP_HOST=environ.get("HTTP_HOST", "localhost")).get(path, secure="wsgi.url_scheme" in environ)
        assert kept() == n + 1


@pytest.mark.usefixtures("world")
def test_a_host_that_is_not_ours_gets_nothing_that_is_kept() -> None:
    Client(HTTP_HOST="localhost").get(HOME)
    assert Client(HTTP_HOST="evil.example").get(HOME).status_code == 400


@pytest.mark.usefixtures("world")
def test_tomorrow_is_another_day(monkeypatch: pytest.MonkeyPatch) -> None:
    Client().get(HOME)
    tomorrow = timezone.localdate() + timezone.timedelta(days=1)
    monkeypatch.setattr(timezone, "localdate", lambda *_: tomorrow)
    assert queries(Client()) > 1


def test_without_a_stamp_nothing_is_kept() -> None:
    Stamp.objects.all().delete()
    Client().get(HOME)
    assert (kept(), stamp()) == (0, "")


@pytest.mark.usefixtures("world")
def test_what_is_taken_back_leaves_the_stamp() -> None:
    before = stamp()
    with undone():
        record(told("i", "renamed", "club", "2020", name="Other"), on="2026-02-01")
        assert stamp() != before
    assert stamp() == before
    with transaction.atomic():
        renew()
    assert stamp() != before


# ---- never stale


def keeping_none() -> Client:
    """A visitor of a house that makes every page anew."""
    settings.KEEP_PAGES = False
    try:
        client = Client()
        client.get("/none/")  # it builds its house with the first page
    finally:
        settings.KEEP_PAGES = True
    return client


SLUGS = {"organisation": "club", "place": "town", "person": "ann", "source": "paper", "culture": "old-songs", "change": "a"}
OTHERS = [f"{HOME}find/?q=club", f"{HOME}find/?q=lee", f"{HOME}organisations/union/"]
TYPESET = ("extract", "visit")  # takes seconds a sheet; it is made of what the pages are made of


def addresses() -> list[str]:
    """An address of every page of the memory that a visitor may see, in one language."""
    with translation.override("en"):
        return OTHERS + [reverse(name, kwargs=_given(name)) for name, route in ROUTES.items() if name in DOORS and _kept_at_all(name, route)]


def _kept_at_all(name: str, route: Any) -> bool:
    return getattr(route.callback, "shared", False) and not name.startswith("lists:") and not any(word in name for word in TYPESET)


def _given(name: str) -> dict[str, Any]:
    """What the table of routes gives, with a body that is there."""
    given = DOORS[name].given
    slug = next((slug for kind, slug in SLUGS.items() if kind in name), "club")
    return {**given, "slug": slug} if "slug" in given else given


CHANGES: dict[str, Callable[[], Any]] = {
    "name": lambda: record(told("n1", "renamed", "club", "2020", name="Other"), on="2026-02-01"),
    "trait": lambda: record(told("n2", "reorganised", "club", "2020", level="district"), on="2026-02-01"),
    "culture": lambda: record(told("n3", "reorganised", "club", "2020", culture="new songs"), on="2026-02-01"),
    "seat": lambda: record(told("n4", "moved", "club", "2020", seat="town"), on="2026-02-01"),
    "tie": lambda: record(told("n5", "joined", "union", "2020", member_of=["third"]), on="2026-02-01"),
    "holding": lambda: record(told("n6", "appointed", "union", "2020", office="chair", person="ann"), on="2026-02-01"),
    "end": lambda: record(told("n7", "dissolved", "club", "2020"), on="2026-02-01"),
    "place": lambda: record(told("n8", "reorganised", "place:town", "2020", parent="land", name="Great Town"), on="2026-02-01"),
    "person": lambda: record(told("n9", "seen", "person:ann", "2020", name="Ann Kim"), on="2026-02-01"),
    "source": lambda: record(paper("paper", day="2001"), on="2026-02-01"),
    "correction": lambda: record(told("a", "founded", "club", "1989", name="Old Club", source="paper"), on="2026-02-01"),
    "withdrawal": lambda: record(withdrawn(told("g", "renamed", "union", "2010", name="New Union")), on="2026-02-01"),
    "another account preferred": lambda: prefer(by=None, at=timezone.now(), change="f", claim=1),
    "copy disclosed": lambda: disclose(by=None, file=File.objects.get(name="closed.pdf")),
    "copy enclosed": lambda: enclose(by=None, file=File.objects.get(name="open.pdf")),
    "person left out": lambda: leave_out(by=None, at=timezone.now(), person=Person.objects.get(slug="ann"), why="asked"),
    "federation named": lambda: begin_command.found(["en=Federation"], ["en", "kk"]),
}


@pytest.mark.usefixtures("world")
def test_never_stale() -> None:
    for name in ("closed.pdf", "open.pdf"):
        attach(by=None, source="paper", file=add(name=name, media_type="application/pdf", source=io.BytesIO(b"%PDF")))
    disclose(by=None, file=File.objects.get(name="open.pdf"))
    pages, visitor, keeper_of_none = addresses(), Client(), keeping_none()
    assert len(pages) > 10
    before = {path: looked(visitor, path) for path in pages}
    assert [path for path in pages if looked(visitor, path) != before[path]] == []
    for kind, change in CHANGES.items():
        change()
        after = {path: looked(keeper_of_none, path) for path in pages}
        assert (kind, {path for path in pages if after[path] != before[path]}) != (kind, set()), "nothing that visitors see was altered"
        assert (kind, [path for path in pages if looked(visitor, path) != after[path]]) == (kind, [])
        before = after


def looked(visitor: Client, path: str) -> tuple[int, bytes]:
    LIMITERS["page"].clear()
    answer = visitor.get(path)
    return answer.status_code, answer.content if not answer.streaming else b""


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_connection_that_was_lost_is_made_anew() -> None:
    record(told("a", "founded", "club", "1990", name="Club"))
    Client().get(HOME)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (pid,) = cursor.fetchone()
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", [pid])
    other.close()
    assert Client().get(HOME).status_code == 200
    assert stamp() != ""
