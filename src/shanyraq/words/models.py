"""What this federation calls itself, and the languages in which it works. One row: an instance is one federation."""
from __future__ import annotations

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from shanyraq.words.fields import TextsField


class Federation(models.Model):
    """`sample` marks invented data: every page says so."""

    name = TextsField(_("Name"))
    languages = models.JSONField(_("Languages"))
    sample = models.BooleanField(_("Sample data"), default=False)
    begun = models.DateTimeField(_("Begun"), db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("federation")
        constraints = [models.CheckConstraint(name="words_federation_one", condition=models.Q(id=1))]
