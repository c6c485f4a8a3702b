from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from shanyraq.dating.bounds import OPEN_FUTURE, OPEN_PAST, certainty
from shanyraq.dating.terms import Certainty

APRIL = (date(1996, 4, 1), date(1996, 4, 30))


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(1996, 3, 31), Certainty.NO),
        (date(1996, 4, 1), Certainty.POSSIBLY),
        (date(1996, 4, 15), Certainty.POSSIBLY),
        (date(1996, 4, 30), Certainty.SURELY),
        (date(9998, 12, 31), Certainty.SURELY),
    ],
)
def test_registered_in_april_and_never_ended(day, expected):
    assert certainty(*APRIL, OPEN_FUTURE, OPEN_FUTURE, day) == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(1, 1, 1), Certainty.SURELY),
        (date(2001, 12, 31), Certainty.SURELY),
        (date(2002, 1, 1), Certainty.POSSIBLY),
        (date(2002, 12, 30), Certainty.POSSIBLY),
        (date(2002, 12, 31), Certainty.NO),
    ],
)
def test_the_day_of_the_end_belongs_to_the_next_state(day, expected):
    assert certainty(OPEN_PAST, OPEN_PAST, date(2002, 1, 1), date(2002, 12, 31), day) == expected


def test_a_fact_that_may_have_ended_before_it_surely_began_is_never_sure():
    assert certainty(date(2002, 1, 1), date(2002, 12, 31), date(2002, 6, 1), date(2003, 1, 1), date(2002, 12, 31)) == Certainty.POSSIBLY


SHORT = st.integers(0, 6).map(lambda days: date(2002, 1, 1) + timedelta(days=days))


@given(st.tuples(SHORT, SHORT).map(sorted), st.tuples(SHORT, SHORT).map(sorted), SHORT)
def test_it_agrees_with_every_possible_world(begin, end, day):
    span = [date(2002, 1, 1) + timedelta(days=days) for days in range(7)]
    worlds = [begun <= day < ended for begun in span for ended in span if begin[0] <= begun <= begin[1] and end[0] <= ended <= end[1]]
    found = certainty(*begin, *end, day)
    assert (found == Certainty.SURELY) == all(worlds)
    assert (found == Certainty.NO) == (not any(worlds))


def test_words_and_ranks():
    with translation.override("en"):
        assert [str(term.label) for term in Certainty] == ["surely", "possibly", "no"]
    assert [str(term) for term in Certainty] == ["surely", "possibly", "no"]
    assert [Certainty.of_rank(term.rank) for term in Certainty] == list(Certainty)
    assert [term.rank for term in Certainty] == [2, 1, 0]
    with pytest.raises(KeyError):
        Certainty.of_rank(-1)
