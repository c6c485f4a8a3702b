"""The pages of zhetysu say of a day what the commands say."""
from __future__ import annotations

import re
from html import unescape

import pytest
from django.test import Client

from shanyraq.chronicle.imports import import_files
from shanyraq.cli.sample import ZHETYSU

pytestmark = [pytest.mark.django_db, pytest.mark.both]


@pytest.fixture(autouse=True)
def sample(db: None) -> None:
    import_files([ZHETYSU])


def words(client: Client, address: str) -> str:
    """The text of a page, in one line."""
    answer = client.get(address)
    assert answer.status_code == 200
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split())


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("1996-03-31", "It did not exist yet on this day."),
        ("1996-04-15", "What is known does not say for sure whether it existed on this day."),
        ("1996-04-30", "It existed on this day."),
    ],
)
def test_whether_the_centre_existed(client: Client, day: str, said: str) -> None:
    assert said in words(client, f"/en/organisations/korean-centre/?as_of={day}")


@pytest.mark.parametrize(
    ("day", "title"),
    [
        ("2001-06-01", "Korean ethnocultural association"),
        ("2002-07-01", "Korean ethnocultural association or Regional Korean cultural centre"),
        ("2003-06-01", "Regional Korean cultural centre"),
    ],
)
def test_its_name_or_names(client: Client, day: str, title: str) -> None:
    page = client.get(f"/en/organisations/korean-centre/?as_of={day}").content.decode()
    (heading,) = re.findall(r"<h1[^>]*>(.*?)</h1>", page, re.DOTALL)
    assert " ".join(re.sub(r"<[^>]+>", " ", heading).split()) == title


@pytest.mark.parametrize(
    ("day", "oblast"),
    [("1960", "Almaty oblast"), ("1970", "Taldykorgan oblast"), ("1998", "Almaty oblast"), ("2023", "Zhetysu oblast")],
)
def test_the_oblast_of_taldykorgan(client: Client, day: str, oblast: str) -> None:
    page = client.get(f"/en/places/taldykorgan/?as_of={day}").content.decode()
    (way,) = re.findall(r'<nav class="territory".*?</nav>', page, re.DOTALL)
    assert re.sub(r"<[^>]+>", " ", way).split()[-2:] == oblast.split()


def test_both_dates_of_the_union_stand_with_their_sources(client: Client) -> None:
    said = words(client, "/en/places/taldykorgan-oblast/?as_of=2000")
    assert "Sources disagree. By another one this would be otherwise on this day" in said
    assert "22 April 1997" in said
    assert "2002" in said
