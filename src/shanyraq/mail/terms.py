"""Words of mail."""
from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Failure(TextChoices):
    """Why a letter did not leave. The last two speak of this very letter; after the others the next letter would fail, too."""

    UNREACHABLE = "unreachable", _("The mail server does not answer.")
    SIGN_IN = "sign_in", _("The mail server refuses the name or the password in EMAIL_URL.")
    UNPROTECTED = "unprotected", _("The mail server offers no protected connection, or its certificate is not good.")
    SENDER = "sender", _("The mail server refuses our own address: set SHANYRAQ_MAIL_FROM to one that it sends for.")
    FOLDER = "folder", _("The folder for letters cannot be written.")
    ADDRESS = "address", _("The mail server says that there is no such address.")
    REFUSED = "refused", _("The mail server refuses this letter.")
