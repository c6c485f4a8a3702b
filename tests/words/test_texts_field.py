from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from shanyraq.words.fields import TextsField


def test_it_works() -> None:
    TextsField().clean({"kk": "Қазақша", "und": "?"}, None)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("text", "A text is a table of languages"),
        ({"de": "Text"}, "“de” is no language of a text: use one of kk, ru, ko, en, und."),
        ({"kk": " "}, "The text in “kk” is empty"),
        ({"kk": 5}, "The text in “kk” is empty"),
    ],
)
def test_what_is_no_text_is_refused(wrong: Any, said: str) -> None:
    with pytest.raises(ValidationError) as refused:
        TextsField().clean(wrong, None)
    assert refused.value.messages[0].startswith(said)


def test_a_migration_sees_a_plain_column() -> None:
    assert TextsField().deconstruct()[1] == "django.db.models.JSONField"
