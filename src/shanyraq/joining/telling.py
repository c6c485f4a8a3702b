"""Applications in words: what happened, for whom, where they lie."""
from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Final

from django.utils import timezone
from django.utils.translation import gettext as _

from shanyraq.dating.sentences import say_day
from shanyraq.joining.alphabets import script_of
from shanyraq.joining.models import Applicant, Application, Step
from shanyraq.joining.terms import Did, Proof, State, Wish
from shanyraq.people.ages import age
from shanyraq.people.models import Spelling
from shanyraq.people.terms import Script
from shanyraq.rights.naming import names
from shanyraq.words.texts import UNDETERMINED, Text

Row = dict[str, Any]
IN: Final = {Script.CYRILLIC: "ru", Script.HANGUL: "ko", Script.LATIN: UNDETERMINED}  # as a voice reads it out


def called(one: Applicant | Spelling) -> Text:
    """The family name first; a Korean name without a space."""
    if not one.given:
        return Text(_("forgotten after a year"), "", fallback=False)
    script = script_of(one.given + one.family)
    parts = (one.family, one.given) if script == Script.HANGUL else (one.family, one.given, one.patronymic)
    return Text(("" if script == Script.HANGUL else " ").join(part for part in parts if part), IN[script], fallback=True)


def people(applicants: Iterable[Applicant], language: str, today: date) -> list[Row]:
    """{number, name, born (words, of a child), age}."""
    without = {"born": "", "age": None}
    said = [(one, {"born": say_day(one.born, language), "age": age(one.born, today)} if one.born else without) for one in applicants]
    return [{"number": one.number, "name": called(one), **told} for one, told in said]


def history(application: Application, language: str, today: date) -> list[Row]:
    """{day, said, how, note, organisation (where it went, or None)}, the newest first; three queries."""
    steps = list(Step.objects.filter(application=application).order_by("-at", "-pk"))
    bodies = names({one.organisation_id for one in steps if one.organisation_id}, language, today)
    return [
        {
            "day": say_day(timezone.localdate(one.at), language), "said": Did(one.did).label, "how": Proof(one.proof).label if one.proof else "",
            "note": one.note, "organisation": bodies.get(one.organisation_id or 0),
        }
        for one in steps
    ]  # fmt: skip


def rows(applications: Sequence[Application], language: str, today: date) -> list[Row]:
    """{pk, name, others (number), organisation, state, made, proof} of a page of the list; four queries."""
    found: dict[int, list[Applicant]] = {}
    for one in Applicant.objects.filter(application__in=applications).order_by("application", "number"):
        found.setdefault(one.application_id, []).append(one)
    bodies = names({one.organisation_id for one in applications}, language, today)
    return [
        {
            "pk": one.pk, "name": called(found[one.pk][0]), "others": len(found[one.pk]) - 1, "organisation": bodies[one.organisation_id],
            "state": State(one.state).label, "made": say_day(timezone.localdate(one.made), language),
            "proof": Proof(one.proof).label if one.proof else "",
        }
        for one in applications
    ]  # fmt: skip


def wishes(application: Application) -> list[str]:
    return [str(Wish(one).label) for one in application.wishes if one in Wish.values]
