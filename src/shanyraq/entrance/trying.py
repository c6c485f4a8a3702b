"""How often a secret may be told wrongly. Counted in the database, so that several processes count together; the network is counted by the guard."""
from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from shanyraq.accounts.tokens import hashed
from shanyraq.entrance.models import Tries

FREE: Final = 5  # tries before the first wait
LONGEST: Final = timedelta(minutes=15)
FORGOTTEN: Final = timedelta(days=1)  # a try so long ago counts no more


class TooManyTries(ValueError):
    """Nothing is taken for a while; the message says how long."""


@transaction.atomic
def take(*, key: str, at: datetime) -> None:
    """Counts a try before the secret is looked at, so that tries at one moment count each; raises TooManyTries."""
    row = Tries.objects.filter(key=hashed(key))
    Tries.objects.get_or_create(key=hashed(key), defaults={"last_at": at, "wait_until": at})
    row.filter(last_at__lt=at - FORGOTTEN).update(count=0)
    if not row.filter(wait_until__lte=at).update(count=F("count") + 1, last_at=at):
        raise TooManyTries(say_wait(row.get().wait_until - at))
    row.update(wait_until=at + wait_after(row.get().count))


def forget(*, key: str) -> None:
    """The secret was told rightly: what went wrong before counts no more."""
    Tries.objects.filter(key=hashed(key)).delete()


def wait_after(count: int) -> timedelta:
    """A minute after the fifth try, twice as long after each further one, at most a quarter of an hour."""
    return min(timedelta(minutes=2 ** (min(count, 20) - FREE)), LONGEST) if count >= FREE else timedelta()


def say_wait(wait: timedelta) -> str:
    minutes = max(1, -(-int(wait.total_seconds()) // 60))
    told = ngettext("in %(count)s minute", "in %(count)s minutes", minutes) % {"count": minutes}
    return _("Too many tries. Try again %(when)s.") % {"when": told}
