from __future__ import annotations

from typing import Any, ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RemarksConfig(AppConfig):
    name = "shanyraq.remarks"
    label = "remarks"
    actions: ClassVar[dict[str, str]] = {
        "remarks:remark:send": "open",
        "remarks:remark:follow": "open",
        "remarks:remark:see": "operator",
        "remarks:remark:answer": "operator",
    }
    navigation: ClassVar[list[tuple[str, Any]]] = [("remarks:waiting", _("Remarks"))]
    remark_route = "remarks:new"  # where a page leads whoever sees something wrong on it
