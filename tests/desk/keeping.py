"""A keeper at the desk, as the tests use it: pages are read and forms are sent as a browser does."""
from __future__ import annotations

import re
from html import unescape
from typing import Any

from django.test import Client
from tests.rights.test_routes import sign_in

from shanyraq.accounts.changes import open_account
from shanyraq.desk.models import Draft


class Keeper:
    """`language` of the pages; every answer is followed to its page."""

    def __init__(self, name: str = "Keeper", language: str = "en") -> None:
        self.user = open_account(name=name, is_operator=True)
        self.client = Client()
        self.language = language
        sign_in(self.client, self.user)

    def get(self, path: str, code: int = 200) -> str:
        answer = self.client.get(f"/{self.language}/desk/{path}")
        assert answer.status_code == code, (answer.status_code, answer.get("Location"))
        return answer.content.decode()

    def post(self, path: str, code: int = 200, **sent: Any) -> str:
        answer = self.client.post(f"/{self.language}/desk/{path}", sent, follow=True)
        assert answer.status_code == code, words(answer.content.decode())
        return answer.content.decode()

    def begin(self, act: str, body: str = "", key: str = "") -> Draft:
        self.post("record/", act=act, body=body, key=key or f"key-{Draft.objects.count()}-{self.user.pk}")
        return Draft.objects.of(self.user).latest("pk")

    def tell(self, draft: Draft, page: str, code: int = 200, **sent: Any) -> str:
        return self.post(f"drafts/{draft.pk}/{page}/", code, **sent)

    def save(self, draft: Draft, code: int = 200, **sent: Any) -> str:
        return self.post(f"drafts/{draft.pk}/save/", code, **sent)


def words(html: str) -> str:
    """The words of the content of a page, as read."""
    main = html.partition("<main")[2].partition("</main>")[0] or html
    main = re.sub(r"<style.*?</style>", " ", main, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


def shown_seal(html: str) -> str:
    """The seal of the draft that a page of the check shows."""
    return re.findall('name="shown" value="([0-9a-f]+)"', html)[0]
