"""Letters, by a real SMTP server on the loopback."""
from __future__ import annotations

import shutil
import ssl
import subprocess
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.db import transaction
from django.utils import translation
from tests.mail.post import NOON, PASSWORD, USER, free_port, knows, office, post, use

from shanyraq.mail.changes import AddressRefused, KeyReused, forget, hasten
from shanyraq.mail.delivery import WAITS, deliver, deliver_due
from shanyraq.mail.models import Letter
from shanyraq.mail.terms import Failure
from shanyraq.words.changes import begin

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both]

NAMES = {"kk": "Жетісу бірлестігі", "ru": "Объединение Жетысу", "ko": "제티수 연합", "en": "Zhetysu Union"}


def facts(key: str = "k") -> tuple[str, int, bool, bool]:
    """(failure, tries, delivered, tried again)."""
    letter = Letter.objects.get(key=key)
    return letter.failure, letter.tries, letter.delivered is not None, letter.due is not None


@pytest.mark.parametrize("language", NAMES)
def test_it_arrives_in_the_language_of_its_receiver(settings: Any, language: str) -> None:
    begin(name=NAMES)
    with office() as box:
        use(settings, f"smtp://127.0.0.1:{box.port}")
        post(language=language)
    [(sender, receivers, message)] = box.arrived
    with translation.override(language):
        subject, body = (translation.gettext(text) for text in (
            "A letter to try the way", "This letter was sent to see whether letters arrive. They do. Nothing needs to be done.",
        ))
    assert (sender, receivers) == ("no-reply@localhost", ["aigul@example.org"])
    assert (message["Subject"].strip(), message["From"].addresses[0].display_name, message["To"]) == (subject, NAMES[language], "aigul@example.org")
    assert message.get_content().replace("\r\n", "\n") == f"{body}\n\n-- \n{NAMES[language]}\nhttp://localhost:8000\n"
    assert (message["Content-Language"], message["Auto-Submitted"], message["Date"].datetime) == (language, "auto-generated", NOON)
    assert message["Message-ID"] == f"<{Letter.objects.get().mark}@localhost>"
    assert language == "en" or subject != "A letter to try the way"


def test_the_name_of_the_server_is_not_told(settings: Any) -> None:
    with office() as box:
        use(settings, f"smtp://127.0.0.1:{box.port}")
        post()
    assert [name for name in ("X-Mailer", "Received", "Sender") if name in box.arrived[0][2]] == []


def test_the_same_key_sends_once(settings: Any) -> None:
    with office() as box:
        use(settings, f"smtp://127.0.0.1:{box.port}")
        assert [post().pk, post().pk] == [Letter.objects.get().pk] * 2
        with pytest.raises(KeyReused):
            post(thing="people:person:2")
    assert len(box.arrived) == 1


def test_what_is_taken_back_was_never_written(settings: Any) -> None:
    with office() as box:
        use(settings, f"smtp://127.0.0.1:{box.port}")
        with pytest.raises(RuntimeError), transaction.atomic():
            post()
            raise RuntimeError
        with transaction.atomic():
            post()
            assert box.arrived == []
        assert len(box.arrived) == 1


def test_what_it_said_is_forgotten_once_it_left(settings: Any) -> None:
    with office() as box:
        use(settings, f"smtp://127.0.0.1:{box.port}")
        assert "This letter" in post(language="en").text
    assert Letter.objects.get().text == ""


def test_a_server_that_was_down_gets_it_once(settings: Any, capfd: pytest.CaptureFixture[str]) -> None:
    port = free_port()
    use(settings, f"smtp://127.0.0.1:{port}")
    post()
    assert facts() == ("unreachable", 1, False, True)
    assert list(deliver_due(at=NOON + WAITS[0] - timedelta(seconds=1))) == []
    with office(port=port) as box:
        assert list(deliver_due(at=NOON + WAITS[0])) == [None]
        assert list(deliver_due(at=NOON + timedelta(days=30))) == []
    assert (len(box.arrived), facts()) == (1, ("", 2, True, False))
    said = capfd.readouterr().err
    assert ("aigul" in said, '"failure": "unreachable"' in said) == (False, True)


def test_those_that_waited_go_along_with_the_next(settings: Any) -> None:
    port = free_port()
    use(settings, f"smtp://127.0.0.1:{port}")
    for key in "abc":
        post(key)
    with office(port=port) as box:
        post("d", at=NOON + WAITS[0])
    assert (len(box.arrived), Letter.objects.undelivered().count()) == (4, 0)


def test_after_some_days_nobody_tries_any_more(settings: Any) -> None:
    port = free_port()
    use(settings, f"smtp://127.0.0.1:{port}")
    post()
    for _wait in WAITS:
        due = Letter.objects.get().due
        assert due is not None
        assert deliver(letter=Letter.objects.get().pk, at=due) == Failure.UNREACHABLE
    assert facts() == ("unreachable", len(WAITS) + 1, False, False)
    later = NOON + timedelta(days=9)
    with office(port=port) as box:
        assert (list(deliver_due(at=later)), hasten(at=later), list(deliver_due(at=later))) == ([], 1, [None])
    assert len(box.arrived) == 1


def test_a_letter_in_hand_is_not_sent_beside(settings: Any) -> None:
    use(settings, "smtp://127.0.0.1:9")
    with transaction.atomic():
        letter = post()
        Letter.objects.update(due=NOON + timedelta(minutes=10), tries=1)  # somebody is at it
        assert (hasten(at=NOON), deliver(letter=letter.pk, at=NOON)) == (0, None)
        assert facts() == ("", 1, False, True)


@pytest.mark.parametrize(("answers", "failure", "again"), [
    ({"aigul@example.org": "550 no such user"}, "address", False),
    ({"aigul@example.org": "450 come again"}, "address", True),
    ({"data": "554 looks like spam"}, "refused", False),
    ({"data": "451 come again"}, "refused", True),
])
def test_what_is_refused_for_good_is_not_tried_again(settings: Any, answers: dict[str, str], failure: str, again: bool) -> None:
    with office(answers=answers) as box:
        use(settings, f"smtp://127.0.0.1:{box.port}")
        post()
    assert facts() == (failure, 1, False, again)


def test_one_bad_address_holds_up_nobody(settings: Any) -> None:
    with office(answers={"no@example.org": "450 come again"}) as box:
        use(settings, f"smtp://127.0.0.1:{box.port}")
        with transaction.atomic():
            post("a", to="no@example.org")
            post("b")
    assert [facts(key)[2] for key in "ab"] == [False, True]


def signed_in(port: int, password: str = PASSWORD) -> str:
    return f"smtp://{quote(USER)}:{quote(password, safe='')}@127.0.0.1:{port}"


@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
def test_it_signs_in(settings: Any) -> None:
    with office(authenticator=knows, auth_required=True, auth_require_tls=False) as box:
        use(settings, signed_in(box.port))
        post("a")
        use(settings, signed_in(box.port, "wrong"))
        post("b")
    assert (len(box.arrived), facts("a")[2], facts("b")) == (1, True, ("sign_in", 1, False, True))


def test_no_letter_leaves_unprotected(settings: Any) -> None:
    with office() as box:
        use(settings, f"smtp://127.0.0.1:{box.port}?tls=starttls")
        post()
    assert (box.arrived, facts()) == ([], ("unprotected", 1, False, True))


@pytest.fixture
def certificate(tmp_path: Path) -> tuple[ssl.SSLContext, str]:
    """Of `localhost`, signed by itself, and the file with which a client trusts it."""
    if not shutil.which("openssl"):
        pytest.skip("for want of openssl")
    key, made = tmp_path / "key.pem", tmp_path / "certificate.pem"
    asked = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
    subprocess.run([*asked, "-keyout", str(key), "-out", str(made)], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(made, key)
    return context, str(made)


def test_starttls_with_a_certificate_that_is_checked(settings: Any, certificate: tuple[ssl.SSLContext, str], monkeypatch: pytest.MonkeyPatch) -> None:
    context, trusted = certificate
    with office(certificate=context, require_starttls=True) as box:
        use(settings, f"smtp://localhost:{box.port}?tls=starttls")
        post("a")
        monkeypatch.setenv("SSL_CERT_FILE", trusted)
        post("b")
    assert (len(box.arrived), facts("a"), facts("b")[2]) == (1, ("unprotected", 1, False, True), True)


def test_no_header_can_be_slipped_in(settings: Any) -> None:
    """Neither by what is told in the subject, nor by an address, nor by the name of the federation."""
    begin(name={"en": "Union\r\nBcc: thief@example.org"})
    with office() as box:
        use(settings, f"smtp://127.0.0.1:{box.port}")
        letter = post(language="en")
        Letter.objects.filter(pk=letter.pk).update(delivered=None, due=NOON, subject="Hello\r\nBcc: thief@example.org")
        assert list(deliver_due(at=NOON)) == [Failure.REFUSED]
    [(_sender, receivers, message)] = box.arrived
    assert (receivers, message["Bcc"], message["From"].addresses[0].display_name) == (["aigul@example.org"], None, "Union Bcc: thief@example.org")
    assert facts()[3] is False


@pytest.mark.parametrize("address", ["", "aigul", "a@b", "a@example.org\nBcc: b@example.org", "a@example.org, b@example.org", "a b@example.org"])
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(AddressRefused):
        post(to=address)
    assert not Letter.objects.exists()


def test_after_thirty_days_it_is_forgotten_to_whom(settings: Any) -> None:
    with office() as box:
        use(settings, f"smtp://127.0.0.1:{box.port}")
        post()
        assert (forget(at=NOON + timedelta(days=30)), forget(at=NOON + timedelta(days=30, seconds=1))) == (0, 1)
        post()
    kept = Letter.objects.get()
    assert (kept.receiver, kept.subject, len(box.arrived)) == ("", "", 1)
