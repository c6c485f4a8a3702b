"""The first screen of several federations: doors, tasks, and none of our own words."""
from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from tests.world import record, told

from shanyraq.site.navigation import tasks
from shanyraq.words.changes import begin

pytestmark = [pytest.mark.django_db, pytest.mark.both]

OURS = r"as.of|known.on|EDTF|claims?|threads?|roll-?up|slug|bitemporal|shanyraq|шаңырақ|шанырак|slug|API|JSON|database"
DOORS = {"zhetysu": "http://localhost:8000", "ulgi": "http://localhost:8001", "own": "http://localhost:8002"}


def world() -> None:
    begin(name={"kk": "Бірлестіктер"})
    record(told("centre", "founded", "centre", "1996", name={"kk": "Орталық"}))


def words(html: str) -> str:
    return unescape(re.sub(r"<[^>]+>", " ", re.sub(r"(?s)<head>.*?</head>|<script.*?</script>", "", html)))


@pytest.fixture
def doors(settings: Any) -> Any:
    settings.DOORS = DOORS
    return settings


def links(html: str, part: str) -> list[str]:
    return re.findall(r'href="(.*?)"', re.findall(rf'(?s)<ul class="{part}">(.*?)</ul>', html)[0])


@pytest.mark.parametrize("language", ["kk", "ko", "ru", "en"])
@pytest.mark.usefixtures("doors")
def test_none_of_our_own_words_stands_on_it(language: str) -> None:
    world()
    html = Client().get(f"/{language}/").content.decode()
    assert re.findall(OURS, words(html), re.IGNORECASE) == []


@pytest.mark.parametrize("language", ["kk", "ko"])
@pytest.mark.usefixtures("doors")
def test_three_doors_lead_to_three_federations(language: str) -> None:
    world()
    html = Client().get(f"/{language}/").content.decode()
    assert [re.sub(r"/(kk|ko)/.*", "", address) for address in links(html, "doors")] == list(DOORS.values())


@pytest.mark.parametrize("language", ["kk", "ko"])
@pytest.mark.usefixtures("doors")
def test_each_task_is_one_tap_away(language: str) -> None:
    world()
    with translation.override(language):
        offered = tasks()
    assert len(offered) >= 4
    html = Client().get(f"/{language}/").content.decode()
    assert links(html, "tasks") == [task["url"] for task in offered]
    answers = {task["url"]: Client().get(re.sub(r"^http://localhost:\d+", "", task["url"]), follow=True).status_code for task in offered}
    assert set(answers.values()) == {200}, answers  # where one signs in, or tries it out


def test_without_doors_there_is_neither_door_nor_task() -> None:
    world()
    html = Client().get("/en/").content.decode()
    assert re.findall('class="(?:doors|tasks|door-list)"', html) == []
    assert '<h1><span lang="kk">Бірлестіктер</span></h1>' in html


def test_other_federations_have_their_own_home(doors: Any) -> None:
    world()
    doors.PORT = 8001
    html = Client().get("/en/").content.decode()
    assert re.findall('class="(?:doors|tasks)"', html) == []
    assert re.findall(r'(?s)<p class="door-list">.*?</p>', html)[0].count("<a ") == 2


def test_the_page_of_whoever_keeps_a_server() -> None:
    with translation.override("en"):
        answer = Client().get(reverse("site:keep"))
    assert (answer.status_code, "make run" in answer.content.decode()) == (200, True)
