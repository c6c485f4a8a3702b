"""The whole federation on a day as a tree, or what stands below one organisation."""
from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _

from shanyraq.directory.day.chooser import day_form
from shanyraq.directory.days import Asked
from shanyraq.directory.forest import Forest, Node, keys_of
from shanyraq.directory.home_page import MOST_ROOTS, roots
from shanyraq.directory.reading import Reading, Row, read
from shanyraq.directory.versions import shown
from shanyraq.directory.vocabulary import word
from shanyraq.registry.models import Life, Organisation, Tie, Trait
from shanyraq.rights import Visitor, which

DEPTH: Final = 6
REGISTERED: Final = "registered"
Marks = Mapping[int, set[str]]  # by organisation: its kinds of the day, and `REGISTERED`


@dataclass
class Tree(Forest):
    """A forest whose nodes say which organisation they are, and lead on to their own branch where they are not unfolded."""

    depth: int = DEPTH

    def _node(self, reading: Reading, tie: Tie, path: frozenset[int], shown: set[int]) -> Node:
        node = super()._node(reading, tie, path, shown)
        return {**node, "pk": tie.child_id, "deeper_url": branch(self.asked, tie.child.slug)}


def branch(asked: Asked, slug: str) -> str:
    return f"{reverse('directory:tree')}{asked.query}{'&' if asked.query else '?'}organisation={slug}"


def find(visitor: Visitor, slug: str) -> Organisation | None:
    return which(visitor, "directory:organisation:see", Organisation.objects.all()).filter(slug=slug).first()


def page(visitor: Visitor, asked: Asked, language: str, root: Organisation | None, only: str) -> Row:
    """What `directory/tree.html` takes; `only` keeps one kind, or those with state registration, and what stands above them."""
    lives = _lives(root, asked) if root else roots(visitor, asked)
    tops = [root] if root else [life.organisation for life in lives[:MOST_ROOTS]]
    tree = Tree(asked)
    ties = tree.grow(top.pk for top in tops)
    keys = keys_of(ties) | {f"organisation:{top.slug}" for top in tops}
    reading = read(asked, language, shown(asked.known_on).none(), own="", periods=[*lives[:MOST_ROOTS], *ties], bodies=keys)
    marks = _marks(asked, {top.pk for top in tops} | {tie.child_id for tie in ties})
    chosen = only if any(only in found for found in marks.values()) else ""
    nodes = _nodes(reading, tree, tops, lives)
    return {
        "root": _named(reading, root) if root else None,
        "whole_url": f"{reverse('directory:tree')}{asked.query}",
        "nodes": _kept(nodes, marks, chosen) if chosen else nodes,
        "filters": _filters(asked, marks, chosen, root),
        "chosen": bool(chosen),
        "cut": tree.cut or len(lives) > MOST_ROOTS,
        "sources": reading.notes.rows(),
        "day_form": day_form(asked, {"organisation": root.slug if root else "", "only": chosen}),
    }


def _lives(root: Organisation, asked: Asked) -> list[Life]:
    lives = Life.objects.known_on(asked.known_on).as_of(asked.day).filter(organisation=root)
    return list(lives.select_related("organisation", "begin_change", "end_change").order_by("begin_earliest", "pk"))


def _named(reading: Reading, root: Organisation) -> Row:
    return reading.body(f"organisation:{root.slug}")


def _nodes(reading: Reading, tree: Tree, tops: Sequence[Organisation], lives: Sequence[Life]) -> list[Node]:
    """The roots by name, those with something below them first; an organisation that did not exist has no node."""
    shown_before: set[int] = set()
    of_day = {life.organisation_id: life for life in lives}
    nodes = []
    for top in sorted(tops, key=lambda top: str(reading.names.text(f"organisation:{top.slug}", reading.asked.day)).casefold()):
        if top.pk in of_day:
            node = {**reading.row(of_day[top.pk], None), **_named(reading, top), "tie_label": "", "years": "", "again": False, "deeper": 0}
            nodes.append({**node, "pk": top.pk, "below": tree.nodes(reading, top.pk, shown=shown_before)})
    return sorted(nodes, key=lambda node: not node["below"])


def _marks(asked: Asked, organisations: set[int]) -> Marks:
    """One query."""
    marks: dict[int, set[str]] = defaultdict(set)
    traits = Trait.objects.known_on(asked.known_on).as_of(asked.day).filter(organisation_id__in=organisations, fact__in=("kind", "registration"))
    for organisation, fact, value in traits.values_list("organisation_id", "fact", "value"):
        marks[organisation].add(value if fact == "kind" else REGISTERED)
    return marks


def _kept(nodes: Iterable[Node], marks: Marks, only: str) -> list[Node]:
    """The nodes that are meant, and those above them."""
    found = []
    for node in nodes:
        below = _kept(node["below"], marks, only)
        if below or only in marks.get(node["pk"], ()):
            found.append({**node, "below": below, "folded": False, "deeper": 0})
    return found


def _filters(asked: Asked, marks: Marks, chosen: str, root: Organisation | None) -> list[Row]:
    """Plain links with counts; none where there is nothing to choose between."""
    counts = Counter(mark for found in marks.values() for mark in found)
    address = branch(asked, root.slug) if root else f"{reverse('directory:tree')}{asked.query}"
    kinds = sorted((mark for mark in counts if mark != REGISTERED), key=lambda mark: (-counts[mark], mark))
    registered = [(REGISTERED, _("with state registration"))] if counts[REGISTERED] else []
    labels = [("", _("all")), *registered, *((kind, word("kind", kind)) for kind in kinds)]
    rows = [{"url": _only(address, only), "text": text, "count": counts[only] or None, "current": only == chosen} for only, text in labels]
    return rows if len(rows) > 1 else []


def _only(address: str, only: str) -> str:
    return f"{address}{'&' if '?' in address else '?'}only={only}" if only else address
