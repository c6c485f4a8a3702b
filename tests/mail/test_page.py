"""The operator's pages of mail, and the command."""
from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.mail.post import free_port, office, post, use
from tests.rights.test_routes import sign_in

from shanyraq.accounts.changes import open_account
from shanyraq.journal.models import Entry

pytestmark = [pytest.mark.django_db(transaction=True)]


@pytest.fixture
def folder(settings: Any, tmp_path: Path) -> Path:
    use(settings, "")
    settings.MAIL_FOLDER = tmp_path / "mail"
    return tmp_path / "mail"


def operator() -> Client:
    client = Client()
    sign_in(client, open_account(name="Keeper", is_operator=True))
    return client


def words(client: Client, address: str) -> str:
    return re.sub(r"<[^>]+>|\s+", " ", client.get(address).content.decode())


def test_without_a_server_the_operator_reads_the_letters(folder: Path) -> None:
    letter = post(language="en", at=timezone.now())
    client = operator()
    page = client.get("/en/mail/").content.decode()
    assert ["aigul@example.org" in page, f'href="/en/mail/{letter.pk}/"' in page, "knows no mail server" in page] == [True] * 3
    assert "This letter was sent to see whether letters arrive." in words(client, f"/en/mail/{letter.pk}/")


def test_with_a_server_nobody_reads_them(settings: Any) -> None:
    port = free_port()
    use(settings, f"smtp://127.0.0.1:{port}")
    letter, client = post(language="en", at=timezone.now()), operator()
    waits = words(client, f"/en/mail/{letter.pk}/")
    with office(port=port):
        assert client.post("/en/mail/again/", {"key": "k"}).status_code == 302
    left = words(client, f"/en/mail/{letter.pk}/")
    assert ["This letter" in page for page in (waits, left)] == [False, False]
    assert ["does not answer" in waits, "was forgotten when it left" in left] == [True, True]


def test_what_could_not_leave_is_tried_again_once(settings: Any) -> None:
    port = free_port()
    use(settings, f"smtp://127.0.0.1:{port}")
    post("a", at=timezone.now()), post("b", at=timezone.now())
    client = operator()
    assert "2 letters could not leave" in words(client, "/en/mail/")
    with office(port=port) as box:
        for _twice in range(2):
            client.post("/en/mail/again/", {"key": "k"})
        post("c", at=timezone.now())
    assert (len(box.arrived), "could not leave" in words(client, "/en/mail/")) == (3, False)
    assert list(Entry.objects.values_list("action", "user__name")) == [("mail:letter:resend", "Keeper")]


def test_what_is_forgotten_has_no_page(folder: Path) -> None:
    letter = post(at=timezone.now() - timedelta(days=31))
    assert operator().get(f"/en/mail/{letter.pk}/").status_code == 404


@pytest.mark.both
@pytest.mark.parametrize("count", [1, 3, 40])
def test_the_list_asks_the_same_number_of_questions(folder: Path, count: int) -> None:
    for key in range(count):
        post(str(key), at=timezone.now())
    client = operator()
    with CaptureQueriesContext(connection) as asked:
        client.get("/en/mail/")
    assert len([each for each in asked if "mail_letter" in each["sql"]]) == 2


Command = Callable[..., subprocess.CompletedProcess[str]]


def test_the_command_tries_the_way(command: Command, tmp_path: Path) -> None:
    assert command("migrate").returncode == 0
    done = command("mail", "--to", "me@example.org", "--language", "ru")
    assert (done.returncode, done.stdout) == (0, f"No mail server is named: the letter is in {tmp_path / 'data' / 'mail'}.\n")
    [kept] = (tmp_path / "data" / "mail").iterdir()
    assert kept.stat().st_mode & 0o777 == 0o600


def test_the_command_sends_what_waits(command: Command) -> None:
    port = free_port()
    url = f"smtp://127.0.0.1:{port}"
    assert command("migrate").returncode == 0
    done = command("mail", "--to", "me@example.org", EMAIL_URL=url)
    assert (done.returncode, done.stderr.splitlines()[-1]) == (2, "The letter did not leave: The mail server does not answer.")
    assert command("mail", EMAIL_URL=url).stdout == "No letter left.\n1 wait: The mail server does not answer.\n"
    assert "me@example.org" not in done.stderr


@pytest.mark.parametrize(("env", "said"), [
    ({"EMAIL_URL": "smtp://me:s3cret@"}, "EMAIL_URL must be smtp://"),
    ({"SHANYRAQ_MAIL_FROM": "me"}, "SHANYRAQ_MAIL_FROM is “me”"),
])
def test_serve_refuses_what_is_wrong(command: Command, env: dict[str, str], said: str) -> None:
    done = command("serve", **env)
    assert (done.returncode, done.stdout, len(done.stderr.splitlines()), said in done.stderr, "s3cret" in done.stderr) == (2, "", 1, True, False)


def test_a_refused_address(command: Command) -> None:
    assert command("migrate").returncode == 0
    done = command("mail", "--to", "nobody")
    assert (done.returncode, done.stderr) == (2, "“nobody” is no e-mail address: it looks like name@example.org.\n")


