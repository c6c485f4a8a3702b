from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from shanyraq.accounts.models import User
from shanyraq.accounts.tokens import hashed
from shanyraq.dating.sentences import say_day
from shanyraq.directory.namebook import Namebook
from shanyraq.directory.withheld import Veil, veil
from shanyraq.journal.changes import SENT_BEFORE, KeyReused
from shanyraq.journal.stamps import new_stamp
from shanyraq.people.changes import name_again
from shanyraq.people.models import Person
from shanyraq.remarks.changes import RemarkRefused, answer, send
from shanyraq.remarks.forms import SALT, RemarkForm
from shanyraq.remarks.meant import meant
from shanyraq.remarks.models import Remark
from shanyraq.remarks.terms import Kind, Outcome
from shanyraq.rights import which
from shanyraq.rights.doors import asks

Row = dict[str, Any]
SHOWN: Final = 100  # of each list of the keeper
SAID: Final = ("quote", "text", "right", "evidence", "answer")  # free texts that stand at the link of the answer


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@asks("remarks:remark:send")
def new(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _form(request, RemarkForm.blank(request.GET))
    form = RemarkForm.of(request.POST)
    if not form.judge():
        return _form(request, form, status=422)
    try:
        token = send(at=timezone.now(), key=form.key, said=form.said, language=get_language() or "kk", contact=form.get("contact"))
    except RemarkRefused as refused:
        form.errors = {"text": str(refused)}
        return _form(request, form, status=409)
    except KeyReused:
        form.errors, form.typed["stamp"] = {"text": str(SENT_BEFORE)}, new_stamp(SALT)
        return _form(request, form, status=409)
    return redirect("remarks:follow", token=token)


@never_cache
@require_safe
@asks("remarks:remark:follow")
def follow(request: HttpRequest, token: str) -> HttpResponse:
    """The page at which the answer stands; whoever has its address may see it."""
    remark = get_object_or_404(Remark, token_hash=hashed(token))
    hidden = veil()
    for name in SAID:
        setattr(remark, name, hidden.text(getattr(remark, name)))
    return render(request, "remarks/follow.html", {"remark": remark, "subject": subject(remark), "link": request.build_absolute_uri()})


@never_cache
@require_safe
@asks("remarks:remark:see")
def waiting(request: HttpRequest) -> HttpResponse:
    open_ones = list(which(request.user, "remarks:remark:see", Remark.objects.waiting())[:SHOWN])
    done = which(request.user, "remarks:remark:see", Remark.objects.answered()).select_related("by")[:SHOWN]
    names = _names(open_ones)
    rows = [{"remark": remark, "subject": _subject(names, remark), "day": _day(remark.made)} for remark in open_ones]
    answered = [{"remark": remark, "day": _day(remark.answered)} for remark in done]
    return render(request, "remarks/waiting.html", {"waiting": rows, "answered": answered})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@asks("remarks:remark:answer")
def reply(request: HttpRequest, pk: int) -> HttpResponse:
    remark = get_object_or_404(which(request.user, "remarks:remark:answer", Remark.objects.all()), pk=pk)
    if request.method != "POST":
        return _reply_form(request, remark, "", "", {})
    outcome, text, person = (request.POST.get(name, "").strip() for name in ("outcome", "answer", "person"))
    errors = _reply_errors(outcome, text)
    if errors:
        return _reply_form(request, remark, outcome, text, errors, status=422)
    try:
        key = f"remark-{request.POST.get('key', '')}"[:120]
        answer(by=_user(request), at=timezone.now(), remark=pk, outcome=outcome, text=text, key=key, person=person)
    except RemarkRefused as refused:
        return _reply_form(request, remark, outcome, text, {"outcome": str(refused)}, status=409)
    except KeyReused:
        return _reply_form(request, remark, outcome, text, {"outcome": str(SENT_BEFORE)}, status=409)
    return redirect("remarks:waiting")


@require_POST
@asks("people:person:name_again")
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes it back that a person was left out."""
    remark = get_object_or_404(which(request.user, "people:person:name_again", Remark.objects.all()), pk=pk)
    person = get_object_or_404(Person, slug=remark.about.removeprefix("person:"))
    name_again(by=_user(request), person=person)
    return redirect("remarks:reply", pk=pk)


def _user(request: HttpRequest) -> User:
    if not isinstance(request.user, User):
        raise Http404
    return request.user


def subject(remark: Remark) -> Row | None:
    """The body that a remark is about, named and linked; None where it is about the page as a whole."""
    return _subject(_names([remark]), remark)


def _names(remarks: Sequence[Remark]) -> Namebook:
    names = Namebook(get_language() or "kk")
    names.read({remark.about for remark in remarks if remark.about}, None)
    return names


def _subject(names: Namebook, remark: Remark) -> Row | None:
    return names.body(remark.about, timezone.localdate()) if remark.about else None


def _day(moment: datetime | None) -> str:
    return say_day(timezone.localdate(moment), get_language() or "kk") if moment else ""


def _form(request: HttpRequest, form: RemarkForm, status: int = 200) -> HttpResponse:
    errors = [{"text": text, "target": f"remark-{'text' if name == 'stamp' else name}"} for name, text in form.errors.items()]
    page = {"fields": list(_fields(form)), "errors": errors, "form": form, "subject": subject(Remark(about=form.get("about")))}
    return render(request, "remarks/new.html", page, status=status)


def _fields(form: RemarkForm) -> Iterator[Row]:
    proof = _("A newspaper, a certificate, your own memory: all of it helps.")
    told = _("Only the keeper sees it, and it is deleted ninety days after the answer. Without it the answer stands at a link that you get next.")
    yield _field(form, "kind", _("What is it about?"), kind="radio", required=True, choices=_choices(Kind, form.get("kind")))
    yield _field(form, "text", _("What is wrong?"), kind="textarea", left_out=_("(may be left out if you only want not to be named)"))
    yield _field(form, "right", _("What would be right?"), kind="textarea")
    yield _field(form, "evidence", _("How do you know?"), kind="textarea", hint=proof)
    yield _field(form, "contact", _("How can we reach you?"), kind="text", hint=told)


def _field(form: RemarkForm, name: str, label: str, **more: Any) -> Row:
    row = {"id": f"remark-{name}", "name": name, "label": label, "value": form.get(name), "error": form.errors.get(name, "")}
    return {**row, "required": False, "hint": "", **more}


def _choices(terms: type[Kind | Outcome], chosen: str) -> list[Row]:
    return [{"value": value, "label": label, "chosen": value == chosen} for value, label in terms.choices]


def _reply_errors(outcome: str, text: str) -> dict[str, str]:
    errors = {} if outcome in Outcome.values else {"outcome": _("Choose what came of it.")}
    return errors | ({} if text else {"answer": _("Write a sentence to whoever sent it: it stands at their link.")})


def _reply_form(request: HttpRequest, remark: Remark, outcome: str, text: str, errors: dict[str, str], *, status: int = 200) -> HttpResponse:
    listed = [{"text": told, "target": name} for name, told in errors.items()]
    names = _names([remark])
    names.veil = Veil()  # the keeper is to know whom it is about
    page = {"remark": remark, "subject": _subject(names, remark), "day": _day(remark.made), "errors": listed, "key": secrets.token_urlsafe(9)}
    fields = list(_reply_fields(remark, request.POST.get("person", ""), outcome, text, errors))
    return render(request, "remarks/reply.html", {**page, "fields": fields}, status=status)


def _reply_fields(remark: Remark, person: str, outcome: str, text: str, errors: dict[str, str]) -> Iterator[Row]:
    yield _reply_field("outcome", "radio", _("What came of it?"), errors, choices=_choices(Outcome, outcome))
    if remark.kind == Kind.LEAVE_OUT and not remark.about.startswith("person:"):
        hint = _("Only if a person is not to be named any more.")
        yield _reply_field("person", "select", _("Who is it?"), errors, choices=_persons(remark, person), hint=hint, required=False)
    yield _reply_field("answer", "textarea", _("Your answer"), errors, value=text)


def _reply_field(name: str, kind: str, label: str, errors: dict[str, str], **more: Any) -> Row:
    return {"id": name, "name": name, "kind": kind, "label": label, "hint": "", "required": True, "error": errors.get(name, ""), **more}


def _persons(remark: Remark, chosen: str) -> list[Row]:
    slugs, names = meant(remark), Namebook(get_language() or "kk")
    names.read({f"person:{slug}" for slug in slugs}, None)
    said = [(slug, names.text(f"person:{slug}", timezone.localdate()).value) for slug in slugs]
    return [{"value": "", "label": "–", "chosen": not chosen}, *({"value": slug, "label": name, "chosen": slug == chosen} for slug, name in said)]
