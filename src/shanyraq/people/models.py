"""Persons as far as they are publicly named, and the offices they hold; apart from that, private, what an organisation keeps of its members."""
from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from shanyraq.accounts.models import User
from shanyraq.chronicle.models import FOREVER, Period, PeriodQuerySet, for_finding
from shanyraq.people.terms import PUBLIC, ContactKind, DuesState, MemberKind, Office, Script, SeenBy
from shanyraq.registry.models import Organisation


class PersonQuerySet(models.QuerySet["Person"]):
    def open(self) -> PersonQuerySet:
        """Those whom everyone may see named."""
        return self.filter(left_out=None).known()

    def known(self) -> PersonQuerySet:
        """Without those of whom nothing is known in public: who is only a member stands on no public face, whoever asks."""
        held = Holding.objects.filter(person=OuterRef("pk"), known_to=FOREVER, office__in=sorted(PUBLIC))
        return self.filter(Q(private=False) | Exists(held))

    def of(self, user: User) -> PersonQuerySet:
        """Whose account it is: one or none."""
        return self.filter(account=user)

    def at_home_in(self, organisations: Any, today: date) -> PersonQuerySet:
        """Those with an office in these organisations, past ones too, and none elsewhere that is not over: nobody below reaches them."""
        held = Holding.objects.filter(person=OuterRef("pk"), known_to=FOREVER)
        there = Q(organisation__in=organisations)
        return self.filter(Exists(held.filter(there)), ~Exists(held.filter(~there, end_latest__gt=today)))


class Person(models.Model):
    """`left_out`: since when the person is not named in public, as asked; what is recorded stays on record. `account`: with which they sign in.

    `private`: taken in as a member, never named by a source; the slug is drawn, not made of the name.
    """

    own: ClassVar[str] = "pk"

    slug = models.CharField(max_length=60, unique=True)
    left_out = models.DateTimeField(null=True)
    private = models.BooleanField(default=False, db_default=False)
    account = models.OneToOneField(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = PersonQuerySet.as_manager()

    def __str__(self) -> str:
        return self.slug


class PersonName(Period):
    """A name as the person or a source writes it: per language a text, or given, family, patronymic and their order."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="names")
    use = models.CharField(max_length=60, blank=True)
    text = models.JSONField()
    folded = models.TextField(blank=True, db_default="")  # its skeletons, for finding

    objects = PeriodQuerySet.as_manager()

    class Meta(Period.Meta):
        indexes = [*Period.Meta.indexes, for_finding("person", "people_name_find")]


class Holding(Period):
    home: ClassVar[str] = "organisation"

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="holdings")
    office = models.CharField(max_length=40, choices=Office.choices)
    acting = models.BooleanField(default=False)

    objects = PeriodQuerySet.as_manager()

    class Meta(Period.Meta):
        indexes = [*Period.Meta.indexes, models.Index(fields=["organisation", "known_to"], name="holding_of")]


class Spelling(models.Model):
    """A member's own name in one script, in parts as the person writes them. Private. `first`: in the script that the person named first."""

    own: ClassVar[str] = "person"

    person = models.ForeignKey(Person, models.PROTECT, related_name="spellings")
    script = models.CharField(max_length=10, choices=Script.choices)
    given = models.CharField(max_length=80)
    family = models.CharField(max_length=80, blank=True)
    patronymic = models.CharField(max_length=80, blank=True)
    given_first = models.BooleanField(default=False)
    first = models.BooleanField(default=False)
    folded = models.CharField(max_length=400)  # its skeleton, family first: for finding and for the order of lists

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "script"], name="people_spelling_once"),
            models.UniqueConstraint(fields=["person"], condition=Q(first=True), name="people_spelling_first"),
            models.CheckConstraint(condition=Q(script__in=Script.values), name="people_spelling_script"),
            models.CheckConstraint(condition=~Q(given=""), name="people_spelling_given"),
        ]
        indexes = [models.Index(fields=["person", "folded"], name="people_spelling_find")]


class Contact(models.Model):
    """How a member is reached. Private: `seen_by` says who beside the member sees it, within the organisation."""

    own: ClassVar[str] = "person"

    person = models.ForeignKey(Person, models.PROTECT, related_name="contacts")
    kind = models.CharField(max_length=10, choices=ContactKind.choices)
    value = models.CharField(max_length=200)
    seen_by = models.CharField(max_length=10, choices=SeenBy.choices, default=SeenBy.BOARD)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "kind", "value"], name="people_contact_once"),
            models.CheckConstraint(condition=Q(kind__in=ContactKind.values), name="people_contact_kind"),
            models.CheckConstraint(condition=Q(seen_by__in=SeenBy.values), name="people_contact_seen_by"),
            models.CheckConstraint(condition=~Q(value=""), name="people_contact_value"),
        ]


class MembershipQuerySet(models.QuerySet["Membership"]):
    def on(self, day: date) -> MembershipQuerySet:
        """Those that hold on a day."""
        return self.filter(Q(until=None) | Q(until__gt=day), since__lte=day)


class Membership(models.Model):
    """That somebody belongs to an organisation, by exact days. Private. `until` is the first day after; of another kind is another row."""

    home: ClassVar[str] = "organisation"
    own: ClassVar[str] = "person"

    person = models.ForeignKey(Person, models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=MemberKind.choices)
    since = models.DateField()
    until = models.DateField(null=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "organisation"], condition=Q(until=None), name="people_membership_once"),
            models.CheckConstraint(condition=Q(until=None) | Q(since__lt=F("until")), name="people_membership_some_day"),
            models.CheckConstraint(condition=Q(kind__in=MemberKind.values), name="people_membership_kind"),
        ]
        indexes = [
            models.Index(fields=["organisation", "until", "person"], name="people_membership_of"),
            models.Index(fields=["person", "organisation"], name="people_membership_by"),
        ]


class DuesRate(models.Model):
    """What an organisation asks of a kind of members for a year. `amount` in hundredths of the currency (ISO 4217)."""

    home: ClassVar[str] = "organisation"

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=MemberKind.choices)
    year = models.PositiveSmallIntegerField()
    amount = models.PositiveBigIntegerField()
    currency = models.CharField(max_length=3)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "year", "kind"], name="people_duesrate_once"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="people_duesrate_amount"),
        ]


class Dues(models.Model):
    """That the dues of a membership for a year are paid, waived, or open again; without a row they are open as far as there is a rate. Private."""

    home: ClassVar[str] = "membership__organisation"
    own: ClassVar[str] = "membership__person"

    membership = models.ForeignKey(Membership, models.PROTECT, related_name="dues")
    year = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=DuesState.choices)
    day = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["membership", "year"], name="people_dues_once"),
            models.CheckConstraint(condition=Q(state__in=DuesState.values), name="people_dues_state"),
        ]


class Receipt(models.Model):
    """That dues were paid; numbered without a gap in each organisation and year of payment. One that was wrong is void, and stays."""

    home: ClassVar[str] = "organisation"
    own: ClassVar[str] = "dues__membership__person"

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    dues = models.ForeignKey(Dues, models.PROTECT, related_name="receipts")
    amount = models.PositiveBigIntegerField()
    currency = models.CharField(max_length=3)
    day = models.DateField()
    void = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "year", "number"], name="people_receipt_once"),
            models.UniqueConstraint(fields=["dues"], condition=Q(void=False), name="people_receipt_of_dues"),
        ]
