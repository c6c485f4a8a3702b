"""`shanyraq sample load NAME`: fills an empty data folder with one of the two samples; loading it again changes nothing."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from django.db import transaction

from shanyraq.chronicle.errors import ChangeRefused
from shanyraq.chronicle.imports import Outcome, import_files
from shanyraq.chronicle.models import SourceVersion, Version
from shanyraq.chronicle.tomlfile import ChronicleFaults
from shanyraq.cli.errors import Refused
from shanyraq.cli.migrate import prepare
from shanyraq.cli.samples.ulgi import whole
from shanyraq.cli.samples.ulgi.crowd.whole import people
from shanyraq.journal.changes import renew
from shanyraq.words.changes import begin
from shanyraq.words.models import Federation

ZHETYSU: Final = Path(__file__).parent / "samples" / "zhetysu.toml"


@dataclass(frozen=True, slots=True)
class Sample:
    """`text` gives the chronicle, `people` writes what is kept of members; `invented`: every page says that it is sample data."""

    name: Mapping[str, str]
    invented: bool
    text: Callable[[], str]
    people: Callable[[], None] | None = None


SAMPLES: Final = {
    "zhetysu": Sample(
        {"kk": "Жетісу бірлестіктері", "ru": "Объединения Жетысу", "ko": "제티수의 단체들", "en": "Associations of Zhetysu"},
        invented=False,
        text=lambda: ZHETYSU.read_text(encoding="utf-8"),
    ),
    "ulgi": Sample(
        {"kk": "Үлгі облысының бірлестіктері", "ru": "Объединения области Үлгі", "ko": "울기주의 단체들", "en": "Associations of Ulgi Oblast"},
        invented=True,
        text=whole.text,
        people=people,
    ),
}


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    verbs = subparsers.add_parser("sample", help="load a sample federation").add_subparsers(dest="verb", metavar="VERB", required=True)
    load_parser = verbs.add_parser("load", help="load a sample into an empty data folder")
    load_parser.add_argument("name", choices=sorted(SAMPLES), metavar="NAME", help=", ".join(sorted(SAMPLES)))


def run(arguments: argparse.Namespace) -> int:
    prepare()
    outcome = load(arguments.name)
    print(f"The sample {arguments.name} is loaded: {outcome.fresh} of {outcome.read} tables are new.")
    return 0


@transaction.atomic
def load(name: str) -> Outcome:
    """Everything or nothing. Raises Refused where this data folder holds another federation."""
    sample = SAMPLES[name]
    _name(name, sample)
    renew()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"{name}.toml"
        file.write_text(sample.text(), encoding="utf-8")
        try:
            outcome = import_files([file])
        except (ChangeRefused, ChronicleFaults) as refused:
            raise Refused(f"The sample {name} does not fit what is here: {refused}") from refused
    if sample.people:
        sample.people()
    return outcome


def _name(name: str, sample: Sample) -> None:
    """The federation gets the sample's name and mark; one that holds anything else keeps its own, and the sample stays out."""
    federation = Federation.objects.select_for_update().first()
    same = federation is not None and federation.name == sample.name and federation.sample == sample.invented
    if same:
        return
    if Version.objects.exists() or SourceVersion.objects.exists():
        raise Refused(f"This data folder holds another federation; set SHANYRAQ_DATA to an empty one to load the sample {name}.")
    if federation is None:
        begin(name=sample.name, sample=sample.invented)
    else:
        Federation.objects.update(name=dict(sample.name), sample=sample.invented)
