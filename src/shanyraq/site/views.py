from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from shanyraq.accounts.models import User
from shanyraq.directory import home_page, licence
from shanyraq.directory.days import Asked, dated
from shanyraq.directory.river.figure import river
from shanyraq.jobs.models import Job
from shanyraq.jobs.terms import State
from shanyraq.rights import which
from shanyraq.rights.doors import asks
from shanyraq.site import job_page, specimens
from shanyraq.site.context import federation_names
from shanyraq.site.navigation import is_first_screen, tasks
from shanyraq.site.panels import panels
from shanyraq.words.texts import Text


@require_safe
@asks("site:home:see")
@dated
def home(request: HttpRequest, asked: Asked) -> HttpResponse:
    first, language = is_first_screen(), get_language() or "kk"
    page = home_page.page(request.user, asked, language)
    flow = None if page["empty"] else river(request.user, asked, language)
    return render(request, "site/home.html", {**page, "first": first, "tasks": tasks() if first else [], "river": flow})


@require_safe
@asks("site:organisation:see")
@dated
def organisation(request: HttpRequest, slug: str, asked: Asked) -> HttpResponse:
    found = panels("organisation", request, slug, asked)
    if not found:
        raise Http404
    title = next((panel.title for panel in found if panel.title), slug)
    return render(request, "site/organisation.html", {"title": title, "panels": found})


@require_safe
@asks("site:press:see")
@dated
def press(request: HttpRequest, asked: Asked) -> HttpResponse:
    """What whoever writes about this federation needs: its name in each language, its people, its data."""
    page = home_page.page(request.user, asked, get_language() or "kk")
    spelt = [Text(text, language, fallback=False) for language, text in federation_names().items()]
    return render(request, "site/press.html", {**page, "spelt": spelt, "licence": licence})


@require_safe
@asks("site:keep:see")
def keep(request: HttpRequest) -> HttpResponse:
    """How somebody sets up such a server and looks after it."""
    return render(request, "site/keep.html")


@never_cache
@require_safe
@asks("jobs:job:see")
def job(request: HttpRequest, token: str) -> HttpResponse:
    """How far long work is; once it is done, the way to its result. To whoever asked for it, and to operators."""
    own = Job.objects.asked_by(request.user) if isinstance(request.user, User) else Job.objects.none()
    found = get_object_or_404(own | which(request.user, "jobs:job:see", Job.objects.all()), token=token)
    standing = found.standing
    if standing.state == State.DONE:
        return HttpResponseRedirect(standing.address, status=303)
    return render(request, "site/job.html", job_page.page(found, standing, timezone.now()))


@require_safe
@asks("site:parts:see")
def parts(request: HttpRequest) -> HttpResponse:
    return render(request, "site/parts.html", specimens.parts(get_language() or "kk"))
