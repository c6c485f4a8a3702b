"""The changes of the memory as an Atom feed (RFC 4287): what was recorded or corrected last comes first."""
from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Final

from django.db.models import Min, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import gettext as _

from shanyraq.chronicle.models import Version
from shanyraq.chronicle.terms import Act
from shanyraq.dating.sentences import say
from shanyraq.directory import licence
from shanyraq.directory.clauses import clauses
from shanyraq.directory.footnotes import Footnotes
from shanyraq.directory.namebook import Namebook, url_of
from shanyraq.directory.sentences import Speaker
from shanyraq.directory.versions import Told, bodies_in, claims_of, names_announced, shown
from shanyraq.directory.withheld import is_silent
from shanyraq.directory.years import date_of
from shanyraq.site.elsewhere.plain import plain
from shanyraq.words.texts import pick

MOST_ENTRIES: Final = 50


def latest(key: str = "") -> QuerySet[Version]:
    """The versions that are believed now, of one body or of all; the one recorded last comes first. Those taken back are none."""
    versions = shown(None).filter(mentions__body=key) if key else shown(None)
    return versions.annotate(first=Min("change__versions__known_from")).order_by("-known_from", "-pk")[:MOST_ENTRIES]


def atom(request: HttpRequest, title: str, page: str, versions: Sequence[Version], *, author: str, today: date, language: str) -> str:
    """The feed as XML; `page` is the address of the page that it goes with. A fixed number of queries."""
    site = request.build_absolute_uri
    own = site(request.path)
    feed = Atom1Feed(
        title, site(page), "", language=language, author_name=author, feed_url=own, feed_guid=own, feed_copyright=licence.ADDRESS
    )
    told = claims_of(versions)
    names = Namebook(language)
    names.read(bodies_in(told.values()), None)
    names.announced = names_announced(told.values())
    notes = Footnotes(language)
    notes.read(told.values(), None)
    names.veil.over(told.values())
    names.veil.over_sources(notes.versions.values())
    for one in told.values():
        if names.veil.hides_all(one.bodies):  # told of nobody but who asked not to be named
            continue
        silent = is_silent(one, names.veil)
        lines = [] if silent else _lines(one, Speaker(names, today), notes)
        feed.add_item(**_entry(request, one, Speaker(names, today), silent=silent), description="<br>".join(escape(line) for line in lines))
    return str(feed.writeString("utf-8"))


def _entry(request: HttpRequest, told: Told, speaker: Speaker, *, silent: bool) -> dict[str, Any]:
    named = told.number if silent else told.slug
    first: datetime = told.version.first  # type: ignore[attr-defined]  # see `latest`
    return {
        "title": _title(told, speaker, silent=silent),
        "link": request.build_absolute_uri(_address(told, speaker.names, named)),
        "pubdate": first,
        "updateddate": told.version.known_from,
        "unique_id": f"tag:{request.get_host().partition(':')[0]},{timezone.localdate(first).isoformat()}:changes/{named}",
    }


def _title(told: Told, speaker: Speaker, *, silent: bool) -> str:
    """The day, who and what; of something only announced the note, which says more than the act."""
    note = plain(pick(told.version.note, speaker.language)) if told.act == Act.ANNOUNCED and not silent else ""
    said = f"{plain(speaker.bodies(told, told.bodies))}: {note}" if note else plain(speaker.sentence(told))
    announced = "" if told.done else " (" + _("announced") + ")"
    return f"{say(date_of(told), speaker.language)}: {said}{announced}"


def _address(told: Told, names: Namebook, named: str) -> str:
    """The line of the chronicle on the page of the first of the bodies that has one."""
    page = next((url_of(key) for key in told.bodies if names.knows(key)), url_of(told.bodies[0]))
    return f"{page}#c-{named}"


def _lines(told: Told, speaker: Speaker, notes: Footnotes) -> list[str]:
    """What the title leaves unsaid: the rest of the change, the note, the sources."""
    sources = [notes.versions[claim.source_id] for claim in told.claims if claim.source_id in notes.versions]
    titles = dict.fromkeys(plain(pick(source.title, speaker.language)) for source in sources)
    return [line for line in (plain(clauses(speaker, told)), plain(pick(told.version.note, speaker.language)), *titles) if line]
