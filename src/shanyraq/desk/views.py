"""The desk: what can be recorded, what is going on, who did what."""
from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from shanyraq.accounts.models import User
from shanyraq.chronicle.tomlfile.grammar import ACTS
from shanyraq.desk.changes import begin, new_key
from shanyraq.desk.choosing import rows_of
from shanyraq.desk.contents import choose, fresh
from shanyraq.desk.lines import journal_rows, lines_shown
from shanyraq.desk.models import Draft
from shanyraq.desk.shown import Row, draft_rows, groups
from shanyraq.desk.terms import CHOICES, Step
from shanyraq.desk.within import lines_within
from shanyraq.directory.namebook import TABLES
from shanyraq.directory.paging import page_number
from shanyraq.journal.changes import SENT_BEFORE, KeyReused
from shanyraq.rights import which
from shanyraq.rights.doors import asks

LATEST = 8
LINES_A_PAGE = 50


def keeper(request: HttpRequest) -> User:
    """Whoever is signed in; the door has let nobody else in."""
    assert isinstance(request.user, User)
    return request.user


@never_cache
@require_safe
@asks("desk:home:see")
def home(request: HttpRequest) -> HttpResponse:
    language, today = get_language() or "kk", timezone.localdate()
    drafts = which(request.user, "desk:draft:see", Draft.objects.of(keeper(request)).going_on())
    context = {
        "groups": groups(), "body": None, "key": new_key(), "drafts": draft_rows(drafts, language, today), "remarks_url": _remarks(),
        "lines": journal_rows(lines_within(keeper(request), lines_shown(), today).filter(action__startswith="desk:")[:LATEST], language, today),
    }  # fmt: skip
    return render(request, "desk/home.html", context)


def _remarks() -> str:
    try:
        return reverse("remarks:waiting")
    except NoReverseMatch:
        return ""


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@asks("desk:draft:keep")
def record(request: HttpRequest) -> HttpResponse:
    """`?body=KEY`: what happened to this one. The form begins a draft."""
    asked, problem = (request.POST if request.method == "POST" else request.GET), ""
    body = _known(asked.get("body", ""))
    if request.method == "POST":
        act, key = asked.get("act", ""), asked.get("key", "")
        if act not in CHOICES or not key or len(key) > 40:  # noqa: PLR2004
            return HttpResponseBadRequest()
        try:
            return redirect("desk:draft", pk=begin(by=keeper(request), content=_content(act, body), key=key).pk)
        except KeyReused:
            problem = str(SENT_BEFORE)
    rows = rows_of([body], get_language() or "kk", timezone.localdate(), {}) if body else []
    context = {"groups": groups(body.partition(":")[0]), "body": rows[0] if rows else None, "key": new_key(), "problem": problem}
    return render(request, "desk/record.html", context, status=409 if problem else 200)


def _content(act: str, body: str) -> Row:
    sort = body.partition(":")[0]
    content = fresh(act, [body] if body and sort in ACTS[act].on else [])
    if body and sort == "person" and Step.PERSON in CHOICES[act].asks:
        choose(content, Step.PERSON, [body])
    return content


def _known(key: str) -> str:
    """The key of a body of the registers; empty for any other text."""
    kind, _colon, slug = key.partition(":")
    if kind not in TABLES or not TABLES[kind]._default_manager.filter(slug=slug[:60]).exists():
        return ""
    return key


@never_cache
@require_safe
@asks("desk:journal:see")
def journal(request: HttpRequest) -> HttpResponse:
    language, today = get_language() or "kk", timezone.localdate()
    paginator = Paginator(lines_within(keeper(request), lines_shown(), today), LINES_A_PAGE)
    shown = paginator.get_page(page_number(request))
    context = {
        "lines": journal_rows(shown.object_list, language, today),
        "newer": f"?page={shown.previous_page_number()}" if shown.has_previous() else "",
        "older": f"?page={shown.next_page_number()}" if shown.has_next() else "",
    }
    return render(request, "desk/journal.html", context)
