"""A draft page by page, its check, and what is done with it."""
from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from shanyraq.accounts.models import User
from shanyraq.chronicle.errors import ChangeRefused
from shanyraq.chronicle.models import FOREVER, Version
from shanyraq.chronicle.tomlfile import ChronicleFaults
from shanyraq.desk import changes, choose_page, form_pages
from shanyraq.desk.choosing import rows_of
from shanyraq.desk.contents import Content, choice_of, keys_in, page_open, pages_open, seal, value_at
from shanyraq.desk.contents import account as fresh_account
from shanyraq.desk.foreseen import foresee
from shanyraq.desk.models import Draft
from shanyraq.desk.newer import newer, told_rows
from shanyraq.desk.places import Place, draft_of, number_in, place
from shanyraq.desk.shown import accounts, answers
from shanyraq.desk.telling import tables
from shanyraq.desk.terms import Step
from shanyraq.desk.within import PREPARE, OutOfReach, refusal, refuse_outside
from shanyraq.directory.namebook import url_of
from shanyraq.directory.versions import KINDS
from shanyraq.rights import allows
from shanyraq.rights.doors import asks

Answers = Callable[[Place], HttpResponse]
FORMS: Final[Mapping[str, Answers]] = {
    Step.WHEN: form_pages.when, Step.DETAILS: form_pages.details, Step.SOURCE: form_pages.source, Step.PAPER: form_pages.paper,
    Step.ORDER: form_pages.order, **dict.fromkeys((Step.WHOM, Step.TO, *KINDS), choose_page.answer),
}  # fmt: skip
MOST_ACCOUNTS: Final = 12


@never_cache
@require_safe
@asks("desk:draft:see")
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    """On to the first page that still lacks something."""
    found = draft_of(request, pk)
    if found.recorded:
        return redirect("desk:done", pk=pk)
    here = place(request, found, Step.WHOM)
    return redirect(here.url(page_open(found.content)))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@asks("desk:draft:keep")
def page(request: HttpRequest, pk: int, page: str) -> HttpResponse:
    found = draft_of(request, pk)
    if found.recorded:
        return redirect("desk:done", pk=pk)
    if page not in FORMS or page not in pages_open(found.content):
        raise Http404
    return FORMS[page](place(request, found, page))


@never_cache
@require_safe
@asks("desk:draft:see")
def check(request: HttpRequest, pk: int) -> HttpResponse:
    found = draft_of(request, pk)
    if found.recorded:
        return redirect("desk:done", pk=pk)
    return _lacking(found) or _check(request, place(request, found, Step.CHECK))


def _keeper(request: HttpRequest) -> User:
    assert isinstance(request.user, User)
    return request.user


def _lacking(found: Draft) -> HttpResponse | None:
    """On to the page without which there is nothing to check or to record."""
    missing = page_open(found.content)
    return None if missing in (Step.CHECK, Step.DETAILS, Step.SOURCE) else redirect("desk:page", pk=found.pk, page=missing)


def _check(request: HttpRequest, here: Place, status: int = 200, *, rewritten: bool = False) -> HttpResponse:
    now = timezone.now()
    seen = foresee(lambda: tables(here.content, at=now), at=now, today=here.today, language=here.language)
    try:
        refuse_outside(_keeper(request), tables(here.content, at=now), now, here.content["change"], PREPARE)
    except OutOfReach as refused:
        seen.refused = refusal(refused, here.today)
    others = list(newer(here.draft.base))
    context = {
        "place": here,
        "choice": choice_of(here.content),
        "answers": answers(here.draft, here.language, here.today),
        "accounts": accounts(here.content, here.language),
        "seen": seen,
        "overtaken": told_rows(others, here.language, here.today),
        "newest": max((version.pk for version in others), default=0),
        "order_url": here.url(Step.ORDER) if form_pages.near(here) else "",
        "shown": seal(here.content),
        "rewritten": rewritten,
        "may_record": allows(request.user, "desk:change:record"),
    }
    return render(request, "desk/check.html", context, status=status)


@never_cache
@require_POST
@asks("desk:change:record")
def save(request: HttpRequest, pk: int) -> HttpResponse:
    """Record; a second time the same leads to what was done. What is refused, and what others told meanwhile, is shown, and all is kept."""
    found = draft_of(request, pk)
    lacking = None if found.recorded else _lacking(found)
    if lacking:
        return lacking
    seen, shown = number_in(request.POST.get("seen", "")) or 0, request.POST.get("shown", "")
    assert isinstance(request.user, User)
    try:
        changes.record(by=request.user, at=timezone.now(), draft=found, seen=seen, shown=shown)
    except changes.Rewritten:
        return _check(request, place(request, draft_of(request, pk), Step.CHECK), status=409, rewritten=True)
    except (changes.Overtaken, OutOfReach, ChangeRefused, ChronicleFaults):
        return _check(request, place(request, found, Step.CHECK), status=409)
    return redirect("desk:done", pk=pk)


@never_cache
@require_safe
@asks("desk:draft:see")
def done(request: HttpRequest, pk: int) -> HttpResponse:
    found = draft_of(request, pk)
    if not found.recorded:
        return redirect("desk:draft", pk=pk)
    versions = Version.objects.filter(change__slug=found.recorded, known_to=FOREVER).select_related("change")
    language, today = get_language() or "kk", timezone.localdate()
    rows = told_rows(versions, language, today)
    bodies = [name if ":" in name else f"organisation:{name}" for version in versions for name in version.bodies]
    listed = _bodies(bodies, found.content, language, today)
    context = {"slug": found.recorded, "rows": rows, "bodies": listed, "corrected": bool(found.content["change"])}
    return render(request, "desk/done.html", context)


def _bodies(keys: list[str], content: Content, language: str, today: Any) -> list[dict[str, Any]]:
    heirs = [key for step in choice_of(content).asks for key in keys_in(content, step) if key.partition(":")[0] != "person"]
    listed = rows_of(dict.fromkeys([*keys, *heirs]), language, today, {})
    return [{"key": row["key"], "text": row["text"], "url": url_of(row["key"])} for row in listed]


@require_POST
@asks("desk:draft:discard")
def throw_away(request: HttpRequest, pk: int) -> HttpResponse:
    assert isinstance(request.user, User)
    changes.discard(by=request.user, draft=draft_of(request, pk))
    return redirect("desk:home")


@require_POST
@asks("desk:draft:keep")
def account(request: HttpRequest, pk: int) -> HttpResponse:
    """`do`: add another account, follow (`n`) another one, or drop (`n`) one."""
    found = draft_of(request, pk)
    if found.recorded:
        return redirect("desk:done", pk=pk)
    here = place(request, found, Step.CHECK)
    listed: list[dict[str, Any]] = here.content["accounts"]
    do, number = request.POST.get("do", ""), number_in(request.POST.get("n", ""), len(listed))
    if do == "add" and len(listed) < MOST_ACCOUNTS:
        return _added(here)
    if do == "follow" and number is not None:
        follow(here.content, number)
    if do == "drop" and number is not None and len(listed) > 1:
        assert isinstance(request.user, User)
        changes.throw_away(by=request.user, draft=found, files=listed[number]["files"])
        _drop(here.content, number)
    return here.go_to(Step.CHECK)


def _added(here: Place) -> HttpResponse:
    here.content["accounts"].append(fresh_account())
    here.keep()
    return redirect(f"{here.url(Step.SOURCE)}?n={len(here.content['accounts']) - 1}")


def follow(content: Content, number: int) -> None:
    """Let another account count from now on; each keeps the value that it tells."""
    told = [value_at(content, n) for n in range(len(content["accounts"]))]
    for n, one in enumerate(content["accounts"]):
        one["value"], one["preferred"] = dict(told[n]), n == number


def _drop(content: Content, number: int) -> None:
    kept = value_at(content, number)
    gone = content["accounts"].pop(number)
    first = content["accounts"][0]
    if gone["preferred"] or not any(one["preferred"] for one in content["accounts"]):
        first["value"] = first["value"] if first["value"] is not None else dict(kept)
        first["preferred"] = True
