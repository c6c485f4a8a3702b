from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import get_language

from .edtf_date import DateRefused, parse
from .reading import LONGEST_SENTENCE, read
from .shapes import LONGEST


def validate_edtf(text: str) -> None:
    """Raise ValidationError (code "edtf") for a text that is not EDTF as this project takes it."""
    try:
        parse(text)
    except DateRefused as refusal:
        raise ValidationError(str(refusal), code="edtf") from refusal


class EDTFFormField(forms.CharField):
    """Takes EDTF or a date as people write it, gives EDTF; the bound form keeps what was typed when it is refused."""

    def to_python(self, value: Any) -> Any:
        typed: Any = super().to_python(value)
        if typed in self.empty_values:
            return typed
        try:
            return read(typed, language=get_language()).text
        except DateRefused as refusal:
            raise ValidationError(str(refusal), code="edtf") from refusal


class EDTFModelField(models.CharField):  # type: ignore[type-arg]
    """EDTF text, judged by `full_clean`. In migrations it is a plain CharField, so that they import no code of ours."""

    default_validators = [validate_edtf]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", LONGEST)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"form_class": EDTFFormField, "max_length": LONGEST_SENTENCE, **kwargs})
