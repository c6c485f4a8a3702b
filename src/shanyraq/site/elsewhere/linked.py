"""What is surely so today as JSON-LD in the words of schema.org, for search engines and for who gathers data. Only of pages without a day."""
from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from shanyraq.dating.terms import Certainty
from shanyraq.directory import licence
from shanyraq.directory.vocabulary import word
from shanyraq.registry.terms import Kind
from shanyraq.registry.terms import Tie as TieKind
from shanyraq.site.elsewhere.press import values
from shanyraq.words.texts import UNDETERMINED, Text

Row = dict[str, Any]
CONTEXT: Final = "https://schema.org"
STATE: Final = (Kind.STATE_INSTITUTION, Kind.AUTHORITY)
NOT_NGOS: Final = (*STATE, Kind.COMPANY, Kind.PARTY, Kind.CHURCH, Kind.SCHOOL, Kind.UNIVERSITY, Kind.NEWSPAPER, Kind.MUSEUM, Kind.OTHER)
TIES: Final = {TieKind.BRANCH_OF: "parentOrganization", TieKind.PART_OF: "parentOrganization", TieKind.MEMBER_OF: "memberOf"}
UNSAFE: Final = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}  # none of them may end or begin anything in a page


def script(data: Row) -> SafeString:
    """The data as they may stand within a `<script>` of data."""
    return mark_safe(json.dumps(data, ensure_ascii=False).translate(UNSAFE))


def organisation(request: HttpRequest, panel: Mapping[str, Any]) -> Row:
    """Of what an organisation's panel shows (see `directory/organisation.html`)."""
    ties: dict[str, list[Row]] = {}
    for row in _sure(panel["ties_up"]):
        if row["text"].kind in TIES:
            ties.setdefault(TIES[row["text"].kind], []).append(_thing(request, "Organization", row["body"]))
    return _told({
        **_head(request, _type(panel), panel),
        "foundingDate": panel["begun"],
        "dissolutionDate": panel["ended"],
        **ties,
        "location": [_thing(request, "AdministrativeArea", row) for row in _sure(values(panel, "seat"))],
        "identifier": _identifiers(panel, "BIN"),
    })  # fmt: skip


def place(request: HttpRequest, page: Mapping[str, Any]) -> Row:
    """Of what a territory's page shows (see `directory/place.html`)."""
    within = [_thing(request, "AdministrativeArea", row["body"]) for row in _sure(page["parents"])]
    return _told({**_head(request, "AdministrativeArea", page), "containedInPlace": within, "identifier": _identifiers(page, "KATO")})


def person(request: HttpRequest, page: Mapping[str, Any]) -> Row:
    """Of what a person's page shows (see `directory/person.html`): the name and the public offices, nothing else."""
    roles = [
        {"@type": "OrganizationRole", "roleName": row["tie_label"], "memberOf": _thing(request, "Organization", row["body"])}
        for row in _sure(page["holdings"])
    ]
    return _told({**_head(request, "Person", page), "memberOf": roles})


def home(request: HttpRequest, name: Text | None) -> Row:
    """The federation's pages, and its memory as a data set; `name` is that of the federation."""
    site, data = (_id(request, request.path).replace("#it", part) for part in ("#site", "#data"))
    said = _("The organisations of this federation, today and on any past day. Beside each fact stands its source.")
    address = request.build_absolute_uri(request.path)
    common = {"name": _names([name] if name else []), "description": said, "url": address, "license": licence.ADDRESS, "isAccessibleForFree": True}
    whole = {"@type": "WebSite", "@id": site, "inLanguage": list(dict(settings.LANGUAGES)), **common}
    return {"@context": CONTEXT, "@graph": [_told(whole), _told({"@type": "Dataset", "@id": data, "isPartOf": {"@id": site}, **common})]}


def _head(request: HttpRequest, kind: str, page: Mapping[str, Any]) -> Row:
    spelt = page["spelt"] or [page["title"]]
    also = [row["text"] for row in _sure(page.get("also", []))]
    named = {"name": _names(spelt), "alternateName": _names(also)}
    return {"@context": CONTEXT, "@type": kind, "@id": _id(request, request.path), "url": request.build_absolute_uri(request.path), **named}


def _type(panel: Mapping[str, Any]) -> str:
    kinds = {str(row["text"]) for row in _sure(values(panel, "kind"))}
    state, ngos = _kinds(get_language())
    return "GovernmentOrganization" if kinds & state else "NGO" if kinds & ngos else "Organization"


@cache
def _kinds(_language: str | None) -> tuple[frozenset[str], frozenset[str]]:
    """What belongs to the state, and what is an NGO, in the words of a language."""
    ngos = frozenset(word("kind", kind) for kind in Kind if kind not in NOT_NGOS)
    return frozenset(word("kind", kind) for kind in STATE), ngos


def _sure(rows: Iterable[Row]) -> list[Row]:
    return [row for row in rows if row["certainty"] == str(Certainty.SURELY) and not row.get("claims")]


def _thing(request: HttpRequest, kind: str, body: Row) -> Row:
    address = {"@id": _id(request, body["url"]), "url": request.build_absolute_uri(body["url"])} if body["url"] else {}
    return {"@type": kind, **address, "name": _names([body["text"]])}


def _id(request: HttpRequest, path: str) -> str:
    """One name for one thing, whatever the language of the page."""
    _empty, _own, rest = path.split("/", 2)
    return request.build_absolute_uri(f"/{settings.LANGUAGE_CODE}/{rest}#it")


def _names(texts: Iterable[Text]) -> Any:
    return [text.value if text.lang == UNDETERMINED else {"@value": text.value, "@language": text.lang} for text in texts]


def _identifiers(page: Mapping[str, Any], sort: str) -> list[Row]:
    return [{"@type": "PropertyValue", "propertyID": sort, "value": row["value"]} for row in page["identifiers"]]


def _told(data: Row) -> Row:
    """Without what nothing is told of."""
    return {name: said for name, said in data.items() if said}
