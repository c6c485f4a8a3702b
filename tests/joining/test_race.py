"""One application accepted at once by several real requests is accepted once: SQLite by a server of its own, PostgreSQL by one with the test's database."""
from __future__ import annotations

import os
import re
import socket
import sqlite3
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone
from tests.cli.test_serve import await_answer
from tests.entrance.test_race import Stay
from tests.joining.joining import CHILD, application, client_of, in_office, world

from shanyraq.joining.models import Step
from shanyraq.joining.sending import OneOf
from shanyraq.people.models import Membership, Person

ONCE = [302, 422, 422, 422]
MADE = """
import django
django.setup()
from tests.joining.test_race import ready
print(*ready())
"""


def ready() -> tuple[str, int]:
    """(cookie of a chair, key of an application of a mother and her child)."""
    world()
    client = client_of(in_office("bob", "chair", "branch"))
    _token, kept = application("branch", OneOf("Vera", "Kim"), CHILD)
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}", kept.pk


def press(address: str, cookie: str, number: int) -> int:
    """Opens the page and presses "take in", each with a form of its own."""
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(), Stay())
    opener.addheaders = [("Cookie", cookie)]
    with opener.open(address, timeout=20) as page:
        html, given = page.read().decode(), page.headers.get_all("Set-Cookie") or []
    opener = urllib.request.build_opener(Stay())
    opener.addheaders = [("Cookie", "; ".join([cookie, *(one.partition(";")[0] for one in given)]))]
    token = re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', html)[0]
    more = urllib.parse.urlencode({"do": "accept", "kind": "member", "since": timezone.localdate().isoformat(), "key": str(number)})
    return sent(opener, f"{address}act/", f"csrfmiddlewaretoken={urllib.parse.quote(token)}&{more}")


def sent(opener: urllib.request.OpenerDirector, address: str, typed: str) -> int:
    try:
        with opener.open(address, data=typed.encode(), timeout=20) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as answer:
        with answer:
            return answer.code


def at_once(address: str, cookie: str) -> list[int]:
    with ThreadPoolExecutor(4) as pool:
        return sorted(pool.map(press, [address] * 4, [cookie] * 4, range(4)))


@pytest.mark.both
@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_several_at_once_one_accepts_on_postgresql(live: str) -> None:
    cookie, pk = ready()
    assert at_once(f"{live}/en/applications/{pk}/", cookie) == ONCE
    assert (Membership.objects.count(), Person.objects.filter(private=True).count(), Step.objects.filter(did="accepted").count()) == (2, 2, 1)


@pytest.fixture
def served(command: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path) -> Iterator[tuple[str, str, Path]]:
    """A server of its own on SQLite, and an application in it: (address, cookie, data folder)."""
    assert command("begin", "--name", "Trial").returncode == 0
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        port = int(tried.getsockname()[1])
    root = str(Path(__file__).resolve().parents[2])
    env = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"} | {"SHANYRAQ_DATA": str(tmp_path / "data"), "PORT": str(port)}
    env["PYTHONPATH"] = os.pathsep.join([root, env["PYTHONPATH"]])
    made = subprocess.run([sys.executable, "-c", MADE], env=env, capture_output=True, text=True, check=True, cwd=root).stdout.split()
    started = subprocess.Popen([sys.executable, "-m", "shanyraq.cli.main", "serve"], env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        await_answer(port)
        yield f"http://localhost:{port}/en/applications/{made[-1]}/", made[-2], tmp_path / "data"
    finally:
        started.terminate()
        started.communicate(timeout=20)


def test_of_several_at_once_one_accepts_on_sqlite(served: tuple[str, str, Path]) -> None:
    address, cookie, data = served
    assert at_once(address, cookie) == ONCE
    [database] = data.glob("*.sqlite3")
    with sqlite3.connect(database) as kept:
        asked = "SELECT (SELECT COUNT(*) FROM people_membership), (SELECT COUNT(*) FROM people_person WHERE private), (SELECT COUNT(*) FROM joining_step WHERE did = 'accepted')"
        assert kept.execute(asked).fetchone() == (2, 2, 1)
    kept.close()
