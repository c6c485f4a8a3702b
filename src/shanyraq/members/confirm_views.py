"""Once a year: whether what is kept is still right, as its person says by the link of a letter, on their own page, or to the board."""
from __future__ import annotations

from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_list_or_404, get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from shanyraq.members import questions, telling
from shanyraq.members.confirmed import confirmation
from shanyraq.members.editing import Sheet, contact_form, leave_form, names_form
from shanyraq.members.forms import key_of, new_key
from shanyraq.members.person_views import KEEP as BOARD_KEEPS
from shanyraq.members.person_views import signed
from shanyraq.members.self_views import KEEP
from shanyraq.people.confirming import asked_by, confirm
from shanyraq.people.members import forget_contact
from shanyraq.people.models import Contact, Membership, Person
from shanyraq.people.terms import Confirmed
from shanyraq.rights import which
from shanyraq.rights.doors import asks

ANSWER: Final[str] = "members:confirmation:answer"
BY_THE_BOARD: Final = (Confirmed.PHONE, Confirmed.VISIT)
GONE: Final = 410


def _meant(token: str) -> Person:
    person = asked_by(token, timezone.localdate())
    if person is None:
        raise Http404
    return person


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@asks(ANSWER)
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """What is kept of who was sent the link, and one button: all is right. A program that opens links in letters presses none."""
    language, today = get_language() or "kk", timezone.localdate()
    meant = asked_by(token, today)
    if meant is None:
        return render(request, "members/confirm.html", {"gone": True, "left": "left" in request.GET}, status=GONE)
    if request.method == "POST":
        confirm(by=None, person=meant, on=today, how=Confirmed.LINK, key=key_of(request))
        return redirect("members:confirm", token=token)
    held = Membership.objects.on(today).filter(person=meant)
    context = {
        "token": token, "left": "left" in request.GET, "name": telling.called([meant], language)[meant.pk], "spellings": telling.spellings(meant),
        "memberships": telling.told(held, language, today), "contacts": telling.contacts(Contact.objects.filter(person=meant).order_by("pk")),
        "confirmed": confirmation(meant, language, today), "key": new_key(),
    }  # fmt: skip
    return render(request, "members/confirm.html", context)


def _page(token: str) -> str:
    return reverse("members:confirm", kwargs={"token": token})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@asks(ANSWER)
def names(request: HttpRequest, token: str) -> HttpResponse:
    return names_form(request, None, _meant(token), _page(token))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@asks(ANSWER)
def contact(request: HttpRequest, token: str) -> HttpResponse:
    return contact_form(request, None, _meant(token), _page(token), own=True)


@require_POST
@asks(ANSWER)
def forget(request: HttpRequest, token: str, pk: int) -> HttpResponse:
    forget_contact(by=None, contact=get_object_or_404(Contact, pk=pk, person=_meant(token)), key=key_of(request))
    return redirect("members:confirm", token=token)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@asks(ANSWER)
def leave(request: HttpRequest, token: str, pk: int) -> HttpResponse:
    today = timezone.localdate()
    own = Membership.objects.on(today).filter(person=_meant(token), until=None).select_related("person", "organisation")
    held: Membership = get_object_or_404(own, pk=pk)
    sheet = Sheet(_("Leave the organisation"), _("Leave"), _page(token), _("Nobody asks why. You can come back at any time."))
    return leave_form(request, None, held, sheet, today=today, done=f"{_page(token)}?left=1")


@require_POST
@asks(KEEP)
def mine(request: HttpRequest) -> HttpResponse:
    """Of oneself: a child is confirmed by the link of the letter that goes to who stands in for it."""
    user, today = signed(request), timezone.localdate()
    belonging = Person.objects.of(user).filter(pk__in=Membership.objects.on(today).values("person"))
    for meant in get_list_or_404(which(user, KEEP, belonging, today)):
        confirm(by=user, person=meant, on=today, how=Confirmed.SELF, key=f"{key_of(request)}:{meant.pk}")
    return redirect("members:me")


@require_POST
@asks(BOARD_KEEPS)
def note(request: HttpRequest, slug: str) -> HttpResponse:
    """The board was told so, by phone or at a visit."""
    user, today = signed(request), timezone.localdate()
    reached = questions.persons(questions.current(questions.reached(user, BOARD_KEEPS, today), today))
    meant = get_object_or_404(reached, slug=slug)
    how = request.POST.get("how", "")
    if how in BY_THE_BOARD:
        confirm(by=user, person=meant, on=today, how=how, key=key_of(request))
    return redirect("members:person", slug=slug)
