"""The form for joining, as visitors fill it in."""
from __future__ import annotations

import re
from datetime import date

import pytest
from django.core import signing
from django.test import Client
from django.utils import timezone
from tests.desk.keeping import words
from tests.joining.joining import application, filled, found, sent, stamped, token_at, world
from tests.world import record, told

from shanyraq.joining.form_page import district_choices
from shanyraq.joining.models import Applicant, Application
from shanyraq.joining.stamps import link_of
from shanyraq.journal.models import Entry
from shanyraq.mail.models import Letter
from shanyraq.people.consents import current

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def test_it_works() -> None:
    world()
    answer = sent(302)
    assert answer["Location"] == f"/en/application/{token_at()}/"
    kept = found(token_at())
    assert (kept.organisation.slug, kept.state, kept.phone, kept.wishes, kept.language) == ("branch", "received", "+7 700 111 22 33", ["language", "dance"], "en")
    assert (kept.consent, kept.news) == (current("data"), None)
    assert list(kept.applicants.values_list("number", "family", "given", "born")) == [(0, "Kim", "Vera", None)]
    assert list(Entry.objects.filter(action="joining:application:send").values_list("thing", "summary", "user")) == [("registry:organisation:branch", "", None)]


@pytest.mark.parametrize(
    ("language", "line"),
    [("en", "Open to everyone, whatever their origin; nobody asks for it."), ("ru", "Открыто для всех, независимо от происхождения: о нём никто не спрашивает.")],
)
def test_its_first_line_says_that_it_is_open_to_everyone(language: str, line: str) -> None:
    world()
    html = Client().get(f"/{language}/join/").content.decode()
    assert html.partition('<p class="lead">')[2].partition("</p>")[0] == line


def test_one_form_for_a_family() -> None:
    world()
    more = {"p1-kind": "adult", "p1-family": "Kim", "p1-given": "Oleg", "p2-kind": "child", "p2-family": "Kim", "p2-given": "Lev", "p2-born": "01.05.2016"}
    sent(302, **more)
    rows = found(token_at()).applicants.order_by("number").values_list("given", "born")
    assert list(rows) == [("Vera", None), ("Oleg", None), ("Lev", date(2016, 5, 1))]


def test_a_further_person_is_added_and_taken_out_without_losing_anything() -> None:
    world()
    html = sent(200, do="child", given="Vera-Maria").content.decode()
    assert ('name="p1-kind" value="child"' in html, 'value="Vera-Maria"' in html, 'name="p1-born"' in html) == (True, True, True)
    both = {"p1-kind": "child", "p1-given": "Lev", "p1-family": "Kim", "p2-kind": "adult", "p2-given": "Oleg", "p2-family": "Kim"}
    html = sent(200, do="drop-1", **both).content.decode()
    assert ('value="Lev"' in html, 'name="p1-given" value="Oleg"' in html, "p2-given" in html) == (False, True, False)
    assert Application.objects.count() == 0


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"given": ""}, "Write the given name, too."),
        ({"given": "77"}, "Write the given name, too."),
        ({"phone": ""}, "Say how you can be reached, or that you will come by."),
        ({"phone": "12"}, "This is no phone number."),
        ({"email": "vera"}, "This is no e-mail address."),
        ({"to": ""}, "Choose the organisation that you would like to join."),
        ({"adult": ""}, "Somebody who is 18 or older writes, for children, too."),
        ({"consent": ""}, "Without your consent nothing may be kept, and so nobody can answer you."),
        ({"website": "http://x"}, "Leave this field empty: it is there to catch machines."),
        ({"p1-kind": "child", "p1-given": "Lev", "p1-born": ""}, "Choose the day on which the child was born."),
        ({"p1-kind": "child", "p1-given": "Lev", "p1-born": "2999-01-01"}, "This day is still to come."),
        ({"p1-kind": "child", "p1-given": "Lev", "p1-born": "1990-01-01"}, "Whoever is 18 or older is no child: add them as an adult."),
        ({"family": "www.example.org"}, "A name holds no web address."), ({"p1-kind": "adult", "p1-given": "see http://x"}, "A name holds no web address."),
        ({"family": "K" * 81}, "A part of a name has 80 signs at most."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(wrong: dict[str, str], said: str) -> None:
    world()
    html = sent(422, patronymic="Sergeevna", **wrong).content.decode()
    assert (said in words(html).replace("’", "'"), 'value="Sergeevna"' in html, Application.objects.count()) == (True, True, 0)


@pytest.mark.parametrize(("stamp", "said"), [("x", "The form had grown old."), ("new", "That was very quick.")])
def test_a_form_that_is_made_up_or_too_quick_is_handed_out_anew(stamp: str, said: str) -> None:
    world()
    assert said in words(sent(422, stamp=stamped(ago=0) if stamp == "new" else stamp).content.decode())


def test_whoever_comes_by_needs_neither_phone_nor_mail() -> None:
    world()
    sent(302, phone="", comes_by="1")
    assert found(token_at()).comes_by is True


def test_the_same_form_again_counts_once_and_another_one_is_refused() -> None:
    world()
    stamp = stamped()
    assert sent(302, stamp=stamp)["Location"] == sent(302, stamp=stamp)["Location"]
    assert "This form was sent before" in words(sent(409, stamp=stamp, given="Olga").content.decode())
    assert (Application.objects.count(), Applicant.objects.count()) == (1, 1)


@pytest.mark.parametrize("slug", ["union", "nobody"])
def test_an_organisation_of_organisations_takes_nobody(slug: str) -> None:
    world()
    assert "This organisation takes nobody in." in words(sent(409, to=slug).content.decode())


def test_a_link_chooses_the_organisation_and_a_page_of_one_leads_there() -> None:
    world()
    assert 'type="hidden" name="to" value="branch"' in Client().get("/en/join/?to=branch").content.decode()
    assert 'href="/en/join/?to=branch"' in Client().get("/en/organisations/branch/").content.decode()
    assert 'href="/en/join/?to=union"' not in Client().get("/en/organisations/union/").content.decode()
    assert 'href="/en/join/?to=branch"' not in Client().get("/en/organisations/branch/?as_of=2010").content.decode()


def test_whoever_has_a_link_of_the_board_is_known_by_it() -> None:
    world()
    sent(302, by=link_of("branch"))
    assert found(token_at()).proof == "link"


@pytest.mark.parametrize("by", ["x", "other"])
def test_a_link_of_another_board_or_a_made_up_one_tells_nothing(by: str) -> None:
    world()
    sent(302, by=link_of("centre") if by == "other" else by)
    assert found(token_at()).proof == ""


def test_a_letter_with_the_link_goes_to_whoever_gave_an_address() -> None:
    world()
    sent(302, email="vera@example.org")
    letter = Letter.objects.get()
    assert (letter.receiver, f"/en/application/{token_at()}/" in letter.text, letter.thing) == ("vera@example.org", True, f"joining:application:{found(token_at()).pk}")


def test_nobody_has_letters_sent_to_one_address_without_end() -> None:
    world()
    for number in range(5):
        sent(302, email="vera@example.org", stamp=stamped(str(number)))
    assert "Many have been sent with this address today." in words(sent(409, email="VERA@example.org", stamp=stamped("six")).content.decode())
    assert (Letter.objects.count(), Application.objects.count()) == (5, 5)


def test_the_database_does_not_know_the_link() -> None:
    world()
    token, kept = application()
    assert (token in str(Application.objects.filter(pk=kept.pk).values()), signing.loads(stamped(), salt="shanyraq.joining.form")) == (False, "form")


def test_consents_to_news_with_the_wish_for_them_alone() -> None:
    world()
    sent(302, wishes=["news"], stamp=stamped("news"))
    assert found(token_at("news")).news == current("news")


def test_too_many_at_once_are_turned_away(settings: object) -> None:
    world()
    client = Client(REMOTE_ADDR="192.0.2.9")
    codes = [client.post("/en/join/", filled(given="")).status_code for _number in range(31)]
    assert codes == [422] * 30 + [429]
    assert timezone.localdate() >= date(2026, 1, 1)


def errors_on_top(**more: str) -> list[str]:
    html = sent(422, **more).content.decode()
    return [words(one).strip().replace("’", "'") for one in re.findall(r'<a href="#j-[^"]*">(.*?)</a>', html)]


def test_that_it_was_quick_is_said_only_where_nothing_else_is_wrong() -> None:
    world()
    assert errors_on_top(stamp=stamped(ago=0), given="") == ["Write the given name, too."]
    assert errors_on_top(stamp=stamped(ago=0)) == ["That was very quick. Look it over and send it once more."]


def test_errors_on_top_say_whose_they_are() -> None:
    world()
    more = {"p1-kind": "child", "p1-given": "", "p1-born": "2016-05-01", "p2-kind": "child", "p2-given": "Lev", "p2-born": "", "phone": "12"}
    said = ["This is no phone number.", "Child (1): Write the given name, too.", "Lev: Choose the day on which the child was born."]
    assert errors_on_top(given="", **more) == ["You: Write the given name, too.", *said]
    assert errors_on_top(family="www.example.org", **more) == ["Vera: A name holds no web address.", *said]


@pytest.mark.parametrize("ago", [0, 3 * 24 * 60 * 60])
def test_the_same_form_again_leads_to_what_was_sent_however_fresh_or_old_it_is(ago: int) -> None:
    world()
    first = sent(302, stamp=stamped())["Location"]
    assert sent(302, stamp=stamped(ago=ago))["Location"] == first
    sent(422, stamp=stamped(ago=ago), given="Olga")
    assert Application.objects.count() == 1


def test_districts_stand_in_the_order_of_the_kazakh_alphabet() -> None:
    called = {"b": "Қарасай", "a": "Кербұлақ", "c": "Райымбек", "d": "Әйтеке"}
    world()
    record([told(f"{slug}-there", "standing", f"place:{slug}", "1990", name={"kk": name}, kind="district") for slug, name in called.items()])
    rows = district_choices(set(called), "", "kk", timezone.localdate())
    assert [row["label"] for row in rows[1:]] == ["Әйтеке", "Кербұлақ", "Қарасай", "Райымбек"]
