"""The bytes of a member's photograph, as far as whoever asks may see it."""
from __future__ import annotations

from django.db.models import QuerySet
from django.http import Http404, HttpResponse

from shanyraq.files.contents import BytesDamaged, check
from shanyraq.people.models import Photograph


def picture(allowed: QuerySet[Photograph]) -> HttpResponse:
    """The one picture of these, kept by no proxy and in no search; 404 where there is none, or none that may be seen."""
    kept = allowed.select_related("file").first()
    if kept is None:
        raise Http404
    try:
        answer = HttpResponse(check(kept.file.sha256).read_bytes(), content_type=kept.file.media_type)
    except BytesDamaged as damaged:
        raise Http404 from damaged
    answer["X-Robots-Tag"] = "noindex"
    answer["Content-Disposition"] = "inline"
    return answer
