"""The commands of the memory, each a real process with a data folder of its own."""
from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from shanyraq.cli.main import main

Command = Callable[..., CompletedProcess[str]]

FILE = """
[[source]]
id = "paper"
kind = "press"
title = { kk = "Қағаз" }
day = "2020"

[[change]]
id = "founded"
act = "founded"
on = "centre"
[[change.claim]]
source = "paper"
date = "1996-04"
value = { name = { kk = "Орталық", en = "Centre" }, kind = "ethnocultural_centre" }

[[change]]
id = "renamed"
act = "renamed"
on = "centre"
[[change.claim]]
source = "paper"
date = "2002"
value = { name = { kk = "Аймақтық орталық" } }

[[change]]
id = "branch-founded"
act = "founded"
on = "branch"
[[change.claim]]
source = "paper"
date = "1999"
value = { name = { kk = "Филиал" }, branch_of = "centre" }
"""
WRITE_ON = """
import django, itertools
django.setup()
from django.utils import timezone
from shanyraq.chronicle import changes
from shanyraq.chronicle.tomlfile import ClaimTable
for number in itertools.count():
    claim = ClaimTable(date=f"{1990 + number % 30}", value={"name": {"kk": f"Ұйым {number}"}, "part_of": ["umbrella"]})
    changes.founded(by=None, at=timezone.now(), change=f"c{number}", on=f"o{number}", claims=[claim])
    if number == 3:
        print("writing", flush=True)
"""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder in which the file has been told, made once."""
    folder = tmp_path_factory.mktemp("told")
    (folder / "file.toml").write_text(FILE, encoding="utf-8")
    for arguments, said in ((("migrate",), "up to date"), (("chronicle", "import", str(folder / "file.toml")), "4 tables read: 4 new, 0 held already.")):
        done = subprocess.run([sys.executable, "-m", "shanyraq.cli.main", *arguments], env=_environment(folder), capture_output=True, text=True, check=True)
        assert said in done.stdout
    return folder / "data"


@pytest.fixture
def federation(command: Command, told: Path, tmp_path: Path) -> Command:
    shutil.copytree(told, tmp_path / "data")
    return command


def test_show_answers_one_object(federation: Command) -> None:
    answer = json.loads(federation("show", "centre", "--as-of", "2002-07-01", "--json").stdout)
    assert list(answer) == [
        "slug", "as_of", "known_on", "exists", "names", "also", "kinds", "levels", "registrations", "states", "seats", "parents", "successors", "offices", "disputes",
    ]  # fmt: skip
    assert (answer["slug"], answer["as_of"], answer["known_on"], answer["exists"]) == ("centre", "2002-07-01", None, "surely")
    assert answer["names"] == [
        {"text": {"kk": "Орталық", "en": "Centre"}, "certainty": "possibly", "group": "renamed"},
        {"text": {"kk": "Аймақтық орталық"}, "certainty": "possibly", "group": "renamed"},
    ]
    assert answer["kinds"] == [{"value": "ethnocultural_centre", "certainty": "surely", "group": None}]


def test_show_in_words(federation: Command) -> None:
    assert federation("show", "branch", "--as-of", "1999").stdout.splitlines() == [
        "branch on 1999-12-31: exists surely",
        "  names: Филиал",
        "  parents: centre branch_of",
    ]


def test_a_year_means_its_last_day(federation: Command) -> None:
    assert json.loads(federation("show", "centre", "--as-of", "2001", "--json").stdout)["as_of"] == "2001-12-31"


@pytest.mark.parametrize("verb", ["show", "tree"])
def test_an_unknown_slug_has_status_3(federation: Command, verb: str) -> None:
    done = federation(verb, "nobody", "--json")
    assert (done.returncode, done.stdout, done.stderr) == (3, "", "Nothing here has the slug “nobody”.\n")


@pytest.mark.parametrize("option", ["--as-of", "--known-on"])
@pytest.mark.parametrize("day", ["2002-02-30", "yesterday", "20020101", "0000", "2002-07-01T00:00", "٢٠٠٢"])
def test_a_day_that_is_none_has_status_2(capsys: pytest.CaptureFixture[str], option: str, day: str) -> None:
    status = main(["show", "centre", option, day])
    said = capsys.readouterr()
    assert (status, said.out, said.err.count("\n")) == (2, "", 1)


def test_tree(federation: Command) -> None:
    assert json.loads(federation("tree", "centre", "--as-of", "1999-06-01", "--json").stdout) == {
        "slug": "centre", "name": {"kk": "Орталық", "en": "Centre"}, "tie": None, "certainty": "surely",
        "below": [{"slug": "branch", "name": {"kk": "Филиал"}, "tie": "branch_of", "certainty": "possibly", "below": []}],
    }  # fmt: skip


def test_a_dry_run_says_each_change_and_what_it_would_alter(command: Command, tmp_path: Path) -> None:
    (tmp_path / "file.toml").write_text(FILE, encoding="utf-8")
    command("migrate")
    said = command("chronicle", "import", str(tmp_path / "file.toml"), "--dry-run").stdout.splitlines()
    assert [line.rsplit(" ", 1)[1] for line in said if not line.startswith(" ")][:3] == ["[founded]", "[branch-founded]", "[renamed]"]
    assert "    name of centre, Аймақтық орталық: from 2002-01-01..2002-12-31" in said
    assert said[-1] == "4 tables read: 4 would be new; nothing was kept, 0 held already."
    assert command("show", "centre").returncode == 3


def test_faults_are_named_with_file_and_line(federation: Command, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.toml"
    wrong.write_text('[[change]]\nid = "x"\nact = "flounded"\non = "y"\nclaim = [{ date = "1990-13" }]\n', encoding="utf-8")
    done = federation("chronicle", "import", str(wrong))
    assert done.returncode == 2
    assert [line.split(": ")[0] for line in done.stderr.splitlines()[:-1]] == [f"{wrong}:3", f"{wrong}:5"]
    assert done.stderr.splitlines()[-1] == "Nothing was taken: 2 fault(s), named above with file and line."


def test_export_and_check(federation: Command, tmp_path: Path) -> None:
    assert federation("chronicle", "export", "--output", str(tmp_path / "out.toml")).returncode == 0
    assert federation("chronicle", "import", str(tmp_path / "out.toml")).stdout == "4 tables read: 0 new, 4 held already.\n"
    assert federation("check").stdout == "The chronicle and all that is drawn from it agree.\n"


def test_check_names_what_was_altered_behind_its_back(federation: Command, tmp_path: Path) -> None:
    code = "import django; django.setup()\nfrom shanyraq.registry.models import Name\nNaming = Name.objects.filter(begin_latest__year=1996).update(begin_latest='1996-04-29')"
    subprocess.run([sys.executable, "-c", code], env=_environment(tmp_path), check=True)
    done = federation("check")
    assert done.returncode == 1
    assert [line.split(":")[0] for line in done.stdout.splitlines()] == ["kept, but not rebuilt", "rebuilt, but not kept"]


def test_a_copy_of_a_source_is_closed_at_first(federation: Command, tmp_path: Path) -> None:
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(b"%PDF-1.7 scan")
    assert federation("source", "copy", "paper", str(scan)).stdout == "Kept with “paper”: scan.pdf, 13 bytes, closed.\n"
    done = federation("source", "copy", "nothing", str(scan))
    assert (done.returncode, done.stderr) == (2, "There is no source “nothing”.\n")


@pytest.fixture
def writing(federation: Command, tmp_path: Path) -> Iterator[None]:
    """A process that records change after change until the test ends."""
    with subprocess.Popen([sys.executable, "-c", WRITE_ON], env=_environment(tmp_path), stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "writing\n"
        yield
        process.kill()


def test_a_backup_under_writes_restores_to_a_moment_that_check_finds_clean(federation: Command, writing: None, tmp_path: Path) -> None:
    assert federation("backup", str(tmp_path / "b.tar.gz")).returncode == 0
    other = {"SHANYRAQ_DATA": str(tmp_path / "other")}
    assert federation("restore", str(tmp_path / "b.tar.gz"), **other).returncode == 0
    done = federation("check", **other)
    assert (done.returncode, done.stdout) == (0, "The chronicle and all that is drawn from it agree.\n")
    assert json.loads(federation("show", "o0", "--json", **other).stdout)["exists"] == "surely"


def _environment(tmp_path: Path) -> dict[str, str]:
    return {key: value for key, value in os.environ.items() if key != "DATABASE_URL"} | {"SHANYRAQ_DATA": str(tmp_path / "data")}


def test_check_names_bytes_that_no_file_holds(federation: Command, tmp_path: Path) -> None:
    place = tmp_path / "data" / "files" / "ab" / ("ab" + "0" * 62)
    place.parent.mkdir(parents=True)
    place.write_bytes(b"left behind")
    said = federation("check").stdout.splitlines()
    assert said[1:] == ["In the data folder lie bytes that belong to no file; whoever wants them gone deletes them:", str(place)]
