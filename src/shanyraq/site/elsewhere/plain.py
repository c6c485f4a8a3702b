"""Rows of pages as papers take them: plain texts with their language, each with its certainty and the numbers of its sources."""
from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from html import unescape
from typing import Any, Final

from django.utils.html import strip_tags
from django.utils.safestring import SafeString

from shanyraq.dating.terms import Certainty
from shanyraq.words.texts import Text

Row = dict[str, Any]
LONGEST: Final = 1200  # signs of one text on paper


def plain(said: Any) -> str:
    """A text without marks of a page and without signs that no paper shows; one that is too long is cut, and says so by “…”."""
    text = unescape(strip_tags(said)) if isinstance(said, SafeString) else str(said)
    text = "".join(sign if sign.isprintable() else " " for sign in text).strip()
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rstrip()}…"


def spoken(said: Any) -> Any:
    """The same, with its language where that is another than the paper's."""
    return {"value": plain(said.value), "lang": said.lang} if isinstance(said, Text) and said.fallback else plain(said)


def value(row: Mapping[str, Any], text: Any, *, first: bool = True, **more: Any) -> Row:
    """One value as `forms/sheet.typ` shows it; `first` is False for what excludes the value before it."""
    return {
        "text": spoken(text),
        "aside": plain(row.get("years") or ""),
        "possibly": row.get("certainty") == str(Certainty.POSSIBLY),
        "or": bool(row.get("group")) and not first,
        "refs": list(row.get("refs", [])),
        "disputed": bool(row.get("claims")),
        **more,
    }


def with_claims(row: Mapping[str, Any], said: Row) -> Row:
    """The same, with what the sources say against each other where they disagree."""
    return said | {"disputed": False, "claims": [_claim(claim) for claim in row.get("claims", [])]}


def _claim(claim: Mapping[str, Any]) -> Row:
    said = ": ".join(part for part in (plain(claim["when"]), plain(claim["value"])) if part)
    return {"text": said, "refs": [claim["source_ref"]] if claim["source_ref"] else []}


def with_labels(rows: Iterable[Mapping[str, Any]], label: str, text: str) -> list[Row]:
    """Rows that name a body, such as ties: `label` and `text` are the keys of the label and of the body."""
    found: list[Row] = []
    group = None
    for row in rows:
        found.append(value(row, row[text]["text"], first=not (row.get("group") and row.get("group") == group), label=plain(row[label])))
        group = row.get("group")
    return found


def branches(nodes: Iterable[Mapping[str, Any]], depth: int = 0) -> Iterator[Row]:
    """A tree as lines, each with its depth."""
    for node in nodes:
        aside = ", ".join(part for part in (plain(node["tie_label"]), plain(node["years"])) if part)
        yield value(node, node["text"], depth=depth) | {"aside": aside, "or": False}
        if not node["again"]:
            yield from branches(node["below"], depth + 1)
