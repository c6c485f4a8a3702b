"""The desk itself, the journal, the keeper's ways on pages."""
from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.desk.keeping import Keeper, words
from tests.world import paper, record, told

import shanyraq
from shanyraq.chronicle.terms import Act
from shanyraq.desk.lines import ACTS_SAID
from shanyraq.desk.terms import CHOICES, GROUPS
from shanyraq.journal.changes import write
from shanyraq.people.models import Person

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def recorded(keeper: Keeper, body: str) -> None:
    draft = keeper.begin("dormant", f"organisation:{body}")
    keeper.tell(draft, "when", how="on", first="2015")
    keeper.tell(draft, "source", source="told")
    keeper.save(draft)


def world(number: int) -> None:
    record([told(f"b{n}", "founded", f"b{n}", "2000", name={"en": f"Body {n}"}) for n in range(number)])


def test_every_act_can_be_recorded() -> None:
    assert set(CHOICES) == set(Act.values)
    assert {choice.group for choice in CHOICES.values()} == set(GROUPS)


def test_the_journal_says_who_did_what() -> None:
    world(1)
    keeper = Keeper("Aigul")
    recorded(keeper, "b0")
    keeper.post("changes/dormant-2015/undo/", key="k")
    shown = words(keeper.get("journal/"))
    assert shown.count("Aigul") == 2
    assert "Recorded · Aigul · " in shown
    assert "2015: Body 0: At rest from here on" in shown
    assert words(keeper.get("")).count("Aigul") == 2


def test_the_journal_has_words_for_everything_that_is_written_into_it() -> None:
    source = Path(shanyraq.__file__).parent
    verbs = [text for file in source.rglob("*.py") if "shanyraq.journal.changes import" in (text := file.read_text(encoding="utf-8"))]
    written = {action for text in verbs for action in re.findall(r'(?:action=|^[A-Z]+(?:: Final)? = )"([a-z_]+:[a-z_]+:[a-z_]+)"', text, re.MULTILINE)}
    assert written - set(ACTS_SAID) == set()
    assert len(written) > 40


def test_the_journal_names_things_as_people_do() -> None:
    record([paper("article", "2010"), told("ann", "standing", "person:ann", "2001", name={"en": "Ann Lee"})])
    keeper = Keeper("Aigul")
    person = Person.objects.get(slug="ann")
    write(by=keeper.user, action="entrance:link:use", thing=f"accounts:user:{keeper.user.pk}")
    write(by=keeper.user, action="desk:copy:add", thing="chronicle:source:article")
    write(by=keeper.user, action="people:person:name_again", thing=f"people:person:{person.pk}")
    write(by=keeper.user, action="lists:list:take", thing="lists:list:8f3a", summary="Members of 2024")
    write(by=None, action="remarks:remark:send", thing="remarks:remark:7")
    shown = keeper.get("journal/")
    said = [words(line) for line in re.findall("<li><span class=.label.>(.*?)</li>", shown)]
    assert [re.sub("[0-9]+ [A-Z][a-z]+ [0-9]{4}, [0-9:]+", "now", line) for line in said[:5]] == [
        "A reader has sent a remark · now", "List recorded · Aigul · now Members of 2024", "Person named again · Aigul · now Ann Lee",
        "Copy of a paper added · Aigul · now article", "Signed in · Aigul · now Aigul",
    ]  # fmt: skip
    assert 'href="/en/desk/sources/article/copies/"' in shown


@pytest.mark.parametrize("number", [1, 3])
def test_pages_ask_the_same_number_of_questions_whatever_they_list(number: int) -> None:
    world(number)
    keeper = Keeper()
    for n in range(number):
        recorded(keeper, f"b{n}")
        keeper.begin("renamed", f"organisation:b{n}")
    with CaptureQueriesContext(connection) as home:
        keeper.get("")
    with CaptureQueriesContext(connection) as journal:
        keeper.get("journal/")
    assert (len(home), len(journal)) == (HOME, JOURNAL)


HOME, JOURNAL = 17, 15


def test_many_are_as_few() -> None:
    test_pages_ask_the_same_number_of_questions_whatever_they_list(5)


def test_one_says_what_happened_to_a_body() -> None:
    world(1)
    record([told("p", "standing", "person:ann", "2001", name={"en": "Ann"})])
    keeper = Keeper()
    assert "Body 0 What happened?" in words(keeper.get("record/?body=organisation:b0"))
    person = words(keeper.get("record/?body=person:ann"))
    assert ("Somebody took office" in person, "It was founded" in person) == (True, False)
    draft = keeper.begin("appointed", "person:ann")
    assert draft.content["accounts"][0]["value"] == {"person": "ann"}
    assert "What happened? It began" in words(keeper.get("record/?body=organisation:nobody"))
    keeper.post("record/", 400, act="conquered", key="k")


def test_only_the_keeper_sees_the_ways_on_pages() -> None:
    for template, given in (("site/parts/keeper.html", {"body_key": "organisation:a"}), ("site/parts/mend.html", {"change": "a"})):
        assert render_to_string(template, given | {"page": {"keeps": False}}).strip() == ""
        assert "/desk/" in render_to_string(template, given | {"page": {"keeps": True}})


def test_the_remarks_of_readers_are_one_tap_away() -> None:
    assert 'href="/en/remarks/"' in Keeper().get("")


def test_nobody_else_comes_in() -> None:
    answer = Client().get("/en/desk/")
    assert (answer.status_code, answer.url) == (302, "/en/enter/?next=%2Fen%2Fdesk%2F")
