from __future__ import annotations

from typing import Any, ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MailConfig(AppConfig):
    name = "shanyraq.mail"
    label = "mail"
    actions: ClassVar[dict[str, str]] = {
        "mail:letter:see": "operator",
        "mail:letter:resend": "operator",
    }
    titles: ClassVar[dict[str, Any]] = {
        "mail:letter:see": _("See the letters that were sent"),
        "mail:letter:resend": _("Send a letter again"),
    }
    sealed: ClassVar[set[str]] = set(actions)
    each_minute: ClassVar[list[str]] = ["shanyraq.mail.changes.send_waiting"]
