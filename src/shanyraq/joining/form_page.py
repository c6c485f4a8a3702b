"""The form for joining as its page shows it."""
from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext as _

from shanyraq.directory.lists.alphabet import in_alphabet
from shanyraq.directory.namebook import Namebook
from shanyraq.joining.forms import CHILD, JoinForm, heading_of
from shanyraq.joining.nearest import taking, told, where
from shanyraq.joining.sending import MOST_PEOPLE
from shanyraq.joining.terms import Wish
from shanyraq.people.consents import current
from shanyraq.people.models import ConsentText
from shanyraq.people.terms import Purpose
from shanyraq.words.texts import Text, pick

Row = dict[str, Any]
FEW: Final = 12  # organisations that are shown at once; of more one chooses the district first
NOWHERE: Final = "-"  # of which no district is told
FILLED: Final = {"family": "family-name", "given": "given-name", "patronymic": "additional-name"}


def page(form: JoinForm, language: str, today: date) -> Row:
    errors = [{"text": _said(form.whose(name), text), "target": f"j-{'given' if name == 'stamp' else name}"} for name, text in form.errors.items()]
    return {
        "form": form, **_where(form, language, today), "names": _names("", form.typed, form.errors), "reach": _reach(form),
        "wishes": _ticks("wishes", _("What would you like?"), Wish.choices, form.wishes),
        "others": [_other(number, one, form) for number, one in enumerate(form.others, 1)],
        "more": len(form.others) < MOST_PEOPLE - 1, "adult": _tick(form, "adult", _("Your age"), _("I am 18 or older"), required=True),
        "account": _tick(form, "account", _("Signing in"), _("I would like to see on the web what is kept of me")),
        "consent": _tick(form, "consent", _("Consent"), _("I agree, also for the children whom I added"), required=True),
        "texts": paragraphs(current(Purpose.DATA), language), "news": paragraphs(current(Purpose.NEWS), language), "errors": errors,
    }  # fmt: skip


def _said(whose: str, text: str) -> str:
    return f"{whose}: {text}" if whose else text


def paragraphs(text: ConsentText, language: str) -> list[Text]:
    said = pick(text.text, language)
    return [Text(line, said.lang, said.fallback) for line in said.value.splitlines() if line.strip()]


def _where(form: JoinForm, language: str, today: date) -> Row:
    """`chosen`, or else `branches` to choose from, of a district where there are many; thirty queries at most."""
    found = taking(today)
    chosen = told(found.filter(slug=form.typed["to"]), language, today) if form.typed["to"] else []
    if chosen:
        return {"chosen": chosen[0], "districts": [], "branches": []}
    pks = list(found.values_list("pk", flat=True))
    if len(pks) <= FEW:
        return {"chosen": None, "districts": [], "branches": told(found, language, today)}
    lie = where(pks, today)
    asked = form.typed["district"]
    there = [pk for pk in pks if lie.get(pk, NOWHERE) == asked]
    return {"chosen": None, "districts": district_choices({lie.get(pk, NOWHERE) for pk in pks}, asked, language, today),
            "branches": told(found.filter(pk__in=there), language, today) if there else []}  # fmt: skip


def district_choices(slugs: set[str], chosen: str, language: str, today: date) -> list[Row]:
    book = Namebook(language)
    book.read({f"place:{slug}" for slug in slugs - {NOWHERE}}, None)
    rows = [{"value": slug, "label": book.text(f"place:{slug}", today).value, "chosen": slug == chosen} for slug in slugs - {NOWHERE}]
    last = [{"value": NOWHERE, "label": _("without a district"), "chosen": chosen == NOWHERE}] if NOWHERE in slugs else []
    return [{"value": "", "label": "–", "chosen": not chosen}, *sorted(rows, key=lambda row: in_alphabet(str(row["label"]))), *last]


def field(name: str, label: str, value: str, errors: Mapping[str, str], *, kind: str = "text", required: bool = False, **more: Any) -> Row:
    row = {"id": f"j-{name}", "name": name, "label": label, "kind": kind, "value": value, "hint": "", "required": required, "choices": ()}
    return row | {"error": errors.get(name, ""), "autocomplete": "off", "inputmode": ""} | more


def _names(start: str, typed: Mapping[str, str], errors: Mapping[str, str]) -> list[Row]:
    labels = {"family": _("Family name"), "given": _("Given name"), "patronymic": _("Patronymic")}
    return [
        field(f"{start}{part}", label, typed[part], errors, required=part == "given", autocomplete="off" if start else FILLED[part])
        for part, label in labels.items()
    ]


def _reach(form: JoinForm) -> list[Row]:
    one = _("One of these is enough.")
    return [
        field("phone", _("Phone"), form.typed["phone"], form.errors, kind="tel", hint=one, autocomplete="tel"),
        field("email", _("E-mail"), form.typed["email"], form.errors, kind="email", autocomplete="email"),
        _tick(form, "comes_by", _("Or without either"), _("I will come by myself")),
    ]


def _other(number: int, one: Mapping[str, str], form: JoinForm) -> Row:
    start = f"p{number}-"
    fields = _names(start, one, form.errors)
    if one["kind"] == CHILD:
        fields.append(field(f"{start}born", _("Born on"), one["born"], form.errors, kind="date", required=True))
    return {"number": number, "kind": one["kind"], "heading": heading_of(one["kind"]), "fields": fields}


def _ticks(name: str, label: str, offered: Any, chosen: list[str]) -> Row:
    choices = [{"value": value, "label": said, "chosen": value in chosen} for value, said in offered]
    return field(name, label, "", {}, kind="checkbox", choices=choices)


def _tick(form: JoinForm, name: str, label: str, said: str, *, required: bool = False) -> Row:
    choices = [{"value": "1", "label": said, "chosen": name in form.ticked}]
    return field(name, label, "", form.errors, kind="checkbox", required=required, choices=choices)
