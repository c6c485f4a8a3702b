"""`shanyraq show SLUG`: what is so of an organisation (or place:SLUG) on a day."""
from __future__ import annotations

import argparse
import json
from typing import Any

from shanyraq.cli.days import add_days, read_days
from shanyraq.cli.errors import Unknown
from shanyraq.directory.questions import UnknownSlug, show, show_place
from shanyraq.words.texts import pick


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser("show", help="what is so of an organisation on a day")
    parser.add_argument("slug", metavar="SLUG", help="an organisation; a place as place:SLUG")
    add_days(parser)
    parser.add_argument("--json", action="store_true", help="one object, for programs")


def run(arguments: argparse.Namespace) -> int:
    as_of, known_on = read_days(arguments)
    question = show_place if arguments.slug.startswith("place:") else show
    try:
        answer = question(arguments.slug.removeprefix("place:"), as_of=as_of, known_on=known_on)
    except UnknownSlug:
        raise Unknown(f"Nothing here has the slug “{arguments.slug}”.") from None
    print(json.dumps(answer, ensure_ascii=False, indent=1) if arguments.json else "\n".join(_lines(answer)))
    return 0


def _lines(answer: dict[str, Any]) -> list[str]:
    known = f", as known on {answer['known_on']}" if answer["known_on"] else ""
    lines = [f"{answer['slug']} on {answer['as_of']}{known}: exists {answer['exists']}"]
    for key, rows in answer.items():
        if isinstance(rows, list) and key != "disputes":
            lines += [f"  {key}: {_said(row)}" for row in rows]
    return lines + [f"  disputed: {row['fact']} ({row['change']})" for row in answer["disputes"]]


def _said(row: dict[str, Any]) -> str:
    words = [pick(v, "kk").value if isinstance(v, dict) else str(v) for k, v in row.items() if k not in ("certainty", "group", "acting")]
    words += ["acting"] if row.get("acting") else []
    return " ".join(words) + ("" if row["certainty"] == "surely" else f" ({row['certainty']}{', ' + row['group'] if row.get('group') else ''})")
