"""The pages of a draft that are forms: the day, the details, who says so, the paper, the order. Each shows what was typed until it is right."""
from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any, Final

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import URLValidator
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from shanyraq.accounts.models import User
from shanyraq.chronicle.models import FOREVER, Source, Version
from shanyraq.chronicle.terms import Act, SourceKind, Status
from shanyraq.dating.edtf_date import parse
from shanyraq.dating.last_days import day_before
from shanyraq.dating.reading import read
from shanyraq.dating.refusal import DateRefused
from shanyraq.dating.sentences import say
from shanyraq.desk import fields
from shanyraq.desk.changes import refuse_many, throw_away
from shanyraq.desk.choosing import papers_found
from shanyraq.desk.contents import choice_of, fields_of, is_told
from shanyraq.desk.places import Place
from shanyraq.desk.said import sentences
from shanyraq.desk.telling import kind_of_paper
from shanyraq.desk.terms import Step
from shanyraq.desk.whendate import How, asked_of, taken
from shanyraq.directory.vocabulary import word
from shanyraq.files.changes import FileRefused, forget_unheld
from shanyraq.files.models import File
from shanyraq.files.pictures import add_paper

Row = dict[str, Any]
LONGEST: Final = 300
LONGEST_WORDING: Final = 2000


def field(name: str, label: Any, value: Any = "", **more: Any) -> Row:
    """What `site/parts/field.html` takes."""
    base = {"id": f"f-{name}", "name": name, "label": label, "kind": "text", "value": value, "hint": "", "error": "", "required": False}
    return base | {"choices": [], "autocomplete": "", "inputmode": "", "pick": None} | more


def drawn(place: Place, title: Any, rows: list[Row], wrong: Mapping[str, str], **more: Any) -> HttpResponse:
    """The page of a form with its errors on top and beside the fields."""
    for row in rows:
        row["error"] = row["error"] or wrong.get(row["name"], "")
    errors = [{"text": text, "target": f"f-{name}"} for name, text in wrong.items()]
    base = {"place": place, "title": title, "lead": "", "rows": rows, "errors": errors, "choice": choice_of(place.content), "said": ""}
    return render(place.request, more.pop("template", "desk/form.html"), base | more, status=400 if errors else 200)


# ---- when


def when(place: Place) -> HttpResponse:
    wrong: dict[str, str] = {}
    last_day = choice_of(place.content).last_day
    if place.request.method == "POST":
        try:
            date = taken(place.request.POST, place.language, last_day=last_day)
        except DateRefused as refusal:
            wrong = {"first": str(refusal)}
        else:
            if "show" not in place.request.POST:
                return _dated(place, date)
            return _when(place, wrong, _sentence(date, place.language))
    return _when(place, wrong, "")


def _dated(place: Place, date: str) -> HttpResponse:
    place.account.update(date=date, dated=True)
    if not place.number and place.content["act"] != Act.ANNOUNCED:
        place.content["status"] = Status.ANNOUNCED if place.request.POST.get("status") == Status.ANNOUNCED else Status.DONE
    return place.go_on()


def _sentence(date: str, language: str) -> str:
    return say(date, language) if date else _("It is not known when")


def _when(place: Place, wrong: dict[str, str], said: str) -> HttpResponse:
    last_day = choice_of(place.content).last_day
    told = place.account["date"] or (place.content["accounts"][0]["date"] if place.number else "")
    asked: Mapping[str, str] = place.request.POST if place.request.method == "POST" else _asked(place, told, last_day=last_day)
    how = asked.get("how") or How.ON
    choices = [{"value": value, "label": label, "chosen": value == how} for value, label in How.choices]
    hint = _("As you would say it: 15 April 1996, April 1996, 2002, summer of 1999, in the nineties")
    hint = _("%(hint)s. The day after it is recorded: from then on the office is held no more.") % {"hint": hint} if last_day else hint
    rows = [
        field("first", _("The last day in office") if last_day else _("When was it?"), asked.get("first", ""), hint=hint,
              left_out=_("(left out only where it is not known when)")),
        field("how", _("How surely is it known?"), kind="radio", choices=choices, required=True),
        field("second", _("Second date, for “between two dates”"), asked.get("second", ""), left_out=_("(for nothing else)")),
    ]  # fmt: skip
    if not place.number and place.content["act"] != Act.ANNOUNCED:
        rows.append(_status(place))
    title = _("When was it, by this source?") if place.number else _("When was it?")
    return drawn(place, title, rows, wrong, said=said, show=True)


def _asked(place: Place, told: str, *, last_day: bool) -> dict[str, str]:
    asked = asked_of(day_before(told) if last_day else told, dated=place.account["dated"])
    if asked["first"] and asked["how"] in (How.ON, How.ABOUT, How.BY, How.SINCE):
        asked["first"] = _typed_as(asked["first"], place.language)
    return asked


def _typed_as(edtf: str, language: str) -> str:
    """The date in words, where these are understood again as the same."""
    said = say(edtf, language)
    try:
        return said if read(said, language=language).text == parse(edtf).text else edtf
    except DateRefused:
        return edtf


def _status(place: Place) -> Row:
    now = place.request.POST.get("status", place.content["status"]) if place.request.method == "POST" else place.content["status"]
    known = ((Status.DONE, _("It has happened")), (Status.ANNOUNCED, _("It is planned or announced only")))
    choices = [{"value": value, "label": label, "chosen": value == now} for value, label in known]
    return field("status", _("Has it happened?"), kind="radio", choices=choices, required=True)


# ---- details


def details(place: Place) -> HttpResponse:
    page = fields.Page(place.content, place.number, place.language, place.today)
    wrong: dict[str, str] = {}
    if place.request.method == "POST":
        wrong = fields.take(page, place.request.POST)
        pick = place.request.POST.get("pick", "")
        if pick in fields_of(place.content):
            return place.go_to(pick)
        if not wrong:
            return place.go_on()
        place.keep()
    rows = fields.rows(page)
    lead = _("Fill in what you know. The rest may stay empty.") if rows else _("Nothing needs to be filled in here.")
    return drawn(place, _("What is so since then?"), rows, wrong, lead=lead)


# ---- who says so


def source(place: Place) -> HttpResponse:
    wrong: dict[str, str] = {}
    if place.request.method == "POST":
        said = place.request.POST.get("source", "")
        if _take_source(place, said):
            place.account["sourced"] = True
            return place.go_on()
        wrong = {"source": _("Choose who says so.")}
    typed = place.request.GET.get("q", "").strip()
    now = place.account["source"] or ("new" if place.account["paper"] else "told" if place.account["sourced"] else "")
    chosen = f"held:{now}" if place.account["source"] else now
    listed = papers_found(typed, place.language)
    held = [{"value": f"held:{row['key']}", "label": _paper_label(row, place.language), "chosen": f"held:{row['key']}" == chosen} for row in listed]
    first = [{"value": "told", "label": _("Nobody but me: it was told to me"), "chosen": chosen == "told"}] if not place.number else []
    choices = [*first, {"value": "new", "label": _("A paper that is not here yet"), "chosen": chosen == "new"}, *held]
    rows = [field("source", _("Who says so?"), kind="radio", choices=choices, required=True)]
    return drawn(place, _("Who says so?"), rows, wrong, template="desk/source.html", typed=typed)


def _paper_label(row: Row, language: str) -> str:
    said = [row["text"].value, word("source", row["kind"]), say(row["day"], language) if row["day"] else ""]
    return " · ".join(part for part in said if part)


def _take_source(place: Place, said: str) -> bool:
    one = place.account
    if said == "told" and not place.number:
        one.update(source="", paper=None, locator="", wording="", ordered=False)
    elif said == "new":
        one.update(source="", paper=one["paper"] or {"kind": "press", "title": {}, "day": "", "publisher": "", "author": "", "address": ""})
    elif said.startswith("held:") and Source.objects.filter(slug=said.removeprefix("held:")).exists():
        one.update(source=said.removeprefix("held:"), paper=None)
    else:
        return False
    return True


# ---- the paper


def paper(place: Place) -> HttpResponse:
    wrong: dict[str, str] = {}
    if is_told(place.account):
        return place.go_to(Step.SOURCE)
    if place.request.method == "POST":
        wrong = _take_paper(place)
        if not wrong and "more" not in place.request.POST:
            return place.go_on()
        place.keep()
    files = File.objects.filter(pk__in=place.account["files"]).order_by("pk")
    rows = [*(_paper_fields(place) if place.account["paper"] is not None else []), *_place_fields(place)]
    title = _("Which paper is it?") if place.account["paper"] is not None else _("Where in it?")
    everyone = place.account["open"]
    return drawn(place, title, rows, wrong, template="desk/paper.html", files=files, everyone=everyone, wrong_files=wrong.get("files", ""))


def _said(place: Place, name: str, told: str) -> str:
    return place.request.POST.get(name, "") if place.request.method == "POST" else told


def _paper_fields(place: Place) -> list[Row]:
    told = place.account["paper"]
    kinds = [(kind.value, kind.label) for kind in SourceKind if kind_of_paper(kind)]
    kind = _said(place, "kind", told["kind"])
    day = say(told["day"], place.language) if told["day"] else ""
    languages = dict(settings.LANGUAGES)
    spoken = _said(place, "language", next(iter(told["title"]), place.language))
    return [
        field("kind", _("What is it?"), kind, kind="select", required=True,
              choices=[{"value": value, "label": label, "chosen": value == kind} for value, label in kinds]),
        field("title", _("Its title, or what it is"), _said(place, "title", next(iter(told["title"].values()), "")), required=True),
        field("language", _("Language of the title"), spoken, kind="select", required=True,
              choices=[{"value": code, "label": name, "chosen": code == spoken} for code, name in languages.items()]),
        field("day", _("The day of the paper"), _said(place, "day", day),
              hint=_("What it tells as done was done by then. Empty: you look at it today.")),
        field("publisher", _("Newspaper, publisher or office"), _said(place, "publisher", told["publisher"])),
        field("address", _("Web address"), _said(place, "address", told["address"]), kind="url", inputmode="url"),
    ]  # fmt: skip


def _place_fields(place: Place) -> list[Row]:
    one = place.account
    ordered = bool(_said(place, "ordered", "1" if one["ordered"] else ""))
    label = _("It orders it for a later day, as a decree does")
    return [
        field("locator", _("Where in it: page, line, article"), _said(place, "locator", one["locator"])),
        field("wording", _("Its very words, where they may be quoted"), _said(place, "wording", one["wording"]), kind="textarea"),
        field("ordered", _("Does the paper come before the day?"), kind="checkbox", choices=[{"value": "1", "label": label, "chosen": ordered}]),
    ]


def _take_paper(place: Place) -> dict[str, str]:
    one, post = place.account, place.request.POST
    one.update(locator=_line(post, "locator")[:200], wording=post.get("wording", "").strip()[:LONGEST_WORDING], ordered=bool(post.get("ordered")))
    one["open"] = bool(post.get("everyone"))
    wrong = _take_about(place) if one["paper"] is not None else {}
    fresh: list[File] = []
    try:
        with transaction.atomic():
            gone = [pk for pk in one["files"] if f"drop-{pk}" in post]
            assert isinstance(place.request.user, User)
            throw_away(by=place.request.user, draft=place.draft, files=gone)
            one["files"] = [*(pk for pk in one["files"] if pk not in gone), *(file.pk for file in _sent(place, fresh))]
    except FileRefused as refusal:
        wrong["files"] = str(refusal)
    finally:
        forget_unheld(fresh)
    return wrong


def _take_about(place: Place) -> dict[str, str]:
    told, post = place.account["paper"], place.request.POST
    wrong: dict[str, str] = {}
    kind = post.get("kind", "")
    told.update(publisher=_line(post, "publisher"), kind=kind if kind_of_paper(kind) else told["kind"])
    title, language = _line(post, "title"), post.get("language", "")
    told["title"] = {language if language in dict(settings.LANGUAGES) else place.language: title} if title else {}
    if not title:
        wrong["title"] = _("Give the paper a title, or say in a few words what it is.")
    try:
        told["day"] = read(_line(post, "day"), language=place.language).text if _line(post, "day") else ""
    except DateRefused as refusal:
        wrong["day"] = str(refusal)
    try:
        told["address"] = _address(_line(post, "address"))
    except ValidationError:
        wrong["address"] = _("A web address begins with https:// or http://.")
    return wrong


def _address(typed: str) -> str:
    if typed:
        URLValidator(schemes=["http", "https"])(typed)
    return typed


def _line(post: Mapping[str, str], name: str) -> str:
    return " ".join(post.get(name, "")[:LONGEST].split())


def _sent(place: Place, kept: list[File]) -> list[File]:
    """Keeps the pictures that were sent, adds each to `kept`, and gives them all."""
    sent = [file for file in place.request.FILES.getlist("files") if isinstance(file, UploadedFile)]
    refuse_many(len(place.account["files"]), len(sent))
    kept.extend(add_paper(name=file.name or "", source=io.BytesIO(file.read())) for file in sent)
    return kept


# ---- the order


def order(place: Place) -> HttpResponse:
    others = near(place)
    if place.request.method == "POST":
        said = {slug: place.request.POST.get(f"order-{slug}", "") for slug, _sentence_of in others}
        kept_after = [slug for slug in place.content["after"] if slug not in said]
        kept_before = [slug for slug in place.content["before"] if slug not in said]
        place.content["after"] = kept_after + [slug for slug, order in said.items() if order == "after"]
        place.content["before"] = kept_before + [slug for slug, order in said.items() if order == "before"]
        return place.go_to(Step.CHECK)
    rows = [_order_row(place, slug, sentence) for slug, sentence in others]
    lead = _("Where the dates do not tell it: was this one earlier or later than these?")
    lead = lead if rows else _("Nothing else is told of the same around that time.")
    return drawn(place, _("What came first?"), rows, {}, lead=lead)


def _order_row(place: Place, slug: str, sentence: str) -> Row:
    now = "after" if slug in place.content["after"] else "before" if slug in place.content["before"] else ""
    known = (("", _("It is not known")), ("before", _("This one came earlier")), ("after", _("This one came later")))
    choices = [{"value": value, "label": label, "chosen": value == now} for value, label in known]
    return field(f"order-{slug}", sentence, kind="radio", required=True, choices=choices)


def near(place: Place) -> list[tuple[str, str]]:
    """(id, sentence) of the other changes of the same bodies that may have been at the same time."""
    told = parse(place.account["date"])
    bodies = [key for key in place.content["on"] if key not in place.content["new"]]
    versions = Version.objects.filter(mentions__body__in=bodies, known_to=FOREVER, status=Status.DONE).exclude(change__slug=place.content["change"])
    if told.earliest:
        versions = versions.filter(change__told_latest__gte=told.earliest)
    if told.latest:
        versions = versions.filter(change__told_earliest__lte=told.latest)
    listed = list(versions.select_related("change").distinct().order_by("change__earliest", "change__slug")[:20])
    said = sentences(listed, language=place.language, today=place.today)
    return [(version.change.slug, said[version.pk]) for version in listed if version.pk in said]
