from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from shanyraq.words.texts import faults


class TextsField(models.JSONField):
    """A text per language, `{lang: text}`; the languages are kk, ru, ko, en and und."""

    description = "A text per language"

    def __init__(self, *args: Any, **options: Any) -> None:
        options.setdefault("default", dict)
        super().__init__(*args, **options)

    def deconstruct(self) -> Any:
        """To a migration it is the JSON column that it is: migrations import no code of ours."""
        name, _, args, options = super().deconstruct()
        return name, "django.db.models.JSONField", args, options

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        super().validate(value, model_instance)
        wrong = faults(value)
        if wrong:
            raise ValidationError(wrong)
