from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from shanyraq.words.models import Federation
from shanyraq.words.texts import LANGUAGES, faults


class FederationRefused(ValueError):
    """The federation cannot begin like this; the message says why."""


@transaction.atomic
def begin(*, name: Mapping[str, str], languages: Sequence[str] = LANGUAGES, sample: bool = False) -> Federation:
    """Names this federation, once; raises FederationRefused if it is named already or the name is none."""
    wrong = faults(dict(name)) or ([] if name else [_("A federation needs a name: give one in at least one language.")])
    unknown = [lang for lang in languages if lang not in LANGUAGES]
    if unknown or not languages:
        wrong.append(_("The languages are some of kk, ru, ko, en, not “%(given)s”.") % {"given": ", ".join(languages)})
    if wrong:
        raise FederationRefused(" ".join(wrong))
    if Federation.objects.exists():
        raise FederationRefused(_("This federation has begun already; one data folder holds one federation."))
    return Federation.objects.create(id=1, name=dict(name), languages=list(languages), sample=sample)
