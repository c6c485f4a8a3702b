"""`shanyraq tree SLUG`: everything under an organisation on a day."""
from __future__ import annotations

import argparse
import json
from typing import Any

from shanyraq.cli.days import add_days, read_days
from shanyraq.cli.errors import Unknown
from shanyraq.directory.questions import UnknownSlug
from shanyraq.directory.trees import tree
from shanyraq.words.texts import pick


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser("tree", help="everything under an organisation on a day")
    parser.add_argument("slug", metavar="SLUG")
    add_days(parser)
    parser.add_argument("--json", action="store_true", help="one object, for programs")


def run(arguments: argparse.Namespace) -> int:
    as_of, known_on = read_days(arguments)
    try:
        top = tree(arguments.slug, as_of=as_of, known_on=known_on)
    except UnknownSlug:
        raise Unknown(f"Nothing here has the slug “{arguments.slug}”.") from None
    if arguments.json:
        print(json.dumps(top, ensure_ascii=False, indent=1))
    else:
        _print(top)
    return 0


def _print(top: dict[str, Any]) -> None:
    """Indented, without recursion: a federation may be deep."""
    waiting = [(top, 0)]
    while waiting:
        node, depth = waiting.pop()
        if node.get("again"):
            print(f"{'  ' * depth}{node['slug']} (again)")
            continue
        maybe = "" if node["certainty"] == "surely" else f" ({node['certainty']})"
        name = pick(node["name"], "kk").value or node["slug"]
        print(f"{'  ' * depth}{name} [{node['slug']}]{maybe}")
        waiting += [(child, depth + 1) for child in reversed(node["below"])]
