"""A page that rooms have a part in: each declares its panel, and the page asks the installed rooms."""
from __future__ import annotations

import pytest
from django.apps import apps
from django.test import Client
from tests.world import record, told

from shanyraq.directory.apps import DirectoryConfig

pytestmark = [pytest.mark.django_db]


def test_the_page_is_put_together_from_the_panels_of_the_rooms(monkeypatch: pytest.MonkeyPatch) -> None:
    record(told("begin", "founded", "org", "2000", name="Org"))
    once = Client().get("/en/organisations/org/").content.decode()
    room = apps.get_app_config("site")
    monkeypatch.setattr(room, "panels", DirectoryConfig.panels, raising=False)
    twice = Client().get("/en/organisations/org/").content.decode()
    assert (once.count("<h1>"), twice.count("<h1>")) == (1, 2)


def test_without_a_room_that_knows_it_there_is_no_page(monkeypatch: pytest.MonkeyPatch) -> None:
    record(told("begin", "founded", "org", "2000", name="Org"))
    monkeypatch.setattr(DirectoryConfig, "panels", {})
    assert Client().get("/en/organisations/org/").status_code == 404
