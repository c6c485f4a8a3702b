"""Names that were written before their skeletons were kept get theirs."""
from __future__ import annotations

from typing import Any, Final

from django.db import transaction

from shanyraq.chronicle.floors import FLOORS
from shanyraq.words.folding import skeletons

AT_ONCE: Final = 500


def refold() -> int:
    """Fill the skeletons of all names that have none, some at a time; returns how many there were. What is filled already is left alone."""
    named: list[Any] = [model for model in FLOORS.models() if any(field.name == "folded" for field in model._meta.fields)]
    return sum(_refold(model) for model in named)


def _refold(model: Any) -> int:
    count, last = 0, 0
    while rows := list(model.objects.filter(folded="", pk__gt=last).only("text").order_by("pk")[:AT_ONCE]):
        for row in rows:
            row.folded = skeletons(row.text)
        with transaction.atomic():
            model.objects.bulk_update(rows, ["folded"])
        count, last = count + len(rows), rows[-1].pk
    return count
