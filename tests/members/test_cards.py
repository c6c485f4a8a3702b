"""Membership cards: made once, good as long as its bearer belongs, and telling a stranger "valid today" and nothing else."""
from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.members.members import SINCE, client_of, federation, in_office, named, post, read, taken, with_account
from tests.papers.pdf_text import Paper

from shanyraq.guard.limits import LIMITERS
from shanyraq.journal.models import Entry
from shanyraq.mail.models import Letter
from shanyraq.people.cards import card_at, card_of, issue, link_of, renew
from shanyraq.people.members import MemberRefused, Reached, change_kind, join, leave
from shanyraq.people.models import Card, Membership

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def held(body: str = "branch") -> Membership:
    return Membership.objects.filter(organisation__slug=body).latest("pk")


def carded() -> Card:
    federation()
    taken("branch", named("Kim"))
    return issue(by=None, membership=held(), on=SINCE)


def checked(token: str) -> str:
    """What a stranger reads, without the address of the page, and its code."""
    answer = Client().get(f"/en/card/{token}/")
    page = answer.content.decode()
    assert (answer.status_code, "no-store" in answer["Cache-Control"], 'content="noindex"' in page) == (200, True, True)
    return page.replace(token, "TOKEN")


def is_valid(card: Card) -> bool:
    return ">✓ Valid today<" in checked(card.token)


def test_it_is_made_once() -> None:
    card = carded()
    assert issue(by=None, membership=held(), on=SINCE + timedelta(days=9)) == card
    assert (len(card.token), Card.objects.count()) == (22, 1)
    assert [(line.action, line.summary) for line in Entry.objects.filter(action="members:card:make")] == [("members:card:make", "branch made")]


def test_the_database_keeps_one_that_is_good() -> None:
    card = carded()
    with pytest.raises(IntegrityError), transaction.atomic():
        Card.objects.create(membership=card.membership, token="other", made=SINCE)


def test_a_new_one_takes_its_place_once() -> None:
    card = carded()
    for _twice in range(2):
        new = renew(by=None, membership=held(), on=SINCE + timedelta(days=1), key="k")
    assert (is_valid(card), is_valid(new), Card.objects.count()) == (False, True, 2)


def test_whoever_leaves_has_none() -> None:
    card, today = carded(), timezone.localdate()
    leave(by=None, membership=held(), on=today)
    assert (is_valid(card), card_of(held(), today)) == (False, None)
    with pytest.raises(MemberRefused, match="over"):
        issue(by=None, membership=held(), on=today)


def test_another_kind_leaves_it_as_it_is_and_a_gap_does_not() -> None:
    card = carded()
    change_kind(by=None, membership=held(), kind="activist", on=date(2026, 5, 1))
    change_kind(by=None, membership=held(), kind="volunteer", on=date(2026, 6, 1))
    assert is_valid(card) and issue(by=None, membership=held(), on=date(2026, 6, 2)) == card
    leave(by=None, membership=held(), on=date(2026, 7, 1))
    join(by=None, person=card.membership.person, organisation=card.membership.organisation, kind="member", since=date(2026, 8, 1))
    assert not is_valid(card)
    assert issue(by=None, membership=held(), on=date(2026, 8, 1)) != card


def test_before_its_first_day_it_is_not_valid() -> None:
    federation()
    taken("branch", named("Kim"))
    Membership.objects.update(since=timezone.localdate() + timedelta(days=1))
    card = issue(by=None, membership=held(), on=timezone.localdate())
    assert not is_valid(card)
    assert "It is valid from" in read(Client(), f"my-card/{link_of(card)}/")


def test_a_stranger_reads_the_same_of_one_that_is_over_void_or_made_up() -> None:
    card = carded()
    old, new = card.token, renew(by=None, membership=held(), on=SINCE).token
    valid = checked(new)
    leave(by=None, membership=held(), on=timezone.localdate())
    assert checked(old) == checked(new) == checked("made-up-0123456789abcd") != valid
    assert "✗ Not valid today" in checked(old)
    assert [word for word in ("Kim", "Vera", "Branch", "branch", "member,") if word in valid] == []


def test_every_answer_takes_as_many_queries() -> None:
    card, counted = carded(), []
    for token in (card.token, "made-up-0123456789abcd"):
        with CaptureQueriesContext(connection) as asked:
            checked(token)
        counted.append(len(asked))
    assert counted[0] == counted[1] <= 4


def test_whoever_reads_many_is_told_to_wait() -> None:
    carded()
    LIMITERS["card"].clear()
    most = int(LIMITERS["card"].at_once)
    LIMITERS["card"].buckets.clear()
    first = Client().get("/en/card/made-up/").status_code
    for bucket in LIMITERS["card"].buckets.values():
        bucket.left -= most - 1  # as if that many had been read before
    codes = [Client().get("/en/card/made-up/").status_code for _one in range(10)]
    assert (first, 429 in codes, Client().get("/en/river/").status_code) == (200, True, 200)


def test_a_member_makes_sees_and_renews_their_own() -> None:
    federation()
    me = client_of(with_account(taken("branch", named("Ким", "Вера", "cyrillic"), named("Kim"))))
    other = taken("branch2", named("Pak"))
    theirs = Membership.objects.get(person=other)
    mine = held("branch")
    assert "Make my card" in read(me, f"my-membership/{mine.pk}/card/")
    assert Card.objects.count() == 0
    for _twice in range(2):
        post(me, f"my-membership/{mine.pk}/card/make/", key="a")
    page = read(me, f"my-membership/{mine.pk}/card/")
    assert all(word in page for word in ("Ким Вера", "Kim Vera", "Branch", "Member, since 1 March 2026", f"No. {Card.objects.get().pk}"))
    for _twice in range(2):
        post(me, f"my-membership/{mine.pk}/card/make/", key="b", anew="1")
    assert Card.objects.filter(void=None).count() == 1 and Card.objects.count() == 2
    for path in (f"my-membership/{theirs.pk}/card/", f"my-membership/{theirs.pk}/card.pdf"):
        read(me, path, 404)
    post(me, f"my-membership/{theirs.pk}/card/make/", 404, key="c")


def test_the_board_makes_one_and_another_centre_s_does_not() -> None:
    federation()
    person = taken("branch", named("Kim"))
    ann, eve = client_of(in_office("ann", "chair", "centre")), client_of(in_office("eve", "chair", "other"))
    pk = held().pk
    read(ann, f"members/memberships/{pk}/card.pdf", 404)
    post(eve, f"members/memberships/{pk}/card/", 404)
    post(ann, f"members/memberships/{pk}/card/", key="a")
    card = Card.objects.get()
    assert f"No. {card.pk}" in read(ann, f"members/{person.slug}/")
    paper = ann.get(f"/en/members/memberships/{pk}/card.pdf")
    assert (paper.status_code, paper["Content-Type"]) == (200, "application/pdf")
    assert "KimVera" in Paper(paper.content).text()
    assert eve.get(f"/en/members/memberships/{pk}/card.pdf").status_code == 404
    post(ann, f"members/memberships/{pk}/card/", key="b", anew="1")
    assert Card.objects.get(void=None) != card
    leave(by=None, membership=held(), on=timezone.localdate())
    post(ann, f"members/memberships/{pk}/card/", 404, key="c")


def test_the_treasurer_and_the_secretariat_above_make_none() -> None:
    federation()
    taken("branch", named("Kim"))
    for user in (in_office("tim", "treasurer", "branch"), in_office("sec", "head_of_secretariat", "union")):
        assert client_of(user).post(f"/en/members/memberships/{held().pk}/card/").status_code == 403
    assert Card.objects.count() == 0


def test_its_bearer_opens_it_without_an_account() -> None:
    card = carded()
    link = link_of(card)
    assert "Kim Vera" in read(Client(), f"my-card/{link}/")
    assert Client().get(f"/en/my-card/{link}/card.pdf")["Content-Type"] == "application/pdf"
    for wrong in (card.token, f"{card.token}.x", link[:-1], "x"):
        read(Client(), f"my-card/{wrong}/", 404)
    renew(by=None, membership=held(), on=SINCE)
    assert card_at(link, SINCE) is None
    read(Client(), f"my-card/{link}/", 404)


@pytest.mark.parametrize("language", ["kk", "ru", "ko", "en"])
def test_the_paper_is_for_archives_in_each_language(language: str) -> None:
    federation()
    taken("branch", named("Ким", "Вера", "cyrillic", "Олеговна"), named("김", "베라", "hangul"), named("Kim"))
    link = link_of(issue(by=None, membership=held(), on=SINCE))
    data = [Client().get(f"/{language}/my-card/{link}/card.pdf").content for _twice in range(2)]
    paper = Paper(data[0])
    assert data[0] == data[1]
    assert (len(paper.pages()), f"/Lang({language})".encode() in paper.catalogue, "<pdfuaid:part>1<" in paper.metadata) == (1, True, True)
    assert all(word in paper.text() for word in ("КимВераОлеговна", "KimVera", "Branch", str(Card.objects.get().pk)))


def test_leaving_writes_a_letter_in_their_language() -> None:
    federation()
    person = taken("branch", named("Kim"), contacts=(Reached("email", "vera@example.org", "self"),))
    person.letters_in = "ru"
    person.save()
    card = issue(by=None, membership=held(), on=SINCE)
    me = client_of(with_account(person))
    page = me.get("/en/my-membership/").content.decode()
    first = re.search(rf'href="(/en/my-membership/{held().pk}/leave/)"', page)
    assert first and is_valid(card)
    day: Any = re.search(r'name="on" value="([^"]+)"', me.get(first[1]).content.decode())
    assert day[1] == timezone.localdate().isoformat()
    for _twice in range(2):
        assert me.post(first[1], {"on": day[1], "key": "a"}).status_code in (302, 404)
    assert not is_valid(card)
    letter = Letter.objects.get()
    assert (letter.receiver, letter.language, letter.subject) == ("vera@example.org", "ru", "Вы вышли из организации: Branch")


def test_whoever_joined_today_leaves_tomorrow() -> None:
    federation()
    person = taken("branch", named("Kim"))
    Membership.objects.update(since=timezone.localdate())
    me = client_of(with_account(person))
    tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()
    assert f'value="{tomorrow}"' in me.get(f"/en/my-membership/{held().pk}/leave/").content.decode()
    post(me, f"my-membership/{held().pk}/leave/", on=tomorrow, key="a")
