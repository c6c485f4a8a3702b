"""Pages that all visitors see alike are kept until the next write, and shown from memory; docs/decisions/0008 says why this is never stale.

The key of a page has the stamp that every visible write renews (`journal.changes.renew`), the day, and the whole address. The stamp is read before
the page is made: a page that is newer than its stamp is never asked for again. A view says that it may be kept: `@shared` of `rights.doors`.
"""
from __future__ import annotations

import gzip
import re
import time
from dataclasses import dataclass
from hashlib import blake2b
from typing import Final

from django.conf import settings
from django.core.cache import caches
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_vary_headers

from shanyraq.guard.clients import network
from shanyraq.guard.limits import LIMITERS, Next
from shanyraq.guard.log import route
from shanyraq.journal.models import stamp

MOST_BYTES: Final = 100_000  # of a page, packed; a larger one is made anew each time
DATED: Final = ("as_of=", "known_on=")  # one of endless many, and rarely asked for twice
GZIP: Final = re.compile(r"\bgzip\b")


@dataclass(frozen=True, slots=True)
class Kept:
    """A page as it leaves the house, but for what its reader's browser decides: packed or plain, anew or unchanged."""

    headers: dict[str, str]
    packed: bytes
    route: str

    def shown(self, request: HttpRequest) -> HttpResponseBase:
        request.kept_route = self.route  # type: ignore[attr-defined]  # for the log: nothing was resolved
        takes_packed = GZIP.search(request.META.get("HTTP_ACCEPT_ENCODING", ""))
        body = self.packed if takes_packed else gzip.decompress(self.packed)
        more = {"Content-Length": str(len(body))} | ({"Content-Encoding": "gzip"} if takes_packed else {})
        response = HttpResponse(body, headers=self.headers | more)
        return get_conditional_response(request, etag=self.headers["ETag"], response=response) or response


class PageCache:
    """Stands outside of all that makes a page, inside of the log and of what packs the rest. What it shows counts for its reader."""

    def __init__(self, get_response: Next) -> None:
        if not settings.KEEP_PAGES:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method not in ("GET", "HEAD") or settings.SESSION_COOKIE_NAME in request.META.get("HTTP_COOKIE", ""):
            return self.get_response(request)
        shelf = "" if any(name in request.META["QUERY_STRING"] for name in DATED) else "asked" if request.META["QUERY_STRING"] else "pages"
        key = _key(request) if shelf else ""
        kept = caches[shelf].get(key) if key else None
        if kept is not None and not LIMITERS["page"].take(network(request), time.monotonic()):
            return kept.shown(request)  # type: ignore[no-any-return]
        response = self.get_response(request)
        made = _kept(request, response)
        if made is None:
            return response
        if key and request.method == "GET" and len(made.packed) <= MOST_BYTES:
            caches[shelf].set(key, made, timeout=None)
        return made.shown(request)


def _key(request: HttpRequest) -> str:
    """Empty where nothing may be kept: there is no stamp yet, or no database. Whether the host is ours was judged when the page was made."""
    host = request.META.get("HTTP_HOST") or f"{request.META['SERVER_NAME']}:{request.META['SERVER_PORT']}"
    token = stamp()
    whole = f"{token} {timezone.localdate()} {request.scheme} {host} {request.get_full_path()}"
    return blake2b(whole.encode("utf-8", "surrogatepass"), digest_size=20).hexdigest() if token else ""


def _kept(request: HttpRequest, response: HttpResponseBase) -> Kept | None:
    """The page as it can be kept, with what tells browsers to ask whether it is still so; None where others may see another."""
    match = request.resolver_match
    alike = match is not None and getattr(match.func, "shared", False) and settings.CSRF_COOKIE_NAME not in request.META.get("HTTP_COOKIE", "")
    if not alike or response.status_code != 200 or not isinstance(response, HttpResponse):  # noqa: PLR2004
        return None
    if response.cookies or response.has_header("Cache-Control") or response.has_header("Content-Encoding"):
        return None
    plain = response.content
    response["ETag"] = f'W/"{blake2b(plain, digest_size=16).hexdigest()}"'
    response["Cache-Control"] = "no-cache"
    patch_vary_headers(response, ["Accept-Encoding", "Cookie"])
    headers = {name: text for name, text in response.items() if name != "Content-Length"}
    return Kept(headers, gzip.compress(plain, compresslevel=5, mtime=0), route(request))
