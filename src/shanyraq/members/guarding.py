"""What is asked of a guardian: one of the members in reach, or a name and a phone."""
from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from shanyraq.accounts.models import User
from shanyraq.members import questions, telling
from shanyraq.members.forms import NAMES, contact_of, field
from shanyraq.people.ages import is_child
from shanyraq.people.members import Reached
from shanyraq.people.models import Guardian, Person
from shanyraq.people.refusing import MemberRefused
from shanyraq.people.terms import ContactKind, SeenBy

Row = dict[str, Any]
ASKED: Final = ("guardian", "guardian_family", "guardian_given", "guardian_phone")
MOST: Final = 300  # in a choice


def guardian_fields(user: User, typed: Mapping[str, str], errors: Mapping[str, str], today: date, *, besides: Person | None = None) -> list[Row]:
    """Four queries at most."""
    known = [{"value": "", "label": _("somebody who is not on this list"), "chosen": not typed["guardian"]}, *_known(user, typed, today, besides)]
    return [
        field("guardian", _("Who is it?"), typed["guardian"], kind="select", required=True, errors=errors, choices=known),
        field("guardian_family", _("Family name of the guardian"), typed["guardian_family"], errors=errors),
        field("guardian_given", _("Given name of the guardian"), typed["guardian_given"], errors=errors),
        field("guardian_phone", _("Phone of the guardian"), typed["guardian_phone"], kind="tel", errors=errors),
    ]


def _known(user: User, typed: Mapping[str, str], today: date, besides: Person | None) -> list[Row]:
    """Members in reach who are no children, and those who stand in for one already."""
    members = questions.listed(user, questions.Asked(), today, "members:person:keep")[:MOST]
    there = {one.pk for one in members}
    wards = Guardian.objects.on(today).filter(child__in=there).exclude(guardian__in=there).select_related("guardian")
    others = {row.guardian_id: row.guardian for row in wards}
    found = [one for one in (*members, *others.values()) if not is_child(one.born, today) and one != besides]
    called = telling.called(found, get_language() or "kk") if found else {}
    return [{"value": one.slug, "label": called[one.pk].value, "chosen": one.slug == typed["guardian"]} for one in found]


def newcomer_of(typed: Mapping[str, str]) -> dict[str, str]:
    """The name of somebody new, as `forms.names_of` takes it. Raises MemberRefused."""
    if not typed["guardian_given"]:
        raise MemberRefused(_("Write the given name of the guardian, or choose one of the list."), "guardian_given")
    return dict.fromkeys(NAMES, "") | {"order": "family", "family": typed["guardian_family"], "given": typed["guardian_given"]}


def reached_by(typed: Mapping[str, str]) -> tuple[Reached, ...]:
    """Raises MemberRefused."""
    if not typed["guardian_phone"]:
        return ()
    try:
        return (contact_of(ContactKind.PHONE, typed["guardian_phone"], SeenBy.BOARD),)
    except MemberRefused as refused:
        raise MemberRefused(str(refused), "guardian_phone") from None


def chosen(user: User, typed: Mapping[str, str], today: date) -> Person | None:
    """Who was chosen of those whom this account reaches, guardians who are no members, too. Raises MemberRefused where it is none of them."""
    if not typed["guardian"]:
        return None
    members = questions.persons(questions.current(questions.reached(user, "members:person:keep", today), today))
    wards = Guardian.objects.on(today).filter(child__in=members.values("pk")).values("guardian")
    found = members.filter(slug=typed["guardian"]).first() or Person.objects.filter(pk__in=wards, slug=typed["guardian"]).first()
    if found is None:
        raise MemberRefused(_("Choose one of the list."), "guardian")
    return found
