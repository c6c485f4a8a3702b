"""The page of a hand-over: a list to be ticked, notes, dates and what is open. To everybody else it is not there."""
from __future__ import annotations

from datetime import date
from typing import Any, Final
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from shanyraq.accounts.models import User
from shanyraq.mandates import changes, handing
from shanyraq.mandates.changes import KEEP, HandingRefused
from shanyraq.mandates.forms import field, key_of, new_key, summary
from shanyraq.mandates.handing import Part
from shanyraq.mandates.terms import LONGEST_LINE, LONGEST_NOTES
from shanyraq.rights.doors import asks

SEE: Final[str] = "mandates:handing:see"


@never_cache
@require_safe
@asks(SEE)
def hand(request: HttpRequest, slug: str, office: str, day: str) -> HttpResponse:
    part = _part(request, slug, office, day)
    return _to_second(request) if part.more else _page(request, part, {}, {})


@require_POST
@asks(KEEP)
def write(request: HttpRequest, slug: str, office: str, day: str) -> HttpResponse:
    """`do`: tick or open a `line`, add one (`text`), or write `notes`."""
    part = _part(request, slug, office, day)
    if part.more:
        return _to_second(request)
    do = request.POST.get("do", "")
    if do not in ("tick", "open", "add", "notes") or (do == "notes" and not part.writes):
        return HttpResponseBadRequest()
    typed = {name: request.POST.get(name, "")[: LONGEST_NOTES * 2] for name in ("line", "text", "notes")}
    try:
        _do(request, part, do, typed)
    except HandingRefused as refused:
        errors = {"text" if do in ("add", "tick", "open") else "notes": str(refused)}
        return _page(request, part, {do: typed["notes" if do == "notes" else "text"]}, errors, status=422)
    return HttpResponseRedirect(f"{handing.address(part.turn)}#{'notes' if do == 'notes' else 'list'}")


def _do(request: HttpRequest, part: Part, do: str, typed: dict[str, str]) -> None:
    assert isinstance(request.user, User)
    user, turn, now, key = request.user, part.turn, timezone.now(), key_of(request)
    if do == "add":
        changes.add_line(by=user, turn=turn, text=typed["text"], key=key)
    elif do == "notes":
        changes.write_notes(by=user, at=now, turn=turn, notes=typed["notes"], key=key)
    else:
        changes.tick(by=user, at=now, turn=turn, line=typed["line"], ticked=do == "tick", key=key)


def _part(request: HttpRequest, slug: str, office: str, day: str) -> Part:
    """Raises Http404 where there is no such hand-over, or this visitor has no part in it."""
    assert isinstance(request.user, User)
    try:
        meant = date.fromisoformat(day)
    except ValueError:
        raise Http404 from None
    part = handing.part_of(request.user, slug, office, meant, timezone.localdate())
    if part is None:
        raise Http404
    return part


def _page(request: HttpRequest, part: Part, typed: dict[str, str], errors: dict[str, str], status: int = 200) -> HttpResponse:
    assert isinstance(request.user, User)
    told = handing.told(request.user, part, timezone.localdate(), get_language() or "kk")
    notes = str(typed.get("notes", told["notes"]))
    hint = _("Up to %(number)s signs") % {"number": LONGEST_LINE}
    context: dict[str, Any] = {
        **told, "errors": summary(errors), "key": new_key(),
        "line": field("text", _("A line of your own"), typed.get("add", ""), hint=hint, error=errors.get("text", "")),
        "notes_field": field(
            "notes", _("Notes for who comes next"), notes, kind="textarea", error=errors.get("notes", ""), required=False,
            hint=_("Seen by you, by who comes next, and by the office above. A year after the day they are deleted."),
        ),
    }  # fmt: skip
    return render(request, "mandates/hand.html", context, status=status)


def _to_second(request: HttpRequest) -> HttpResponse:
    return HttpResponseRedirect(f"{reverse('access:second')}?{urlencode({'next': request.get_full_path()})}")
