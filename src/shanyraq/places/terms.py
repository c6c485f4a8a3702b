"""Words of the places."""
from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    COUNTRY = "country", _("country")
    OBLAST = "oblast", _("oblast")
    DISTRICT = "district", _("district")
    CITY = "city", _("city")
    RURAL_DISTRICT = "rural_district", _("rural district")
    SETTLEMENT = "settlement", _("settlement")
    VILLAGE = "village", _("village")
    REGION = "region", _("region")
    STATE = "state", _("state")
    PROVINCE = "province", _("province")
    COUNTY = "county", _("county")
    MUNICIPALITY = "municipality", _("municipality")
    DEPARTMENT = "department", _("department")
    CANTON = "canton", _("canton")
    REPUBLIC = "republic", _("republic (place)")
    TERRITORY = "territory", _("territory")
    HISTORICAL = "historical", _("historical region")
    OTHER = "other", _("other")
