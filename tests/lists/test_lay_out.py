from __future__ import annotations

from datetime import date

import pytest
from tests.lists.secretariat import TITLE, workbook

from shanyraq.chronicle.tomlfile.value_form import check_digit
from shanyraq.lists.entries import Entry, entries
from shanyraq.lists.layout import Layout, lay_out, private_columns, without
from shanyraq.lists.terms import Column
from shanyraq.tables.reading import read_file, read_pasted

DAY = date(2026, 10, 1)


def laid(text: str) -> Layout:
    return lay_out(read_pasted(text))


def read(text: str) -> list[Entry]:
    return entries(laid(text), DAY)


def one(heading: str, cell: str) -> Entry:
    return read(f"Атауы\t{heading}\nA\t{cell}")[0]


def test_the_list_of_a_secretariat() -> None:
    layout = lay_out(read_file(workbook()))
    assert (layout.title, len(layout.rows), [line.number for line in layout.passed]) == (TITLE, 36, [43])
    assert layout.columns == (
        Column.COUNT, Column.SEAT, Column.NAME, Column.LEVEL, Column.REGISTERED, Column.FOUNDED, Column.CHAIR, Column.PHONE, Column.NOTE,
    )  # fmt: skip
    assert [row.cells[1] for row in layout.rows[:12:3]] == ["Талдықорған қ."] * 4


def test_names_alone_are_a_list() -> None:
    layout = laid("Бірлік\nДостық\nҰлы Дала")
    assert (layout.columns, [row.cells[0] for row in layout.rows]) == ((Column.NAME,), ["Бірлік", "Достық", "Ұлы Дала"])


def test_columns_without_headings_are_known_by_what_is_in_them() -> None:
    layout = laid("1\tАқсу ауданы\t«Бірлік» бірлестігі\tиә\t2003 ж.\tКим А. В.\t8 701 123 45 67\n2\tСарқан ауданы\t«Достық» бірлестігі\tжоқ\t1998\tХан К. С.\t8 701 765 43 21")
    assert layout.columns == (Column.COUNT, Column.SEAT, Column.NAME, Column.REGISTERED, Column.FOUNDED, Column.CHAIR, Column.PHONE)


def test_initials_without_headings_are_a_person_and_no_place() -> None:
    layout = laid("Корейцы «Дружба»\tКим А.В.\t8 701 111 22 33\nНемцы «Надежда»\tБеккер И.И.\t8 701 111 22 34")
    assert layout.columns == (Column.NAME, Column.CHAIR, Column.PHONE)


def test_a_note_without_a_heading_has_none() -> None:
    assert [entry.left for entry in entries(lay_out(read_pasted("«Дружба»\tТекели\n«Надежда»\tЖаркент"), {1: Column.NOTE}), DAY)] == [
        [("", "Текели")], [("", "Жаркент")],
    ]  # fmt: skip


def test_two_rows_of_headings_and_a_row_that_counts_them() -> None:
    layout = laid("№\tАтауы\tМемлекеттік тіркеу\t\n\t\tнөмірі\tкүні\n1\t2\t3\t4\n1\tA\t123-45\t12.04.1999")
    assert layout.columns == (Column.COUNT, Column.NAME, Column.NUMBER, Column.REGISTERED_ON)
    [entry] = entries(layout, DAY)
    assert (entry.name, entry.reg_number, entry.registered_on) == ("A", "123-45", "1999-04-12")


def test_rows_of_sections_speak_of_the_rows_below() -> None:
    found = read("№\tАтауы\tТөраға\nОблыстық деңгей\n1\tA\tХан К. С.\nАқсу ауданы\n2\tB\tКим А. В.\n3\tC\tЛи С.")
    assert [(entry.name, entry.level, entry.seat) for entry in found] == [("A", "oblast", ""), ("B", "oblast", "Ақсу ауданы"), ("C", "oblast", "Ақсу ауданы")]


def test_a_district_that_stands_once_goes_for_the_blanks_below_it() -> None:
    layout = laid("Аудан\tАтауы\nАқсу ауданы\tA\n\tB\nСарқан ауданы\tC\n\tD")
    assert ([entry.seat for entry in entries(layout, DAY)], layout.carried) == (["Ақсу ауданы", "Ақсу ауданы", "Сарқан ауданы", "Сарқан ауданы"], 2)


def test_a_district_that_is_named_at_each_row_is_not_carried_on() -> None:
    assert [entry.seat for entry in read("Аудан\tАтауы\nАқсу ауданы\tA\nАқсу ауданы\tB\n\tC")] == ["Ақсу ауданы", "Ақсу ауданы", ""]


@pytest.mark.parametrize("total", ["Барлығы: 2", "Жиыны", "Всего", "ИТОГО: 2", "합계", "Total"])
def test_a_total_is_no_association(total: str) -> None:
    layout = laid(f"Атауы\tТел.\nA\t1\nB\t2\n{total}\t3")
    assert ([row.cells[0] for row in layout.rows], [line.number for line in layout.passed]) == (["A", "B"], [4])


def test_headings_that_are_repeated_on_each_page_are_no_association() -> None:
    assert [entry.name for entry in read("Атауы\tТөраға\nA\tХан К.\nАтауы\tТөраға\nB\tКим А.")] == ["A", "B"]


def test_a_correction_of_a_column_counts() -> None:
    layout = lay_out(read_pasted("Атауы\tX\nA\tКорей мәдениеті"), {1: Column.CULTURE})
    assert entries(layout, DAY)[0].culture == "Корей мәдениеті"


def test_what_is_not_understood_is_left_with_its_heading() -> None:
    assert one("Бюджеті", "300 мың").left == [("Бюджеті", "300 мың")]
    assert one("Құрылған", "12.04.05").left == [("Құрылған", "12.04.05")]
    assert one("БСН", "123456789012").left == [("БСН", "123456789012")]


def test_what_persons_are_is_not_even_kept() -> None:
    grid = read_pasted("Атауы\tТөраға\tҰлты\tЖСН\nA\tХан К.\tкорей\t900101300123")
    kept = without(grid, private_columns(grid.lines))
    assert [line.cells for line in kept.lines] == [("Атауы", "Төраға", "Ұлты", "ЖСН"), ("A", "Хан К.", "", "")]
    assert (lay_out(kept).hidden, entries(lay_out(kept), DAY)[0].left) == (("Ұлты", "ЖСН"), [])


def test_a_number_of_a_person_is_kept_in_no_cell() -> None:
    """Not under BIN, nor in a note; a number of an organisation stays."""
    person, organisation = (f"{digits}{check_digit(digits)}" for digits in ("90010130012", "05044000123"))
    kept = without(read_pasted(f"Атауы\tБСН\tЕскерту\nA\t{person}\tЖСН {person}\nB\t{organisation}\t"), [])
    assert [line.cells for line in kept.lines[1:]] == [("A", "…", "ЖСН …"), ("B", organisation, "")]
    assert [entry.bin for entry in entries(lay_out(kept), DAY)] == ["", organisation]


@pytest.mark.parametrize(("cell", "registered"), [
    ("иә", True), ("да", True), ("+", True), ("тіркелген", True), ("зарегистрировано", True), ("등록", True),
    ("жоқ", False), ("нет", False), ("-", False), ("тіркелмеген", False), ("не зарегистрировано", False), ("без регистрации", False), ("미등록", False), ("", None),
])  # fmt: skip
def test_registered_or_not(cell: str, registered: bool | None) -> None:
    assert one("Тіркеу", cell).registered is registered


def test_a_number_and_a_day_of_registration_in_one_cell() -> None:
    entry = one("Тіркеу (нөмірі, күні)", "№ 123-1907-ОО от 12.04.1999 г.")
    assert (entry.registered, entry.reg_number, entry.registered_on, entry.left) == (True, "123-1907-ОО", "1999-04-12", [])


@pytest.mark.parametrize(("cell", "number", "on"), [
    ("да, №123 от 12.04.1999", "123", "1999-04-12"), ("свид. № 12-1907-02-ОО", "12-1907-02-ОО", ""), ("Куәлік № 45", "45", ""), ("серия В № 0123", "серия В № 0123", ""),
])  # fmt: skip
def test_words_around_a_number_of_registration_are_no_part_of_it(cell: str, number: str, on: str) -> None:
    entry = one("Тіркеу", cell)
    assert (entry.registered, entry.reg_number, entry.registered_on) == (True, number, on)


def test_a_bin_that_lost_its_zero_has_it_again_and_says_registered() -> None:
    kept = f"05044000123{check_digit('05044000123')}"
    assert [(entry.bin, entry.registered) for entry in (one("БСН", kept), one("БИН", kept[1:]))] == [(kept, True), (kept, True)]


@pytest.mark.parametrize(("cell", "chair", "contact"), [
    ("Хан К. С.", "Хан К. С.", []),
    ("төраға Ким А.В.", "Ким А.В.", []),
    ("Хан Клара\nСергеевна", "Хан Клара Сергеевна", []),
    ("Ким А.В., 8 701 123 45 67", "Ким А.В.", ["8 701 123 45 67"]),
    ("Беккер И. (87017778899)", "Беккер И.", ["87017778899"]),
    ("Беккер И., 8 (7282) 24-55-66", "Беккер И.", ["8 (7282) 24-55-66"]),
    ("бос", "", []),
    ("вакант", "", []),
])
def test_a_chair(cell: str, chair: str, contact: list[str]) -> None:
    layout = lay_out(read_pasted(f'Атауы\tТөраға\nA\t"{cell}"' if "\n" in cell else f"Атауы\tТөраға\nA\t{cell}"))
    line = entries(layout, DAY)[0]
    assert (line.chair, line.contact, line.left) == (chair, contact, [])


def test_a_phone_beside_a_name_that_the_next_cell_tells_too_is_told_once() -> None:
    [entry] = read("Атауы\tТөраға\tТел.\nA\tКим А.В. (87017778899)\t87017778899, 24-11-22")
    assert entry.contact == ["87017778899, 24-11-22"]


FOOT = "\tБарлығы\t2\n\tПредседатель ________ Ким В.\t\n\t\tМ.О.\n01.10.2026\t\t\n\t\tОрындаған Цой А."


def test_signatures_below_the_total_are_no_associations() -> None:
    layout = laid(f"№\tАтауы\tТөраға\n1\tА\tХан К.\n2\t«Председатель» қоғамы\tЛи В.\n{FOOT}")
    assert ([row.number for row in layout.rows], [line.number for line in layout.passed]) == ([2, 3], [4, 5, 6, 7, 8])


def test_only_what_stands_at_the_end_below_the_last_total_is_a_signature() -> None:
    within = laid("№\tАтауы\tТөраға\n1\tА\tХан К.\n\tБарлығы\t1\n\t\tЛи В.\n2\tБ\tКим А.")
    without_total = laid("№\tАтауы\tТөраға\n1\tА\tХан К.\n\t\tЛи В.")
    assert [[row.number for row in layout.rows] for layout in (within, without_total)] == [[2, 4, 5], [2, 3]]


def test_two_chairs_in_a_cell_are_left_as_they_are() -> None:
    assert (one("Төраға", "Хан К. С.; Ким А. В.").chair, one("Төраға", "Хан К. С.; Ким А. В.").left) == ("", [("Төраға", "Хан К. С.; Ким А. В.")])


def test_a_day_after_the_list_is_no_day() -> None:
    entry = one("Құрылған", "2027")
    assert (entry.founded, [text for _label, text in entry.left]) == ("", ["2027"])


def test_a_registration_before_the_founding_keeps_the_registration() -> None:
    [entry] = read("Атауы\tҚұрылған\tТіркелген күні\nA\t2005\t12.04.1999")
    assert (entry.founded, entry.registered_on, [text for _label, text in entry.left]) == ("", "1999-04-12", ["2005"])


@pytest.mark.parametrize(("name", "kind", "level"), [
    ("«Корей» облыстық этномәдени бірлестігі", "ethnocultural_association", "oblast"),
    ("Районный этнокультурный центр", "ethnocultural_centre", "district"),
    ("«Бірлік» достық қоғамы", "friendship_society", ""),
    ("고려인 민족문화센터", "ethnocultural_centre", ""),
    ("Корейский ЭКЦ", "ethnocultural_centre", ""),
    ("Ұйғыр ЭМО", "ethnocultural_centre", ""),
    ("Ұйғыр ЭМБ", "ethnocultural_association", ""),
    ("Бірлік", "", ""),
])
def test_kind_and_level_by_the_words_of_a_name(name: str, kind: str, level: str) -> None:
    [entry] = read(f"Атауы\tТел.\n{name}\t1")
    assert (entry.kind, entry.level) == (kind, level)
