from __future__ import annotations

from typing import Any, ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from shanyraq.rights.actions import to_keepers


class RemarksConfig(AppConfig):
    name = "shanyraq.remarks"
    label = "remarks"
    actions: ClassVar[dict[str, str]] = {
        "remarks:remark:send": "open",
        "remarks:remark:follow": "open",
        "remarks:remark:see": "office",
        "remarks:remark:answer": "office",
    }
    titles: ClassVar[dict[str, Any]] = {
        "remarks:remark:see": _("See what visitors say of the pages"),
        "remarks:remark:answer": _("Answer visitors"),
    }
    carried: ClassVar[dict[str, tuple[str, ...]]] = dict.fromkeys(titles, ("branch_of", "part_of"))
    grants: ClassVar[list[tuple[str, ...]]] = to_keepers(*titles)
    open_items = "shanyraq.remarks.open_items.of"
    navigation: ClassVar[list[tuple[str, Any]]] = [("remarks:waiting", _("Remarks"))]
    remark_route = "remarks:new"  # where a page leads whoever sees something wrong on it
