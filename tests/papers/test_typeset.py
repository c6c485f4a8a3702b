"""Papers: archived, read aloud, the same bytes for the same data, and no name is ever read as markup."""
from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.papers.pdf_text import Paper

from shanyraq.papers import typesetting
from shanyraq.papers.codes import qr_svg
from shanyraq.papers.typesetting import PaperFailed, PressBusy, typeset

DAY = date(2026, 11, 24)
MARK = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><circle cx="16" cy="16" r="13"/></svg>'
WORDS = {"possibly": "possibly", "or": "or", "none": "None.", "disagree": "Disagree", "page": "{n} of {of}", "mark": "mark", "qr": "code", "notes": "Notes"}


def data(name: str = "Name", **more: Any) -> dict[str, Any]:
    row = {"text": name, "aside": "", "possibly": False, "or": False, "refs": [1], "label": "label"}
    lines = {"heading": "Lines", "form": "lines", "rows": [row], "aside": ""}
    common = {"language": "kk", "mark": MARK, "federation": {"value": "Federation", "lang": "en"}, "sample": "", "kind": "Extract"}
    shown = {"title": [{"text": name, "possibly": False}], "document": name, "lead": "", "days": [], "notice": "", "legend": ""}
    return common | shown | {"address": "https://a.example/", "qr": qr_svg("https://a.example/"), "words": WORDS, "sections": [lines], "foot": "foot", "closing": "end"} | more


def test_it_is_for_archives_and_for_those_who_listen() -> None:
    paper = Paper(typeset("extract", data(), day=DAY))
    assert (b"/Lang(kk)" in paper.catalogue, b"/Marked true" in paper.catalogue) == (True, True)
    told = ("<pdfaid:part>2<", "<pdfaid:conformance>A<", "<pdfuaid:part>1<", "2026-11-24")
    assert [sign for sign in told if sign not in paper.metadata] == []


@pytest.mark.parametrize("name", ["\U0001f600", "团体", "\ue000"])
def test_a_sign_that_no_font_has_does_not_stop_it(name: str) -> None:
    paper = Paper(typeset("extract", data(f"Name {name}"), day=DAY))
    assert (len(paper.pages()), "pdfaid" in paper.metadata) == (1, False)


def test_the_same_data_give_the_same_bytes() -> None:
    assert typeset("extract", data(), day=DAY) == typeset("extract", data(), day=DAY)


@pytest.mark.parametrize(
    "name",
    [
        '#panic("no")', '#read("/etc/passwd")', "*bold* _soft_ $x^2$ @ref <label> `raw`", "= heading", "\\ #sys.inputs.data", '"); panic("', "</svg>",
        "Қазақ тілі ә ғ қ ң ө ұ ү һ і", "한국어 협회, 회장", "Объединение «Үлгі»",
    ],
)  # fmt: skip
def test_a_name_is_shown_as_it_is(name: str) -> None:
    assert Paper(typeset("extract", data(name), day=DAY)).text().count(name.replace(" ", "")) == 2


def test_a_word_that_no_line_holds_is_broken() -> None:
    lines = Paper(typeset("extract", data("Д" * 60), day=DAY)).lines()
    assert [line.count("Д") for line in lines if "Д" in line] == [24, 24, 12, 60]


def test_korean_breaks_between_words_and_not_before_a_counter() -> None:
    item = {"text": "x", "when": "1996년 4월에서 2022년 6월 7일 사이", "planned": False, "claims": [], "notes": []}
    lines = Paper(typeset("extract", data(sections=[{"heading": "Told", "form": "chronicle", "rows": [item], "aside": ""}]), day=DAY)).lines()
    assert [line for line in lines if "월" in line or "일" in line] == ["1996년4월에서2022년6월", "7일사이"]


def test_all_pages_are_numbered() -> None:
    row = data()["sections"][0]["rows"][0]
    many = {"heading": "Many", "form": "lines", "rows": [row] * 200, "aside": "cut"}
    paper = Paper(typeset("extract", data(sections=[many]), day=DAY))
    assert (len(paper.pages()) > 3, f"{len(paper.pages())}of{len(paper.pages())}" in paper.text()) == (True, True)


def test_a_visit_sheet_has_one_page_even_where_nothing_fits() -> None:
    title = [{"text": f"{number} {'long name ' * 16}", "possibly": True} for number in range(90)]
    read = Paper(typeset("visit", data(title=title, others=[], sections=[]), day=DAY))
    assert (len(read.pages()), min(read.heights()) < 0) == (1, True)


def test_what_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typesetting, "MOST_SECONDS", 0.001)
    with pytest.raises(PaperFailed):
        typeset("extract", data(), day=DAY)


def test_what_cannot_be_typeset_says_so() -> None:
    with pytest.raises(PaperFailed):
        typeset("extract", {"language": "kk"}, day=DAY)


def test_few_are_typeset_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typesetting, "WAIT_SECONDS", 0.01)
    for _ in range(typesetting.AT_ONCE):
        assert typesetting.places.acquire(blocking=False)
    try:
        with pytest.raises(PressBusy):
            typeset("extract", data(), day=DAY)
    finally:
        typesetting.places.release(typesetting.AT_ONCE)
    assert typeset("extract", data(), day=DAY)
