"""The page of whoever applied, by a link and without an account."""
from __future__ import annotations

import secrets
from datetime import date, timedelta
from typing import Any, Final

from django.apps import apps
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from shanyraq.accounts.tokens import hashed
from shanyraq.joining import telling
from shanyraq.joining.form_page import field
from shanyraq.joining.letters import card_paths
from shanyraq.joining.models import Applicant, Application, Step
from shanyraq.joining.moving import JoinRefused
from shanyraq.joining.nearest import above, told
from shanyraq.joining.sending import answer, appeal, code_of, prove, withdraw
from shanyraq.joining.terms import OPEN, Did, State
from shanyraq.papers.codes import qr_image
from shanyraq.people.models import Card, Holding
from shanyraq.registry.models import Organisation
from shanyraq.rights.doors import asks
from shanyraq.rights.naming import names
from shanyraq.words.texts import Text

FOLLOW: Final[str] = "joining:application:follow"
OFFERED: Final = timedelta(days=30)  # how long after the decision an account is to be had by this link
INVITE: Final = "shanyraq.entrance.inviting.invite"  # named, not imported: joining stands without the entrance
LONGEST_KEY: Final = 40


def _meant(token: str) -> Application:
    return get_object_or_404(Application.objects.select_related("organisation"), token_hash=hashed(token))


@never_cache
@require_safe
@asks(FOLLOW)
def follow(request: HttpRequest, token: str) -> HttpResponse:
    return _page(request, _meant(token), token, "", {})


def _page(request: HttpRequest, meant: Application, token: str, text: str, errors: dict[str, str], *, status: int = 200) -> HttpResponse:
    language, today = get_language() or "kk", timezone.localdate()
    link = request.build_absolute_uri(reverse("joining:follow", kwargs={"token": token}))
    applicants = list(meant.applicants.order_by("number"))
    history = telling.history(meant, language, today)
    context = {
        "application": meant, "state": State(meant.state), "token": token, "link": link, "qr": qr_image(link), "history": history,
        "note": next((one["note"] for one in history if one["note"]), ""), "wishes": telling.wishes(meant),
        "people": telling.people(applicants, language, today), "cards": _cards(meant, applicants, language, today),
        "body": told(Organisation.objects.filter(pk=meant.organisation_id), language, today)[0], "open": meant.state in OPEN,
        "court": _court(meant, language, today),
        "field": field("text", "", text, errors, kind="textarea", required=True), "account": _account(meant, applicants, today) is not None,
        "errors": [{"text": said, "target": "j-text"} for said in errors.values()], "key": secrets.token_hex(LONGEST_KEY // 2),
    }  # fmt: skip
    return render(request, "joining/status.html", context, status=status)


def _court(meant: Application, language: str, today: date) -> Text | None:
    """Which organisation could decide anew; None where nothing was declined, none is above, or it has decided already."""
    if meant.state != State.DECLINED or meant.court_id is not None:
        return None
    court = above(meant.organisation_id, today)
    return names([court.pk], language, today)[court.pk] if court else None


def _cards(meant: Application, applicants: list[Applicant], language: str, today: date) -> list[dict[str, Any]]:
    """{name, url} of those whom this application took in and who belong today."""
    if meant.state != State.ACCEPTED:
        return []
    people = {one.person_id: one for one in applicants if one.new}
    valid = Card.objects.valid(today).filter(membership__person__in=people, membership__organisation=meant.organisation_id)
    found = list(valid.select_related("membership").order_by("membership__person"))
    named = [telling.called(people[card.membership.person_id]) for card in found]
    return [{"name": name, "url": url} for name, url in zip(named, card_paths(found, language), strict=False)]


def _account(meant: Application, applicants: list[Applicant], today: date) -> Step | None:
    """The acceptance, where the link to an account is still to be had: by whom this application took in, who holds no office, for a month, once."""
    if not apps.is_installed("shanyraq.entrance") or meant.state != State.ACCEPTED or not meant.account:
        return None
    if meant.ended is None or today > meant.ended + OFFERED:
        return None
    person = next((one.person for one in applicants if one.number == 0 and one.new), None)
    if person is None or person.account_id or person.same_as_id or Holding.objects.filter(person=person).exists():
        return None
    return meant.steps.filter(did=Did.ACCEPTED).select_related("by").order_by("-pk").first()


@require_POST
@asks(FOLLOW)
def say(request: HttpRequest, token: str) -> HttpResponse:
    """Answer, withdraw, or ask the office above."""
    meant, do, text = _meant(token), request.POST.get("do", ""), request.POST.get("text", "")
    key = f"joining:{meant.pk}:{do[:10]}:{request.POST.get('key', '')[:LONGEST_KEY] or secrets.token_hex(8)}"
    verbs = {"answer": answer, "appeal": appeal}
    try:
        if do == "withdraw":
            withdraw(at=timezone.now(), application=meant, key=key)
        elif do in verbs:
            verbs[do](at=timezone.now(), application=meant, text=text, key=key)
        else:
            raise Http404
    except JoinRefused as refused:
        return _page(request, _meant(token), token, text, {"text": str(refused)}, status=422)
    return redirect("joining:follow", token=token)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@asks(FOLLOW)
def proof(request: HttpRequest, token: str, code: str) -> HttpResponse:
    """By the link of a letter; a button, since programs open links of letters, too."""
    meant = _meant(token)
    if code != code_of(token):
        raise Http404
    if request.method == "POST":
        prove(at=timezone.now(), application=meant, token=token, code=code)
        return redirect("joining:follow", token=token)
    return render(request, "joining/prove.html", {"token": token, "email": meant.email})


@require_POST
@asks(FOLLOW)
def account(request: HttpRequest, token: str) -> HttpResponse:
    """Leads to the invitation of the entrance, in the name of whoever accepted."""
    del request
    meant, today = _meant(token), timezone.localdate()
    applicants = list(meant.applicants.select_related("person").order_by("number"))
    accepted = _account(meant, applicants, today)
    person = applicants[0].person
    if accepted is None or accepted.by is None or person is None:
        raise Http404
    return redirect("access:invited", token=import_string(INVITE)(by=accepted.by, at=timezone.now(), person=person))
