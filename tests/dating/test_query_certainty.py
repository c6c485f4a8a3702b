from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.conf import settings
from django.db import connections, models
from django.test.utils import isolate_apps

from shanyraq.dating.bounds import OPEN_FUTURE, OPEN_PAST, certainty
from shanyraq.dating.sql import certainty_case, certainty_expr, possibly_q, surely_q

ALIASES = [
    pytest.param(alias, marks=pytest.mark.postgres if alias == "postgres" else ()) for alias in ("default", "postgres") if alias in settings.DATABASES
]
FIRST = date(2002, 1, 1)
DAYS = [OPEN_PAST, *(FIRST + timedelta(days=days) for days in range(4)), OPEN_FUTURE]
FACTS = [(a, b, c, d) for a in DAYS[:5] for b in DAYS[:5] if a <= b for c in DAYS[1:] for d in DAYS[1:] if c <= d]
ASKED = [FIRST - timedelta(days=1), *DAYS[1:5], date(9998, 12, 31)]

pytestmark = pytest.mark.django_db(databases=[alias for alias in ("default", "postgres") if alias in settings.DATABASES])


@pytest.fixture(params=ALIASES)
def facts(request):
    with isolate_apps("shanyraq.dating"):

        class Fact(models.Model):
            begin_earliest = models.DateField()
            begin_latest = models.DateField()
            end_earliest = models.DateField()
            end_latest = models.DateField()

            class Meta:
                app_label = "dating"
                db_table = "dating_fact_tried"

        with connections[request.param].cursor() as cursor:
            cursor.execute(
                "CREATE TABLE dating_fact_tried (id bigint PRIMARY KEY, begin_earliest date NOT NULL, begin_latest date NOT NULL,"
                " end_earliest date NOT NULL, end_latest date NOT NULL)"
            )
        names = ("begin_earliest", "begin_latest", "end_earliest", "end_latest")
        rows = [Fact(pk=pk, **dict(zip(names, fact, strict=True))) for pk, fact in enumerate(FACTS)]
        Fact.objects.using(request.param).bulk_create(rows)
        yield Fact.objects.using(request.param).order_by("pk")


def expected(day):
    return [certainty(*fact, day).rank for fact in FACTS]


@pytest.mark.parametrize("day", ASKED, ids=str)
def test_raw_sql_and_expression_agree_with_the_rule(facts, day):
    with connections[facts.db].cursor() as cursor:
        cursor.execute(f"SELECT {certainty_case('f')} FROM dating_fact_tried f ORDER BY f.id", {"day": day})
        assert [row[0] for row in cursor.fetchall()] == expected(day)
    assert list(facts.annotate(rank=certainty_expr(day)).values_list("rank", flat=True)) == expected(day)


@pytest.mark.parametrize("day", ASKED, ids=str)
def test_questions_agree_with_the_rule(facts, day):
    ranks = expected(day)
    assert list(facts.filter(surely_q(day)).values_list("pk", flat=True)) == [pk for pk, rank in enumerate(ranks) if rank == 2]
    assert list(facts.filter(possibly_q(day)).values_list("pk", flat=True)) == [pk for pk, rank in enumerate(ranks) if rank >= 1]


def test_the_days_tried_give_all_three_answers():
    assert {rank for day in ASKED for rank in expected(day)} == {0, 1, 2}


def test_questions_reach_through_a_relation():
    assert surely_q(FIRST, through="seat__").children == [("seat__begin_latest__lte", FIRST), ("seat__end_earliest__gt", FIRST)]


@pytest.mark.parametrize("alias", ["", "f.g", "f; --", "1f", 'f"', "ф", "f" * 64])
def test_an_alias_that_is_no_name_is_refused(alias):
    with pytest.raises(ValueError, match="is not a plain SQL name"):
        certainty_case(alias)
