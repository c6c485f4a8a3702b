from __future__ import annotations

import secrets
from typing import Final

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from shanyraq.accounts.models import User
from shanyraq.directory.days import Asked, dated
from shanyraq.directory.paging import page_number
from shanyraq.jobs.changes import JobKeyReused
from shanyraq.jobs.running import JobRefused
from shanyraq.journal.changes import SENT_BEFORE, KeyReused
from shanyraq.lists import changes, forms, list_pages, preview_page, since, works
from shanyraq.lists.draft import draft_of
from shanyraq.lists.models import List
from shanyraq.lists.terms import Column, Status
from shanyraq.rights import allows, which
from shanyraq.rights.doors import asks
from shanyraq.tables.refusal import TableRefused

KEY_BYTES: Final = 16
MEDIA: Final = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@require_http_methods(["GET", "HEAD", "POST"])
@asks("lists:list:begin")
def begin(request: HttpRequest) -> HttpResponse:
    """The form, to the keeper; to everyone else how one becomes one."""
    if not allows(request.user, "lists:list:bring"):
        if request.method == "POST":
            raise PermissionDenied
        return render(request, "lists/stranger.html")
    if request.method != "POST":
        return _form(request, forms.empty(timezone.localdate(), secrets.token_hex(KEY_BYTES)))
    form = forms.brought(request, timezone.localdate())
    if form.errors or form.grid is None or form.day is None:
        return _form(request, form, status=400)
    try:
        made = changes.bring(by=_user(request), grid=form.grid, title=form.title, day=form.day, umbrella=form.umbrella, key=form.typed["key"] or None)
    except TableRefused as refused:
        form.errors["cells"] = str(refused)
        return _form(request, form, status=400)
    except KeyReused:
        form.errors["cells"], form.typed["key"] = str(SENT_BEFORE), secrets.token_hex(KEY_BYTES)
        return _form(request, form, status=409)
    return redirect("lists:list", token=made.token)


def _form(request: HttpRequest, form: forms.Brought, status: int = 200) -> HttpResponse:
    shown = {"fields": form.fields(), "errors": form.summary(), "file_error": form.errors.get("file", ""), "key": form.typed["key"]}
    return render(request, "lists/new.html", shown, status=status)


@require_safe
@asks("lists:list:see")
@dated
def all_lists(request: HttpRequest, asked: Asked) -> HttpResponse:
    del asked
    return render(request, "lists/all.html", list_pages.all_of_them(_language()))


@require_safe
@asks("lists:list:see")
@dated
def show(request: HttpRequest, token: str, asked: Asked) -> HttpResponse:
    """A draft to be looked at, or what became of it."""
    kept = _kept(request, token)
    if job := works.under_way(kept):
        return redirect("site:job", token=job.token)
    if kept.status == Status.DRAFT:
        return _preview(request, kept)
    if kept.status == Status.UNDONE:
        return render(request, "lists/undone.html", {"list": kept, **since.page(kept, asked, _language())})
    return render(request, "lists/done.html", list_pages.done(kept, asked, _language()))


def _preview(request: HttpRequest, kept: List, problems: tuple[str, ...] = (), status: int = 200) -> HttpResponse:
    shown = preview_page.page(kept, draft_of(kept), _language(), page_number(request), problems)
    return render(request, "lists/preview.html", {**shown, "key": secrets.token_hex(KEY_BYTES)}, status=status)


@require_POST
@asks("lists:list:bring")
def look(request: HttpRequest, token: str) -> HttpResponse:
    """Keeps the corrections and shows the list again."""
    kept = _kept(request, token)
    if kept.status == Status.DRAFT and not works.under_way(kept):
        _correct(request, kept)
    return _back(request, kept)


@require_POST
@asks("lists:list:take")
def take(request: HttpRequest, token: str) -> HttpResponse:
    """Takes what was looked at; where a column was altered in between, it is to be looked at first."""
    kept = _kept(request, token)
    if kept.status != Status.DRAFT or works.under_way(kept):
        return redirect("lists:list", token=kept.token)
    altered = _correct(request, kept)
    if altered is None:
        return redirect("lists:list", token=kept.token)
    if altered:
        return _preview(request, kept, (_("The columns tell something else now. Look at the rows once more, then take the list."),), status=409)
    if works.is_long(kept):
        return _ask_for(request, "lists:list:take", kept)
    try:
        works.take_now(by=_user(request), kept=kept)
    except JobRefused as refused:
        return _preview(request, kept, (str(refused),), status=400)
    return redirect("lists:list", token=kept.token)


def _ask_for(request: HttpRequest, kind: str, kept: List) -> HttpResponse:
    key = request.POST.get("key", "")[: 2 * KEY_BYTES] or None
    try:
        job = works.ask_for(by=_user(request), kind=kind, kept=kept, key=key)
    except JobKeyReused:
        return redirect("lists:list", token=kept.token)
    return redirect("site:job", token=job.token)


def _correct(request: HttpRequest, kept: List) -> bool | None:
    """Keeps what was said of columns and doubles on this page; returns whether columns changed, None where it is no draft any more."""
    shown = draft_of(kept)
    said = {n: Column(value) for n in range(len(shown.layout.columns)) if (value := request.POST.get(f"column-{n}", "")) in Column.values}
    columns = {n: column for n, column in said.items() if column != shown.layout.columns[n] or str(n) in kept.columns}
    number = page_number(request)
    begin = (number - 1) * preview_page.ROWS_A_PAGE
    here = {member.entry.number for member in shown.plan.members[begin : begin + preview_page.ROWS_A_PAGE]}
    ticked = {int(value) for value in request.POST.getlist("other") if value.isascii() and value.isdigit() and len(value) < 8} & here  # noqa: PLR2004
    before = {int(n): Column(column) for n, column in kept.columns.items()}
    try:
        changes.correct(kept=kept, columns={**before, **columns}, others=(set(kept.others) - here) | ticked)
    except changes.ListRefused:  # the same button pressed twice, or another keeper
        return None
    return any(column != shown.layout.columns[n] for n, column in said.items())


def _back(request: HttpRequest, kept: List) -> HttpResponseRedirect:
    number = page_number(request)
    return HttpResponseRedirect(reverse("lists:list", args=[kept.token]) + (f"?page={number}" if number > 1 else ""))


@require_http_methods(["GET", "HEAD", "POST"])
@asks("lists:list:undo")
@dated
def undo(request: HttpRequest, token: str, asked: Asked) -> HttpResponse:
    """Says first what would go and what would stay."""
    kept = _kept(request, token)
    if kept.status == Status.DRAFT:
        raise Http404
    problem = ""
    if job := works.under_way(kept):
        return redirect("site:job", token=job.token)
    if request.method == "POST" and kept.status == Status.TAKEN and works.is_long(kept):
        return _ask_for(request, "lists:list:undo", kept)
    if request.method == "POST":
        try:
            works.undo_now(by=_user(request), kept=kept)
        except JobRefused as refused:
            problem = str(refused)
    if kept.status == Status.UNDONE:
        return redirect("lists:list", token=kept.token)
    key = secrets.token_hex(KEY_BYTES)
    shown = {"list": kept, "key": key, "count": len(kept.told.get("organisations", [])), "problem": problem, **since.page(kept, asked, _language())}
    return render(request, "lists/undo.html", shown, status=409 if problem else 200)


@require_POST
@asks("lists:list:drop")
def drop(request: HttpRequest, token: str) -> HttpResponse:
    kept = _kept(request, token)
    if job := works.under_way(kept):
        return redirect("site:job", token=job.token)
    changes.throw_away(by=_user(request), kept=kept)
    return redirect("lists:all")


@require_safe
@asks("lists:list:see")
@dated
def table(request: HttpRequest, token: str, form: str, asked: Asked) -> HttpResponse:
    """The list as the register has it on the day, as XLSX or DOCX."""
    kept = _kept(request, token)
    if kept.status != Status.TAKEN:
        raise Http404
    name = f"{kept.source}-{asked.day.isoformat()}.{form}"
    content = list_pages.given_back(kept, asked, _language(), form)
    return HttpResponse(content, content_type=MEDIA[form], headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _kept(request: HttpRequest, token: str) -> List:
    kept: List = get_object_or_404(which(request.user, "lists:list:see", List.objects.all()), token=token)
    return kept


def _language() -> str:
    return get_language() or "kk"


def _user(request: HttpRequest) -> User | None:
    return request.user if isinstance(request.user, User) else None
