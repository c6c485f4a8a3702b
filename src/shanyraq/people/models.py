"""Persons as far as they are publicly named, and the offices they hold; apart from that, private, what an organisation keeps of its members."""
from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Value

from shanyraq.accounts.models import User
from shanyraq.chronicle.models import FOREVER, Period, PeriodQuerySet, for_finding
from shanyraq.files.models import File
from shanyraq.people.signing import Consent, ConsentText, Guardian
from shanyraq.people.terms import CLOSED, Confirmed, ContactKind, DuesState, MemberKind, Office, Script, SeenBy
from shanyraq.registry.models import Organisation

__all__ = [
    "Asking", "Card", "Confirmation", "Consent", "ConsentText", "Contact", "Dues", "DuesRate", "Guardian", "Holding", "Membership",
    "Person", "PersonName", "Photograph", "Receipt", "Spelling",
]  # fmt: skip


class PersonQuerySet(models.QuerySet["Person"]):
    def open(self) -> PersonQuerySet:
        """Those whom everyone may see named."""
        return self.filter(left_out=None).known()

    def known(self) -> PersonQuerySet:
        """Without those of whom nothing is known in public: a member, and who holds nothing but offices that no public face shows, whoever asks."""
        held = Holding.objects.filter(person=OuterRef("pk"), known_to=FOREVER)
        closed = held.filter(office__in=sorted(CLOSED))
        return self.filter(Q(private=False) & ~Exists(closed) | Exists(held.exclude(office__in=sorted(CLOSED))))

    def of(self, user: User) -> PersonQuerySet:
        """Whose account it is: none, one, or the two by whom one human being is told of (`same_as`)."""
        own = Person._base_manager.filter(account=user)
        other = own.exclude(same_as=None).values("same_as"), Person._base_manager.filter(same_as__account=user).values("pk")
        return self.filter(pk__in=own.values("pk").union(*other))  # each by its index; OR would read the whole table

    def guarded_by(self, user: User, today: date) -> PersonQuerySet:
        """The children for whom the owner of an account stands in on a day."""
        return self.filter(pk__in=Guardian.objects.on(today).filter(guardian__in=Person.objects.of(user).values("pk")).values("child"))

    def shared_with(self, persons: Any, today: date) -> PersonQuerySet:
        """Those who let themselves be seen by the other members of their organisations, of one of which one of these persons is a member, too."""
        held = Membership.objects.on(today)
        bodies = held.filter(person__in=persons).values("organisation")
        return self.filter(shown=True, pk__in=held.filter(organisation__in=bodies).values("person")).exclude(pk__in=persons)

    def at_home_in(self, organisations: Any, today: date) -> PersonQuerySet:
        """Those with an office in these organisations, past ones too, and none elsewhere that is not over: nobody below reaches them."""
        held = Holding.objects.filter(person=OuterRef("pk"), known_to=FOREVER)
        there = Q(organisation__in=organisations)
        return self.filter(Exists(held.filter(there)), ~Exists(held.filter(~there, end_latest__gt=today)))


class Person(models.Model):
    """`left_out`: since when the person is not named in public, as asked; what is recorded stays on record. `account`: with which they sign in.

    `private`: taken in as a member, never named by a source; the slug is drawn, not made of the name. Of members, private: `born`, `languages` that
    they speak (ISO 639), `letters_in` which language of pages they want letters, whether they are `shown` to the other
    members of their organisations, `same_as` which person of the public memory they are.
    """

    own: ClassVar[str] = "pk"

    slug = models.CharField(max_length=60, unique=True)
    left_out = models.DateTimeField(null=True)
    private = models.BooleanField(default=False, db_default=False)
    account = models.OneToOneField(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    born = models.DateField(null=True)
    languages = models.JSONField(default=list, db_default=Value([], models.JSONField()))
    letters_in = models.CharField(max_length=2, blank=True, default="", db_default="")
    shown = models.BooleanField(default=False, db_default=False)
    same_as = models.OneToOneField("self", models.PROTECT, null=True, related_name="as_member")

    objects = PersonQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(same_as=None) | Q(private=True), name="people_person_same_as")]

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


class HoldingQuerySet(PeriodQuerySet["Holding"]):
    def open(self) -> HoldingQuerySet:
        """Those of offices whose holders everyone may see: of others no public face tells, whoever asks."""
        return self.exclude(office__in=sorted(CLOSED))


class Holding(Period):
    home: ClassVar[str] = "organisation"

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="holdings")
    office = models.CharField(max_length=40, choices=Office.choices)
    acting = models.BooleanField(default=False)

    objects = HoldingQuerySet.as_manager()

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


class SharedQuerySet(models.QuerySet[Any]):
    """Rows of a person, of which each says by whom it is seen."""

    def shared_with(self, persons: Any, today: date) -> SharedQuerySet:
        """What is shown to fellow members by those who let themselves be seen by them."""
        return self.filter(seen_by=SeenBy.MEMBERS, person__in=Person.objects.shared_with(persons, today).values("pk"))


class Contact(models.Model):
    """How a member is reached. Private: `seen_by` says who beside the member sees it, within the organisation."""

    own: ClassVar[str] = "person"

    person = models.ForeignKey(Person, models.PROTECT, related_name="contacts")
    kind = models.CharField(max_length=10, choices=ContactKind.choices)
    value = models.CharField(max_length=200)
    seen_by = models.CharField(max_length=10, choices=SeenBy.choices, default=SeenBy.BOARD)

    objects = SharedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "kind", "value"], name="people_contact_once"),
            models.CheckConstraint(condition=Q(kind__in=ContactKind.values), name="people_contact_kind"),
            models.CheckConstraint(condition=Q(seen_by__in=SeenBy.values), name="people_contact_seen_by"),
            models.CheckConstraint(condition=~Q(value=""), name="people_contact_value"),
        ]


class Photograph(models.Model):
    """A member's picture, kept while its consent stands. Private: `seen_by` the board, or the fellow members, too."""

    own: ClassVar[str] = "person"

    person = models.OneToOneField(Person, models.PROTECT, related_name="photograph")
    file = models.OneToOneField(File, models.PROTECT, related_name="+")
    seen_by = models.CharField(max_length=10, choices=SeenBy.choices, default=SeenBy.BOARD)

    objects = SharedQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(seen_by__in=SeenBy.values), name="people_photograph_seen_by")]


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
    filed = models.TextField(blank=True, db_default="")  # under which words, see `people.filing`

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "organisation"], condition=Q(until=None), name="people_membership_once"),
            models.CheckConstraint(condition=Q(until=None) | Q(since__lt=F("until")), name="people_membership_some_day"),
            models.CheckConstraint(condition=Q(kind__in=MemberKind.values), name="people_membership_kind"),
        ]
        indexes = [
            models.Index(fields=["organisation", "until", "filed", "person", "kind"], name="people_membership_of"),
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


class CardQuerySet(models.QuerySet["Card"]):
    def of(self, membership: Membership) -> CardQuerySet:
        """Those of one person in one organisation, for whatever kind of membership they were made."""
        return self.filter(membership__person=membership.person_id, membership__organisation=membership.organisation_id)

    def unbroken(self, day: date) -> CardQuerySet:
        """Those that are not void, of whoever belongs since, or will: another kind of membership leaves a card as it is."""
        on = Membership.objects.filter(person=OuterRef("person"), organisation=OuterRef("organisation"), since=OuterRef("until"))
        gap = self._theirs().filter(~Exists(on), since__gte=OuterRef("membership__since"), until__lte=day)
        return self.filter(~Exists(gap), void=None)

    def valid(self, day: date) -> CardQuerySet:
        return self.unbroken(day).filter(Exists(self._theirs().on(day)))

    def _theirs(self) -> MembershipQuerySet:
        return Membership.objects.filter(person=OuterRef("membership__person"), organisation=OuterRef("membership__organisation"))


class Card(models.Model):
    """A member's card. `void`: since when another stands for it. Private, but for whether it is valid today.

    `token`, in its QR code, is kept as it is and not as a hash: the code is drawn for years, also when the secret of the server is another; whoever
    reads this table reads the memberships beside it, and of those the token tells less.
    """

    home: ClassVar[str] = "membership__organisation"
    own: ClassVar[str] = "membership__person"

    membership = models.ForeignKey(Membership, models.PROTECT, related_name="cards")
    token = models.CharField(max_length=40, unique=True)
    made = models.DateField()
    void = models.DateField(null=True)

    objects = CardQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["membership"], condition=Q(void=None), name="people_card_once"),
            models.CheckConstraint(condition=~Q(token=""), name="people_card_token"),
        ]


class Confirmation(models.Model):
    """That what is kept of somebody was right on a day, as they said. Private."""

    own: ClassVar[str] = "person"

    person = models.ForeignKey(Person, models.PROTECT, related_name="confirmations")
    on = models.DateField()
    how = models.CharField(max_length=10, choices=Confirmed.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "on"], name="people_confirmation_once"),
            models.CheckConstraint(condition=Q(how__in=Confirmed.values), name="people_confirmation_how"),
        ]


class Asking(models.Model):
    """That somebody was asked whether what is kept of them is right, by a link that is good until a day; once a year."""

    own: ClassVar[str] = "person"

    person = models.ForeignKey(Person, models.PROTECT, related_name="askings")
    year = models.PositiveSmallIntegerField()
    token_hash = models.CharField(max_length=64, unique=True)
    on = models.DateField()
    until = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "year"], name="people_asking_once"),
            models.CheckConstraint(condition=Q(on__lt=F("until")), name="people_asking_some_day"),
        ]
