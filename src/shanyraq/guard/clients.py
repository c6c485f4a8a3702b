"""From which network a request comes. No whole address is kept or written down."""
from __future__ import annotations

import ipaddress

from django.conf import settings
from django.http import HttpRequest

KEPT_BITS = {4: 24, 6: 48}  # a network, not a person


def address(request: HttpRequest) -> str:
    """The client's address; behind the proxy it is the last that the proxy wrote, since a client can write the others itself."""
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "") if settings.BEHIND_PROXY else ""
    return forwarded.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", "")


def network(request: HttpRequest) -> str:
    """The client's network as text, `192.0.2.0/24`; `unknown` where the server does not know it. Limit and log both ask: it is read once."""
    found: str | None = getattr(request, "network", None)
    if found is None:
        found = _network(address(request))
        request.network = found  # type: ignore[attr-defined]
    return found


def _network(client: str) -> str:
    try:
        whole = ipaddress.ip_address(client)
    except ValueError:
        return "unknown"
    kept = KEPT_BITS[whole.version]
    rest = whole.max_prefixlen - kept
    return f"{type(whole)(int(whole) >> rest << rest)}/{kept}"
