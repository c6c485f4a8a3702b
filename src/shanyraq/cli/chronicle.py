"""`shanyraq chronicle import` and `chronicle export`: the memory as files."""
from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tqdm import tqdm

from shanyraq.chronicle.book import chunks
from shanyraq.chronicle.errors import ChangeRefused
from shanyraq.chronicle.floors import body_key
from shanyraq.chronicle.imports import Outcome, export, import_files
from shanyraq.chronicle.models import Mention
from shanyraq.chronicle.tomlfile.faults import ChronicleFaults
from shanyraq.chronicle.tomlfile.splitting import toml_files
from shanyraq.cli.errors import Refused, Unknown
from shanyraq.directory.alterations import Alterations


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser("chronicle", help="the memory as files")
    verbs = parser.add_subparsers(title="verbs", dest="verb", metavar="VERB", required=True)
    take = verbs.add_parser("import", help="take chronicle files or folders in: all of it or nothing")
    take.add_argument("files", nargs="+", type=Path, metavar="FILE")
    take.add_argument("--dry-run", action="store_true", help="say each change in a sentence and what it would alter; keep nothing")
    give = verbs.add_parser("export", help="write the whole chronicle, or what names one organisation")
    give.add_argument("--organisation", metavar="SLUG", default="")
    give.add_argument("--output", type=Path, metavar="FILE", help="default: standard output")


def run(arguments: argparse.Namespace) -> int:
    if arguments.verb == "import":
        _import(arguments.files, dry_run=arguments.dry_run)
    else:
        _export(arguments.organisation, arguments.output)
    return 0


def _import(files: list[Path], *, dry_run: bool) -> None:
    missing = next((file for file in files if not file.exists()), None)
    if missing:
        raise Refused(f"There is no file {missing}.")
    size = sum(file.stat().st_size for file in toml_files(files))
    alterations = Alterations()
    with tqdm(total=size, unit="B", unit_scale=True, disable=not sys.stderr.isatty(), leave=False) as bar:
        outcome = _taken(files, dry_run=dry_run, bar=bar, alterations=alterations)
    for line in alterations.lines:
        print(line)
    print(_summary(outcome, dry_run=dry_run))


def _taken(files: list[Path], *, dry_run: bool, bar: tqdm[None], alterations: Alterations) -> Outcome:
    try:
        return import_files(files, dry_run=dry_run, progress=lambda taken: bar.update(taken) and None, look=alterations.look if dry_run else None)
    except ChronicleFaults as faults:
        for fault in faults.faults:
            print(fault, file=sys.stderr)
        raise Refused(f"Nothing was taken: {len(faults.faults)} fault(s), named above with file and line.") from None
    except ChangeRefused as refused:
        raise Refused(f"Nothing was taken. {refused}") from None


def _summary(outcome: Outcome, *, dry_run: bool) -> str:
    known = outcome.read - outcome.fresh
    verb = "would be new; nothing was kept" if dry_run else "new"
    return f"{outcome.read} tables read: {outcome.fresh} {verb}, {known} held already."


def _export(slug: str, output: Path | None) -> None:
    body = body_key(slug) if slug else None
    if body and not Mention.objects.filter(body=body).exists():
        raise Unknown(f"Nothing here has the slug “{slug}”.")
    texts = export(body=body)
    if output is None:
        for chunk in chunks(texts):
            sys.stdout.write("".join(chunk))
        return
    with output.open("w", encoding="utf-8", newline="\n") as file:
        for chunk in chunks(texts):
            file.write("".join(chunk))
