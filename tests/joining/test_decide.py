"""What the board does with an application, and what the applicant sees of it."""
from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone
from tests.joining.joining import CHILD, NOW, application, found, in_office, organisation, world
from tests.members.members import named, taken

from shanyraq.accounts.models import User
from shanyraq.joining.deciding import Taken, accept, ask_back, decline, know, pass_on, take_up
from shanyraq.joining.models import Application, Step
from shanyraq.joining.moving import JoinRefused
from shanyraq.joining.sending import OneOf, answer, appeal, code_of, prove, withdraw
from shanyraq.joining.terms import Did
from shanyraq.journal.models import Entry
from shanyraq.mail.models import Letter
from shanyraq.people.members import MemberRefused
from shanyraq.people.models import Card, Consent, Contact, Guardian, Membership, Person, Spelling

pytestmark = [pytest.mark.django_db, pytest.mark.both]
TAKEN = Taken("member", date(2026, 7, 1))


def board() -> User:
    world()
    return in_office("bob", "chair", "branch")


def did(kept: Application) -> list[str]:
    return list(Step.objects.filter(application=kept).order_by("pk").values_list("did", flat=True))


def test_it_works() -> None:
    bob = board()
    token, kept = application(email="vera@example.org")
    [person] = accept(by=bob, at=NOW, application=kept, taken=TAKEN, key="a")
    kept = found(token)
    assert (kept.state, kept.ended, did(kept)) == ("accepted", date(2026, 7, 1), ["sent", "accepted"])
    assert list(Membership.objects.values_list("person", "organisation__slug", "kind", "since")) == [(person.pk, "branch", "member", date(2026, 7, 1))]
    assert list(Spelling.objects.values_list("family", "given", "script")) == [("Kim", "Vera", "latin")]
    assert sorted(Contact.objects.values_list("kind", "value", "seen_by")) == [("email", "vera@example.org", "board"), ("phone", "+7 700 111 22 33", "board")]
    assert list(Consent.objects.values_list("person", "text", "how", "given_on")) == [(person.pk, kept.consent_id, "form", date(2026, 7, 1))]
    assert (person.letters_in, person.private, person.born) == ("en", True, None)
    assert Card.objects.get().membership.person == person


def test_a_family_is_taken_in_with_the_writer_as_guardian() -> None:
    bob = board()
    _token, kept = application("branch", OneOf("Vera", "Kim"), OneOf("Oleg", "Kim"), CHILD)
    vera, oleg, lev = accept(by=bob, at=NOW, application=kept, taken=TAKEN)
    assert (lev.born, oleg.born) == (date(2016, 5, 1), None)
    assert list(Guardian.objects.values_list("child", "guardian", "until")) == [(lev.pk, vera.pk, date(2034, 5, 1))]
    assert list(Consent.objects.order_by("person").values_list("person", "how")) == [(vera.pk, "form"), (oleg.pk, "form"), (lev.pk, "guardian")]
    assert Card.objects.count() == 3


def test_whoever_is_kept_already_gets_one_more_membership_and_stays_one_person() -> None:
    bob = board()
    vera = taken("centre", named("Kim"))
    _token, kept = application("branch", OneOf("Vera", "Kim"), CHILD)
    first, lev = accept(by=bob, at=NOW, application=kept, taken=Taken("member", date(2026, 7, 1), {0: vera}))
    assert (first, Person.objects.filter(private=True).count(), Guardian.objects.get().guardian) == (vera, 2, vera)
    assert list(kept.applicants.order_by("number").values_list("person", "new")) == [(vera.pk, False), (lev.pk, True)]
    assert sorted(Membership.objects.filter(person=vera).values_list("organisation__slug", flat=True)) == ["branch", "centre"]


def test_accepted_again_changes_nothing() -> None:
    bob = board()
    _token, kept = application()
    accept(by=bob, at=NOW, application=kept, taken=TAKEN, key="a")
    assert accept(by=bob, at=NOW, application=kept, taken=TAKEN, key="a") == []
    with pytest.raises(JoinRefused, match="Meanwhile something else happened"):
        accept(by=bob, at=NOW, application=kept, taken=TAKEN, key="b")
    assert Membership.objects.count() == 1


def test_what_cannot_be_is_taken_back_whole() -> None:
    bob = board()
    _token, kept = application("branch", OneOf("Vera", "Kim"), CHILD)
    with pytest.raises(MemberRefused):
        accept(by=bob, at=NOW, application=kept, taken=Taken("king", date(2026, 7, 1)))
    vera = taken("branch", named("Kim"))
    with pytest.raises(MemberRefused, match="belongs to the organisation already"):
        accept(by=bob, at=NOW, application=kept, taken=Taken("member", date(2026, 7, 1), {0: vera}))
    assert (Application.objects.get().state, Person.objects.filter(private=True).count()) == ("received", 1)


def test_asked_back_and_answered() -> None:
    bob = board()
    token, kept = application(email="vera@example.org")
    take_up(by=bob, at=NOW, application=kept)
    ask_back(by=bob, at=NOW, application=kept, question="Which Vera?")
    assert (found(token).state, "Which Vera?" in Letter.objects.latest("pk").text) == ("asked", True)
    answer(at=NOW, application=found(token), text="Of Ivan.", key="x")
    assert (found(token).state, did(kept)) == ("checking", ["sent", "taken_up", "asked", "answered"])


def test_only_what_was_asked_is_answered() -> None:
    board()
    token, kept = application()
    with pytest.raises(JoinRefused, match="Meanwhile"):
        answer(at=NOW, application=kept, text="Of Ivan.", key="x")
    assert found(token).state == "received"


@pytest.mark.parametrize("proof", ["call", "visit"])
def test_the_board_writes_down_that_it_called_or_met(proof: str) -> None:
    bob = board()
    token, kept = application()
    know(by=bob, at=NOW, application=kept, proof=proof)
    assert (found(token).proof, found(token).state, did(kept)) == (proof, "checking", ["sent", "known"])


def test_the_board_writes_down_no_other_proof() -> None:
    bob = board()
    with pytest.raises(JoinRefused, match="Choose one of the list"):
        know(by=bob, at=NOW, application=application()[1], proof="email")


def test_a_letter_proves_the_address_once_and_only_with_its_code() -> None:
    board()
    token, kept = application(email="vera@example.org")
    with pytest.raises(JoinRefused):
        prove(at=NOW, application=kept, token=token, code="x")
    assert [prove(at=NOW, application=kept, token=token, code=code_of(token)) for _time in range(2)] == [True, False]
    assert (found(token).proof, did(kept)) == ("email", ["sent", "known"])


def test_passed_on_it_lies_elsewhere_and_begins_anew() -> None:
    world()
    ann = in_office("ann", "chair", "centre")
    token, kept = application(email="vera@example.org")
    take_up(by=ann, at=NOW, application=kept)
    pass_on(by=ann, at=NOW, application=kept, to=organisation("branch2"))
    assert Letter.objects.latest("pk").subject == "Your application to Branch2: received"
    assert (found(token).organisation.slug, found(token).state) == ("branch2", "received")
    with pytest.raises(JoinRefused, match="Meanwhile"):  # whoever still has the page of before
        accept(by=ann, at=NOW, application=kept, taken=TAKEN)


def test_declined_with_a_reason_and_never_without() -> None:
    bob = board()
    token, kept = application(email="vera@example.org")
    with pytest.raises(JoinRefused, match="Say why"):
        decline(by=bob, at=NOW, application=kept, reason=" ")
    decline(by=bob, at=NOW, application=kept, reason="You live elsewhere.")
    assert (found(token).state, "You live elsewhere." in Letter.objects.latest("pk").text) == ("declined", True)


def test_withdrawn_by_the_applicant_as_long_as_nothing_is_decided() -> None:
    bob = board()
    token, kept = application()
    assert [withdraw(at=NOW, application=kept, key="w") for _time in range(2)] == [True, False]
    with pytest.raises(JoinRefused):
        accept(by=bob, at=NOW, application=kept, taken=TAKEN)
    assert (found(token).state, Membership.objects.count()) == ("withdrawn", 0)


def declined(by: User, token: str) -> Application:
    decline(by=by, at=NOW, application=found(token), reason="No.")
    appeal(at=NOW, application=found(token), text="Please.", key="p")
    return found(token)


def test_an_appeal_goes_to_the_organisation_above_which_accepts() -> None:
    bob = board()
    ann = in_office("ann", "chair", "centre")
    kept = declined(bob, application()[0])
    assert (kept.state, kept.court == organisation("centre")) == ("appealed", True)
    accept(by=ann, at=NOW, application=kept, taken=TAKEN)
    assert Membership.objects.get().organisation.slug == "branch"
    assert Entry.objects.filter(action="joining:application:appeal", user=ann).count() == 1


def test_whoever_declined_does_not_decide_on_the_appeal() -> None:
    world()
    ann = in_office("ann", "chair", "centre")
    kept = declined(ann, application()[0])
    for verb, more in ((accept, {"taken": TAKEN}), (decline, {"reason": "No."})):
        with pytest.raises(JoinRefused, match="You declined it yourself"):
            verb(by=ann, at=NOW, application=kept, **more)  # type: ignore[operator]
    assert Application.objects.get().state == "appealed"


def test_the_office_above_decides_once() -> None:
    bob = board()
    token, _kept = application()
    decline(by=in_office("ann", "chair", "centre"), at=NOW, application=declined(bob, token), reason="Still no.")
    assert did(found(token))[-1] == Did.UPHELD
    with pytest.raises(JoinRefused, match="The office above has decided already"):
        appeal(at=NOW, application=found(token), text="Please!", key="q")


def test_an_appeal_from_elsewhere_goes_to_its_own_centre() -> None:
    world()
    token, kept = application("far")
    decline(by=in_office("eve", "chair", "far"), at=NOW, application=kept, reason="No.")
    appeal(at=NOW, application=found(token), text="Please.", key="p")
    assert found(token).court == organisation("other")


def test_the_journal_names_nobody() -> None:
    bob = board()
    _token, kept = application(email="vera@example.org")
    ask_back(by=bob, at=NOW, application=kept, question="Are you Vera Kim?")
    accept(by=bob, at=NOW, application=kept, taken=TAKEN)
    lines = [f"{entry.thing} {entry.summary} {entry.key}" for entry in Entry.objects.all()]
    assert [line for line in lines if any(word in line for word in ("Kim", "Vera", "111 22", "7001112233", "vera@"))] == []


def test_the_letter_of_welcome_leads_to_the_card() -> None:
    bob = board()
    _token, kept = application(email="vera@example.org")
    accept(by=bob, at=NOW, application=kept, taken=TAKEN)
    letter = Letter.objects.latest("pk")
    assert (letter.subject, "/en/my-card/" in letter.text, letter.language) == ("Welcome to Branch", True, "en")


def test_a_child_that_is_of_age_by_the_first_day_needs_no_guardian() -> None:
    bob = board()
    _token, kept = application("branch", OneOf("Vera", "Kim"), OneOf("Lev", "Kim", born=date(2008, 7, 2)))
    accept(by=bob, at=NOW, application=kept, taken=Taken("member", date(2026, 7, 2)))
    assert (Guardian.objects.count(), Membership.objects.count()) == (0, 2)
    assert timezone.localdate() - NOW.date() > timedelta(0)


def test_what_is_a_branch_of_nothing_has_what_it_is_part_of_above() -> None:
    world()
    token, kept = application("centre")
    decline(by=in_office("ann", "chair", "centre"), at=NOW, application=kept, reason="No.")
    appeal(at=NOW, application=found(token), text="Please.", key="p")
    assert found(token).court == organisation("union")


def test_the_letter_of_welcome_says_whose_card_is_whose() -> None:
    bob = board()
    _token, kept = application("branch", OneOf("Vera", "Kim"), CHILD, email="vera@example.org")
    accept(by=bob, at=NOW, application=kept, taken=TAKEN)
    lines = Letter.objects.latest("pk").text.splitlines()
    assert [line.partition(": http")[0] for line in lines if "/en/my-card/" in line] == ["Kim Vera", "Kim Lev"]
