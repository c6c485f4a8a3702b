from __future__ import annotations

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from shanyraq import environment


def test_the_secret_is_drawn_once_and_is_its_owners_alone(tmp_path: Path) -> None:
    folder = environment.data_folder(str(tmp_path / "a" / "data"))
    drawn = environment.secret(folder)
    assert len(drawn) == 64
    assert environment.secret(folder) == drawn
    assert [folder.stat().st_mode & 0o777, (folder / "secret").stat().st_mode & 0o777] == [0o700, 0o600]
    assert [path.name for path in folder.iterdir()] == ["secret"]


def test_a_data_folder_that_cannot_be(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ImproperlyConfigured, match="Set SHANYRAQ_DATA to a folder that can"):
        environment.data_folder(str(tmp_path / "file" / "data"))


def test_without_a_word_the_database_is_sqlite_in_the_data_folder(tmp_path: Path) -> None:
    told = environment.database("", tmp_path)
    assert (told["ENGINE"], told["NAME"]) == ("django.db.backends.sqlite3", tmp_path / "shanyraq.sqlite3")


def test_a_postgres_address() -> None:
    told = environment.database("postgres://us%40er:p%3Ass@db.example:5433/fed", Path())
    assert [told[name] for name in ("ENGINE", "USER", "PASSWORD", "HOST", "PORT", "NAME")] == [
        "django.db.backends.postgresql", "us@er", "p:ss", "db.example", "5433", "fed",
    ]


@pytest.mark.parametrize("url", ["mysql://a/b", "postgres://host", "postgres://host/", "fed.sqlite3"])
def test_an_address_of_no_database_is_refused(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL must be postgres://"):
        environment.database(url, Path())


@pytest.mark.parametrize("named", ["0", "65536", "eighty", "", "8O", "-1", "٨٠"])
def test_a_port_is_a_number(named: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="from 1 to 65535"):
        environment.port(named)


@pytest.mark.parametrize("named", ["federation.example", "https://", "https://a.example/path", "https://a.example?x", "https://user@a.example", "ftp://a.example"])
def test_an_origin_is_an_address_without_a_path(named: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="https://federation.example"):
        environment.origin(named)


@pytest.mark.parametrize(("origin", "own"), [
    ("", True),
    ("http://localhost:8000", True),
    ("http://127.0.0.2", True),
    ("http://[::1]:8000", True),
    ("https://federation.example", False),
    ("http://192.168.1.5", False),
])
def test_which_origins_are_this_machine(origin: str, own: bool) -> None:
    assert environment.on_loopback(environment.origin(origin)) == own


def test_doors() -> None:
    assert environment.doors("zhetysu=http://localhost:8000  own=http://localhost:8002") == {
        "zhetysu": "http://localhost:8000",
        "own": "http://localhost:8002",
    }
    assert environment.doors("") == {}
    with pytest.raises(ImproperlyConfigured, match="SHANYRAQ_DOORS must be pairs"):
        environment.doors("zhetysu=localhost")


@pytest.mark.parametrize(("url", "server"), [
    ("", ("", 0, "", "", "none")),
    ("smtp://mail.example", ("mail.example", 587, "", "", "starttls")),
    ("smtp://us%40er:p%3A%2Fss@mail.example:25?tls=starttls", ("mail.example", 25, "us@er", "p:/ss", "starttls")),
    ("smtp://relay.example:25?tls=none", ("relay.example", 25, "", "", "none")),
    ("smtps://me:word@mail.example", ("mail.example", 465, "me", "word", "whole")),
    ("smtp://localhost:25", ("localhost", 25, "", "", "none")),
    ("smtp://me:word@127.0.0.1:25/?tls=starttls", ("127.0.0.1", 25, "me", "word", "starttls")),
    ("smtp://[::1]:25", ("::1", 25, "", "", "none")),
])
def test_a_mail_server(url: str, server: tuple[str, int, str, str, str]) -> None:
    assert environment.mail_server(url) == environment.MailServer(*server)


@pytest.mark.parametrize("url", [
    "mail.example", "http://mail.example", "smtp://", "smtp://:25", "smtp://mail.example:0", "smtp://mail.example:99999", "smtp://mail.example:a", "smtp://mail.example/in",
    "smtp://mail.example?tls=maybe", "smtp://mail.example?tls", "smtp://mail.example?tsl=none", "smtps://mail.example?tls=none", "smtp://me:s3cret/@mail.example", "smtp://me@mail.example",
    "smtp://me:s3cret#@mail.example", "smtp://[::1", "smtp://me:s3cret@mail.example?tls=none",
])
def test_a_mail_server_that_cannot_be_is_refused_without_its_password(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="^EMAIL_URL ") as refused:
        environment.mail_server(url)
    assert "s3cret" not in str(refused.value)
    assert refused.value.__cause__ is None


@pytest.mark.parametrize(("named", "origin", "address"), [
    ("", "", "no-reply@localhost"),
    ("", "https://federation.example", "no-reply@federation.example"),
    ("", "https://10.0.0.5", "no-reply@localhost"),
    ("", "https://portal", "no-reply@localhost"),
    ("us@federation.example ", "https://www.federation.example", "us@federation.example"),
])
def test_the_address_of_letters(named: str, origin: str, address: str) -> None:
    assert environment.sender(named, origin) == address


@pytest.mark.parametrize("named", ["me", "Us <us@federation.example>", "us@federation.example\nBcc: a@b.example"])
def test_an_address_of_letters_that_is_none(named: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="it must be an e-mail address such as"):
        environment.sender(named, "")
