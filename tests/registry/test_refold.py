"""Names from before their skeletons were kept get them with the next `shanyraq migrate`."""
from __future__ import annotations

from typing import Any

import pytest
from tests.world import record, told

from shanyraq.chronicle import refolding
from shanyraq.chronicle.floors import FLOORS
from shanyraq.chronicle.refolding import refold
from shanyraq.cli.migrate import prepare
from shanyraq.registry.models import Name

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def named() -> list[Any]:
    return [model for model in FLOORS.models() if any(field.name == "folded" for field in model._meta.fields)]


def skeletons() -> dict[str, list[str]]:
    return {model._meta.label: sorted(model.objects.values_list("folded", flat=True)) for model in named()}


@pytest.fixture(autouse=True)
def _world() -> None:
    record([
        told("a", "founded", "club", "1990", name={"kk": "Қоғам", "ko": "협회"}, short="ҚҚ"),
        told("b", "founded", "place:town", "1936", name="Town"),
        told("c", "seen", "person:ann", "2000", name={"en": {"given": "Ann", "family": "Lee"}}),
    ])  # fmt: skip


def test_recording_writes_them() -> None:
    assert skeletons() == {"registry.Name": ["k", "kogam\n협회"], "places.Name": ["toun"], "people.PersonName": ["le an"]}


def test_names_without_get_theirs_and_others_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    before = skeletons()
    for model in named():
        model.objects.update(folded="")
    monkeypatch.setattr(refolding, "AT_ONCE", 1)
    assert refold() == 4
    assert skeletons() == before
    Name.objects.filter(use="").update(folded="kept")
    assert refold() == 0
    assert "kept" in skeletons()["registry.Name"]


@pytest.mark.django_db(transaction=True)
def test_migrating_does_it() -> None:
    before = skeletons()
    Name.objects.update(folded="")
    prepare()
    assert skeletons() == before
