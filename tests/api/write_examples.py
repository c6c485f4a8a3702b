"""`python -m tests.api.write_examples` draws the examples of the OpenAPI document afresh; the data folder of the settings must hold the sample `zhetysu`."""
from __future__ import annotations

import json
from typing import Any

import django

REQUESTS = {
    "federation": "/api/v1/",
    "organisations": "/api/v1/organisations?under=apk&as_of=2008&limit=2",
    "organisation": "/api/v1/organisations/friendship-society?as_of=2002-07-01",
    "organisation_tree": "/api/v1/organisations/apk/tree?as_of=2008",
    "cultures": "/api/v1/cultures?as_of=2008",
    "places": "/api/v1/places?kind=oblast&as_of=2022-06-08&limit=2",
    "place": "/api/v1/places/taldykorgan?as_of=2010",
    "people": "/api/v1/people?as_of=2008",
    "person": "/api/v1/people/klara-khan?as_of=2010",
    "chronicle": "/api/v1/chronicle?body=korean-centre&until=1999&limit=2",
    "find": "/api/v1/find?q=korean&as_of=2010",
    "compare": "/api/v1/compare?from=2001&to=2007",
    "sources": "/api/v1/sources?kind=law&limit=1",
    "source": "/api/v1/sources/article",
}  # fmt: skip


def drawn() -> dict[str, Any]:
    """By operation: what is asked, and what is answered."""
    from django.test import Client

    return {name: {"request": request, "answer": Client().get(request).json()} for name, request in REQUESTS.items()}


if __name__ == "__main__":
    django.setup()
    from django.conf import settings

    from shanyraq.api.description import EXAMPLES

    settings.ALLOWED_HOSTS = ["testserver"]
    EXAMPLES.write_text(json.dumps(drawn(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
