from __future__ import annotations

import time

import pytest
from django.conf import settings
from django.test import Client, RequestFactory
from tests.rights.test_routes import sign_in

from shanyraq.accounts.changes import open_account
from shanyraq.guard import buckets
from shanyraq.guard.buckets import Bucket, Limiter
from shanyraq.guard.clients import address, network
from shanyraq.guard.limits import KEEPERS, LIMITERS

pytestmark = [pytest.mark.django_db]


def test_a_bucket_lets_through_what_it_holds_and_refills() -> None:
    limiter = Limiter(a_minute=60, at_once=3)
    assert [limiter.take("a", 0.0) for _ in range(5)] == [0, 0, 0, 1, 1]
    assert limiter.take("b", 0.0) == 0
    assert [limiter.take("a", 1.5), limiter.take("a", 1.5)] == [0, pytest.approx(0.5)]
    assert [limiter.take("a", 1000.0) for _ in range(4)] == [0, 0, 0, 1]


def test_a_flood_of_clients_does_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(buckets, "CLIENTS", 10)
    limiter = Limiter(a_minute=60, at_once=2)
    for number in range(100):
        limiter.take(str(number), 0.0)
    assert len(limiter.buckets) <= 11


def test_who_has_been_quiet_is_forgotten_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(buckets, "CLIENTS", 2)
    limiter = Limiter(a_minute=60, at_once=2)
    limiter.take("quiet", 0.0)
    limiter.take("busy", 100.0)
    limiter.take("new", 100.0)
    assert set(limiter.buckets) == {"busy", "new"}


def test_signing_in_is_tried_a_few_times_only() -> None:
    most = settings.RATES["enter"][1]
    assert answers(most + 1, "post", "/enter/x/") == [410] * most + [429]


def answers(times: int, method: str, path: str, ip: str = "192.0.2.7") -> list[int]:
    return [getattr(Client(REMOTE_ADDR=ip), method)(path).status_code for _ in range(times)]


@pytest.mark.parametrize(("kind", "method", "path", "passed"), [("page", "get", "/enter/x/", 410), ("change", "post", "/leave/", 302), ("enter", "post", "/enter/x/", 410)])
def test_too_many_requests_of_a_kind(kind: str, method: str, path: str, passed: int) -> None:
    LIMITERS[kind].buckets["192.0.2.0/24"] = Bucket(left=0.5, at=time.monotonic())
    refused = getattr(Client(REMOTE_ADDR="192.0.2.200", headers={"accept-language": "ru"}), method)(path)
    assert (refused.status_code, int(refused["Retry-After"]) > 0) == (429, True)
    assert "<main" in refused.content.decode()
    assert answers(1, method, path, ip="198.51.100.1") == [passed]


def form_of(size: int) -> bytes:
    """A form with one file, `size` bytes in all; of one that is refused before it is read the begin."""
    head, tail = b'--x\r\nContent-Disposition: form-data; name="a"; filename="a"\r\n\r\n', b"\r\n--x--\r\n"
    return head + b"x" * (min(size, 3 * 1024 * 1024) - len(head) - len(tail)) + tail


@pytest.mark.parametrize(("content_type", "size", "signed_in", "status"), [
    ("application/x-www-form-urlencoded", 2 * 1024 * 1024 + 1, True, 413),
    ("multipart/form-data; boundary=x", 2 * 1024 * 1024 + 1, True, 302),
    ("multipart/form-data; boundary=x", 2 * 1024 * 1024 + 1, False, 413),
    ("multipart/form-data; boundary=x", 64 * 1024 * 1024 + 1, True, 413),
])
def test_too_large_a_request(content_type: str, size: int, signed_in: bool, status: int) -> None:
    client = Client()
    if signed_in:
        client.cookies[settings.SESSION_COOKIE_NAME] = "x"
    answer = client.post("/leave/", data=form_of(size), content_type=content_type, headers={"content-length": str(size)})
    assert answer.status_code == status


@pytest.mark.parametrize(("ip", "kept"), [
    ("192.0.2.77", "192.0.2.0/24"),
    ("2001:db8:1:2::77", "2001:db8:1::/48"),
    ("", "unknown"),
    ("unix:", "unknown"),
])
def test_no_whole_address_is_kept(ip: str, kept: str) -> None:
    assert network(RequestFactory().get("/", REMOTE_ADDR=ip)) == kept


@pytest.mark.parametrize(("behind", "seen"), [(True, "198.51.100.9"), (False, "127.0.0.1")])
def test_only_the_proxys_word_counts(behind: bool, seen: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "BEHIND_PROXY", behind)
    request = RequestFactory().get("/", headers={"x-forwarded-for": "203.0.113.1, 198.51.100.9"})
    assert address(request) == seen


def test_a_keeper_who_types_quickly_is_not_stopped_and_whoever_makes_a_session_up_is() -> None:
    client, most = Client(), settings.RATES["change"][1]
    sign_in(client, open_account(name="Keeper", is_operator=True))
    assert client.get("/en/desk/").status_code == 200
    record = {"act": "founded", "key": "k"}
    assert {client.post("/en/desk/record/", record).status_code for _ in range(most + 10)} == {302}
    stranger = Client(headers={"cookie": f"{settings.SESSION_COOKIE_NAME}=madeup"})
    assert [stranger.post("/leave/").status_code for _ in range(most + 1)] == [302] * most + [429]


def test_a_keeper_has_a_limit_too() -> None:
    client, most = Client(), settings.RATES["keeper"][1]
    sign_in(client, open_account(name="Keeper", is_operator=True))
    client.get("/en/desk/")
    LIMITERS["keeper"].buckets[KEEPERS.session(client.get("/en/desk/").wsgi_request)] = Bucket(left=0.5, at=time.monotonic())
    assert (client.post("/en/desk/record/", {"act": "founded", "key": "k"}).status_code, most) == (429, 60)


def test_whoever_leaves_is_a_stranger_again() -> None:
    client = Client()
    sign_in(client, open_account(name="Keeper", is_operator=True))
    session = KEEPERS.session(client.get("/en/desk/").wsgi_request)
    assert session in KEEPERS.known
    client.post("/leave/")
    assert session not in KEEPERS.known
