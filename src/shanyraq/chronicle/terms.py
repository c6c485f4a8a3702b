"""Words of the chronicle that stand in the database."""
from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Act(TextChoices):
    FOUNDED = "founded", _("founded")
    REGISTERED = "registered", _("registered")
    STRUCK_OFF = "struck_off", _("struck off the register")
    RENAMED = "renamed", _("renamed")
    REORGANISED = "reorganised", _("reorganised")
    MOVED = "moved", _("moved")
    JOINED = "joined", _("joined")
    LEFT = "left", _("left")
    MERGED = "merged", _("merged")
    ABSORBED = "absorbed", _("absorbed")
    SPLIT = "split", _("split")
    SEPARATED = "separated", _("separated")
    SUCCEEDED = "succeeded", _("succeeded")
    DISSOLVED = "dissolved", _("dissolved")
    REVIVED = "revived", _("revived")
    DORMANT = "dormant", _("dormant")
    ACCREDITED = "accredited", _("accredited")
    ACCREDITATION_WITHDRAWN = "accreditation_withdrawn", _("accreditation withdrawn")
    APPOINTED = "appointed", _("appointed")
    RELEASED = "released", _("released")
    SEEN = "seen", _("seen")
    STANDING = "standing", _("standing")
    SUCCEEDS = "succeeds", _("calls itself heir")
    ANNOUNCED = "announced", _("announced")


class Status(TextChoices):
    DONE = "done", _("done")
    ANNOUNCED = "announced", _("announced")
    WITHDRAWN = "withdrawn", _("withdrawn")


class SourceKind(TextChoices):
    PRESS = "press", _("press item")
    LAW = "law", _("law")
    CERTIFICATE = "certificate", _("certificate")
    LETTER = "letter", _("letter")
    INTERVIEW = "interview", _("interview")
    LIST = "list", _("list")
    WEB = "web", _("web page")
    MINUTES = "minutes", _("minutes")
    BOOK = "book", _("book")
    ARCHIVE = "archive", _("archive")
    TOLD = "told", _("told by an office holder")


class Role(TextChoices):
    """What a change says of the life of a body that it names."""

    FOUNDS = "founds"  # begins it
    CREATES = "creates"  # begins it, unless a founding is told
    MAY_BEGIN = "may_begin"  # begins it, unless it is told to exist before
    REGISTERS = "registers"  # begins it, where no founding is told
    ACTS = "acts"  # it does something new; told before a registration it counts as the begin
    TELLS = "tells"  # something of it changes: it existed on the day before
    NAMED = "named"  # it is named: it existed
    SEEN = "seen"
    STANDING = "standing"
    ENDS = "ends"
    REVIVES = "revives"


class Passing(TextChoices):
    """What an end hands on to the heir."""

    NOTHING = "nothing"
    BELOW = "below"  # ties from below
    ALL = "all"  # ties from below and upwards, seat, holdings, accreditation
