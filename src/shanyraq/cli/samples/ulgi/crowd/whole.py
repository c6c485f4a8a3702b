"""All of it, once: whoever loads the sample again changes nothing."""
from __future__ import annotations

from random import Random
from typing import Final

from shanyraq.cli.samples.ulgi.crowd.applied import tell_applied
from shanyraq.cli.samples.ulgi.crowd.joined import take_in
from shanyraq.cli.samples.ulgi.crowd.since import tell_since
from shanyraq.people.models import Membership

SEED: Final = 5_000


def people() -> None:
    """Five thousand people, the same each time but for what is drawn so that nobody can guess it: addresses, links, cards."""
    if Membership.objects.exists():
        return
    crowd = take_in(Random(SEED))  # noqa: S311
    tell_since(crowd)
    tell_applied(crowd)
