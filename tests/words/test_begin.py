from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation

from shanyraq.words.changes import FederationRefused, begin
from shanyraq.words.models import Federation

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def test_it_works() -> None:
    begin(name={"kk": "Одақ"}, languages=["kk", "ru"], sample=True)
    assert list(Federation.objects.values("name", "languages", "sample")) == [{"name": {"kk": "Одақ"}, "languages": ["kk", "ru"], "sample": True}]


@pytest.mark.parametrize("wrong", [{"name": {}}, {"name": {"kk": ""}}, {"name": {"kk": "A"}, "languages": []}, {"name": {"kk": "A"}, "languages": ["kk", "fr"]}])
def test_a_federation_without_name_or_language_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(FederationRefused):
        begin(**wrong)
    assert Federation.objects.count() == 0


def test_it_begins_once() -> None:
    begin(name={"kk": "A"})
    with translation.override("en"), pytest.raises(FederationRefused, match="has begun already"):
        begin(name={"kk": "B"})
    assert Federation.objects.get().name == {"kk": "A"}


def test_the_database_holds_one_row() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Federation.objects.create(id=2, name={"kk": "A"}, languages=["kk"])
