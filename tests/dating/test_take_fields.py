from __future__ import annotations

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.migrations.writer import MigrationWriter
from django.test.utils import isolate_apps
from django.utils import translation

from shanyraq.dating.fields import EDTFFormField, EDTFModelField


class Telling(forms.Form):
    when = EDTFFormField(required=False)


@pytest.fixture
def claim():
    with isolate_apps("shanyraq.dating"):

        class Claim(models.Model):
            date = EDTFModelField(blank=True)

            class Meta:
                app_label = "dating"

        yield Claim


@pytest.mark.parametrize(
    ("typed", "kept"), [("апрель 1996", "1996-04"), (" 1996-04 ", "1996-04"), ("1996년 4월", "1996-04"), ("unknown", ""), ("", ""), ("198X/199X", "198X/199X")]
)
def test_a_form_takes_words_and_gives_edtf(typed, kept):
    form = Telling({"when": typed})
    assert form.is_valid()
    assert form.cleaned_data == {"when": kept}


def test_a_form_keeps_what_was_typed_and_says_what_was_understood():
    with translation.override("en"):
        form = Telling({"when": "04/05/1996"})
        assert form.errors == {"when": ["“04/05/1996” may be 1996-05-04 or 1996-04-05. Write one of these."]}
        assert form["when"].value() == "04/05/1996"
        assert 'value="04/05/1996"' in str(form["when"])


def test_a_form_sees_no_change_where_the_same_date_is_typed_in_words():
    assert not Telling({"when": "April 1996"}, initial={"when": "1996-04"}).has_changed()
    assert Telling({"when": "May 1996"}, initial={"when": "1996-04"}).has_changed()


@pytest.mark.parametrize("text", ["1996-04", "[1945-10..1946-10-03]", ""])
def test_a_model_takes_edtf(claim, text):
    claim(date=text).full_clean(validate_constraints=False)


@pytest.mark.parametrize("text", ["April 1996", "2002-02-29", "1990/", "1" * 41])
def test_a_model_refuses_the_rest(claim, text):
    with pytest.raises(ValidationError) as refused:
        claim(date=text).full_clean(validate_constraints=False)
    assert list(refused.value.error_dict) == ["date"]


def test_the_form_of_a_model_takes_words(claim):
    field = claim._meta.get_field("date").formfield()
    assert (type(field), field.clean("since 1995"), field.max_length) == (EDTFFormField, "1995/..", 120)


def test_a_migration_imports_no_code_of_ours():
    text, imports = MigrationWriter.serialize(EDTFModelField(blank=True))
    assert (text, imports) == ("models.CharField(blank=True, max_length=40)", {"from django.db import models"})
