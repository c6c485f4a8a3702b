"""The verbs: one function for each named change; once only; refused in sentences."""
from __future__ import annotations

from datetime import UTC, date, datetime
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection

from shanyraq.chronicle import changes
from shanyraq.chronicle.checking import differences
from shanyraq.chronicle.errors import ChangeRefused
from shanyraq.chronicle.models import FOREVER, Version
from shanyraq.chronicle.terms import Act
from shanyraq.chronicle.tomlfile import ChronicleFaults, ClaimTable
from shanyraq.directory.questions import show
from shanyraq.journal.models import Entry

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def claim(day: str, **value: Any) -> ClaimTable:
    return ClaimTable(date=day, value=value or None)


def found(key: str | None = None, day: str = "1990") -> bool:
    return changes.founded(by=None, at=NOW, change="begin", on="org", claims=[claim(day, name={"kk": "А"})], key=key)


def names(day: str, known_on: date | None = None) -> list[str]:
    return [row["text"]["kk"] for row in show("org", as_of=date.fromisoformat(day), known_on=known_on)["names"]]


def test_there_is_a_verb_for_every_act() -> None:
    assert [act for act in Act if getattr(changes, act.value, None) is None] == []


@pytest.mark.django_db
@pytest.mark.both
class TestTell:
    def test_it_works(self) -> None:
        assert found()
        assert changes.renamed(by=None, at=NOW, change="new-name", on="org", claims=[claim("2002-05-01", name={"kk": "Ә"})])
        assert [names(day) for day in ("2002-04-30", "2002-05-01")] == [["А"], ["Ә"]]

    def test_the_same_again_is_nothing(self) -> None:
        assert (found(), found()) == (True, False)

    def test_a_request_key_counts_once_whatever_comes_with_it(self) -> None:
        assert (found(key="r1"), found(key="r1", day="1991")) == (True, False)
        assert Version.objects.count() == 1

    def test_each_recording_has_a_moment_of_its_own(self) -> None:
        found()
        found(day="1991")
        assert len(set(Version.objects.values_list("known_from", flat=True))) == 2

    def test_a_line_in_the_journal(self) -> None:
        found()
        assert list(Entry.objects.values_list("action", "thing")) == [("chronicle:change:tell", "chronicle:change:begin")]

    def test_a_fault_of_form_is_refused(self) -> None:
        with pytest.raises(ChronicleFaults):
            changes.renamed(by=None, at=NOW, change="x", on="org", claims=[claim("2002-13", name={"kk": "Ә"})])
        assert Entry.objects.count() == 0

    def test_what_leaves_no_world_is_refused_and_names_the_other(self) -> None:
        found()
        with pytest.raises(ChangeRefused, match=r"begin \(1990-01-01 to 1990-12-31\) would have to come before too-early \(1980-01-01 to 1980-12-31\)"):
            changes.renamed(by=None, at=NOW, change="too-early", on="org", claims=[claim("1980", name={"kk": "Ә"})])
        assert Version.objects.count() == 1

    def test_a_source_that_is_not_told_is_refused(self) -> None:
        with pytest.raises(ChangeRefused, match="No source “nowhere”"):
            changes.founded(by=None, at=NOW, change="begin", on="org", claims=[ClaimTable(source="nowhere", date="1990")])


@pytest.mark.django_db
@pytest.mark.both
class TestPrefer:
    def test_answers_follow_the_preferred_claim_and_the_old_answer_stays_known(self) -> None:
        found()
        changes.renamed(by=None, at=NOW, change="new-name", on="org", claims=[claim("2002", name={"kk": "Ә"}), claim("1997")])
        assert (names("2000-01-01"), show("org", as_of=date(2000, 1, 1))["disputes"][0]["change"]) == (["А"], "new-name")
        changes.prefer(by=None, at=datetime(2026, 3, 1, tzinfo=UTC), change="new-name", claim=1)
        assert names("2000-01-01") == ["Ә"]
        assert names("2000-01-01", known_on=date(2026, 2, 27)) == ["А"]
        assert differences() == []

    def test_a_claim_that_leaves_no_world_is_kept_but_not_preferred(self) -> None:
        found()
        changes.renamed(by=None, at=NOW, change="new-name", on="org", claims=[claim("2002", name={"kk": "Ә"}), claim("1970")])
        with pytest.raises(ChangeRefused, match="begin"):
            changes.prefer(by=None, at=NOW, change="new-name", claim=1)
        assert [(c.date, c.preferred) for c in Version.objects.get(change__slug="new-name").claims.order_by("number")] == [("2002", True), ("1970", False)]

    def test_what_is_not_there_is_refused(self) -> None:
        found()
        with pytest.raises(ChangeRefused, match="begin has 1 claims: there is none with the number 1"):
            changes.prefer(by=None, at=NOW, change="begin", claim=1)
        with pytest.raises(ChangeRefused, match="There is no change “nothing”"):
            changes.prefer(by=None, at=NOW, change="nothing", claim=0)


@pytest.mark.django_db
@pytest.mark.both
def test_withdraw_takes_the_record_back() -> None:
    found()
    changes.renamed(by=None, at=datetime(2026, 2, 1, tzinfo=UTC), change="new-name", on="org", claims=[claim("2002", name={"kk": "Ә"})])
    changes.withdraw(by=None, at=datetime(2026, 3, 1, tzinfo=UTC), change="new-name")
    assert (names("2003-01-01"), names("2003-01-01", known_on=date(2026, 2, 15))) == (["А"], ["Ә"])
    assert differences() == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.postgres
def test_two_at_once_wait_for_one_another() -> None:
    """Each alone is a world; together one must be told of the other: founded in 1990 and seen in 1980."""
    outcomes: list[str] = []
    start = Barrier(2)

    def run(verb: Any, change: str, day: str) -> None:
        start.wait()
        try:
            verb(by=None, at=NOW, change=change, on="org", claims=[claim(day)])
            outcomes.append("told")
        except ChangeRefused:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [Thread(target=run, args=arguments) for arguments in ((changes.founded, "begin", "1990"), (changes.dormant, "rest", "1980"))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["refused", "told"]
    assert Version.objects.filter(known_to=FOREVER).count() == 1
