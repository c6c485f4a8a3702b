"""Chronicle files taken in and given out: all or nothing, once only, lossless."""
from __future__ import annotations

import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.db import connection

from shanyraq.chronicle.checking import differences, empty
from shanyraq.chronicle.errors import ChangeRefused
from shanyraq.chronicle.imports import Outcome, export, import_files
from shanyraq.chronicle.models import Change, Staged, Version
from shanyraq.chronicle.tomlfile import ChronicleFaults
from shanyraq.directory.questions import show

FOUNDED = """
[[change]]
id = "founded"
act = "founded"
on = "alpha"
recorded = 2026-01-10

[[change.claim]]
source = "paper"
date = "1990"
value = { name = { kk = "Альфа" } }
"""
PAPER = """
[[source]]
id = "paper"
kind = "press"
title = { kk = "Қағаз" }
day = "2020"
recorded = 2026-01-10
"""
RENAMED = """
[[change]]
id = "renamed"
act = "renamed"
on = "alpha"
recorded = 2026-02-10

[[change.claim]]
source = "paper"
date = "{date}"
value = {{ name = {{ kk = "Бета" }} }}
"""


def files(folder: Path, *texts: str) -> list[Path]:
    paths = [folder / f"{number}.toml" for number in range(len(texts))]
    for path, text in zip(paths, texts, strict=True):
        path.write_text(text, encoding="utf-8")
    return paths


def names(day: str, known_on: str | None = None) -> list[tuple[str, str]]:
    answer = show("alpha", as_of=date.fromisoformat(day), known_on=date.fromisoformat(known_on) if known_on else None)
    return [(row["text"]["kk"], row["certainty"]) for row in answer["names"]]


@pytest.mark.both
@pytest.mark.django_db
class TestImport:
    def test_it_works(self, tmp_path: Path) -> None:
        assert import_files(files(tmp_path, FOUNDED, PAPER, RENAMED.format(date="2002"))) == Outcome(read=3, fresh=3)
        assert names("2003-01-01") == [("Бета", "surely")]
        assert Staged.objects.count() == 0

    def test_a_repeated_import_changes_nothing(self, tmp_path: Path) -> None:
        paths = files(tmp_path, PAPER, FOUNDED)
        import_files(paths)
        before = list(export())
        assert import_files(paths) == Outcome(read=2, fresh=0)
        assert list(export()) == before

    def test_a_dry_run_keeps_nothing(self, tmp_path: Path) -> None:
        assert import_files(files(tmp_path, PAPER, FOUNDED), dry_run=True) == Outcome(read=2, fresh=2)
        assert Change.objects.count() == 0

    def test_one_fault_refuses_all(self, tmp_path: Path) -> None:
        with pytest.raises(ChronicleFaults):
            import_files(files(tmp_path, PAPER, FOUNDED, FOUNDED.replace('"founded"', '"flounded"', 1).replace("1990", "1990-13")))
        assert Change.objects.count() == 0

    def test_a_source_that_nobody_tells_of_is_refused(self, tmp_path: Path) -> None:
        with pytest.raises(ChangeRefused, match=r"0\.toml:2: No source “paper” is told anywhere, but founded cites it"):
            import_files(files(tmp_path, FOUNDED))

    def test_an_order_after_nothing_is_refused(self, tmp_path: Path) -> None:
        with pytest.raises(ChangeRefused, match=r"1\.toml:2: No change “never” is told anywhere, but founded stands after or before it"):
            import_files(files(tmp_path, PAPER, FOUNDED.replace("recorded", 'after = "never"\nrecorded')))

    def test_moments_of_recording_are_kept_in_an_empty_database(self, tmp_path: Path) -> None:
        import_files(files(tmp_path, PAPER, FOUNDED, RENAMED.format(date="2002")))
        assert names("2003-01-01", known_on="2026-02-09") == [("Альфа", "surely")]
        assert names("2003-01-01", known_on="2026-02-10") == [("Бета", "surely")]

    def test_a_living_one_records_now(self, tmp_path: Path) -> None:
        import_files(files(tmp_path, PAPER, FOUNDED))
        begin = datetime.now(tz=UTC)
        import_files(files(tmp_path, RENAMED.format(date="2002")))
        assert Version.objects.get(change__slug="renamed").known_from >= begin

    def test_the_same_id_with_other_content_is_a_correction(self, tmp_path: Path) -> None:
        later = RENAMED.format(date="2005").replace("2026-02-10", "2026-03-10")
        import_files(files(tmp_path, PAPER, FOUNDED, RENAMED.format(date="2002"), later))
        assert names("2003-01-01", known_on="2026-03-09") == [("Бета", "surely")]
        assert names("2003-01-01") == [("Альфа", "surely")]
        assert differences() == []

    def test_a_version_held_before_the_correction_changes_nothing(self, tmp_path: Path) -> None:
        import_files(files(tmp_path, PAPER, FOUNDED, RENAMED.format(date="2002")))
        import_files(files(tmp_path, RENAMED.format(date="2005")))
        assert import_files(files(tmp_path, RENAMED.format(date="2002"))) == Outcome(read=1, fresh=0)
        assert names("2003-01-01") == [("Альфа", "surely")]

    def test_an_import_is_judged_as_a_whole(self, tmp_path: Path) -> None:
        """Alone, the founding of 2010 leaves no world beside the renaming of 2002; corrected in the same file, it does."""
        wrong, right = FOUNDED.replace("1990", "2010"), FOUNDED.replace('"paper"', '"paper"\nlocator = "mended"')
        with pytest.raises(ChangeRefused, match=r"1\.toml:2, .*2\.toml:2: founded \(2010-01-01 to 2010-12-31\) would have to come before renamed"):
            import_files(files(tmp_path, PAPER, wrong, RENAMED.format(date="2002")))
        assert import_files(files(tmp_path, PAPER, wrong, right, RENAMED.format(date="2002"))).fresh == 3

    def test_what_was_done_after_its_source_is_refused_with_its_place(self, tmp_path: Path) -> None:
        with pytest.raises(ChangeRefused, match=r"2\.toml:2: renamed: the source is of 2020-12-31, so it cannot tell of 2021-01-01 as done"):
            import_files(files(tmp_path, PAPER, FOUNDED, RENAMED.format(date="2021")))


@pytest.mark.both
@pytest.mark.django_db
class TestExport:
    def test_it_is_the_same_from_the_second_on(self, tmp_path: Path) -> None:
        later = RENAMED.format(date="2005").replace("2026-02-10", "2026-03-10")
        import_files(files(tmp_path, PAPER, FOUNDED, RENAMED.format(date="2002"), later))
        first = "".join(export())
        empty()
        import_files(files(tmp_path, first))
        second = "".join(export())
        assert second == first
        assert names("2003-01-01", known_on="2026-03-09") == [("Бета", "surely")]

    def test_one_organisation_comes_with_every_change_that_names_it(self, tmp_path: Path) -> None:
        joined = '[[change]]\nid = "joined"\nact = "joined"\non = "beta"\nclaim = [{ source = "paper", value = { part_of = "alpha" } }]\n'
        other = '[[change]]\nid = "other"\nact = "founded"\non = "gamma"\nclaim = [{ date = "2001" }]\n'
        import_files(files(tmp_path, PAPER, FOUNDED, joined, other))
        found = "".join(export(body="organisation:alpha"))
        assert [word for word in ("paper", "founded", "joined", "other") if f'id = "{word}"' in found] == ["paper", "founded", "joined"]


def test_kill_in_mid_import_leaves_nothing(tmp_path: Path) -> None:
    big = tmp_path / "big.toml"
    with big.open("w", encoding="utf-8") as file:
        for number in range(20_000):
            file.write(f'[[change]]\nid = "c{number}"\nact = "founded"\non = "o{number}"\nclaim = [{{ date = "1990" }}]\n')
    environment = {**os.environ, "SHANYRAQ_DATA": str(tmp_path / "data"), "DATABASE_URL": ""}
    command = [sys.executable, "-m", "shanyraq.cli.main"]
    subprocess.run([*command, "migrate"], env=environment, check=True, capture_output=True)
    process = subprocess.Popen([*command, "chronicle", "import", str(big)], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    database = tmp_path / "data" / "shanyraq.sqlite3"
    wal = Path(f"{database}-wal")
    while process.poll() is None and not (wal.exists() and wal.stat().st_size > 2_000_000):
        time.sleep(0.05)
    assert process.poll() is None  # it was still writing
    process.send_signal(signal.SIGKILL)
    process.wait()
    with sqlite3.connect(database) as connection_:
        connection_.create_function("REGEXP", 2, lambda pattern, text: bool(re.search(pattern, text)))
        counts = [connection_.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("chronicle_change", "chronicle_staged", "registry_life")]
        assert connection_.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection_.close()
    assert counts == [0, 0, 0]


@pytest.mark.both
@pytest.mark.django_db
def test_a_change_of_many_subjects_is_one_change(tmp_path: Path) -> None:
    bodies = ", ".join(f'"o{n}"' for n in range(300))
    text = f'[[change]]\nid = "all-joined"\nact = "joined"\non = [{bodies}]\nclaim = [{{ date = "1998-06", value = {{ part_of = "assembly" }} }}]\n'
    import_files(files(tmp_path, text))
    assert Change.objects.count() == 1
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*), count(DISTINCT begin_change_id) FROM registry_tie")
        assert cursor.fetchone() == (300, 1)


@pytest.mark.both
@pytest.mark.django_db
def test_a_source_recorded_after_what_it_tells_bounds_it_from_then_on(tmp_path: Path) -> None:
    late = PAPER.replace("2026-01-10", "2026-03-10").replace('"2020"', '"1995-06"')
    import_files(files(tmp_path, FOUNDED.replace('"1990"', '"1990/1999"'), late))
    found = Change.objects.get(slug="founded")
    assert (found.earliest, found.latest) == (date(1990, 1, 1), date(1995, 6, 30))
    assert differences() == []


@pytest.mark.both
@pytest.mark.django_db
def test_a_source_without_a_day_is_of_the_day_of_recording(tmp_path: Path) -> None:
    import_files(files(tmp_path, PAPER.replace('day = "2020"\n', ""), FOUNDED.replace('"1990"', '"[1990..]"')))
    assert Change.objects.get(slug="founded").latest == date(2026, 1, 10)


@pytest.mark.both
@pytest.mark.django_db
def test_an_export_of_one_organisation_can_be_taken_in_again(tmp_path: Path) -> None:
    other = '[[change]]\nid = "other"\nact = "founded"\non = "gamma"\nbefore = "founded"\nclaim = [{ date = "1980" }]\n'
    import_files(files(tmp_path, PAPER, FOUNDED.replace("recorded", 'after = "other"\nrecorded'), other))
    found = "".join(export(body="organisation:alpha"))
    empty()
    assert import_files(files(tmp_path, found)).fresh == 3
