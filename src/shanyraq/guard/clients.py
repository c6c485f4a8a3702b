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
    """The client's network as text, `192.0.2.0/24`; `unknown` where the server does not know it."""
    try:
        client = ipaddress.ip_address(address(request))
    except ValueError:
        return "unknown"
    return str(ipaddress.ip_network((client, KEPT_BITS[client.version]), strict=False))
