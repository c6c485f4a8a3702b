from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DatingConfig(AppConfig):
    name = "shanyraq.dating"
    verbose_name = _("Dates")
