"""Why the chronicle does not take something, in the keeper's language, with the changes that it contradicts as sentences."""
from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shanyraq.chronicle.errors import ChangeRefused
from shanyraq.chronicle.models import FOREVER, Version
from shanyraq.chronicle.tomlfile import ChronicleFaults
from shanyraq.desk.said import sentences

SLUG: Final = re.compile("[a-z0-9][a-z0-9-]*")
OUTSIDE: Final = gettext_lazy("Something is told of a day on which it would not exist: it had ended, and had not begun again.")
OLDER: Final = gettext_lazy(
    "The source is older than this day, so it cannot tell of it as done. Say that the paper orders it for later, or that it is only announced."
)
KNOWN: Final[tuple[tuple[re.Pattern[str], Any], ...]] = (
    (re.compile("already founded by"), gettext_lazy("Its founding is told already. Add what you know to that one, as another account.")),
    (re.compile("had already ended by|had ended before"), gettext_lazy("It had ended before. If it became active again, record that first.")),
    (re.compile("did not exist then"), OUTSIDE),
    (re.compile("had two lives"), gettext_lazy("It ended once and began again, and this fits both times. Say what came first.")),
    (re.compile("order of these changes fits"), gettext_lazy("No order of what is told fits these dates. One of the dates must be another.")),
    (re.compile("stand without order"), gettext_lazy("Many changes of one fact have no order. Say what came first.")),
    (re.compile("would have to come before"), gettext_lazy("By the order that was told, no day is left for this. Change the date or the order.")),
    (re.compile("would be over"), gettext_lazy("It would be over before it begins. Change one of the two days.")),
    (re.compile("under itself"), gettext_lazy("An organisation would stand below itself on some day.")),
    (re.compile("as done"), OLDER),
    (re.compile("come before or after itself"), gettext_lazy("Nothing comes before or after itself. Change the order.")),
    (re.compile("its own heir"), gettext_lazy("One of those that end cannot be the one that goes on. Take it off the list.")),
)  # fmt: skip


@dataclass(slots=True)
class Refusal:
    """`said` is the reason, `changes` the contradicted ones {slug, sentence}, `exactly` the chronicle's own words."""

    said: str
    exactly: str
    changes: list[dict[str, str]] = field(default_factory=list)


def explained(refusal: ChangeRefused | ChronicleFaults, language: str, today: date) -> Refusal:
    if isinstance(refusal, ChronicleFaults):
        faults = dict.fromkeys(fault.message for fault in refusal.faults)
        return Refusal(" ".join([_("Something is missing or cannot be so."), *faults]), str(refusal))
    exactly = str(refusal)
    said = next((str(text) for pattern, text in KNOWN if pattern.search(exactly)), _("This contradicts what is recorded."))
    return Refusal(said, exactly, _changes(exactly, language, today))


def _changes(message: str, language: str, today: date) -> list[dict[str, str]]:
    """The changes that the first sentence of a message names, as far as they are recorded; what follows says what to do."""
    named = set(SLUG.findall(message.split(". ", maxsplit=1)[0]))
    versions = list(Version.objects.filter(change__slug__in=named, known_to=FOREVER).select_related("change").order_by("pk"))
    said = sentences(versions, language=language, today=today)
    return [{"slug": version.change.slug, "sentence": said[version.pk]} for version in versions if version.pk in said]
