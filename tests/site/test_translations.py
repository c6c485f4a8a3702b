"""Every text of code and templates stands in every catalogue, with the same places to fill, and one term stands for one thing."""
from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from shanyraq.words.gather import PACKAGE, template

PLACES = re.compile(r"%\(\w+\)0?\d*[sd]|%%")
LANGUAGES = ("kk", "ru", "ko")
GLOSSARY = {
    "ethnocultural association": ("этномәдени бірлестік", "этнокультурное объединение", "민족문화단체"),
    "ethnocultural centre": ("этномәдени орталық", "этнокультурный центр", "민족문화센터"),
    "friendship society": ("достық қоғамы", "общество дружбы", "친선협회"),
    "House of Friendship": ("Достық үйі", "Дом дружбы", "친선회관"),
    "oblast": ("облыс", "область", "주"),
    "district": ("аудан", "район", "군"),
    "city": ("қала", "город", "시"),
    "rural district": ("ауылдық округ", "сельский округ", "농촌 구역"),
    "chair": ("төраға", "председатель", "회장"),
    "deputy chair": ("төрағаның орынбасары", "заместитель председателя", "부회장"),
    "head of secretariat": ("хатшылық меңгерушісі", "заведующий секретариатом", "사무국장"),
    "council of elders": ("ақсақалдар кеңесі", "совет старейшин", "원로회"),
    "council of mothers": ("аналар кеңесі", "совет матерей", "어머니회"),
    "youth wing": ("жастар қанаты", "молодёжное крыло", "청년부"),
    "registered": ("тіркелген", "зарегистрировано", "등록"),
    "founded": ("құрылған", "основано", "창립"),
    "reorganised": ("қайта құрылған", "реорганизовано", "개편"),
    "joined": ("құрамына енген", "вошло в состав", "가입"),
    "Chronicle": ("Жылнама", "Хроника", "연혁"),
    "Sources": ("Дереккөздер", "Источники", "출처"),
    "partner institution": ("серіктес мекеме", "партнёрская организация", "협력 기관"),
    "Level": ("Деңгейі", "Уровень", "급"),
    "Public accreditation": ("Қоғамдық аккредиттеу", "Общественная аккредитация", "공공 인증"),
    "member of": ("мүшесі", "член", "회원"),
}


def catalogue(language: str) -> Catalog:
    with (PACKAGE / "locale" / language / "LC_MESSAGES" / "django.po").open("rb") as source:
        return read_po(source, locale=language)


def said(message: Message | None) -> list[str]:
    if message is None:
        return []
    return list(message.string) if isinstance(message.string, list | tuple) else [message.string]


def texts() -> Iterator[tuple[str, str | None, str | tuple[str, ...]]]:
    for message in template():
        if message.id:
            yield (message.id if isinstance(message.id, str) else message.id[0]), message.context, message.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_translated(language: str) -> None:
    kept = catalogue(language)
    assert [text for text, context, key in texts() if not said(kept.get(key, context)) or not all(said(kept.get(key, context)))] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_translation_loses_or_invents_a_place_to_fill(language: str) -> None:
    kept = catalogue(language)
    wrong = [
        (text, translated) for text, context, key in texts() for translated in said(kept.get(key, context))
        if set(PLACES.findall(translated)) != set(PLACES.findall(text))
    ]  # fmt: skip
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_terms_are_those_of_the_glossary(language: str) -> None:
    kept, column = catalogue(language), LANGUAGES.index(language)
    assert {term: said(kept.get(term)) for term in GLOSSARY} == {term: [words[column]] for term, words in GLOSSARY.items()}


def test_no_key_needs_more_than_the_english_it_is_written_in() -> None:
    """English shows its keys; a bracket that keeps two keys apart is left out of what is shown."""
    kept = catalogue("en")
    apart = [text for text, _context, _key in texts() if re.search(r"\((level|place)\)$", text)]
    assert {text: said(kept.get(text)) for text in apart} == {text: [text.split(" (")[0]] for text in apart}
