"""Who wants to join: applications in every state, alone and with the family, decided by those who hold the offices; and who helps them."""
from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Final

from shanyraq.accounts.models import User
from shanyraq.accounts.tokens import hashed
from shanyraq.cli.samples.ulgi.crowd.joined import Crowd
from shanyraq.cli.samples.ulgi.crowd.since import TODAY
from shanyraq.cli.samples.ulgi.korean import branch_slug
from shanyraq.cli.samples.ulgi.roll import KOREAN
from shanyraq.entrance.inviting import account_of
from shanyraq.joining import deciding, sending
from shanyraq.joining.models import Application
from shanyraq.joining.sending import OneOf, Said
from shanyraq.joining.terms import Proof
from shanyraq.people.consents import current
from shanyraq.people.models import Holding, Person, Spelling
from shanyraq.people.terms import MemberKind, Office, Purpose
from shanyraq.registry.models import Organisation
from shanyraq.rights.changes import name_helper

BRANCH: Final = branch_slug("akshatyr")
OTHER: Final = branch_slug("kokbastau")
HELPED_UNTIL: Final = date(2027, 7, 1)
SHARE: Final = 2  # of the applications, every second is of a family
WORDS: Final = {
    "asked": "Қай тілдегі сабаққа келгіңіз келеді?",
    "answered": "Корей тілі сабағына, жексенбіде.",
    "declined": "Бұл бөлімше басқа ауданда. Өз ауданыңыздағы бөлімшеге жазыңыз.",
    "appealed": "Сол ауданда жұмыс істеймін, осы бөлімшеге келу маған жақын.",
}
STATES: Final = ("received",) * 5 + ("checking",) * 3 + ("known",) * 2 + ("asked",) * 2 + ("answered", "accepted", "accepted", "accepted") + (
    "declined", "declined", "withdrawn", "appealed", "upheld", "passed on",
)  # fmt: skip


def tell_applied(crowd: Crowd) -> None:
    body = Organisation.objects.get(slug=BRANCH)
    chair, above = _chair(BRANCH), _chair(KOREAN)
    for number, state in enumerate(STATES):
        at = datetime(2026, 11, 2 + number % 20, 9, number, tzinfo=UTC)
        _bring(_sent(body, number, at), state, at, chair, above)
    _helper(crowd, above)


def _chair(slug: str) -> User:
    held = Holding.objects.surely(TODAY).known_on(None).filter(organisation__slug=slug, office=Office.CHAIR, acting=False)
    return account_of(held.select_related("person").get().person)


def _sent(body: Organisation, number: int, at: datetime) -> Application:
    """In four languages; a number that no telephone has."""
    people = [OneOf(given="Роза", family=f"Улгибаева-{number + 1}")]
    if number % SHARE:
        people += [OneOf(given="Тимур", family=people[0].family), OneOf(given="Лия", family=people[0].family, born=date(2016, 5, number + 1))]
    wishes = (("language",), ("dance", "news"), ("help",), ())[number % 4]
    news = current(Purpose.NEWS) if "news" in wishes else None
    told = Said(body, tuple(people), current(Purpose.DATA), phone=f"+7 000 900 {number:03}", wishes=wishes, news=news)
    token = sending.send(at=at, key=f"sample:ulgi:{number}", told=told, language=("kk", "ru", "ko", "en")[number % 4])
    return Application.objects.get(token_hash=hashed(token))


def _bring(application: Application, state: str, at: datetime, chair: User, above: User) -> None:
    """From received to the state that is meant, by the verbs of those who do it."""
    key = f"sample:ulgi:{state}:{application.pk}"
    if state == "withdrawn":
        sending.withdraw(at=at, application=application, key=key)
    if state in ("received", "withdrawn"):
        return
    deciding.take_up(by=chair, at=at, application=application)
    application.refresh_from_db()
    if state in ("asked", "answered"):
        deciding.ask_back(by=chair, at=at, application=application, question=WORDS["asked"])
    if state == "answered":
        sending.answer(at=at, application=application, text=WORDS["answered"], key=key)
    if state in ("known", "accepted"):
        deciding.know(by=chair, at=at, application=application, proof=Proof.CALL)
    if state == "accepted":
        deciding.accept(by=chair, at=at, application=application, taken=deciding.Taken(MemberKind.MEMBER, at.date()))
    if state == "passed on":
        deciding.pass_on(by=chair, at=at, application=application, to=Organisation.objects.get(slug=OTHER))
    _declined(application, state, at, chair, above)


def _declined(application: Application, state: str, at: datetime, chair: User, above: User) -> None:
    if state not in ("declined", "appealed", "upheld"):
        return
    deciding.decline(by=chair, at=at, application=application, reason=WORDS["declined"])
    application.refresh_from_db()
    if state == "declined":
        return
    sending.appeal(at=at, application=application, text=WORDS["appealed"], key=f"sample:ulgi:appeal:{application.pk}")
    application.refresh_from_db()
    if state == "upheld":
        deciding.decline(by=above, at=at, application=application, reason=WORDS["declined"])


def _helper(crowd: Crowd, chair: User) -> None:
    """A member prepares for the chair of the centre."""
    helper: Person = next(one for one in crowd.persons(KOREAN) if one.born is None)
    centre = Organisation.objects.get(slug=KOREAN)
    account, called = account_of(helper), Spelling.objects.get(person=helper, first=True)
    User.objects.filter(pk=account.pk).update(name=f"{called.given} {called.family}")
    name_helper(by=chair, on=date(2026, 10, 1), organisation=centre, account=account, until=HELPED_UNTIL)
