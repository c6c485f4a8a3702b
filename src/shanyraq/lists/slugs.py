"""Slugs of a whole list, each its own."""
from __future__ import annotations

from collections.abc import Container
from typing import Final

from shanyraq.words.latin import latin

ROOM: Final = 48  # so that a district and a number still fit behind


def slug_of(*words: str) -> str:
    """At most 48 signs, cut between words where that can be; `x` where nothing of the words can be written in ASCII."""
    slug = latin(" ".join(words))
    if len(slug) > ROOM:
        slug = slug[: ROOM + 1].rpartition("-")[0] or slug[:ROOM]
    return slug.strip("-") or "x"


def free(wanted: str, taken: Container[str], *, beside: str = "") -> str:
    """`wanted` if nobody has it, else with a word of `beside` (a place) behind it, else with a number."""
    named = f"{wanted}-{slug_of(beside)}"[:ROOM + 6].strip("-") if beside else wanted
    for slug in (wanted, named):
        if slug not in taken:
            return slug
    number = 2
    while f"{named}-{number}" in taken:
        number += 1
    return f"{named}-{number}"
