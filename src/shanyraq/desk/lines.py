"""The lines of the journal in people's words: what was done, and to what."""
from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shanyraq.accounts.models import User
from shanyraq.chronicle.models import FOREVER, SourceVersion, Version
from shanyraq.chronicle.terms import Status
from shanyraq.desk.choosing import book
from shanyraq.desk.said import moment_said, sentences
from shanyraq.directory.namebook import url_of
from shanyraq.journal.changes import HALF
from shanyraq.journal.models import Entry
from shanyraq.people.models import Person
from shanyraq.words.texts import pick

Row = dict[str, Any]
ACTS_SAID: Final[dict[str, Any]] = {
    "desk:change:record": gettext_lazy("Recorded"),
    "desk:change:correct": gettext_lazy("Corrected"),
    "desk:change:withdraw": gettext_lazy("Taken back"),
    "desk:change:restore": gettext_lazy("Recorded again"),
    "desk:draft:discard": gettext_lazy("Draft thrown away"),
    "desk:photo:discard": gettext_lazy("Photograph thrown away"),
    "desk:copy:add": gettext_lazy("Copy of a paper added"),
    "chronicle:change:tell": gettext_lazy("Imported or recorded elsewhere"),
    "chronicle:source:attach": gettext_lazy("Copy of a paper kept"),
    "chronicle:source:disclose": gettext_lazy("Copy of a paper opened to everyone"),
    "chronicle:source:enclose": gettext_lazy("Copy of a paper closed"),
    "entrance:link:use": gettext_lazy("Signed in"),
    "entrance:keeper:invite": gettext_lazy("Link for a keeper made"),
    "entrance:sample:try": gettext_lazy("Tried out as the keeper"),
    "entrance:person:invite": gettext_lazy("Invitation made"),
    "entrance:invitation:accept": gettext_lazy("Invitation accepted"),
    "entrance:device:bind": gettext_lazy("Phone made one's own"),
    "entrance:device:end": gettext_lazy("Phone taken away"),
    "entrance:key:add": gettext_lazy("Key added to a phone"),
    "entrance:key:end": gettext_lazy("Key taken away"),
    "entrance:email:set": gettext_lazy("E-mail address set"),
    "entrance:password:set": gettext_lazy("Password set"),
    "entrance:sheet:make": gettext_lazy("Sheet of codes made"),
    "entrance:session:end": gettext_lazy("Signed out elsewhere"),
    "lists:list:bring": gettext_lazy("List brought"),
    "lists:list:take": gettext_lazy("List recorded"),
    "lists:list:undo": gettext_lazy("List taken back"),
    "lists:list:drop": gettext_lazy("List thrown away"),
    "remarks:remark:send": gettext_lazy("A reader has sent a remark"),
    "remarks:remark:answer": gettext_lazy("Remark of a reader answered"),
    "people:person:leave_out": gettext_lazy("Person no longer named"),
    "people:person:name_again": gettext_lazy("Person named again"),
    "desk:draft:keep": gettext_lazy("Prepared as a helper"),
    "rights:grant:alter": gettext_lazy("Rights of an office altered"),
    "rights:demand:alter": gettext_lazy("Second step of signing in asked, or no more"),
    "rights:stepping:begin": gettext_lazy("Stepped in, or stepped back"),
    "rights:helper:name": gettext_lazy("Helper named, or released"),
    "members:membership:take": gettext_lazy("Members taken in"),
    "members:membership:change": gettext_lazy("Kind of a membership changed"),
    "members:membership:end": gettext_lazy("Membership ended"),
    "members:person:keep": gettext_lazy("Name or contacts of a member written down"),
    "members:dues:keep": gettext_lazy("Dues set, or written down"),
    "members:card:make": gettext_lazy("Membership card made"),
    "members:confirmation:answer": gettext_lazy("Data of members asked about, or confirmed"),
    "members:consent:keep": gettext_lazy("Consent given, or withdrawn"),
    "members:person:unite": gettext_lazy("Two persons made one, or told apart"),
    "joining:application:send": gettext_lazy("Application sent"),
    "joining:application:follow": gettext_lazy("Applicant answered"),
    "joining:application:decide": gettext_lazy("Application dealt with"),
    "joining:application:appeal": gettext_lazy("Appeal of an applicant decided"),
    "mandates:handing:keep": gettext_lazy("Hand-over of an office prepared"),
    "reminders:reminder:end": gettext_lazy("Reminder put away"),
    "entrance:looking:begin": gettext_lazy("Looked as somebody else"),
    "entrance:looking:end": gettext_lazy("Looked as somebody else no more"),
    "entrance:device:name": gettext_lazy("Phone given a name"),
    "mail:letter:resend": gettext_lazy("Letter sent again"),
}


def lines_shown() -> Any:
    """The journal without the second half of a line that the desk has written already, the newest first."""
    return Entry.objects.exclude(key__endswith=HALF).select_related("user").order_by("-moment", "-pk")


def journal_rows(lines: Iterable[Entry], language: str, today: date) -> list[Row]:
    """{moment, who, act, thing, url, withdrawn} of lines: a change by its sentence, a source by its title, a person or an account by its name."""
    listed = list(lines)
    things: dict[str, Row] = {}
    for start, read in READERS.items():
        keys = {line.thing.removeprefix(start) for line in listed if line.thing.startswith(start)}
        things |= {f"{start}{key}": row for key, row in read(sorted(keys), language, today).items()} if keys else {}
    return [_line(line, things.get(line.thing), language) for line in listed]


def _line(line: Entry, thing: Row | None, language: str) -> Row:
    return {
        "moment": moment_said(line.moment, language),
        "who": line.user.name if line.user else "",
        "act": ACTS_SAID.get(line.action, _("Something else")),
        "thing": line.summary if line.thing.startswith("lists:") else "", "url": "", "withdrawn": False,
    } | (thing or {}) | _stepped(line, thing)  # fmt: skip


def _stepped(line: Entry, thing: Row | None) -> Row:
    """Whoever steps in says why, and all who keep the register read it."""
    if line.action != "rights:stepping:begin":
        return {}
    why = _("stepped back") if line.summary == "ended" else line.summary
    return {"thing": f"{thing['thing'] if thing else _('the whole federation')}: {why}"}


def _organisations(slugs: Sequence[str], language: str, today: date) -> dict[str, Row]:
    names = book([f"organisation:{slug}" for slug in slugs], language, {})
    return {slug: {"thing": names.text(f"organisation:{slug}", today).value, "url": url_of(f"organisation:{slug}")} for slug in slugs}


def _changes(slugs: Sequence[str], language: str, today: date) -> dict[str, Row]:
    versions = list(Version.objects.filter(change__slug__in=slugs, known_to=FOREVER).select_related("change"))
    said = sentences(versions, language=language, today=today)
    return {
        version.change.slug: {
            "thing": said.get(version.pk, ""), "url": reverse("desk:correct", kwargs={"slug": version.change.slug}),
            "withdrawn": version.status == Status.WITHDRAWN,
        }
        for version in versions
    }  # fmt: skip


def _sources(slugs: Sequence[str], language: str, _today: date) -> dict[str, Row]:
    rows = SourceVersion.objects.filter(source__slug__in=slugs, known_to=FOREVER).select_related("source")
    return {r.source.slug: {"thing": pick(r.title, language).value, "url": reverse("desk:copies", kwargs={"slug": r.source.slug})} for r in rows}


def _persons(keys: Sequence[str], language: str, today: date) -> dict[str, Row]:
    slugs = dict(Person.objects.filter(pk__in=keys).values_list("pk", "slug"))
    names = book([f"person:{slug}" for slug in slugs.values()], language, {})
    named = {str(pk): f"person:{slug}" for pk, slug in slugs.items()}
    return {pk: {"thing": names.text(key, today).value, "url": url_of(key) if names.knows(key) else ""} for pk, key in named.items()}


def _accounts(keys: Sequence[str], _language: str, _today: date) -> dict[str, Row]:
    return {str(user.pk): {"thing": user.name} for user in User.objects.filter(pk__in=keys)}


READERS: Final[dict[str, Callable[[Sequence[str], str, date], dict[str, Row]]]] = {
    "chronicle:change:": _changes, "chronicle:source:": _sources, "people:person:": _persons,
    "registry:organisation:": _organisations, "accounts:user:": _accounts,
}  # fmt: skip
