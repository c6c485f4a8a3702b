"""Words of joining."""
from __future__ import annotations

from typing import Final

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from shanyraq.registry.terms import Kind


class State(TextChoices):
    RECEIVED = "received", _("received")
    CHECKING = "checking", _("being checked")
    ASKED = "asked", _("waits for an answer")
    ACCEPTED = "accepted", _("accepted")
    DECLINED = "declined", _("declined")
    WITHDRAWN = "withdrawn", _("withdrawn")
    APPEALED = "appealed", _("goes to the office above")


UNDECIDED: Final = (State.RECEIVED, State.CHECKING, State.ASKED)
OPEN: Final = (*UNDECIDED, State.APPEALED)
FOR_THE_BOARD: Final = (State.RECEIVED, State.CHECKING, State.APPEALED)  # nobody else has to do something first
CLOSED: Final = (State.ACCEPTED, State.DECLINED, State.WITHDRAWN)


class Did(TextChoices):
    """What happened to an application."""

    SENT = "sent", _("The application was sent.")
    TAKEN_UP = "taken_up", _("The board looks into it.")
    KNOWN = "known", _("The board knows the applicant.")
    ASKED = "asked", _("The board asks back.")
    ANSWERED = "answered", _("The applicant answered.")
    PASSED_ON = "passed_on", _("The application was passed on.")
    ACCEPTED = "accepted", _("The application was accepted.")
    DECLINED = "declined", _("The application was declined.")
    WITHDRAWN = "withdrawn", _("The applicant withdrew.")
    APPEALED = "appealed", _("The applicant asks the office above to decide.")
    UPHELD = "upheld", _("The office above left it at that.")


class Wish(TextChoices):
    """What one would like."""

    LANGUAGE = "language", _("learn a language")
    DANCE = "dance", _("dance, sing, play")
    HELP = "help", _("help others")
    NEWS = "news", _("get news by letter")


class Proof(TextChoices):
    """How the board knows that the applicant is who wrote."""

    EMAIL = "email", _("the link of a letter")
    CALL = "call", _("a call")
    LINK = "link", _("a link of the board")
    VISIT = "visit", _("a visit")


BY_THE_BOARD: Final = (Proof.CALL, Proof.VISIT)  # what the board writes down; the others come by themselves
TAKES: Final = (
    Kind.ETHNOCULTURAL_ASSOCIATION, Kind.ETHNOCULTURAL_CENTRE, Kind.FRIENDSHIP_SOCIETY, Kind.PUBLIC_ASSOCIATION, Kind.ASSOCIATION, Kind.CLUB,
    Kind.SOCIETY, Kind.BRANCH, Kind.DISTRICT_BRANCH, Kind.YOUTH_WING, Kind.ENSEMBLE, Kind.TEAM,
)  # fmt: skip  # what people belong to; umbrellas, unions and institutions have organisations or nobody as members
