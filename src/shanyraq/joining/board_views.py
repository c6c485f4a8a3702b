"""Applications for whoever holds an office: the list, one of them, and what the board does with it."""
from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final
from urllib.parse import quote

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from shanyraq.accounts.models import User
from shanyraq.directory.paging import steps
from shanyraq.joining import board_list, questions, telling
from shanyraq.joining.board_page import Sheet
from shanyraq.joining.deciding import Taken, accept, ask_back, decline, know, pass_on, take_up
from shanyraq.joining.forms import day_of
from shanyraq.joining.models import Applicant, Application
from shanyraq.joining.moving import JoinRefused
from shanyraq.joining.nearest import taking
from shanyraq.joining.questions import DECIDE, SEE, TAKE_OUT, asked_of
from shanyraq.joining.stamps import link_of
from shanyraq.papers.codes import qr_image
from shanyraq.people.models import Person
from shanyraq.people.refusing import MemberRefused
from shanyraq.rights import allowed, which
from shanyraq.rights.doors import asks
from shanyraq.tables.writing import csv_bytes, xlsx_bytes

A_PAGE: Final = 50
TYPED: Final = ("proof", "to", "question", "reason", "kind", "since")
LONGEST_KEY: Final = 40
Deed = Callable[[User, Application, Mapping[str, str], str], object]


def _signed(request: HttpRequest) -> User:
    assert isinstance(request.user, User)
    return request.user


@never_cache
@require_safe
@asks(SEE)
def everything(request: HttpRequest) -> HttpResponse:
    user, language, today = _signed(request), get_language() or "kk", timezone.localdate()
    asked, found = asked_of(request), questions.seen(_signed(request), today)
    page = Paginator(questions.listed(found, asked), A_PAGE).get_page(request.GET.get("page"))
    may = allowed(user, [TAKE_OUT, DECIDE], today)
    context = {
        "rows": telling.rows(list(page), language, today), "pages": steps(page, lambda number: board_list.narrowed(asked, number)), "asked": asked,
        "number": ngettext("%(number)s application", "%(number)s applications", page.paginator.count) % {"number": page.paginator.count},
        "states": board_list.states(found, asked), "organisations": board_list.bodies(found, language, asked.organisation, today),
        "files": board_list.files(asked) if TAKE_OUT in may else [], "may_decide": DECIDE in may,
    }  # fmt: skip
    return render(request, "joining/all.html", context)


@never_cache
@require_safe
@asks(TAKE_OUT)
def table(request: HttpRequest, ending: str) -> HttpResponse:
    if ending not in board_list.MEDIA:
        raise Http404
    rows = board_list.lines(_signed(request), asked_of(request), get_language() or "kk")
    data = csv_bytes(board_list.headings(), rows) if ending == "csv" else xlsx_bytes(_("Applications"), board_list.headings(), rows)
    answer = HttpResponse(data, content_type=board_list.MEDIA[ending])
    answer["Content-Disposition"] = f'attachment; filename="applications-{timezone.localdate().isoformat()}.{ending}"'
    answer["X-Robots-Tag"] = "noindex"
    return answer


@never_cache
@require_safe
@asks(DECIDE)
def link(request: HttpRequest) -> HttpResponse:
    """A link to the form for people whom the board knows; what it says of itself is signed, nothing is kept."""
    user, language, today = _signed(request), get_language() or "kk", timezone.localdate()
    bodies = dict(which(user, DECIDE, taking(today), today).order_by("slug").values_list("pk", "slug")[: board_list.MOST_BODIES])
    slugs = list(bodies.values())
    chosen = request.GET.get("organisation", "")
    slug = chosen if chosen in slugs else slugs[0] if len(slugs) == 1 else ""
    url = request.build_absolute_uri(f"{reverse('joining:new')}?by={quote(link_of(slug))}") if slug else ""
    given = {"url": url, "qr": qr_image(url), "ways": _ways(url)} if url else {"url": ""}
    return render(request, "joining/link.html", {"organisations": board_list.choices(bodies, language, slug, today), **given})


def _ways(url: str) -> list[dict[str, str]]:
    """Links that open the sender's own messenger with the text in it."""
    text = _("Here you can join us. It takes two minutes; everyone is welcome.")
    both = quote(f"{text} {url}")
    return [
        {"name": "WhatsApp", "url": f"https://wa.me/?text={both}"},
        {"name": "Telegram", "url": f"https://t.me/share/url?url={quote(url, safe='')}&text={quote(text)}"},
        {"name": "SMS", "url": f"sms:?&body={both}"},
    ]


@never_cache
@require_safe
@asks(SEE)
def application(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, _meant(_signed(request), pk), {}, {})


def _meant(user: User, pk: int) -> Application:
    return get_object_or_404(questions.seen(user, timezone.localdate()).select_related("consent"), pk=pk)


def _page(request: HttpRequest, meant: Application, typed: Mapping[str, str], errors: Mapping[str, str], status: int = 200) -> HttpResponse:
    sheet = Sheet(_signed(request), meant, get_language() or "kk", timezone.localdate(), typed, errors)
    return render(request, "joining/one.html", sheet.shown(), status=status)


@require_POST
@asks(DECIDE)
def act(request: HttpRequest, pk: int) -> HttpResponse:
    """What `do` names. Whoever only sees it may not."""
    user, today = _signed(request), timezone.localdate()
    meant = _meant(user, pk)
    do = request.POST.get("do", "")
    if do not in DEEDS or not questions.decided_by(user, meant, today):
        raise Http404
    typed = {name: request.POST.get(name, "").strip() for name in (*TYPED, *(name for name in request.POST if name.startswith("same-")))}
    key = f"joining:{pk}:{do}:{request.POST.get('key', '')[:LONGEST_KEY] or secrets.token_hex(8)}"  # one page has several forms
    try:
        DEEDS[do](user, meant, typed, key)
    except (JoinRefused, MemberRefused) as refused:
        return _page(request, _meant(user, pk), typed, {refused.field or "kind": str(refused)}, status=422)
    return redirect("joining:one", pk=pk) if questions.seen(user, today).filter(pk=pk).exists() else redirect("joining:all")


def _pass_on(user: User, meant: Application, typed: Mapping[str, str], key: str) -> object:
    to = questions.onward(user, meant, timezone.localdate()).filter(slug=typed["to"]).first()
    if to is None:
        raise JoinRefused(_("Choose one of the list."), "to")
    return pass_on(by=user, at=timezone.now(), application=meant, to=to, key=key)


def _accept(user: User, meant: Application, typed: Mapping[str, str], key: str) -> object:
    since = day_of(typed["since"])
    if since is None:
        raise JoinRefused(_("Choose a day."), "since")
    taken = Taken(typed["kind"], since, _same(user, meant, typed, timezone.localdate()))
    return accept(by=user, at=timezone.now(), application=meant, taken=taken, key=key)


def _same(user: User, meant: Application, typed: Mapping[str, str], today: date) -> dict[int, Person]:
    """Who is meant by those who were chosen: only whom the page offered."""
    offered = questions.alike(user, meant, Applicant.objects.filter(application=meant).order_by("number"), today)
    chosen = {(number, person.slug): person for number, pairs in offered.items() for person, _why in pairs}
    asked: dict[int, str] = {number: typed.get(f"same-{number}", "") for number in offered}
    if any(slug and (number, slug) not in chosen for number, slug in asked.items()):
        raise JoinRefused(_("Choose one of the list."), "kind")
    return {number: chosen[number, slug] for number, slug in asked.items() if slug}


def _simple(verb: Callable[..., Any], **names: str) -> Deed:
    """A verb that takes what was typed under these names."""

    def deed(user: User, meant: Application, typed: Mapping[str, str], key: str) -> object:
        return verb(by=user, at=timezone.now(), application=meant, key=key, **{name: typed[field] for name, field in names.items()})

    return deed


DEEDS: Final[Mapping[str, Deed]] = {
    "take_up": _simple(take_up), "know": _simple(know, proof="proof"), "ask": _simple(ask_back, question="question"),
    "decline": _simple(decline, reason="reason"), "pass_on": _pass_on, "accept": _accept,
}  # fmt: skip
