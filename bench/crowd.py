"""`python -m bench.crowd PEOPLE A_OBLAST`: fills the empty database of the settings with so many people, as many of them in each oblast as told.

In an oblast there is a centre with a chair, and twenty branches of it, each with a chair; a twelfth of the people belong to the centre itself, the others
to the branches, evenly. The people are invented from a fixed seed and written beside the verbs, in bulk: how fast the verb writes, `bench.taking` says.
Of ten people one has left, two have a name in Hangul, two in Latin letters beside that in Cyrillic; each has a phone. Prints {people, seconds}.
"""
from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from random import Random
from typing import Any, Final

import django

django.setup()

from django.core.management.color import no_style  # noqa: E402
from django.db import connection, models, transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from shanyraq.accounts.changes import open_account  # noqa: E402
from shanyraq.chronicle.changes import tell  # noqa: E402
from shanyraq.chronicle.tomlfile.tables import ChangeTable, ClaimTable  # noqa: E402
from shanyraq.cli.migrate import prepare  # noqa: E402
from shanyraq.people.filing import filed  # noqa: E402
from shanyraq.people.members import Named  # noqa: E402
from shanyraq.people.models import Contact, Membership, Person, Spelling  # noqa: E402
from shanyraq.registry.models import Organisation  # noqa: E402

SEED: Final = 20_261_124
BRANCHES: Final = 20
KINDS: Final = ("member",) * 70 + ("activist",) * 10 + ("volunteer",) * 10 + ("supporter",) * 8 + ("honorary",) * 2
BEGINNINGS: Final = ("Ақ", "Бек", "Дар", "Ер", "Жан", "Қар", "Мар", "Нұр", "Сар", "Тем", "Вас", "Гри", "Иван", "Пав", "Шев", "Гас", "Мам", "Рах")
ENDINGS: Final = ("баев", "ұлы", "енко", "ский", "ович", "язов", "беков", "иди", "ян", "лиев", "ман", "дзе")
GIVEN: Final = ("Айсұлу", "Марат", "Вера", "Роза", "Виктор", "Гүлнәр", "Тимур", "Анна", "Ерлан", "Лейла", "Павел", "Зарина", "Самат", "Ольга", "Рустам", "Елена")
HANGUL_FAMILY: Final = ("김", "이", "박", "최", "정", "강", "조", "윤", "장", "임", "한", "오", "서", "신", "권", "황", "안", "송", "유", "홍")
SYLLABLES: Final = ("민", "수", "지", "영", "현", "준", "서", "하", "은", "진", "경", "미", "성", "호", "정", "희", "선", "옥", "철", "순", "명", "자", "동", "혜")


def centre(oblast: int) -> str:
    return f"centre-{oblast}"


def branch(oblast: int, number: int) -> str:
    return f"branch-{oblast}-{number}"


def change(act: str, on: str, day: str, **value: Any) -> ChangeTable:
    slug = f"{on.replace(':', '-')}-{act}"
    return ChangeTable(slug, act, (on,), (ClaimTable(told="ordered", date=day, value=value, preferred=True),))


def house(slug: str, **more: Any) -> Iterator[ChangeTable]:
    """An organisation with a chair."""
    yield change("founded", slug, "1995", name={"ru": f"Центр {slug}", "kk": f"{slug} орталығы"}, **more)
    yield change("standing", f"person:chair-{slug}", "1990", name={"en": f"Chair of {slug}"})
    yield change("appointed", slug, "2020-02-02", office="chair", person=f"chair-{slug}")


def found(oblasts: int) -> None:
    tables = [table for o in range(oblasts) for table in house(centre(o))]
    tables += [table for o in range(oblasts) for n in range(BRANCHES) for table in house(branch(o, n), branch_of=centre(o))]
    tell(by=None, at=timezone.now(), tables=tables)
    for slug in (f"chair-{centre(0)}", f"chair-{branch(0, 0)}"):
        Person.objects.filter(slug=slug).update(account=open_account(name=slug))


# ---- people, row by row


class Crowd:
    """One person after another, with all that is kept of them; keys are counted up from where the tables end."""

    def __init__(self, bodies: list[int]) -> None:
        self.random, self.bodies = Random(SEED), bodies
        self.filed: list[str] = []
        self.first = (Person.objects.aggregate(last=models.Max("pk"))["last"] or 0) + 1

    def persons(self, number: int) -> Iterator[dict[str, Any]]:
        return ({"id": self.first + n, "slug": f"p-{n:016x}", "private": True} for n in range(number))

    def spellings(self, number: int) -> Iterator[dict[str, Any]]:
        for n in range(number):
            names = list(self._names())
            self.filed.append(filed((named.script, named.folded()) for named in names))
            for place, named in enumerate(names):
                yield {
                    "person_id": self.first + n, "script": named.script, "given": named.given, "family": named.family, "first": place == 0,
                    "folded": named.folded(),
                }  # fmt: skip

    def _names(self) -> Iterator[Named]:
        dice, given = self.random.random(), self.random.choice(GIVEN)
        family = self.random.choice(BEGINNINGS) + self.random.choice(ENDINGS)
        yield Named("cyrillic", given, family)
        if dice < 0.2:
            yield Named("hangul", self.random.choice(SYLLABLES) + self.random.choice(SYLLABLES), self.random.choice(HANGUL_FAMILY))
        elif dice < 0.4:
            yield Named("latin", given, family)

    def contacts(self, number: int) -> Iterator[dict[str, Any]]:
        return ({"person_id": self.first + n, "kind": "phone", "value": f"+7 000 {n:07}"} for n in range(number))

    def memberships(self, number: int) -> Iterator[dict[str, Any]]:
        for n in range(number):
            since = date(2000, 1, 1) + timedelta(days=self.random.randrange(9_000))
            until = since + timedelta(days=400) if self.random.random() < 0.1 else None
            yield {
                "person_id": self.first + n, "organisation_id": self.bodies[n % len(self.bodies)], "kind": self.random.choice(KINDS), "since": since,
                "until": until, "filed": self.filed[n],
            }  # fmt: skip


def homes(oblasts: int) -> list[int]:
    """The organisations in turn, so that the centre of an oblast is twice as large as a branch."""
    keys = dict(Organisation.objects.values_list("slug", "pk"))
    slugs = [slug for o in range(oblasts) for slug in (centre(o), centre(o), *(branch(o, n) for n in range(BRANCHES)))]
    return [keys[slug] for slug in slugs]


def write(model: type[models.Model], rows: Iterable[dict[str, Any]]) -> None:
    """Writes rows of columns; a column that they do not name has what its field has by itself."""
    fields = [field for field in model._meta.concrete_fields if not field.primary_key or model is Person]
    blank = model()
    usual = {field.column: field.get_db_prep_save(field.pre_save(blank, add=True), connection) for field in fields}
    columns = [field.column for field in fields]
    lines = ([row.get(column, usual[column]) for column in columns] for row in rows)
    table, named = model._meta.db_table, ", ".join(f'"{column}"' for column in columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({named}) FROM STDIN") as copy:
                for line in lines:
                    copy.write_row(line)
        else:
            places = ", ".join("%s" for _column in columns)
            cursor.executemany(f"INSERT INTO {table} ({named}) VALUES ({places})", lines)
        for sql in connection.ops.sequence_reset_sql(no_style(), [model]):
            cursor.execute(sql)


def main(people: int, an_oblast: int) -> None:
    prepare()
    oblasts = max(1, people // an_oblast)
    found(oblasts)
    begun = time.perf_counter()
    crowd = Crowd(homes(oblasts))
    with transaction.atomic():
        for model, rows in ((Person, crowd.persons), (Spelling, crowd.spellings), (Contact, crowd.contacts), (Membership, crowd.memberships)):
            write(model, rows(people))
    print(json.dumps({"people": people, "seconds": time.perf_counter() - begun}))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
