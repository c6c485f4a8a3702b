"""`shanyraq begin`: an empty federation with its first keeper, or one with a list; `--link` prints a one-time link for the keeper."""
from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from shanyraq.accounts.models import User
from shanyraq.cli.errors import Refused
from shanyraq.cli.list_taking import Asked, take_list
from shanyraq.cli.migrate import prepare
from shanyraq.entrance.changes import give_link, invite_keeper
from shanyraq.journal.changes import renew
from shanyraq.words.changes import FederationRefused, begin
from shanyraq.words.texts import LANGUAGES, UNDETERMINED


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser("begin", help="begin an empty federation, or print a one-time link for its keeper")
    parser.add_argument("--name", action="append", default=[], metavar="NAME", help="its name, or a name per language: kk=NAME (may be repeated)")
    parser.add_argument("--languages", default=",".join(LANGUAGES), help="the languages it works in (default: %(default)s)")
    parser.add_argument("--keeper", default="Keeper", metavar="NAME", help="the name of the first keeper's account (default: %(default)s)")
    parser.add_argument("--link", action="store_true", help="print another one-time link for the keeper; begins nothing")
    parser.add_argument("--list", type=Path, metavar="FILE", help="begin with a table of associations (XLSX, XLS, ODS, CSV, DOCX)")
    parser.add_argument("--title", default="", help="with --list: what the list is called (default: the name of the file)")
    parser.add_argument("--day", default="", metavar="DAY", help="with --list: the day on which it is true (default: today)")
    parser.add_argument("--umbrella", default="", metavar="NAME", help="with --list: the organisation to which they belong")
    parser.add_argument("--dry-run", action="store_true", help="with --list: print what would be taken; keep nothing")


def run(arguments: argparse.Namespace) -> int:
    prepare()
    if arguments.list:
        return _with_a_list(arguments)
    if not arguments.link:
        found(arguments.name, arguments.languages.split(","))
    print(address(link(arguments.keeper)))
    return 0


@transaction.atomic
def _with_a_list(arguments: argparse.Namespace) -> int:
    """All of it or nothing: a federation whose list is refused has not begun."""
    if arguments.name:
        found(arguments.name, arguments.languages.split(","))
    asked = Asked(arguments.list, arguments.title, arguments.day, arguments.umbrella, arguments.dry_run)
    for line in take_list(asked):
        print(line)
    if arguments.name and not arguments.dry_run:
        print(address(link(arguments.keeper)))
    transaction.set_rollback(arguments.dry_run)
    return 0


@transaction.atomic
def found(names: Sequence[str], languages: Sequence[str]) -> None:
    if not names:
        raise Refused("A federation needs a name: shanyraq begin --name NAME, or --link for a link to one that has begun.")
    try:
        begin(name=by_language(names, languages), languages=languages)
    except FederationRefused as refused:
        raise Refused(str(refused)) from refused
    renew()


def by_language(names: Sequence[str], languages: Sequence[str]) -> dict[str, str]:
    """`kk=NAME` for one language; a name without a language belongs to the only language there is, else to none in particular."""
    texts = {}
    for name in names:
        lang, said, text = name.partition("=")
        if said and lang in LANGUAGES:
            texts[lang] = text.strip()
        else:
            texts[languages[0] if len(languages) == 1 else UNDETERMINED] = name.strip()
    return texts


@transaction.atomic
def link(keeper: str) -> str:
    """A token for the first operator; the account is opened where there is none yet."""
    known = User.objects.filter(is_operator=True, is_active=True).order_by("pk").first()
    return give_link(by=None, at=timezone.now(), user=known) if known else invite_keeper(by=None, at=timezone.now(), name=keeper)


def address(token: str) -> str:
    return f"{settings.ORIGIN or f'http://localhost:{settings.PORT}'}{reverse('entrance:enter', args=[token])}"
