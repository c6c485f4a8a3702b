from __future__ import annotations

from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from shanyraq.entrance.changes import LinkSpent, enter, hashed
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


@require_POST
@asks("entrance:account:leave")
def leave(request: HttpRequest) -> HttpResponse:
    logout(request)
    return redirect("/")
