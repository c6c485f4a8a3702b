from __future__ import annotations

from threading import local

from django.apps import AppConfig
from django.utils.translation import trans_real


class WordsConfig(AppConfig):
    name = "shanyraq.words"
    label = "words"

    def ready(self) -> None:
        """A page asks hundreds of times which language it is in. Django looks in what async code shares; here threads answer, nothing else."""
        trans_real._active = local()  # type: ignore[attr-defined]  # noqa: SLF001 - there is no other way
