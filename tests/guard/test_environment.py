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
