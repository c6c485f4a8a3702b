"""One change as it is told: correct it, add an account, undo it, tell it again; copies of a paper."""
from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from shanyraq.accounts.models import User
from shanyraq.chronicle.errors import ChangeRefused
from shanyraq.chronicle.models import FOREVER, Mention, Source, SourceVersion, Version
from shanyraq.chronicle.terms import Status
from shanyraq.chronicle.tomlfile import ChangeTable, ChronicleFaults
from shanyraq.desk import changes
from shanyraq.desk.contents import Content, of_table
from shanyraq.desk.contents import account as fresh_account
from shanyraq.desk.draft_views import follow
from shanyraq.desk.foreseen import foresee
from shanyraq.desk.newer import told_rows
from shanyraq.desk.places import number_in
from shanyraq.desk.shown import accounts
from shanyraq.desk.telling import held
from shanyraq.desk.terms import Step
from shanyraq.desk.undoing import BORN, NAMING, turned_again, turned_back
from shanyraq.desk.within import OutOfReach, is_seen, refusal, refuse_source
from shanyraq.files.changes import FileRefused, forget_unheld
from shanyraq.files.models import File
from shanyraq.files.pictures import add_paper
from shanyraq.journal.changes import SENT_BEFORE, KeyReused
from shanyraq.rights.doors import asks
from shanyraq.words.texts import pick

Row = dict[str, Any]
MOST_LATER = 12
MOST_VERSIONS = 12
LONGEST_KEY = 40


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@asks("desk:change:correct")
def change(request: HttpRequest, slug: str) -> HttpResponse:
    """What is told of a change, its accounts, who recorded which version; the form begins a draft that corrects it."""
    table = _told(request, slug)
    content = of_table(table)
    if request.method == "POST":
        return _begin(request, content)
    language, today = get_language() or "kk", timezone.localdate()
    versions = Version.objects.filter(change__slug=slug).select_related("change").order_by("-known_from", "-pk")[:MOST_VERSIONS]
    context = {
        "slug": slug, "key": changes.new_key(), "versions": told_rows(versions, language, today), "accounts": accounts(content, language),
        "withdrawn": table.status == Status.WITHDRAWN, "papers": _papers(table, language),
    }  # fmt: skip
    return render(request, "desk/change.html", context)


def _told(request: HttpRequest, slug: str) -> ChangeTable:
    """Raises Http404 also where a change of others is not shown in public."""
    assert isinstance(request.user, User)
    table = held(slug)
    if table is None or not is_seen(request.user, slug, timezone.localdate()):
        raise Http404
    return table


def _papers(table: ChangeTable, language: str) -> list[Row]:
    ids = {claim.source for claim in table.claims if claim.source}
    rows = SourceVersion.objects.filter(source__slug__in=ids, known_to=FOREVER).select_related("source").order_by("pk")
    return [{"url": reverse("desk:copies", kwargs={"slug": row.source.slug}), "title": pick(row.title, language)} for row in rows]


def _begin(request: HttpRequest, content: Content) -> HttpResponse:
    do, key = (request.POST.get(name, "") for name in ("do", "key"))
    if not key or len(key) > LONGEST_KEY or content["status"] == Status.WITHDRAWN:
        return HttpResponseBadRequest()
    if do == "cite":
        content["accounts"].append(fresh_account())
    number = number_in(request.POST.get("n", ""), len(content["accounts"]))
    if do == "follow" and number is not None:
        follow(content, number)
    assert isinstance(request.user, User)
    draft = changes.begin(by=request.user, content=content, key=key)
    if do == "cite":
        return redirect(f"{reverse('desk:page', kwargs={'pk': draft.pk, 'page': Step.SOURCE})}?n={len(content['accounts']) - 1}")
    return redirect("desk:check", pk=draft.pk)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@asks("desk:change:withdraw")
def undo(request: HttpRequest, slug: str) -> HttpResponse:
    """What undoing moves back, before it is done."""
    return _turned(request, slug, "desk/undo.html", turned_back, changes.withdraw)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@asks("desk:change:restore")
def again(request: HttpRequest, slug: str) -> HttpResponse:
    """The undo of an undo: the same change told again."""
    return _turned(request, slug, "desk/again.html", turned_again, changes.restore)


Tables = Callable[[str, datetime], list[ChangeTable]]


def _turned(request: HttpRequest, slug: str, template: str, tables: Tables, verb: Callable[..., None]) -> HttpResponse:
    table = _told(request, slug)
    now, status, strange, sent_before = timezone.now(), 200, None, False
    if request.method == "POST":
        try:
            assert isinstance(request.user, User)
            verb(by=request.user, at=now, change=slug, key=f"desk:{request.POST.get('key', '')[:LONGEST_KEY] or changes.new_key()}")
        except OutOfReach as refused:
            status, strange = 409, refusal(refused, timezone.localdate())
        except (ChangeRefused, ChronicleFaults):
            status = 409
        except KeyReused:
            status, sent_before = 409, True
        else:
            return redirect("desk:correct", slug=slug)
    language, today = get_language() or "kk", timezone.localdate()
    told = tables(slug, now)
    seen = foresee(lambda: told, at=now, today=today, language=language) if told else None
    if seen and strange:
        seen.refused = strange
    version = Version.objects.filter(change__slug=slug, known_to=FOREVER).select_related("change")
    context = {
        "slug": slug, "key": changes.new_key(), "rows": told_rows(version, language, today), "seen": seen, "later": later(table, language, today),
        "problem": str(SENT_BEFORE) if sent_before else "",
    }  # fmt: skip
    return render(request, template, context, status=status)


def later(table: ChangeTable, language: str, today: date) -> list[Row]:
    """What is told of the bodies that came out of a change, and stands on it."""
    version = Version.objects.filter(change__slug=table.id, known_to=FOREVER).select_related("change").get()
    born = version.change.tellings.filter(role__in=BORN).values("body")
    others = Mention.objects.filter(body__in=born, version__known_to=FOREVER, version__status=Status.DONE).exclude(version__change=version.change)
    rows = Version.objects.filter(pk__in=others.values("version")).exclude(change__slug__regex=NAMING).select_related("change")
    return told_rows(rows.order_by("change__earliest", "change__slug")[:MOST_LATER], language, today)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@asks("desk:copy:add")
def copies(request: HttpRequest, slug: str) -> HttpResponse:
    """Photographs of a paper that is known already."""
    source = get_object_or_404(Source, slug=slug)
    assert isinstance(request.user, User)
    try:
        refuse_source(request.user, slug, timezone.localdate())
    except OutOfReach as refused:
        raise PermissionDenied from refused
    wrong = ""
    if request.method == "POST":
        try:
            return _add(request, source)
        except FileRefused as refusal:
            wrong = str(refusal)
        except KeyReused:
            wrong = str(SENT_BEFORE)
    version = SourceVersion.objects.filter(source=source, known_to=FOREVER).get()
    files = [copy.file for copy in source.copies.select_related("file").order_by("pk")]
    errors = [{"text": wrong, "target": "f-files"}] if wrong else []
    title = pick(version.title, get_language() or "kk")
    context = {"title": title, "files": files, "key": changes.new_key(), "errors": errors, "wrong_files": wrong, "everyone": _open(request, files)}
    return render(request, "desk/copies.html", context, status=400 if wrong else 200)


def _open(request: HttpRequest, files: list[File]) -> bool:
    """What the box shows: what was ticked, else whether everyone may see the copies that are here."""
    if request.method == "POST":
        return bool(request.POST.get("everyone"))
    return bool(files) and not any(file.closed for file in files)


def _add(request: HttpRequest, source: Source) -> HttpResponse:
    sent = request.FILES.getlist("files")
    changes.refuse_many(0, len(sent))
    key = f"desk:{request.POST.get('key', '')[:LONGEST_KEY] or changes.new_key()}"
    assert isinstance(request.user, User)
    files: list[File] = []
    try:
        with transaction.atomic():
            files.extend(add_paper(name=file.name or "", source=io.BytesIO(file.read())) for file in sent)
            if not changes.add_copies(by=request.user, source=source.slug, files=files, everyone=bool(request.POST.get("everyone")), key=key):
                transaction.set_rollback(True)
    finally:
        forget_unheld(files)
    return redirect("desk:copies", slug=source.slug)
