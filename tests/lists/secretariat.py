"""A list of 36 associations as a secretariat has it: merged cells, blank rows, days in words, initials, two same names, a title and a total."""
from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import xlsxwriter

TITLE = "Жетісу облысы Қазақстан халқы Ассамблеясының этномәдени бірлестіктерінің тізімі (2026 жылғы 1 қазанға)"
HEADINGS = ["№", "Аудан, қала", "Атауы", "Деңгейі", "Мемлекеттік тіркеу", "Құрылған жылы", "Төрағасы", "Телефон", "Ескерту"]
PLACES = ["Талдықорған қ.", "Текелі қ.", "Ақсу ауданы", "Алакөл ауданы", "Ескелді ауданы", "Қаратал ауданы", "Кербұлақ ауданы", "Көксу ауданы", "Панфилов ауданы", "Сарқан ауданы"]
CULTURES = ["Корей", "Ұйғыр", "Неміс", "Татар-башқұрт", "Түрік", "Славян", "Шешен-ингуш", "Әзербайжан", "Күрд", "Украин"]
SINCE = ["2003ж.", "с 1998 года", "апрель 1996", "12.04.1999", "2001 жылдан", "2010", "1989 жылы құрылған", "12.04.05"]
FAMILIES = ["Хан", "Ким", "Ахметов", "Мюллер", "Исмаилов", "Петренко", "Сайдуллаев", "Алиев", "Цой"]
INITIALS = [" К. С.", " А.В.", " Б. Ж.", " Т."]


def members() -> Iterator[tuple[str, str, str, bool]]:
    """(place, name, level, registered): 10 of the oblast, 4 of cities of which 2 are registered, 22 of districts of which 12 are."""
    for n in range(10):
        yield PLACES[0], f"«{CULTURES[n]}» облыстық этномәдени бірлестігі", "облыстық", True
    for n in range(4):
        yield PLACES[n // 2], f"«{CULTURES[n]}» қалалық этномәдени орталығы", "қалалық", n < 2
    for n in range(22):
        culture = "Корей" if n in (0, 5) else CULTURES[n % 10]
        yield PLACES[2 + n // 3], f"«{culture}» этномәдени бірлестігі", "аудандық", n < 12


def chair(n: int) -> str:
    """Two of them bear one name; one office is vacant."""
    if n == 11:
        return ""
    return "Хан К. С." if n == 20 else FAMILIES[n % 9] + INITIALS[n // 9]


def rows() -> list[list[Any]]:
    found = []
    for n, (place, name, level, registered) in enumerate(members()):
        phone = f"8 701 {100 + n} 45 67" if n % 3 else ""
        said = [n + 1, place, name, level, "иә" if registered else "жоқ", SINCE[n % len(SINCE)], chair(n), phone]
        found.append([*said, "Жаңа кеңсе іздеуде" if n == 4 else ""])
    return found


def workbook() -> bytes:
    """As Excel keeps it: the title merged over all columns, the place merged over its rows, a blank row before each level."""
    packed = io.BytesIO()
    book = xlsxwriter.Workbook(packed)
    sheet = book.add_worksheet("Тізім")
    sheet.merge_range(0, 0, 0, 8, TITLE)
    sheet.write_row(2, 0, HEADINGS)
    line, last, begin = 3, "", 3
    listed = rows()
    for n, row in enumerate(listed):
        if n and row[3] != listed[n - 1][3]:
            _merge(sheet, begin, line, last)
            line, last = line + 1, ""
        if row[1] != last:
            _merge(sheet, begin, line, last)
            begin, last = line, row[1]
        sheet.write_row(line, 0, [row[0], "", *row[2:]])
        sheet.write(line, 1, row[1] if begin == line else "")
        line += 1
    _merge(sheet, begin, line, last)
    sheet.write_row(line + 1, 0, ["", "Барлығы:", len(listed)])
    book.close()
    return packed.getvalue()


def _merge(sheet: Any, begin: int, end: int, place: str) -> None:
    if place and end - begin > 1:
        sheet.merge_range(begin, 1, end - 1, 1, place)
