"""Support: the operator chooses whose view to see, says why, and stops."""
from __future__ import annotations

from secrets import token_hex
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from shanyraq.accounts.models import User
from shanyraq.entrance.door_views import signed
from shanyraq.entrance.forms import told_field
from shanyraq.entrance.looking import LookingRefused, begin_looking
from shanyraq.entrance.named import first_spellings, names_of, offices, say_called
from shanyraq.entrance.sights import begin_sight, ended_by_hand
from shanyraq.entrance.terms import REASON
from shanyraq.people.models import Person, PersonName, Spelling
from shanyraq.rights.doors import asks
from shanyraq.words.folding import fold

Row = dict[str, Any]
MOST: Final = 20
LONGEST: Final = 60
LOOK: Final = "entrance:looking:begin"


def _without_a_second_sign(request: HttpRequest) -> HttpResponse | None:
    """Whoever looks gave a second sign; others are led there and back again."""
    if signed(request).strong:
        return None
    if request.method == "POST":
        raise PermissionDenied
    return HttpResponseRedirect(f"{reverse('access:second')}?{urlencode({'next': request.get_full_path()})}")


@never_cache
@require_safe
@asks(LOOK)
def find(request: HttpRequest) -> HttpResponse:
    """`?q=`: a part of a name in any spelling, or a whole address."""
    led = _without_a_second_sign(request)
    if led is not None:
        return led
    asked = request.GET.get("q", "").strip()[:LONGEST]
    rows = _rows(list(_found(asked)[:MOST])) if asked else None
    return render(request, "entrance/looks.html", {"asked": asked, "rows": rows})


def _found(asked: str) -> QuerySet[User]:
    words = fold(asked).split()
    spelt = Q(*(Q(folded__contains=word) for word in words)) if words else Q(pk__in=[])
    called = PersonName.objects.known_on(None).filter(spelt).values("person"), Spelling.objects.filter(spelt).values("person")
    persons = Person.objects.filter(account__isnull=False).filter(Q(pk__in=called[0]) | Q(pk__in=called[1]))
    said = Q(name__icontains=asked) | Q(email=asked.lower()) | Q(pk__in=persons.values("account"))
    return User.objects.filter(said, is_active=True, is_operator=False).order_by("name", "pk")


def _rows(users: list[User]) -> list[Row]:
    persons = dict(Person.objects.filter(account__in=users).values_list("account", "pk"))
    held, spelt = offices(list(persons.values()), timezone.localdate()), first_spellings(persons.values())
    keys = {user.pk: persons.get(user.pk, 0) for user in users}
    return [{"pk": user.pk, "name": spelt.get(keys[user.pk]) or user.name, "offices": held.get(keys[user.pk], [])} for user in users]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@asks(LOOK)
def begin(request: HttpRequest, pk: int) -> HttpResponse:
    led = _without_a_second_sign(request)
    if led is not None:
        return led
    whom = get_object_or_404(User, pk=pk, is_active=True, is_operator=False)
    problem, name = "", say_called(names_of(whom)) or whom.name
    if request.method == "POST":
        problem = _begun(request, whom)
        if not problem:
            return redirect(f"/{get_language()}/")
    reason = request.POST.get("reason", "").strip()[: REASON[1]]
    hint = _("%(name)s reads it. %(least)s to %(most)s signs.") % {"name": name, "least": REASON[0], "most": REASON[1]}
    field = told_field("reason", _("Why?"), reason, kind="textarea", hint=hint, error=problem)
    shown = {"name": name, "field": field, "errors": [{"text": problem, "target": field["id"]}] if problem else [], "key": token_hex(16)}
    return render(request, "entrance/look.html", shown, status=422 if problem else 200)


def _begun(request: HttpRequest, whom: User) -> str:
    """What keeps it from being done; empty once it goes on in this session."""
    key = f"look-{request.POST.get('key', '')[:40] or token_hex(16)}"
    try:
        looking = begin_looking(by=signed(request), at=timezone.now(), whom=whom, reason=request.POST.get("reason", ""), key=key)
    except LookingRefused as refused:
        return str(refused)
    if looking is not None:
        begin_sight(request, looking)
    return ""


@require_POST
@asks("entrance:looking:end")
def stop(request: HttpRequest) -> HttpResponse:
    ended_by_hand(request)
    return redirect("access:looks" if getattr(request, "looking", None) else "mfa_index")


stop.ends_looking = True  # type: ignore[attr-defined]
