"""Words of offices and of members."""
from __future__ import annotations

from typing import Final

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Office(TextChoices):
    CHAIR = "chair", _("chair")
    PRESIDENT = "president", _("president")
    DIRECTOR = "director", _("director")
    HEAD_OF_SECRETARIAT = "head_of_secretariat", _("head of secretariat")
    TREASURER = "treasurer", _("treasurer")
    SECRETARY = "secretary", _("secretary")
    METHODIST = "methodist", _("methodist")
    HONORARY_CHAIR = "honorary_chair", _("honorary chair")
    RECTOR = "rector", _("rector")
    GENERAL_SECRETARY = "general_secretary", _("general secretary")
    MODERATOR = "moderator", _("moderator")
    BISHOP = "bishop", _("bishop")
    MAYOR = "mayor", _("mayor")
    CO_CHAIR = "co_chair", _("co-chair")
    DEPUTY_CHAIR = "deputy_chair", _("deputy chair")
    VICE_PRESIDENT = "vice_president", _("vice-president")
    BOARD_MEMBER = "board_member", _("member of the board")
    ELDER = "elder", _("elder")
    PATRON = "patron", _("patron")
    REPRESENTATIVE = "representative", _("representative")


SEVERAL: Final = frozenset({
    Office.CO_CHAIR, Office.DEPUTY_CHAIR, Office.VICE_PRESIDENT, Office.BOARD_MEMBER, Office.ELDER, Office.PATRON, Office.REPRESENTATIVE,
    Office.METHODIST,
})  # fmt: skip
HEADS: Final = (Office.CHAIR, Office.PRESIDENT, Office.DIRECTOR)  # who run an association from day to day: they begin with its rights
LEADING: Final = frozenset({
    *HEADS, Office.HEAD_OF_SECRETARIAT, Office.RECTOR, Office.GENERAL_SECRETARY, Office.MODERATOR,
    Office.BISHOP, Office.MAYOR, Office.CO_CHAIR,
})  # fmt: skip  # with one of them an organisation has somebody at its head
CLOSED: Final = frozenset({Office.METHODIST, Office.TREASURER})  # whose holders no public face shows; another needs a migration: `Version.closed`
PUBLIC: Final = frozenset(Office) - CLOSED  # whose holders everyone may see


class MemberKind(TextChoices):
    MEMBER = "member", _("member")
    ACTIVIST = "activist", _("activist")
    VOLUNTEER = "volunteer", _("volunteer")
    SUPPORTER = "supporter", _("supporter")
    HONORARY = "honorary", _("honorary member")


class Script(TextChoices):
    CYRILLIC = "cyrillic", _("Cyrillic")
    LATIN = "latin", _("Latin letters")
    HANGUL = "hangul", _("Hangul")


class ContactKind(TextChoices):
    PHONE = "phone", _("phone")
    EMAIL = "email", _("e-mail")
    MESSENGER = "messenger", _("messenger")
    ADDRESS = "address", _("postal address")


class SeenBy(TextChoices):
    """Who beside the member sees a contact."""

    SELF = "self", _("only the member")
    BOARD = "board", _("the board")
    MEMBERS = "members", _("the members of the organisation")
    OFFICE = "office", _("everyone, as a contact of an office")


SHOWN_TO_THE_BOARD: Final = frozenset(SeenBy) - {SeenBy.SELF}


class DuesState(TextChoices):
    PAID = "paid", _("paid")
    WAIVED = "waived", _("waived")
    OPEN = "open", _("open")


class Purpose(TextChoices):
    """What somebody consents to."""

    DATA = "data", _("keeping of data")
    PHOTOGRAPH = "photograph", _("photograph")
    NEWS = "news", _("news by letter")


class Given(TextChoices):
    """How a consent was given."""

    FORM = "form", _("in the form for joining")
    SELF = "self", _("signed in")
    GUARDIAN = "guardian", _("by a guardian")
    PAPER = "paper", _("on paper, kept by the board")


OF_AGE: Final = 18  # years; from this birthday on nobody stands in for somebody
OLDEST: Final = 130  # years
SPOKEN: Final = {
    "kk": _("Kazakh"), "ru": _("Russian"), "ko": _("Korean"), "en": _("English"), "uz": _("Uzbek"), "ug": _("Uyghur"), "tr": _("Turkish"),
    "ky": _("Kyrgyz"), "tt": _("Tatar"), "az": _("Azerbaijani"), "uk": _("Ukrainian"), "de": _("German"), "fr": _("French"), "zh": _("Chinese"),
    "ja": _("Japanese"),
}  # fmt: skip  # ISO 639-1; what one can speak in a lesson or a talk, as far as one says so


class Confirmed(TextChoices):
    """How somebody said that what is kept of them is right."""

    SELF = "self", _("signed in")
    LINK = "link", _("by the link of a letter")
    PHONE = "phone", _("by phone")
    VISIT = "visit", _("at a visit")
