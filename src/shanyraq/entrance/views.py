from __future__ import annotations

from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from shanyraq.accounts.tokens import hashed
from shanyraq.entrance.changes import LinkSpent, NotForTrying, enter, may_be_tried, try_sample
from shanyraq.entrance.demos import positions
from shanyraq.entrance.door_views import let_in, next_path
from shanyraq.entrance.means import record
from shanyraq.entrance.models import Link, Visit
from shanyraq.entrance.terms import PHONE, Means
from shanyraq.rights.doors import asks


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@asks("entrance:link:use")
def enter_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """Looking at the page spends nothing, so that a preview of the link in a messenger does not burn it; the button does."""
    if request.method != "POST":
        usable = Link.objects.filter(token_hash=hashed(token)).usable(timezone.now()).exists()
        return render(request, "entrance/enter.html", {"usable": usable}, status=200 if usable else 410)
    try:
        user = enter(token=token, at=timezone.now())
    except LinkSpent:
        return render(request, "entrance/enter.html", {"usable": False}, status=410)
    let_in(request, user, Means.LINK)
    return redirect("mfa_index")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@asks("entrance:sample:try")
def try_as_keeper(request: HttpRequest) -> HttpResponse:
    """Of a sample, whoever likes may be whom he likes, also where the office asks for a second factor. Anywhere else there is no such page."""
    if request.method != "POST":
        if not may_be_tried():
            raise Http404
        return render(request, "entrance/try.html", {"next": next_path(request.GET.get("next", "")), "positions": positions(timezone.localdate())})
    try:
        user = try_sample(position=request.POST.get("position", ""), day=timezone.localdate())
    except NotForTrying as refused:
        raise Http404 from refused
    let_in(request, user, Means.LINK)
    record(request, user, PHONE)
    return redirect(next_path(request.POST.get("next", "")))


@require_POST
@asks("entrance:account:leave")
def leave(request: HttpRequest) -> HttpResponse:
    Visit.objects.filter(session_key=request.session.session_key).delete()
    logout(request)
    return redirect("/")


# Links have no language, as they are made before it is known who opens them; the page is offered in each all the same.
enter_by_link.told_at = "access:link"  # type: ignore[attr-defined]
try_as_keeper.told_at = "access:try"  # type: ignore[attr-defined]
