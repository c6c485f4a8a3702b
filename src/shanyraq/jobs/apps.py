from __future__ import annotations

from typing import ClassVar

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """A room declares in its AppConfig `jobs`, {kind: (path of the function, what it does in words)}; a kind is `room:thing:verb`.

    `each_minute` and `daily` name what is done without anybody asking: see `rounds`.
    """

    name = "shanyraq.jobs"
    label = "jobs"
    actions: ClassVar[dict[str, str]] = {"jobs:job:see": "open"}  # to whoever asked for it, and to operators
