"""A foreign key by string slips past import-linter: relations between models keep to the floors, too."""
from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db.models import Field, ForeignObjectRel, Model
from tests.house.floors import depth


def package(model: type[Model]) -> str:
    return model.__module__.removeprefix("shanyraq.").partition(".")[0]


def relations() -> Iterator[tuple[str, Field[Any, Any], str, str]]:
    """Each relation of a model of ours, with the package of both ends."""
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.get_fields():
            if model.__module__.startswith("shanyraq.") and not isinstance(field, ForeignObjectRel) and field.is_relation and field.model is model:
                target = field.related_model
                assert isinstance(target, type)
                yield field.remote_field.related_name or "", field, package(model), package(target) if target.__module__.startswith("shanyraq.") else target.__module__


def test_there_are_some() -> None:
    assert ("journal", "accounts") in {(own, other) for _name, _field, own, other in relations()}


def test_relations_point_down_only() -> None:
    levels = depth()
    assert [str(field) for _name, field, own, other in relations() if own != other and not levels[own] < levels.get(other, -1)] == []


def test_between_floors_no_name_leads_back_up() -> None:
    assert [str(field) for name, field, own, other in relations() if own != other and not name.endswith("+")] == []
