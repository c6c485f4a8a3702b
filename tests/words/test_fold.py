"""The skeleton of a name: spellings of one name meet, others do not."""
from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shanyraq.words.folding import LONGEST, fold, skeletons

TOGETHER = {
    "country": "Қазақстан Казахстан Qazaqstan Kazakhstan Qazaqstan Kazakstan КАЗАХСТАН",
    "oblast": "Жетісу Жетысу Jetisu Jetısu Jetisý Zhetysu Zhetisu Жетису",
    "ш": "Шымкент Şymkent Symkent Shymkent",
    "ш and ө": "Үштөбе Уштобе Üştöbe Ushtobe Ustobe",
    "ө": "Өскемен Оскемен Öskemen Oskemen",
    "х": "Халық Halyq Khalyk Халык Halyk",
    "ғ": "Ғабит Габит Ğabit Ghabit Gabit",
    "ә": "Мәдени Мадени Mädeni Madeni",
    "ң": "Маңғыстау Мангистау Mañğystau Mangystau",
    "ұ": "Ұлытау Улытау Ūlytau Ulytau",
    "ж as in Jambyl": "Жамбыл Джамбыл Jambyl Zhambyl Dzhambyl",
    "й": "корейский корейскии koreiskii koreyskiy koreyski",
    "ц": "центр tsentr centr",
    "ц and я": "организация organizatsiya organizacia",
    "ч": "Чимкент Chimkent Çimkent",
    "щ": "Щучинск Shchuchinsk Shuchinsk Schuchinsk",
    "щ within": "общество obshchestvo obshestvo obschestvo",
    "е and ё": "Тимофеёв Тимофеев Timofeev Timofeyev",
    "е": "Ескелді Ескельди Yeskeldi Eskeldi",
    "ю": "Юрий Yuriy Yuri Iurii",
    "ь": "Ильич Илич Ilyich Ilich Il'ich Il’ich",
    "width": "Ｋｉｍ Kim Ким",
    "double": "Анна Ана Anna",
}
APART = [("Алматы", "Алмалы"), ("Ким", "Цой"), ("Ақсу", "Көксу"), ("고려인", "고려일"), ("2001", "2011"), ("1100", "100"), ("район", "аудан")]


@pytest.mark.parametrize("name", TOGETHER)
def test_spellings_of_one_name_meet(name: str) -> None:
    first, *others = TOGETHER[name].split()
    assert {other: fold(other) for other in others} == dict.fromkeys(others, fold(first))


@pytest.mark.parametrize(("one", "other"), APART)
def test_other_names_do_not(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize(("text", "skeleton"), [
    ("«Достық» – қоғамы, №1", "dostik kogami no1"),
    ("제티수 고려인센터", "제티수 고려인센터"),
    ("제티수", "제티수"),  # typed on a machine that writes letters apart
    ("  A\t\nB_c-d/e  ", "a b c d e"),
    ("", ""),
    ("ьъ'", ""),
    ("100% …", "100"),
])
def test_what_is_left_of_a_text(text: str, skeleton: str) -> None:
    assert fold(text) == skeleton


@given(st.text(max_size=600))
def test_a_skeleton_is_its_own_skeleton_and_never_long(text: str) -> None:
    once = fold(text)
    assert (fold(once), len(once) <= LONGEST, once == " ".join(once.split())) == (once, True, True)


@given(st.text(alphabet="тсшщхһжзджйиіыеэёюякқgkhsctzjdyiwuex -'", max_size=40))
def test_so_it_is_of_letters_that_come_together(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet="тсшщжзджйиіыеэёюя ab", max_size=20), st.text(alphabet="абв ", max_size=5))
def test_no_sign_stays_that_means_something_in_a_pattern(text: str, more: str) -> None:
    assert set("%_\\\n") & set(fold(text + "%_\\" + more)) == set()


def test_a_name_in_several_languages_is_a_line_each_and_the_same_once() -> None:
    assert skeletons({"kk": "Орда", "ru": "Орда", "ko": "오르다"}) == "orda\n오르다"


def test_of_a_person_all_parts() -> None:
    assert skeletons({"ru": {"given": "Анна", "family": "Ли", "order": "family given"}, "ko": "이안나"}) == "이안나\nli ana"
