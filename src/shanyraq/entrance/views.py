from __future__ import annotations

from django.contrib.auth import login, logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from shanyraq.entrance.changes import LinkSpent, NotForTrying, enter, hashed, may_be_tried, try_sample
from shanyraq.entrance.models import Link
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
    login(request, user, backend="django.contrib.auth.backends.ModelBackend")
    return redirect("/")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@asks("entrance:sample:try")
def try_as_keeper(request: HttpRequest) -> HttpResponse:
    """Of a sample, whoever likes may be the keeper. Anywhere else there is no such page."""
    if request.method != "POST":
        if not may_be_tried():
            raise Http404
        return render(request, "entrance/try.html", {"next": _path(request.GET.get("next", ""))})
    try:
        user = try_sample()
    except NotForTrying as refused:
        raise Http404 from refused
    login(request, user, backend="django.contrib.auth.backends.ModelBackend")
    return redirect(_path(request.POST.get("next", "")))


def _path(asked: str) -> str:
    """An address of this house, else its first page."""
    return asked if url_has_allowed_host_and_scheme(asked, allowed_hosts=None) and asked.startswith("/") else "/"


@require_POST
@asks("entrance:account:leave")
def leave(request: HttpRequest) -> HttpResponse:
    logout(request)
    return redirect("/")
