"""What a journalist needs of an organisation at once: how its name is spelt in each language, who speaks for it, where to call."""
from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from shanyraq.directory.lists.organisation_facts import AT_THE_HEAD
from shanyraq.directory.vocabulary import fact_label

Row = dict[str, Any]


def press(panel: Mapping[str, Any]) -> Row:
    """`spelt`, `heads` and `contacts` for `site/parts/press.html`, of what an organisation's panel shows."""
    heads = [row for row in panel["offices"] if row["text"].office in AT_THE_HEAD]
    return {"spelt": panel["spelt"], "heads": heads, "contacts": values(panel, "contact")}


def values(panel: Mapping[str, Any], fact: str) -> list[Row]:
    """The values of one fact of the panel; empty where none is told."""
    label = fact_label(fact)
    return [value for row in panel["facts"] if row["label"] == label for value in row["values"]]
