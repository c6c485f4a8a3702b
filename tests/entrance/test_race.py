"""An invitation used at once by several real requests signs in once: SQLite by a server of its own, PostgreSQL by one with the test's database."""
from __future__ import annotations

import http.cookiejar
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
from django.utils import timezone
from tests.cli.test_serve import await_answer
from tests.entrance.signing import at
from tests.rights.offices import federation
from tests.world import record, told

from shanyraq.accounts.changes import open_account
from shanyraq.accounts.models import User
from shanyraq.entrance.inviting import invite
from shanyraq.guard.limits import LIMITERS
from shanyraq.journal.models import Entry
from shanyraq.people.models import Person

ONCE = [302, 410, 410, 410]
INVITED = """
import django
django.setup()
from tests.entrance.test_race import invitation
print(invitation("vera"))
"""


def invitation(slug: str) -> str:
    """The token of an invitation for somebody new."""
    record(told(f"{slug}-named", "standing", f"person:{slug}", "2010", name={"en": slug.capitalize()}))
    return invite(by=open_account(name="Keeper"), at=timezone.now(), person=Person.objects.get(slug=slug))


class Stay(urllib.request.HTTPRedirectHandler):
    """Follows no redirection: what the button answers is what counts."""

    def redirect_request(self, *given: object, **more: object) -> None:
        return None


def press(address: str) -> int:
    """Opens the page and presses its button, as a browser would."""
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()), Stay())
    with opener.open(address, timeout=20) as page:
        token = re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.read().decode())[0]
    return sent(opener, address, token)


def sent(opener: urllib.request.OpenerDirector, address: str, token: str) -> int:
    try:
        with opener.open(address, data=urllib.parse.urlencode({"csrfmiddlewaretoken": token}).encode(), timeout=20) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as answer:
        with answer:
            return answer.code


def at_once(address: str) -> list[int]:
    with ThreadPoolExecutor(4) as pool:
        return sorted(pool.map(press, [address] * 4))


@pytest.mark.both
@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_several_at_once_one_enters_on_postgresql(live: str) -> None:
    federation()
    for number in range(3):
        LIMITERS["enter"].clear()
        assert at_once(live + at("access:invited", token=invitation(f"vera-{number}"))) == ONCE
    assert (User.objects.filter(name__startswith="Vera").count(), Entry.objects.filter(action="entrance:invitation:accept").count()) == (3, 3)


@pytest.fixture
def served(command: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """A server of its own on SQLite, and an invitation in it: (address, data folder)."""
    assert command("begin", "--name", "Trial").returncode == 0
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        port = int(tried.getsockname()[1])
    root = str(Path(__file__).resolve().parents[2])
    env = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"} | {"SHANYRAQ_DATA": str(tmp_path / "data"), "PORT": str(port)}
    env["PYTHONPATH"] = os.pathsep.join([root, env["PYTHONPATH"]])
    token = subprocess.run([sys.executable, "-c", INVITED], env=env, capture_output=True, text=True, check=True, cwd=root).stdout.strip()
    started = subprocess.Popen([sys.executable, "-m", "shanyraq.cli.main", "serve"], env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        await_answer(port)
        yield f"http://localhost:{port}{at('access:invited', token=token)}", tmp_path / "data"
    finally:
        started.terminate()
        started.communicate(timeout=20)


def test_of_several_at_once_one_enters_on_sqlite(served: tuple[str, Path]) -> None:
    address, data = served
    assert at_once(address) == ONCE
    [database] = data.glob("*.sqlite3")
    with sqlite3.connect(database) as kept:
        asked = "SELECT (SELECT COUNT(*) FROM accounts_user WHERE name = 'Vera'), (SELECT COUNT(*) FROM journal_entry WHERE action = 'entrance:invitation:accept')"
        assert kept.execute(asked).fetchone() == (1, 1)
    kept.close()
