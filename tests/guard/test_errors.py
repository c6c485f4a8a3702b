from __future__ import annotations

from typing import Any

import pytest
from django.template import TemplateDoesNotExist
from django.test import Client, RequestFactory

from shanyraq.guard import errors

pytestmark = [pytest.mark.django_db]


@pytest.mark.parametrize(("lang", "words"), [("en", "There is no such page"), ("ko", 'lang="ko"')])
def test_an_error_speaks_the_readers_language(lang: str, words: str) -> None:
    answer = Client().get(f"/{lang}/nothing/")
    assert answer.status_code == 404
    assert words in answer.content.decode()


def test_a_fault_of_ours_is_told_in_words() -> None:
    answer = errors.broken(RequestFactory().get("/en/"))
    assert (answer.status_code, "<main" in answer.content.decode()) == (500, True)


def test_where_no_page_can_be_made_a_line_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    def without_pages(*_args: Any, **_kwargs: Any) -> None:
        raise TemplateDoesNotExist("site/error.html")

    monkeypatch.setattr(errors, "render", without_pages)
    answer = errors.page(RequestFactory().get("/"), 404)
    assert (answer.status_code, answer.content) == (404, b"404\n")
