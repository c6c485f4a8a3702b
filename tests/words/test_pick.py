from __future__ import annotations

import pytest
from django.template import Context, Template
from django.utils import translation

from shanyraq.words.texts import Text, pick

ALL = {"und": "u", "en": "e", "ko": "k", "ru": "r", "kk": "q"}


@pytest.mark.parametrize(
    ("texts", "language", "shown"),
    [
        (ALL, "ko", Text("k", "ko", fallback=False)),
        ({"ru": "r", "en": "e"}, "kk", Text("r", "ru", fallback=True)),
        ({"ko": "k", "en": "e", "und": "u"}, "ru", Text("k", "ko", fallback=True)),
        ({"und": "u"}, "ru", Text("u", "und", fallback=False)),
        ({"und": "u", "en": "e"}, "ru", Text("e", "en", fallback=True)),
        ({"de": "d"}, "ru", Text("d", "de", fallback=True)),
        ({"ru": "", "en": "e"}, "ru", Text("e", "en", fallback=True)),
        ({}, "ru", Text("", "ru", fallback=False)),
    ],
)
def test_the_text_shown(texts: dict[str, str], language: str, shown: Text) -> None:
    assert pick(texts, language) == shown


def test_a_page_picks_by_its_language() -> None:
    template = Template("{% load words %}{% with shown=name|pick %}{{ shown }} {{ shown.lang }} {{ shown.fallback }}{% endwith %}")
    with translation.override("ko"):
        assert template.render(Context({"name": {"ru": "<b>", "en": "e"}})) == "&lt;b&gt; ru True"
