from __future__ import annotations

from typing import Any, ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MandatesConfig(AppConfig):
    name = "shanyraq.mandates"
    label = "mandates"
    actions: ClassVar[dict[str, str]] = {
        "mandates:office:see": "open",
        "mandates:office:mine": "signed_in",
        "mandates:reach:see": "signed_in",
        "mandates:stepping:begin": "signed_in",  # who may, the verb says: the office above, or an operator
    }
    titles: ClassVar[dict[str, Any]] = {
        "mandates:office:mine": _("See by which offices one may do what"),
        "mandates:reach:see": _("See whose offices reach an organisation"),
        "mandates:stepping:begin": _("Ask to step in for an organisation"),
    }
    weak: ClassVar[set[str]] = {"mandates:office:mine", "mandates:reach:see"}
    navigation: ClassVar[list[tuple[str, Any]]] = [("mandates:mine", _("My offices"))]
