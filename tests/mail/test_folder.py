"""Without a mail server letters land in a folder."""
from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.mail.post import NOON, post, use

from shanyraq.mail.changes import forget
from shanyraq.mail.folder import file_of, text_of
from shanyraq.mail.models import Letter

pytestmark = [pytest.mark.django_db(transaction=True)]


@pytest.fixture
def folder(settings: Any, tmp_path: Path) -> Path:
    use(settings, "")
    settings.MAIL_FOLDER = tmp_path / "mail"
    return tmp_path / "mail"


def test_it_works(folder: Path) -> None:
    letter = post(language="ko")
    [kept] = folder.iterdir()
    assert (kept.name, kept.stat().st_mode & 0o777, folder.stat().st_mode & 0o777) == (f"{letter.mark}.eml", 0o600, 0o700)
    assert text_of(letter.mark) == letter.text.strip()
    assert Letter.objects.get().text == ""


def test_a_folder_that_cannot_be_written(folder: Path) -> None:
    folder.touch()
    post()
    assert (Letter.objects.get().failure, Letter.objects.get().delivered) == ("folder", None)


def test_files_are_kept_for_thirty_days(folder: Path) -> None:
    old, new = post("a"), post("b")
    os.utime(file_of(old.mark), (NOON.timestamp(), NOON.timestamp()))
    os.utime(file_of(new.mark), ((NOON + timedelta(days=1)).timestamp(),) * 2)
    forget(at=NOON + timedelta(days=30, minutes=1))
    assert [path.name for path in folder.iterdir()] == [f"{new.mark}.eml"]
    assert (text_of(old.mark), bool(text_of(new.mark))) == ("", True)


def test_no_name_leads_out_of_the_folder(folder: Path) -> None:
    assert file_of("../../secret") == folder / "secret.eml"
