from __future__ import annotations

from typing import Any

import pytest

from shanyraq.people.called import called, is_named, is_telling, slug_as_name, words_of

KIM: dict[str, str] = {"family": "Ким", "given": "Иван", "patronymic": "Петрович"}
TSOI: dict[str, str] = {"family": "Цой", "given": "Виктор"}


@pytest.mark.parametrize("said", [
    "Ким Иван", "Иван Ким", "ИВАН ПЕТРОВИЧ КИМ", "у Ивана Петровича Кима", "Киму Ивану", "Kim Ivan", "И. П. Ким", "И.П. Киму", "Ким И. П.", "Ким, Иван",
    "и так далее, " * 60 + "Ким Иван",
])  # fmt: skip
def test_a_person_is_recognised(said: str) -> None:
    assert is_named(words_of(said), called(KIM))


@pytest.mark.parametrize("said", [
    "Ким", "Иван", "Иван Петрович", "Иван Петрович Ли", "Пак и Ким", "Ким пришёл, а потом ещё очень долго говорил другой человек по имени Иван", "",
])  # fmt: skip
def test_others_are_not(said: str) -> None:
    assert not is_named(words_of(said), called(KIM))


@pytest.mark.parametrize(("name", "said"), [
    (TSOI, "Цойға Виктордың хаты"), ({"family": "Жұмағалиев", "given": "Нұрлан"}, "Жумагалиева Нурлана"), ("김영희", "김영희는 회장"), ("김 영희", "김영희는"),
    ("김영희", "김 영희가"), ("Klara Khan", "Хан Клара"), ("Zzyzx", "ask Zzyzx"), ("O'Brien Pat", "Pat O’Brien"),
])  # fmt: skip
def test_in_every_alphabet_and_any_case(name: Any, said: str) -> None:
    assert is_named(words_of(said), called(name))


def test_a_short_word_alone_and_a_slug_of_one_word_tell_nobody() -> None:
    assert [is_telling(name) for name in (called("Ли"), slug_as_name("kim"), slug_as_name("kim-2"), slug_as_name("kim-ivan"), called("김"))] == [
        False, False, False, True, True,
    ]  # fmt: skip
