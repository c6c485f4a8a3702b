"""What the tags of pages draw: nothing that is told becomes markup, and a text in another language says which one it is."""
from __future__ import annotations

from typing import Any

import pytest
from django.template import Context, Template
from django.utils import translation

from shanyraq.directory.templatetags.rivers import river_svg
from shanyraq.site.addresses import address
from shanyraq.site.navigation import Way
from shanyraq.words.texts import Text

LIBRARIES = "addresses cells chronicles claims facts frame names signs sources texts ties trees"
HOSTILE = """<b title='x' class="y">&"""
SAFE = "&lt;b title=&#x27;x&#x27; class=&quot;y&quot;&gt;&amp;"
PAGE = {"query": "?as_of=2001", "remark_url": "/en/remarks/new/?from=%2Fen%2F&x", "day_iso": "2001", "known_iso": None, "is_past": True}


def drawn(tag: str, language: str = "en", **given: Any) -> str:
    with translation.override(language):
        return Template(f"{{% load {LIBRARIES} %}}{{% {tag} %}}").render(Context({"page": PAGE, **given}))


def say(value: str = "Орталық", lang: str = "kk", *, fallback: bool = True) -> Text:
    return Text(value, lang, fallback=fallback)


def own(value: str = "Centre") -> Text:
    return say(value, "en", fallback=False)


def test_a_text_says_its_language_where_it_is_not_the_pages() -> None:
    marked = '<span lang="kk">Орталық</span>'
    assert drawn("text said", said=say()) == f'{marked} <small class="aside">(in Kazakh)</small>'
    assert drawn("text said", "ru", said=say()) == f'{marked} <small class="aside">(на казахском)</small>'
    assert drawn("text said quiet=True", said=say()) == marked
    assert drawn("text said", said=own()) == "Centre"


@pytest.mark.parametrize(("lang", "note"), [
    ("kk", "(in Kazakh)"), ("ru", "(in Russian)"), ("ko", "(in Korean)"), ("en", "(in English)"), ("de", "(in another language)"),
])  # fmt: skip
def test_the_note_names_the_language(lang: str, note: str) -> None:
    assert drawn("fallback said", said=say(lang=lang)) == f' <small class="aside">{note}</small>'


def test_nothing_is_said_about_a_language_that_nobody_knows() -> None:
    assert drawn("fallback said", said=say(lang="und")) == ""
    assert drawn("fallback said", said=own()) == ""


def test_a_link_keeps_the_day_and_marks_the_language() -> None:
    assert drawn("link '/en/x/' said", said=own()) == '<a href="/en/x/?as_of=2001">Centre</a>'
    marked = '<a href="/en/x/?as_of=2001" lang="kk">Орталық</a> <small class="aside">(in Kazakh)</small>'
    assert drawn("link '/en/x/' said", said=say()) == marked
    assert drawn("link '' said", said=own()) == "Centre"
    assert drawn("link '/en/x/' said", said=own(), page=None) == '<a href="/en/x/">Centre</a>'


def test_signs_stand_only_where_there_is_something_to_say() -> None:
    assert drawn("certainty 'possibly'", "kk") == ' <span class="maybe">мүмкін</span>'
    assert (drawn("certainty 'surely'"), drawn("refs numbers", numbers=[]), drawn("claims told", told=None)) == ("", "", "")
    assert drawn("grounds row", row={"certainty": "surely", "refs": [], "years": "", "claims": []}) == ""


def test_a_number_is_read_out_in_the_language_of_the_page() -> None:
    """It is remembered, for each language apart."""
    said = {language: drawn("refs numbers", language, numbers=[1, 12]) for language in ("en", "ko", "en")}
    link = '<a href="#s{0}" aria-label="{1}">{0}</a>'
    assert said["en"] == f'<sup class="refs">{link.format(1, "Source 1")}{link.format(12, "Source 12")}</sup>'
    assert said["ko"] == f'<sup class="refs">{link.format(1, "출처 1")}{link.format(12, "출처 12")}</sup>'


def test_the_way_to_say_that_something_is_wrong_carries_the_fact() -> None:
    link = ' <a class="amiss" rel="nofollow" href="/en/remarks/new/?from=%2Fen%2F&amp;x{}" aria-label="Something wrong? {}" title="Something wrong?"></a>'
    quoted = "%3Cb%20title%3D%27x%27%20class%3D%22y%22%3E%26"
    assert drawn("wrong quote 'c-1'", quote=HOSTILE) == link.format(f"&amp;fact=c-1&amp;quote={quoted}", SAFE)
    assert drawn("wrong quote", quote="n" * 200) == link.format("&amp;quote=" + "n" * 149 + "%E2%80%A6", "n" * 59 + "…")
    assert drawn("wrong quote", quote="x", page={"query": ""}) == ""


def hostile() -> dict[str, dict[str, Any]]:
    """Each tag with what is told in hostile words."""
    text, by = say(HOSTILE, HOSTILE), {"certainty": "possibly", "refs": [1], "years": HOSTILE}
    claims = [{"when": HOSTILE, "value": HOSTILE, "source_ref": 1, "preferred": True, "wording": HOSTILE, "wording_lang": HOSTILE}]
    body = {"url": f"/{HOSTILE}", "text": text}
    value = {**body, **by, "claims": claims, "group": "g", "label": HOSTILE}
    item = {"id": HOSTILE, "slug": "x", "when": HOSTILE, "datetime": HOSTILE, "sentence": HOSTILE, "status": "done", "open": False, "refs": [1]}
    leaf = {**body, **by, "tie_label": HOSTILE, "below": [], "deeper": 2, "deeper_url": HOSTILE}
    source = {"number": 1, "title": text, "kind_label": HOSTILE, "author": HOSTILE, "publisher": HOSTILE, "day": HOSTILE, "address": HOSTILE}
    return {
        "text x": {"x": text}, "text x quiet=True": {"x": own(HOSTILE)}, "link '' x": {"x": own(HOSTILE)}, "link url x": {"url": HOSTILE, "x": text}, "claims x": {"x": claims}, "wrong x x": {"x": HOSTILE},
        "rows x": {"x": [{"cells": [{"label": HOSTILE, "values": [value, value]}] * 2}]},
        "fact label x": {"label": HOSTILE, "x": [value, value]}, "facts x": {"x": [{"label": HOSTILE, "values": [value]}]},
        "offices x": {"x": [{"office_label": HOSTILE, "person": body, "note": HOSTILE, **by}]},
        "names x": {"x": [{"text": text, "group": "g", "use_label": HOSTILE, **by}] * 2},
        "ties x": {"x": [{"body": body, "tie_label": HOSTILE, "group": "g", **by}] * 2},
        "tree x": {"x": [{**leaf, "below": [leaf]}]},
        "lines x": {"x": [{**item, "claims": claims, "clauses": HOSTILE, "note": HOSTILE, "day_url": HOSTILE}, {**item, "open": True, "claims": []}]},
        "cited x": {"x": [{**source, "said": [{"locator": HOSTILE, "wordings": [HOSTILE]}], "copies": [{"url": HOSTILE, "name": HOSTILE}]}]},
    }  # fmt: skip


@pytest.mark.parametrize("tag", hostile())
def test_what_is_told_never_becomes_markup(tag: str) -> None:
    html = drawn(tag, **hostile()[tag])
    assert (html.count("<b "), html.count("'x'"), SAFE in html) == (0, 0, True)


def test_words_in_a_picture_never_become_markup() -> None:
    line = {"x": 1, "y": 2, "text": HOSTILE, "anchor": HOSTILE, "d": HOSTILE}
    strip = {"role": "u", "own": False, "url": HOSTILE, "label": HOSTILE, "pieces": [], "changes": [], "belongs": [], "doubts": []}
    html = river_svg({
        "prefix": "w", "tall": True, "close": False, "threads": False, "width": 10, "height": 20, "ruler": [line], "lands": [line], "now": line,
        "runs": [{"cls": "f", "of": HOSTILE, "d": HOSTILE}], "strips": [strip], "texts": [{"size": 12, "lang": HOSTILE, "lines": [line]}], "dates": [line],
    })  # fmt: skip
    assert (html.count("<b "), html.count("'x'"), html.count(SAFE)) == (0, 0, 15)


def test_only_the_keeper_has_ways_at_a_line() -> None:
    item = {"id": "x", "slug": "x", "when": "2001", "datetime": "2001", "sentence": "S", "status": "done", "open": False, "refs": [], "claims": []}
    for page, ways in (({}, 0), ({"keeps": False}, 0), ({"keeps": True}, 2)):
        assert drawn("lines items", items=[item], page=page).count("/desk/") == ways


def test_what_many_pages_show_alike_is_not_mixed_up() -> None:
    """It is remembered for a language, a day and what one may do."""
    page = {**PAGE, "ways": (Way("/x/", HOSTILE, current=False),)}
    other = {**page, "query": "", "ways": (Way("/x/", HOSTILE, current=True),)}
    assert (f'<a href="/x/?as_of=2001">{SAFE}</a>' in drawn("ways 'top'", page=page), "Pages" in drawn("ways 'top'", page=page)) == (True, True)
    assert f'<a href="/x/" aria-current="page">{SAFE}</a>' in drawn("ways 'top'", page=other)
    assert drawn("legend", "ko") != drawn("legend") == drawn("legend", "en")
    assert [drawn("keys", page={"query": query}).count("?as_of=1999") for query in ("?as_of=1999", "", "?as_of=1999")] == [8, 0, 8]


def test_a_piece_is_drawn_once_for_what_it_hangs_on() -> None:
    template = Template("{% load frame %}{% once said other %}{{ said }} {{ counted }}{% endonce %}")
    told = iter(range(9))

    def shown(language: str, said: str) -> str:
        with translation.override(language):
            return template.render(Context({"said": said, "counted": lambda: next(told)}))

    asked = [("en", HOSTILE), ("en", HOSTILE), ("ko", HOSTILE), ("en", "y"), ("en", HOSTILE)]
    assert [shown(language, said) for language, said in asked] == [f"{SAFE} 0", f"{SAFE} 0", f"{SAFE} 1", "y 2", f"{SAFE} 0"]


def test_the_same_page_in_each_language() -> None:
    page = {"languages": [{"code": "ko", "name": SAFE, "url": f"/ko/?q={HOSTILE}", "absolute": f"https://x/ko/?q={HOSTILE}", "current": True}]}
    assert drawn("alternates", page=page) == f'<link rel="alternate" hreflang="ko" href="https://x/ko/?q={SAFE}">\n'
    assert f'<li><a href="/ko/?q={SAFE}" lang="ko" hreflang="ko" aria-current="true">' in drawn("languages", page=page)


def test_what_it_is_called_where_it_lies_and_whether_it_existed() -> None:
    rows = [{"text": say(HOSTILE), "group": "g"}, {"text": own("B"), "group": "g"}]
    one = f'<span lang="kk">{SAFE}</span> <small class="aside">(in Kazakh)</small>'
    assert drawn("heading rows title", rows=rows, title=own("C")) == f'<h1>{one} <span class="or">or</span> B</h1>'
    assert drawn("heading rows title", rows=[], title=own(HOSTILE)) == f"<h1>{SAFE}</h1>"
    assert drawn("existence 'surely' said numbers", said=HOSTILE, numbers=[]) == f'<p class="lead">{SAFE}</p>'
    assert drawn("existence 'possibly' said", said="S") == '<p class="notice">S <span class="maybe">possibly</span></p>'
    assert (drawn("existence 'no' said", said="S"), drawn("existence 'no' said", said="")) == ('<p class="notice no">S</p>', "")
    steps = [{"url": "/a/", "text": own(HOSTILE), "certainty": "surely", "beside": beside} for beside in (False, True)]
    link = f'<a href="/a/?as_of=2001">{SAFE}</a>'
    assert f'<li>{link}</li>\n  <li class="beside"><span class="or">or</span>{link}</li>' in drawn("territory steps", steps=steps)
    assert drawn("territory steps", steps=[]) == ""


def test_by_what_a_list_can_be_narrowed() -> None:
    links = [{"text": HOSTILE, "count": 2, "url": "?a=1&b=2", "current": here} for here in (True, False)]
    said = f'rel="nofollow"{{}}><span>{SAFE}</span> <span class="aside">2</span></a></li>'
    assert drawn("narrowing links", links=links) == "".join(f'<li><a href="?a=1&amp;b=2" {said.format(here)}' for here in (' aria-current="true"', ""))


def test_what_was_typed_stands_in_the_field_of_its_page_alone() -> None:
    fields = [drawn("search 'f'", q=q).count(f'value="{said}"') for q, said in ((HOSTILE, SAFE), ("", ""), ("Ann", "Ann"), ("", ""))]
    assert fields == [1, 1, 1, 1]


def test_an_address_is_that_of_the_language_of_the_page() -> None:
    found = []
    for language in ("kk", "en", "kk"):
        with translation.override(language):
            found.append(address("site:organisation", "x"))
    assert found == ["/kk/organisations/x/", "/en/organisations/x/", "/kk/organisations/x/"]
    assert drawn("address 'site:organisation' 'y'") == "/en/organisations/y/"
