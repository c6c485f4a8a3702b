"""Prepared questions answer as their querysets do."""
from __future__ import annotations

from collections.abc import Collection, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from functools import partial
from importlib import import_module
from io import BytesIO
from itertools import product
from pathlib import Path
from pkgutil import walk_packages
from typing import Any

import pytest
from django.db import connection
from django.db.models import Exists, Model, OuterRef, QuerySet, Sum
from django.test.utils import CaptureQueriesContext
from tests.world import paper, record, told

import shanyraq
from shanyraq.chronicle.imports import import_files
from shanyraq.chronicle.models import Copy, Source, known_until
from shanyraq.chronicle.prepared import MOST_FORMS, Fixed, Given, Prepared, prepared, summed
from shanyraq.cli.sample import ZHETYSU
from shanyraq.directory.lists import organisations, places
from shanyraq.files.changes import add
from shanyraq.people.models import Person
from shanyraq.places.models import Place
from shanyraq.registry.models import Name, Organisation
from shanyraq.rights import Visitor
from shanyraq.words.changes import begin

pytestmark = [pytest.mark.django_db, pytest.mark.both]

Pairs = QuerySet[Name, tuple[str, dict[str, str]]]


@prepared
def named(slugs: Collection[str], day: date, known_on: date | None) -> QuerySet[Name]:
    rows = Name.objects.filter(organisation__slug__in=slugs).known_on(known_on).as_of(day)
    later = Exists(Name.objects.filter(organisation=OuterRef("organisation"), begin_latest__gt=day))
    return rows.annotate(renamed=later).select_related("organisation", "begin_change", "end_change").order_by("text", "pk")


@prepared
def texts(pks: Collection[int], most: Fixed) -> Pairs:
    return Name.objects.filter(organisation_id__in=pks).known_on(None).order_by("begin_latest").values_list("organisation__slug", "text")[:most]


@prepared
def slug_of(pk: int) -> QuerySet[Organisation, str]:
    return Organisation.objects.filter(pk=pk).values_list("slug", flat=True)


@prepared
def total(slug: str) -> QuerySet[Organisation, tuple[int | None]]:
    return summed(Organisation.objects.filter(slug=slug), total=Sum("pk"))


@prepared
def narrowed(given: Given) -> QuerySet[Organisation, str]:
    return Organisation.objects.filter(**given).order_by("slug").values_list("slug", flat=True)


@prepared
def none_at_all(slug: str) -> QuerySet[Organisation]:
    return Organisation.objects.filter(slug=slug, pk__in=[])


def said(row: Any) -> Any:
    """A row with all that was read beside it, as plain values."""
    if not isinstance(row, Model):
        return row
    columns = {name: value for name, value in vars(row).items() if name != "_state"}
    forward = {field.name for field in row._meta.concrete_fields}
    beside = {name: said(other) if name in forward else other.pk for name, other in row._state.fields_cache.items()}
    return type(row), row._state.db, row._state.adding, columns, beside


def same(question: Prepared[Any, Any], *given: Any) -> list[Any]:
    rows, wanted = question(*given), question.question(*given)
    order: Any = list if wanted.ordered else partial(sorted, key=repr)
    assert order(map(said, rows)) == order(map(said, wanted))
    return rows


def two_organisations() -> None:
    record([told("begin", "founded", "org", "2000", name="A"), told("other", "founded", "other", "2001-05", name="O")], on="2026-01-01")
    record(told("second", "renamed", "org", "2002", name="B", after="begin"), on="2026-02-01")


def test_models_are_those_of_the_queryset() -> None:
    two_organisations()
    days = product([date(2001, 7, 1), date(2003, 1, 1)], [None, date(2025, 1, 1), date(2026, 1, 15), date(2026, 2, 15)])
    found = {(day, known_on): [row.text["und"] for row in same(named, ["org", "other"], day, known_on)] for day, known_on in days}
    early, late = date(2001, 7, 1), date(2003, 1, 1)
    assert found == {
        (early, None): ["A", "O"], (early, date(2025, 1, 1)): [], (early, date(2026, 1, 15)): ["A", "O"], (early, date(2026, 2, 15)): ["A", "O"],
        (late, None): ["B", "O"], (late, date(2025, 1, 1)): [], (late, date(2026, 1, 15)): ["A", "O"], (late, date(2026, 2, 15)): ["B", "O"],
    }  # fmt: skip


def test_more_rows_than_asked_for_are_not_given() -> None:
    two_organisations()
    day = date(2003, 1, 1)
    assert [row.text["und"] for row in named.at_most(2, ["org", "other"], day, None) or []] == ["B", "O"]
    assert named.at_most(1, ["org", "other"], day, None) is None


def test_a_row_can_be_saved_and_read_again() -> None:
    two_organisations()
    row = named(["org"], date(2003, 1, 1), None)[0]
    row.refresh_from_db()
    row.organisation.slug = "called-otherwise"
    row.organisation.save()
    assert set(Organisation.objects.values_list("slug", flat=True)) == {"called-otherwise", "other"}


def test_tuples_values_and_sums_are_those_of_the_queryset() -> None:
    two_organisations()
    pks = list(Organisation.objects.order_by("slug").values_list("pk", flat=True))
    assert same(texts, pks, Fixed(2)) == [("org", {"und": "A"}), ("other", {"und": "O"})]
    assert same(texts, pks, Fixed(1)) == [("org", {"und": "A"})]
    assert same(slug_of, pks[1]) == ["other"]
    assert same(total, "org") == [(pks[0],)]


def test_of_what_is_given_by_name_the_names_are_the_form() -> None:
    two_organisations()
    questions: list[Given] = [{}, {"slug": "org"}, {"slug": "other"}, {"slug": "' OR 1=1"}, {"slug__in": ["org", "nobody"]}, {"slug__in": []}]
    narrowed.statements.clear()
    assert [same(narrowed, given) for given in questions] == [["org", "other"], ["org"], ["other"], [], ["org"], []]
    assert len(narrowed.statements) == 3


def test_nothing_fits() -> None:
    two_organisations()
    assert same(texts, [], Fixed(9)) == []
    assert same(named, ["nobody"], date(2003, 1, 1), None) == []
    assert same(total, "nobody") == [(None,)]
    with CaptureQueriesContext(connection) as queries:
        assert same(none_at_all, "org") == []
    assert len(queries) == 0


def test_what_is_asked_is_never_sql() -> None:
    two_organisations()
    for slug in ("org' OR '1'='1", '"', "%s", "\\", "['org']", "🕊"):
        assert (same(named, [slug], date(2003, 1, 1), None), same(total, slug)) == ([], [(None,)])


def test_each_call_is_one_query_that_can_be_counted() -> None:
    two_organisations()
    with CaptureQueriesContext(connection) as queries:
        named(["org"], date(2003, 1, 1), None)
        named(["org", "other"], date(2001, 1, 1), None)
        texts([1, 2, 3], Fixed(5))
    assert len(queries) == 3


def test_the_forms_of_a_question_are_bounded() -> None:
    for most in range(MOST_FORMS + 20):
        texts([1], Fixed(most + 1))
    assert len(texts.statements) == MOST_FORMS


def test_the_moment_of_a_day_is_made_anew_each_time(settings: Any) -> None:
    two_organisations()
    for zone in ("Asia/Almaty", "Pacific/Kiritimati", "Pacific/Pago_Pago"):
        settings.TIME_ZONE = zone
        for day in (date(2025, 12, 31), date(2026, 1, 1)):
            assert bool(same(named, ["org"], date(2001, 7, 1), day)) == (known_until(day) >= datetime(2026, 1, 1, tzinfo=UTC)), zone


@pytest.mark.django_db(transaction=True)
def test_threads_share_what_is_compiled_and_no_connection() -> None:
    two_organisations()

    def ask(_number: int) -> list[str]:
        try:
            return [row.text["und"] for row in named(["org", "other"], date(2003, 1, 1), None)]
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(ask, range(40))) == [["B", "O"]] * 40


# every question of the house


def questions() -> Iterator[tuple[str, Prepared[Any, Any]]]:
    for module in walk_packages(shanyraq.__path__, "shanyraq."):
        if ".migrations" not in module.name and not module.name.startswith("shanyraq.cli"):
            for name, found in vars(import_module(module.name)).items():
                if isinstance(found, Prepared) and found.question.__module__ == module.name:
                    yield f"{module.name}.{name}", found


LISTS = "shanyraq.directory.lists."
NARROWED: dict[str, list[Given]] = {  # by module: what its lists can be narrowed by
    f"{LISTS}organisations": [
        {}, {"kind": "ethnocultural_centre", "level": "city"}, {"registration:no": "", "certainty:yes": ""}, {"seat": "taldykorgan", "registration:yes": ""},
        {"parent": "apk", "certainty:no": ""}, {"culture": ["und:korean", "kk:корей мәдениеті"], "only": ["en:Korean culture"]}, {"culture": []},
    ],
    f"{LISTS}culture_list": [{}, {"kind": "umbrella"}],
    f"{LISTS}places": [{}, {"kind": "district", "parent": "almaty-oblast"}, {"parent": "kazakhstan"}],
    f"{LISTS}people": [{}, {"office": "chair"}, {"when:day": ""}, {"when:other": "", "office": "leader"}],
    f"{LISTS}chronicle_rows": [
        {}, {"about": "place:almaty-oblast"}, {"source": "gazette", "act": "founded"}, {"announced": ""}, {"done": "", "hidden": ["organisation:apk", "person:kim"]},
        {"about": "organisation:apk", "hidden": ["organisation:apk"]},
    ],
}  # fmt: skip
KNOWN: dict[Any, list[Any]] = {  # what of a room's own sorts there is
    organisations.Column: list(organisations.FACTS), organisations.Half: ["registration", "certainty"], places.Column: list(places.FACTS),
}  # fmt: skip


def arguments(question: Prepared[Any, Any]) -> Iterator[tuple[Any, ...]]:
    """All that fits the types of its arguments, of the recorded world."""
    pks = list(range(1, 400))
    slugs = [slug for model in (Organisation, Place, Person, Source) for slug in model._default_manager.values_list("slug", flat=True)]
    keys = [f"{kind}:{slug}" for kind, model in (("organisation", Organisation), ("place", Place), ("person", Person)) for slug in
            model._default_manager.values_list("slug", flat=True)]  # fmt: skip
    threads = [f"registry:kind:{slug}" for slug in slugs]
    fits: dict[Any, list[Any]] = KNOWN | {
        int: pks[:40], str: [*slugs[:12], *keys[:12], keys[-1]], Collection[int]: [pks, pks[:5], {7}], Collection[str]: [[*slugs, *keys, *threads], keys[:4]],
        date: [date(2026, 6, 1), date(2001, 7, 1)], date | None: [None, date(2026, 1, 15)], Fixed: [Fixed(1), Fixed(2)], type[Model]: [Organisation, Place, Person],
        str | None: [None, *slugs[:3], *keys[:3]], bool: [False, True], Visitor: [None], Given: NARROWED.get(question.question.__module__, []),
    }  # fmt: skip
    yield from product(*(fits[sort] for sort in question.hints.values()))


@pytest.mark.django_db(transaction=True, reset_sequences=True)  # keys count from 1, whatever was asked before
def test_every_prepared_question_answers_as_its_queryset() -> None:
    begin(name={"kk": "Жетісу бірлестіктері"})
    import_files([Path(ZHETYSU)])
    record([
        paper("gazette", "2004"), told("twice", "founded", "twice", "2003", name="T", seat="taldykorgan", source="gazette"),
        told("heir", "succeeds", "twice", "2004", of="korean-centre"), told("some-day", "founded", "dateless", "", source="gazette", name="D"),
    ])  # fmt: skip
    Copy.objects.create(source=Source.objects.earliest("pk"), file=add(name="scan.pdf", media_type="application/pdf", source=BytesIO(b"scan"), closed=False))
    answered = {name: sum(len(same(question, *given)) for given in arguments(question)) for name, question in questions()}
    assert [name for name, rows in answered.items() if not rows] == []
    assert len(answered) > 1
