"""What is not needed any more is forgotten: a year after its end nobody knows whom an application was for."""
from __future__ import annotations

from datetime import date

from django.db import transaction

from shanyraq.joining.models import Applicant, Application, Step


@transaction.atomic
def forget_old(today: date) -> int:
    """Empty those that ended a year ago of names, contacts and what was written; gives their number. That there was one, and how it ended, stays.

    Whoever was taken in is kept as a member.
    """
    old = list(Application.objects.to_forget(today).select_for_update().values_list("pk", flat=True))
    Applicant.objects.filter(application__in=old).update(family="", given="", patronymic="", born=None)
    Step.objects.filter(application__in=old).exclude(note="").update(note="")
    return Application.objects.filter(pk__in=old).update(phone="", email="", wishes=[], forgotten=today)
