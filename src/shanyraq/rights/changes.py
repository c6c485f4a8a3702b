"""The verbs of rights: what offices give, of whom a second factor is asked, who helps whom, who steps in. Each has its line in the journal."""
from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from shanyraq.accounts.models import User
from shanyraq.journal.changes import write
from shanyraq.people.models import Holding, Person
from shanyraq.people.terms import LEADING, Office
from shanyraq.registry.models import Organisation
from shanyraq.registry.terms import Kind, Level
from shanyraq.rights.actions import OFFICE, declared
from shanyraq.rights.asking import which
from shanyraq.rights.models import Demand, Grant, Helper, Stepping
from shanyraq.rights.terms import LONGEST_REASON, LONGEST_STEP, SHORTEST_REASON, Reach


class RightsRefused(ValueError):
    """It cannot be so; the sentence says why."""


@transaction.atomic
def grant(*, by: User | None, at: datetime, office: str, action: str, reach: str, kind: str = "", key: str | None = None) -> bool:
    """Let an office give an action as far as `reach`, in bodies of `kind` or in all; returns whether this was new.

    What stands with another reach is withdrawn first: no reach holds all of another. Raises RightsRefused.
    """
    if office not in Office.values or reach not in Reach.values or kind not in ("", *Kind.values) or declared().get(action) != OFFICE:
        raise RightsRefused(_("Offices do not decide on this. Choose an action and an office of the list."))
    if not write(by=by, action="rights:grant:alter", thing=f"rights:grant:{office}/{action}", key=key, summary=f"{reach} {kind}".strip()):
        return False
    said = {"reach": reach, "kind": kind, "withdrawn": False, "altered": at, "altered_by": by}
    row, new = Grant.objects.select_for_update().get_or_create(office=office, action=action, defaults=said)
    if not new and not row.withdrawn and (row.reach, row.kind) != (reach, kind):
        raise RightsRefused(_("This office gives this right already, with another reach. Withdraw it first."))
    if not new:
        Grant.objects.filter(pk=row.pk).update(**said)
    return True


@transaction.atomic
def withdraw(*, by: User | None, at: datetime, office: str, action: str, key: str | None = None) -> bool:
    """Let an office give an action no more; returns whether it did until now."""
    if not write(by=by, action="rights:grant:alter", thing=f"rights:grant:{office}/{action}", key=key, summary="withdrawn"):
        return False
    return bool(Grant.objects.standing().filter(office=office, action=action).update(withdrawn=True, altered=at, altered_by=by))


@transaction.atomic
def demand(*, by: User | None, at: datetime, office: str, level: str = "", key: str | None = None) -> bool:
    """Ask holders of an office, in bodies of a level or in all, for a second factor. Raises RightsRefused."""
    if office not in Office.values or level not in ("", *Level.values):
        raise RightsRefused(_("There is no such office. Choose one of the list."))
    if not write(by=by, action="rights:demand:alter", thing=f"rights:demand:{office}/{level}", key=key, summary="asked"):
        return False
    Demand.objects.update_or_create(office=office, level=level, defaults={"withdrawn": False, "altered": at, "altered_by": by})
    return True


@transaction.atomic
def waive(*, by: User | None, at: datetime, office: str, level: str = "", key: str | None = None) -> bool:
    """Ask them no more; returns whether they were asked until now."""
    if not write(by=by, action="rights:demand:alter", thing=f"rights:demand:{office}/{level}", key=key, summary="waived"):
        return False
    return bool(Demand.objects.standing().filter(office=office, level=level).update(withdrawn=True, altered=at, altered_by=by))


@transaction.atomic
def step_in(*, by: User, on: date, organisation: Organisation | None, reason: str, until: date, key: str | None = None) -> Stepping | None:
    """Act for a body that has nobody at its head, as the office above it; an operator, for any body or (None) for the whole federation.

    `until` is the first day on which it is over. Gives None where `key` was carried out already. Raises RightsRefused.
    """
    _refuse_step(by, on, organisation, reason.strip(), until)
    thing = f"registry:organisation:{organisation.slug}" if organisation else "rights:federation:all"
    if not write(by=by, action="rights:stepping:begin", thing=thing, key=key, summary=reason.strip()):
        return None
    return Stepping.objects.create(account=by, organisation=organisation, reason=reason.strip(), since=on, until=until)


def _refuse_step(by: User, on: date, organisation: Organisation | None, reason: str, until: date) -> None:
    if not SHORTEST_REASON <= len(reason) <= LONGEST_REASON:
        said = {"least": SHORTEST_REASON, "most": LONGEST_REASON}
        raise RightsRefused(_("Say why, in %(least)s to %(most)s signs: it stands in the journal.") % said)
    if not on < until <= on + LONGEST_STEP:
        raise RightsRefused(_("Choose a last day within the next %(days)s days.") % {"days": LONGEST_STEP.days})
    if by.is_operator:
        return
    if organisation is None or not which(by, "rights:stepping:begin", Organisation.objects.filter(pk=organisation.pk), on).exists():
        raise RightsRefused(_("This organisation does not belong to one in which you hold an office."))
    if Holding.objects.known_on(None).surely(on).filter(organisation=organisation, office__in=sorted(LEADING)).exists():
        raise RightsRefused(_("Somebody is at the head there. Ask them."))


@transaction.atomic
def step_back(*, by: User, at: datetime, stepping: Stepping, key: str | None = None) -> bool:
    """End it before its day; returns whether it went on until now."""
    thing = f"registry:organisation:{stepping.organisation.slug}" if stepping.organisation else "rights:federation:all"
    if not write(by=by, action="rights:stepping:begin", thing=thing, key=key, summary="ended"):
        return False
    return bool(Stepping.objects.filter(pk=stepping.pk, ended=None).update(ended=at))


@transaction.atomic
def name_helper(*, by: User, on: date, organisation: Organisation, account: User, until: date, key: str | None = None) -> Helper | None:
    """Let an account prepare, until a day, what `by` may confirm by an office in this organisation. Gives None where `key` was carried out already.

    Raises RightsRefused.
    """
    holder = refuse_helper(by=by, on=on, organisation=organisation, until=until)
    if account == by or not account.is_active:
        raise RightsRefused(_("A helper is somebody else, with an account of their own."))
    said = f"{organisation.slug} {until.isoformat()}"
    if not write(by=by, action="rights:helper:name", thing=f"accounts:user:{account.pk}", key=key, summary=said):
        return None
    Person.objects.select_for_update().get(pk=holder.pk)
    if Helper.objects.on(on).filter(account=account, holder=holder, organisation=organisation).exists():
        raise RightsRefused(_("This account helps you there already. For another last day release it first."))
    return Helper.objects.create(account=account, holder=holder, organisation=organisation, since=on, until=until)


def refuse_helper(*, by: User, on: date, organisation: Organisation, until: date) -> Person:
    """Who would be helped: the holder of an office there; raises RightsRefused where `by` is none."""
    held = Holding.objects.known_on(None).surely(on).filter(person__in=Person.objects.of(by).values("pk"), organisation=organisation)
    given = held.filter(office__in=Grant.objects.standing().values("office")).select_related("person").order_by("pk").first()
    if given is None:
        raise RightsRefused(_("You hold no office there that gives a right."))
    if until <= on:
        raise RightsRefused(_("Choose a last day that is still to come."))
    return given.person


@transaction.atomic
def release_helper(*, by: User, at: datetime, helper: Helper, key: str | None = None) -> bool:
    """End it before its day; returns whether it went on until now."""
    if not write(by=by, action="rights:helper:name", thing=f"accounts:user:{helper.account_id}", key=key, summary="ended"):
        return False
    return bool(Helper.objects.filter(pk=helper.pk, ended=None).update(ended=at))
