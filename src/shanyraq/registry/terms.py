"""Words of the registry."""
from __future__ import annotations

from typing import Final

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Tie(TextChoices):
    BRANCH_OF = "branch_of", _("branch of")
    PART_OF = "part_of", _("part of")
    MEMBER_OF = "member_of", _("member of")
    SUPPORTED_BY = "supported_by", _("supported by")
    PARTNER_OF = "partner_of", _("partner of")
    SUCCEEDS = "succeeds", _("calls itself heir of")


UNDER: Final = (Tie.BRANCH_OF, Tie.PART_OF, Tie.MEMBER_OF)
ONLY_UNDER: Final = f" AND t.kind IN ({', '.join(repr(str(tie)) for tie in UNDER)})"  # SQL, of ties with the alias t


class Level(TextChoices):
    REPUBLIC = "republic", _("republic")
    OBLAST = "oblast", _("oblast (level)")
    CITY = "city", _("city (level)")
    DISTRICT = "district", _("district (level)")
    RURAL_DISTRICT = "rural_district", _("rural district (level)")
    INTERNATIONAL = "international", _("international")


class Kind(TextChoices):
    ETHNOCULTURAL_ASSOCIATION = "ethnocultural_association", _("ethnocultural association")
    ETHNOCULTURAL_CENTRE = "ethnocultural_centre", _("ethnocultural centre")
    FRIENDSHIP_SOCIETY = "friendship_society", _("friendship society")
    UMBRELLA = "umbrella", _("umbrella organisation")
    NATIONAL_ASSOCIATION = "national_association", _("national association")
    UNION_OF_LEGAL_ENTITIES = "union_of_legal_entities", _("union of legal entities")
    PUBLIC_ASSOCIATION = "public_association", _("public association")
    ASSOCIATION = "association", _("association")
    FEDERATION = "federation", _("federation")
    UNION = "union", _("union")
    CLUB = "club", _("club")
    SOCIETY = "society", _("society")
    FOUNDATION = "foundation", _("foundation")
    PARTY = "party", _("party")
    CHURCH = "church", _("church")
    COMPANY = "company", _("company")
    HOUSE_OF_FRIENDSHIP = "house_of_friendship", _("House of Friendship")
    STATE_INSTITUTION = "state_institution", _("state institution")
    COUNCIL = "council", _("council")
    COUNCIL_OF_ELDERS = "council_of_elders", _("council of elders")
    COUNCIL_OF_MOTHERS = "council_of_mothers", _("council of mothers")
    YOUTH_WING = "youth_wing", _("youth wing")
    BRANCH = "branch", _("branch")
    DISTRICT_BRANCH = "district_branch", _("district branch")
    SCHOOL = "school", _("school")
    UNIVERSITY = "university", _("university")
    TRADE_UNION = "trade_union", _("trade union")
    TEAM = "team", _("team")
    ENSEMBLE = "ensemble", _("ensemble")
    NEWSPAPER = "newspaper", _("newspaper")
    MUSEUM = "museum", _("museum")
    PARTNER_INSTITUTION = "partner_institution", _("partner institution")
    AUTHORITY = "authority", _("authority")
    OTHER = "other", _("other")
