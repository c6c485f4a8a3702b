from __future__ import annotations

import pytest

from shanyraq.lists.headings import is_private, recognised
from shanyraq.lists.terms import Column

HEADINGS = {
    Column.COUNT: ["№", "№ п/п", "р/с", "Реттік №", "번호"],
    Column.NAME: ["Атауы", "Наименование ЭКО", "Бірлестіктің атауы", "Этномәдени бірлестіктер", "Название организации", "단체명", "Name"],
    Column.SEAT: ["Аудан, қала", "Район", "Ауданы", "Наименование района", "Город", "군/시", "District"],
    Column.REGION: ["Облыс", "Область", "Oblast"],
    Column.LEVEL: ["Деңгейі", "Уровень", "Level"],
    Column.REGISTERED: ["Мемлекеттік тіркеу", "Регистрация", "Тіркеу (нөмірі, күні)", "Дата и номер регистрации", "등록"],
    Column.NUMBER: ["№ свидетельства", "Тіркеу нөмірі", "Регистрационный номер"],
    Column.REGISTERED_ON: ["Дата регистрации", "Тіркелген күні", "등록일"],
    Column.BIN: ["БСН", "БИН", "BIN"],
    Column.FOUNDED: ["Құрылған жылы", "Год создания", "Күні", "창립", "Since"],
    Column.CHAIR: ["Төрағасы", "Төрағаның аты-жөні", "Ф.И.О. руководителя", "ФИО", "Председатель объединения", "Т.А.Ә.", "회장", "Chair"],
    Column.PHONE: ["тел.", "Телефон председателя", "Байланыс телефоны", "Контакты", "전화", "Phone"],
    Column.EMAIL: ["Электронный адрес", "E-mail", "Эл. пошта"],
    Column.ADDRESS: ["Мекенжайы", "Юридический адрес", "주소"],
    Column.CULTURE: ["Мәдениеті", "Культура", "Этнос", "문화"],
    Column.PARENT: ["Құрамында", "Вышестоящая организация", "소속"],
    Column.NOTE: ["Ескерту", "Примечание", "비고"],
}


@pytest.mark.parametrize(("column", "heading"), [(column, heading) for column, headings in HEADINGS.items() for heading in headings])
def test_a_heading_names_its_column(column: Column, heading: str) -> None:
    assert recognised(heading) == column


@pytest.mark.parametrize("heading", ["атауы", "АТАУЫ", " Атауы: ", "Курылган жылы", "торагасы"])
def test_case_and_kazakh_typed_without_its_letters(heading: str) -> None:
    assert recognised(heading) is not None


@pytest.mark.parametrize("heading", ["", "Саны", "…", "Бюджет"])
def test_what_is_not_understood_is_not_guessed(heading: str) -> None:
    assert recognised(heading) is None


@pytest.mark.parametrize("heading", ["Ұлты", "Национальность", "Вероисповедание", "ИИН", "ЖСН", "Дата рождения", "Туған жылы", "생년월일"])
def test_what_a_person_is_or_believes_is_no_column(heading: str) -> None:
    assert (is_private(heading), recognised(heading)) == (True, None)
