"""A link that is shown once, to whoever made it: written, as a picture, and for the sender's own messenger."""
from __future__ import annotations

from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from shanyraq.entrance.adapters import on_white
from shanyraq.papers.codes import qr_svg
from shanyraq.words.texts import Text

Row = dict[str, Any]


def shown_link(request: HttpRequest, token: str, name: Text | str, language: str) -> Row:
    """{url, text, language, qr, ways}: what `entrance/parts/link.html` takes."""
    with translation.override(language):
        url = request.build_absolute_uri(reverse("access:invited", kwargs={"token": token}))
        text = _("%(name)s, this link signs you in on your phone. It is good once, for seven days. Do not pass it on.") % {"name": name}
    return {"url": url, "text": text, "language": language, "qr": f"data:image/svg+xml,{quote(on_white(qr_svg(url)))}", "ways": _ways(text, url)}


def _ways(text: str, link: str) -> list[Row]:
    """Links that open the sender's own messenger with the text in it."""
    both = quote(f"{text} {link}")
    return [
        {"name": "WhatsApp", "url": f"https://wa.me/?text={both}"},
        {"name": "Telegram", "url": f"https://t.me/share/url?url={quote(link)}&text={quote(text)}"},
        {"name": "SMS", "url": f"sms:?&body={both}"},
    ]


def languages() -> list[Row]:
    """Of the message, that of the page first chosen."""
    return [{"value": code, "label": name, "chosen": code == get_language()} for code, name in settings.LANGUAGES]


def language_of(request: HttpRequest) -> str:
    asked = request.POST.get("language", "")
    return asked if asked in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
