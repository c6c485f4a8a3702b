"""Scans, photos and copies that belong to what is told. The bytes lie in the data folder under their own hash."""
from __future__ import annotations

from collections.abc import Iterable

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


def held_by_nobody(kept: Iterable[str]) -> list[str]:
    """Those of the hashes of kept bytes that no file has."""
    held = set(File.objects.values_list("sha256", flat=True))
    return [sha256 for sha256 in kept if sha256 not in held]


class FileQuerySet(models.QuerySet["File"]):
    def open(self) -> FileQuerySet:
        """What everyone may see."""
        return self.filter(closed=False)


class File(models.Model):
    """One attachment; several may share the same bytes. Closed until its keeper opens it."""

    sha256 = models.CharField(max_length=64, db_index=True)
    name = models.CharField(_("Name"), max_length=255)
    media_type = models.CharField(_("Type"), max_length=127)
    size = models.PositiveBigIntegerField(_("Size in bytes"))
    closed = models.BooleanField(_("Closed"), default=True)
    added = models.DateTimeField(_("Added"), db_default=Now(), editable=False)

    objects = FileQuerySet.as_manager()

    class Meta:
        verbose_name = _("file")
        verbose_name_plural = _("files")
        constraints = [models.CheckConstraint(name="files_file_sha256", condition=models.Q(sha256__regex=r"^[0-9a-f]{64}$"))]

    def __str__(self) -> str:
        return self.name
