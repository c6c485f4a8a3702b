from __future__ import annotations

from typing import Any, ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from shanyraq.people.terms import HEADS


class MandatesConfig(AppConfig):
    name = "shanyraq.mandates"
    label = "mandates"
    actions: ClassVar[dict[str, str]] = {
        "mandates:office:see": "open",
        "mandates:office:mine": "signed_in",
        "mandates:reach:see": "signed_in",
        "mandates:stepping:begin": "signed_in",  # who may, the verb says: the office above, or an operator
        "mandates:handing:see": "signed_in",  # whoever hands over, takes over, or holds the office above
        "mandates:handing:keep": "signed_in",
        "mandates:handing:above": "office",
    }
    titles: ClassVar[dict[str, Any]] = {
        "mandates:office:mine": _("See by which offices one may do what"),
        "mandates:reach:see": _("See whose offices reach an organisation"),
        "mandates:stepping:begin": _("Ask to step in for an organisation"),
        "mandates:handing:see": _("See what is handed over with an office of one's own"),
        "mandates:handing:keep": _("Tick off and write down what is handed over"),
        "mandates:handing:above": _("See how offices of the organisation are handed over"),
    }
    grants: ClassVar[list[tuple[str, ...]]] = [(office, "mandates:handing:above", "below") for office in HEADS]
    sealed: ClassVar[set[str]] = {"mandates:handing:see", "mandates:handing:keep", "mandates:handing:above"}
    daily: ClassVar[list[str]] = ["shanyraq.mandates.reminding.foretell", "shanyraq.mandates.changes.forget_notes"]
    reminds: ClassVar[dict[str, str]] = {
        "mandates:handing": "shanyraq.mandates.reminding.of_handing",
        "mandates:stepping": "shanyraq.mandates.reminding.of_stepping",
    }
    weak: ClassVar[set[str]] = {"mandates:office:mine", "mandates:reach:see"}
    navigation: ClassVar[list[tuple[str, Any]]] = [("mandates:mine", _("My offices"))]
