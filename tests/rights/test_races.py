"""Real requests at once: SQLite by a server of its own, PostgreSQL by one with the test's database.

An invitation used twice is tried in `tests/entrance/test_race.py`, an application accepted twice in `tests/joining/test_race.py`.
"""
from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.utils import timezone
from tests.cli.test_serve import await_answer
from tests.entrance.test_race import Stay
from tests.members.members import client_of, federation, in_office, named, organisation, taken
from tests.rights.offices import days
from tests.world import record, told

from shanyraq.accounts.changes import open_account
from shanyraq.accounts.models import User
from shanyraq.chronicle.models import FOREVER
from shanyraq.desk.changes import begin
from shanyraq.desk.contents import fresh
from shanyraq.desk.models import Draft
from shanyraq.people.dues import set_rate
from shanyraq.people.models import Dues, Holding, Membership, Receipt
from shanyraq.rights.models import Demand, Helper

AT_ONCE = 4
CSRF = "a" * 32  # a cookie and a field that say the same, as any page sets them
ASKED = """
import django, json
django.setup()
from tests.rights import test_races
print(json.dumps(getattr(test_races, "{asked}")("{race}")))
"""
Sent = tuple[str, str, dict[str, str]]  # cookies, an address, what is typed


def prepared(race: str) -> list[Sent]:
    """Before the race: what is sent."""
    federation()
    Demand.objects.all().delete()  # what a second factor opens is told elsewhere
    sent: list[Sent] = RACES[race][0]()
    return sent


def counted(race: str) -> Any:
    """After it: what stands."""
    return RACES[race][1]()


def session_of(user: User) -> str:
    """The cookies of a browser in which somebody is signed in; each server names its own."""
    kept = client_of(user).cookies[settings.SESSION_COOKIE_NAME].value
    return f"{settings.SESSION_COOKIE_NAME}={kept}; {settings.CSRF_COOKIE_NAME}={CSRF}"


def two_holders() -> list[Sent]:
    """Two keepers record another chair of the same branch from the same day on."""
    record([told(f"{slug}-named", "standing", f"person:{slug}", "2010", name={"en": slug}) for slug in ("pat", "pia")])
    return [appointing(*pair) for pair in ((in_office("ann", "chair", "centre"), "pat"), (in_office("sec", "head_of_secretariat", "union"), "pia"))]


def appointing(keeper: User, slug: str) -> Sent:
    content = fresh("appointed", ["organisation:branch"]) | {"checked": True}
    value = {"office": "chair", "person": slug}
    content["accounts"][0] |= {"value": value, "dated": True, "date": "2026-03-01", "ordered": True, "sourced": True, "preferred": True}
    draft = begin(by=keeper, content=content, key=slug)
    return session_of(keeper), f"/en/desk/drafts/{draft.pk}/save/", {}


def holders() -> Any:
    held = Holding.objects.filter(known_to=FOREVER, organisation__slug="branch", office="chair").count()
    return [held, Draft.objects.exclude(recorded="").count()]


def dues_twice() -> list[Sent]:
    taken("branch", named("Kim"))
    pk, year = Membership.objects.get().pk, timezone.localdate().year
    set_rate(by=None, organisation=organisation("branch"), kind="member", year=year, amount=500_000)
    session = session_of(in_office("bob", "chair", "branch"))
    return [(session, f"/en/members/dues/{pk}/", {"year": str(year), "state": "paid", "key": str(n)}) for n in range(AT_ONCE)]


def receipts() -> Any:
    return [Dues.objects.count(), Receipt.objects.count(), *Receipt.objects.values_list("number", flat=True)]


def helper_twice() -> list[Sent]:
    session = session_of(in_office("ann", "chair", "centre"))
    open_account(name="Helper", email="helper@example.org")
    said = {"organisation": "centre", "email": "helper@example.org", "until": (timezone.localdate() + days(9)).isoformat()}
    return [(session, "/en/my-offices/helpers/", said | {"key": str(n)}) for n in range(AT_ONCE)]


RACES: dict[str, tuple[Callable[[], list[Sent]], Callable[[], Any], list[int], Any]] = {
    "two holders of a single office": (two_holders, holders, [302, 409], [1, 1]),
    "dues paid twice": (dues_twice, receipts, [302] * AT_ONCE, [1, 1, 1]),
    "a helper named twice": (helper_twice, Helper.objects.count, [302, 422, 422, 422], 1),
}


def press(address: str, cookies: str, typed: dict[str, str]) -> int:
    opener = urllib.request.build_opener(Stay())
    opener.addheaders = [("Cookie", cookies)]
    try:
        with opener.open(address, data=urllib.parse.urlencode({**typed, "csrfmiddlewaretoken": CSRF}).encode(), timeout=30) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as answer:
        with answer:
            return answer.code


def at_once(server: str, sent: list[Sent]) -> list[int]:
    with ThreadPoolExecutor(len(sent)) as pool:
        return sorted(pool.map(lambda one: press(server + one[1], one[0], one[2]), sent))


@pytest.mark.both
@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("race", RACES)
def test_once_each_on_postgresql(live: str, race: str) -> None:
    answers = at_once(live, prepared(race))
    assert (answers, counted(race)) == RACES[race][2:]


@pytest.fixture
def served(command: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path) -> Iterator[tuple[str, Callable[[str, str], Any]]]:
    """A server of its own on SQLite: its address, and how something is asked of its database."""
    assert command("begin", "--name", "Trial").returncode == 0
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        port = int(tried.getsockname()[1])
    root = str(Path(__file__).resolve().parents[2])
    env = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"} | {"SHANYRAQ_DATA": str(tmp_path / "data"), "PORT": str(port)}
    env["PYTHONPATH"] = os.pathsep.join([root, env["PYTHONPATH"]])

    def ask(asked: str, race: str) -> Any:
        done = subprocess.run([sys.executable, "-c", ASKED.format(asked=asked, race=race)], env=env, capture_output=True, text=True, check=True, cwd=root)
        return json.loads(done.stdout)

    started = subprocess.Popen([sys.executable, "-m", "shanyraq.cli.main", "serve"], env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        await_answer(port)
        yield f"http://localhost:{port}", ask
    finally:
        started.terminate()
        started.communicate(timeout=20)


@pytest.mark.parametrize("race", RACES)
def test_once_each_on_sqlite(served: tuple[str, Callable[[str, str], Any]], race: str) -> None:
    server, ask = served
    answers = at_once(server, [tuple(one) for one in ask("prepared", race)])
    assert (answers, ask("counted", race)) == RACES[race][2:]
