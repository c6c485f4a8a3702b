from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from shanyraq.directory import person_page, place_page
from shanyraq.directory.days import Asked, dated
from shanyraq.directory.paging import page_number
from shanyraq.directory.withheld import veil
from shanyraq.files.contents import BytesDamaged, check
from shanyraq.files.models import File
from shanyraq.people.models import Person, Photograph
from shanyraq.rights import which
from shanyraq.rights.doors import asks


@require_safe
@asks("directory:place:see")
@dated
def place(request: HttpRequest, slug: str, asked: Asked) -> HttpResponse:
    found = place_page.find(request.user, slug)
    if found is None:
        raise Http404
    return render(request, "directory/place.html", place_page.page(found, asked, get_language() or "kk", page_number(request)))


@require_safe
@asks("directory:person:see")
@dated
def person(request: HttpRequest, slug: str, asked: Asked) -> HttpResponse:
    found = which(request.user, "directory:person:see", Person.objects.known()).filter(slug=slug).first()
    if found is None:
        get_object_or_404(Person.objects.known(), slug=slug)
        return render(request, "directory/left_out.html", status=410)
    return render(request, "directory/person.html", person_page.page(found, asked, get_language() or "kk", page_number(request)))


@require_safe
@asks("directory:copy:see")
def copy(request: HttpRequest, pk: int) -> FileResponse:
    """A copy of a source, to be saved and not shown: what is in it, nobody vouches for. One that is closed is not there for others."""
    copies = File.objects.exclude(pk__in=Photograph.objects.values("file"))
    found = get_object_or_404(which(request.user, "directory:copy:see", copies), pk=pk)
    try:
        return FileResponse(check(found.sha256).open("rb"), as_attachment=True, filename=veil().file(found.name), content_type=found.media_type)
    except BytesDamaged as damaged:
        raise Http404 from damaged
