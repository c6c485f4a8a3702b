"""Forms of what somebody tells of themselves: birth and languages, a photograph. The board and the member are both given them."""
from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from shanyraq.accounts.models import User
from shanyraq.files.changes import FileRefused
from shanyraq.members.editing import Sheet, refusal
from shanyraq.members.forms import day_of, field, key_of, typed_in
from shanyraq.people.about import tell
from shanyraq.people.consents import current, give, stands
from shanyraq.people.models import Person, Photograph
from shanyraq.people.photographs import portray, show_to
from shanyraq.people.refusing import MemberRefused
from shanyraq.people.terms import SPOKEN, Purpose, SeenBy
from shanyraq.words.texts import pick

Row = dict[str, Any]
SHOWN_TO: Final = (SeenBy.BOARD, SeenBy.MEMBERS)


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose data it is, who writes it down (a child does not alter its own birth, nor sign), and where the page is."""

    by: User
    person: Person
    back: str
    how: str
    minor: bool = False

    def refuse_minor(self) -> None:
        if self.minor:
            raise MemberRefused(_("For somebody under 18 the guardian does this."))


def about_form(request: HttpRequest, whose: Whose) -> HttpResponse:
    errors: dict[str, str] = {}
    person = whose.person
    typed, spoken = {"born": person.born.isoformat() if person.born else "", "letters_in": person.letters_in}, list(person.languages)
    if request.method == "POST":
        typed, spoken = typed_in(request, typed), [code for code in request.POST.getlist("languages") if code in SPOKEN]
        try:
            born = person.born if whose.minor else day_of(typed["born"], "born") if typed["born"] else None
            more = [code for code in person.languages if code not in SPOKEN]
            tell(
                by=whose.by, person=person, born=born, languages=[*spoken, *more], letters_in=typed["letters_in"], on=timezone.localdate(),
                key=key_of(request),
            )  # fmt: skip
        except MemberRefused as refused:
            errors = refusal(refused, "born")
        else:
            return HttpResponseRedirect(whose.back)
    sheet = Sheet(_("Birth and languages"), _("Save"), whose.back, _("All of it may be left out. It is never shown in public."))
    return sheet.shown(request, about_fields(typed, spoken, errors, minor=whose.minor), errors)


def about_fields(typed: Mapping[str, str], spoken: Sequence[str], errors: Mapping[str, str], *, minor: bool = False) -> list[Row]:
    """`minor`: a child that looks at its own; its birth is altered by the guardian or the board."""
    languages = [{"value": code, "label": label, "chosen": code in spoken} for code, label in SPOKEN.items()]
    letters = [("", _("no matter")), *settings.LANGUAGES]
    return [
        *([] if minor else [born_field(typed["born"], errors)]),
        field("languages", _("Which languages does the person speak?"), "", kind="checkbox", errors=errors, choices=languages),
        field("letters_in", _("In which language are letters wanted?"), "", kind="select", required=True, errors=errors,
              choices=offered(letters, typed["letters_in"])),
    ]  # fmt: skip


def born_field(typed: str, errors: Mapping[str, str]) -> Row:
    return field("born", _("Date of birth"), typed, kind="date", errors=errors, hint=_("Needed of somebody under 18, who needs a guardian, too."))


def offered(choices: Iterable[tuple[str, Any]], chosen: str) -> list[Row]:
    return [{"value": value, "label": label, "chosen": value == chosen} for value, label in choices]


def photograph_form(request: HttpRequest, whose: Whose) -> HttpResponse:
    """With the consent that it needs, where none stands."""
    errors: dict[str, str] = {}
    kept = Photograph.objects.filter(person=whose.person).first()
    typed = {"seen_by": kept.seen_by if kept else SeenBy.BOARD.value, "agree": ""}
    if request.method == "POST":
        typed = typed_in(request, typed)
        try:
            _keep(request, whose, typed, kept)
        except MemberRefused as refused:
            errors = refusal(refused, "picture")
        except FileRefused as refused:
            errors = {"picture": str(refused)}
        else:
            return HttpResponseRedirect(whose.back)
    lead = "" if stands(whose.person, Purpose.PHOTOGRAPH) else pick(current(Purpose.PHOTOGRAPH).text, get_language() or "kk").value
    sheet = Sheet(_("Photograph"), _("Save"), whose.back, lead, upload=True)
    return sheet.shown(request, _photograph_fields(typed, errors, new=kept is None, agreed=not lead), errors)


@transaction.atomic
def _keep(request: HttpRequest, whose: Whose, typed: dict[str, str], kept: Photograph | None) -> None:
    """Raises MemberRefused, FileRefused."""
    sent, key = request.FILES.get("picture"), key_of(request)
    if typed["agree"]:
        whose.refuse_minor()
        give(person=whose.person, purpose=Purpose.PHOTOGRAPH, on=timezone.localdate(), by=whose.by, how=whose.how, key=f"{key}:agree")
    if sent:
        source = io.BytesIO(sent.read())
        portray(by=whose.by, person=whose.person, name=sent.name or "", source=source, seen_by=typed["seen_by"], key=key)
    elif kept:
        show_to(by=whose.by, person=whose.person, seen_by=typed["seen_by"], key=key)
    else:
        raise MemberRefused(_("Choose a picture."), "picture")


def _photograph_fields(typed: Mapping[str, str], errors: Mapping[str, str], *, new: bool, agreed: bool) -> list[Row]:
    hint = _("Place and time that a camera writes into it are removed.")
    seen = [(value, SeenBy(value).label) for value in SHOWN_TO]
    agree = [{"value": "yes", "label": _("There is consent to this."), "chosen": bool(typed["agree"])}]
    consent = field("consent", _("Consent"), "", kind="checkbox", required=True, errors=errors, choices=agree) | {"name": "agree"}
    return [
        field("picture", _("Picture"), "", kind="file", required=new, errors=errors, hint=hint),
        field("seen_by", _("Who may see it?"), "", kind="select", required=True, errors=errors, choices=offered(seen, typed["seen_by"])),
        *([] if agreed else [consent]),
    ]
