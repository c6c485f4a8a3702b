from __future__ import annotations

from django.apps import AppConfig


class WordsConfig(AppConfig):
    name = "shanyraq.words"
    label = "words"
