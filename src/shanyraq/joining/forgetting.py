"""What is not needed any more is forgotten: a year after its end nobody knows whom an application was for."""
from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

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


@transaction.atomic
def forget_withdrawn(today: date) -> int:
    """Empty those of phone, e-mail, notes and dates of birth of which somebody withdrew the consent to keeping data; gives their number.

    The names stay for the year: they stay with the membership, too.
    """
    del today
    notes = Step.objects.filter(application=OuterRef("pk")).exclude(note="")
    births = Applicant.objects.filter(application=OuterRef("pk"), born__isnull=False)
    told = Q(phone__gt="") | Q(email__gt="") | Exists(notes) | Exists(births)
    found = list(Application.objects.without_consent().filter(told).select_for_update().values_list("pk", flat=True))
    Applicant.objects.filter(application__in=found).update(born=None)
    Step.objects.filter(application__in=found).exclude(note="").update(note="")
    return Application.objects.filter(pk__in=found).update(phone="", email="")
